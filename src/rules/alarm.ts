/**
 * When a CloudWatch alarm changes its state.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export type Alarm = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface AlarmRule {
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly Threshold: number;
  readonly ComparisonOperator:
    | 'GreaterThanOrEqualToThreshold'
    | 'GreaterThanThreshold'
    | 'LessThanThreshold'
    | 'LessThanOrEqualToThreshold';
  readonly TreatMissingData: 'missing' | 'notBreaching' | 'breaching' | 'ignore';
}

/**
 * Datapoints that are looked for: more than EvaluationPeriods, so that a late or missing one need not be made up. AWS
 * publishes one example (5 for 3) and says that it depends on the period.
 */
export function evaluationRange(periods: number): number {
  return periods + 2;
}

export function breaches({ ComparisonOperator, Threshold }: AlarmRule, value: number): boolean {
  switch (ComparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= Threshold;
    case 'GreaterThanThreshold':
      return value > Threshold;
    case 'LessThanThreshold':
      return value < Threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= Threshold;
  }
}

/**
 * @param points datapoints of the evaluation range, the latest last; null for none; fewer when the alarm is young
 * @returns the state from now on
 */
export function evaluate(rule: AlarmRule, points: readonly (number | null)[], before: Alarm): Alarm {
  const { EvaluationPeriods: n, DatapointsToAlarm: m, TreatMissingData } = rule;
  const real: boolean[] = [];
  // How many periods ago the oldest real datapoint was, the latest counting as 1.
  let oldest = 0;
  for (let i = points.length - 1; i >= 0 && real.length < n; i--) {
    const point = points[i];
    if (point === null || point === undefined) continue;
    real.push(breaches(rule, point));
    oldest = points.length - i;
  }
  const breaching = real.filter((one) => one).length;
  if (real.length === n) return breaching >= m ? 'ALARM' : 'OK';
  switch (TreatMissingData) {
    case 'breaching':
      return breaching + n - real.length >= m ? 'ALARM' : 'OK';
    case 'notBreaching':
      return breaching >= m ? 'ALARM' : 'OK';
    default:
      if (breaching >= m) return 'ALARM';
      if (real.length > breaching) return 'OK';
      if (TreatMissingData === 'ignore') return before;
      // Nothing but breaching datapoints, the first of them long enough ago: no reason to wait for more.
      return real.length > 0 && oldest >= m ? 'ALARM' : 'INSUFFICIENT_DATA';
  }
}
