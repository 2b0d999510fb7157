import type { ActSpec, SettingsSpec } from '../contract.ts';

const API = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const GUIDE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/';
const ASSUMPTION = 'assumption of this lab, 2026-11';

export const settings = {
  metric: {
    type: 'metric',
    default: null,
    says: 'The figure that is watched, such as orders.visible; none watches nothing.',
    source: API,
  },
  Statistic: {
    type: 'choice',
    default: 'Average',
    choices: ['Average', 'Maximum', 'Minimum', 'Sum', 'SampleCount'],
    says: 'What is made of the samples of a period, one a second.',
    source: API,
  },
  Period: {
    type: 'duration',
    default: '60s',
    min: '10s',
    max: '1d',
    says: 'How long one datapoint counts for: 10 s, 20 s, 30 s or whole minutes.',
    source: `${API} (it has no default; 60 s is the usual one)`,
  },
  EvaluationPeriods: {
    type: 'count',
    default: 1,
    min: 1,
    max: 8640,
    unit: 'periods',
    says: 'How many of the latest datapoints are looked at.',
    source: API,
  },
  DatapointsToAlarm: {
    type: 'count',
    default: 1,
    min: 1,
    max: 8640,
    unit: 'datapoints',
    says: 'How many of them must breach the threshold: M out of N.',
    source: API,
  },
  Threshold: {
    type: 'factor',
    default: 100,
    min: -1e12,
    max: 1e12,
    says: "What a datapoint is compared with, in the figure's unit; ages and durations are in seconds.",
    source: `${API} (it has no default)`,
  },
  ComparisonOperator: {
    type: 'choice',
    default: 'GreaterThanOrEqualToThreshold',
    choices: [
      'GreaterThanOrEqualToThreshold',
      'GreaterThanThreshold',
      'LessThanThreshold',
      'LessThanOrEqualToThreshold',
    ],
    says: 'When a datapoint breaches.',
    source: `${API} (it has no default)`,
  },
  TreatMissingData: {
    type: 'choice',
    default: 'missing',
    choices: ['missing', 'notBreaching', 'breaching', 'ignore'],
    says: 'What a period without data counts for.',
    source: `${GUIDE}alarms-and-missing-data.html`,
  },
  reportsZero: {
    type: 'flag',
    default: true,
    says: 'Whether a counter that did not grow in a period reports 0; many services report nothing then.',
    source: ASSUMPTION,
  },
  pricePerMonth: {
    type: 'money',
    default: 0.1,
    unit: 'USD',
    says: 'Price of the alarm for 30 days, with a period of a minute or more.',
    source:
      'https://aws.amazon.com/cloudwatch/pricing/ (standard resolution; read in second-hand sources, 2026)',
  },
  pricePerMonthBelowAMinute: {
    type: 'money',
    default: 0.3,
    unit: 'USD',
    says: 'Price of the alarm for 30 days, with a period below a minute.',
    source: 'https://aws.amazon.com/cloudwatch/pricing/ (high resolution; read in second-hand sources, 2026)',
  },
} as const satisfies SettingsSpec;

export const acts = {
  setState: {
    title: 'Set the state',
    says: 'SetAlarmState: the alarm takes a state for a test, until the next evaluation.',
    lasts: false,
    settings: {
      state: {
        type: 'choice',
        default: 'ALARM',
        choices: ['ALARM', 'OK', 'INSUFFICIENT_DATA'],
        says: 'Which state.',
        source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html',
      },
    },
  },
  silence: {
    title: 'Disable its actions',
    says: 'DisableAlarmActions: the state still changes, and nobody is told.',
    lasts: true,
    settings: {},
  },
} as const satisfies Record<string, ActSpec>;
