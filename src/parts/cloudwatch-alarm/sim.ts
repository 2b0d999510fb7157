import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { isGood } from '../../engine/outcome.ts';
import { type Alarm, evaluate, evaluationRange } from '../../rules/alarm.ts';
import type { Letter } from '../../rules/letter.ts';
import { timestamp } from '../../rules/moment.ts';
import { definePart } from '../contract.ts';
import { beginPeriod, datapoint, noSamples, takeSample } from './sampling.ts';
import { acts, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';

export type { AlarmView, Settings } from './spec.ts';

const MONTH_SECONDS = 30 * 86_400;
/** The longest that an alarm may look back, in seconds. */
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;

function endPeriod(self: Me): void {
  const { state, settings: s } = self;
  const point = datapoint(self);
  if (point === null) self.metrics.missing.add();
  else {
    self.metrics.datapoints.add();
    self.metrics.value.set(point);
  }
  state.points.push(point);
  while (state.points.length > evaluationRange(s.EvaluationPeriods)) state.points.shift();
  change(self, evaluate(s, state.points, state.alarm), reason(self));
  beginPeriod(self);
}

function reason({ state, settings: s }: Me): string {
  const real = state.points.filter((point) => point !== null).slice(-s.EvaluationPeriods);
  if (real.length === 0) return 'No datapoints were received.';
  const list = real.map((point) => String(point)).join(', ');
  return `Of the last ${s.EvaluationPeriods} periods these are known: ${list}; ${s.DatapointsToAlarm} must be ${s.ComparisonOperator} (${s.Threshold}).`;
}

function change(self: Me, next: Alarm, why: string): void {
  const { state } = self;
  const before = state.alarm;
  if (next === before) return;
  state.alarm = next;
  self.metrics.changes.add();
  showState(self);
  if (!state.silenced) act(self, before, why);
}

function showState({ state, metrics }: Me): void {
  metrics.inAlarm.set(Number(state.alarm === 'ALARM'));
  metrics.insufficient.set(Number(state.alarm === 'INSUFFICIENT_DATA'));
}

/** Each action once, all at the same moment: an alarm neither waits for an answer nor tries again. */
function act(self: Me, before: Alarm, why: string): void {
  const { state, ports } = self;
  const port =
    state.alarm === 'ALARM' ? ports.alarm : state.alarm === 'OK' ? ports.ok : ports.insufficientData;
  if (port.wires === 0) return;
  const content = self.contents.place(letter(self, before, why));
  for (let nth = 0; nth < port.wires; nth++) {
    const call = port.call(-1, nth);
    self.messages.content[call] = content;
    self.metrics.actions.add();
  }
}

function letter(self: Me, before: Alarm, why: string): Letter {
  const { id, state, settings: s } = self;
  const body = {
    AlarmName: id,
    NewStateValue: state.alarm,
    NewStateReason: why,
    OldStateValue: before,
    StateChangeTime: timestamp(self.now),
    Trigger: {
      MetricName: s.metric,
      Statistic: s.Statistic.toUpperCase(),
      Period: s.Period / TICKS_PER_SECOND,
      EvaluationPeriods: s.EvaluationPeriods,
      DatapointsToAlarm: s.DatapointsToAlarm,
      ComparisonOperator: s.ComparisonOperator,
      Threshold: s.Threshold,
      TreatMissingData: s.TreatMissingData,
    },
  };
  return { body: JSON.stringify(body), subject: `${state.alarm}: "${id}"` };
}

function answered(self: Me, _call: number, code: number): void {
  if (!isGood(code)) self.metrics.actionsFailed.add();
}

/** An alarm that is changed keeps its state; datapoints of another figure, or of another length, are none. */
function reconfigure(self: Me, before: Settings): void {
  const { state, settings: s } = self;
  if (before.metric === s.metric && before.Statistic === s.Statistic && before.Period === s.Period) return;
  state.points = [];
  beginPeriod(self);
}

type Problem = { readonly setting: keyof typeof settings; readonly expected: string };

function check(s: Settings): readonly Problem[] {
  const problems: Problem[] = [];
  const period = s.Period / TICKS_PER_SECOND;
  if (![10, 20, 30].includes(period) && period % 60 !== 0)
    problems.push({ setting: 'Period', expected: '10s, 20s, 30s or whole minutes' });
  if (s.DatapointsToAlarm > s.EvaluationPeriods)
    problems.push({ setting: 'DatapointsToAlarm', expected: 'at most EvaluationPeriods' });
  const most = period < 3600 ? DAY_SECONDS : WEEK_SECONDS;
  if (s.EvaluationPeriods * period > most)
    problems.push({
      setting: 'EvaluationPeriods',
      expected: `so few that all periods together last ${most === DAY_SECONDS ? 'a day' : 'a week'} at most`,
    });
  return problems;
}

export const cloudwatchAlarm = definePart({
  title: 'CloudWatch alarm',
  says: 'Watches a figure of another part, and tells others when it crosses a threshold.',
  shelf: 'between',
  charted: 'value',
  portrait: { value: 60, changes: 1 },
  spec,
  settings,
  acts,
  check,
  behaviour: {
    state: (): State => ({
      alarm: 'INSUFFICIENT_DATA',
      points: [],
      samples: noSamples(),
      began: 0,
      lastValue: 0,
      lastArea: 0,
      beganArea: 0,
      silenced: false,
    }),

    start(self: Me) {
      showState(self);
      beginPeriod(self);
      self.timers.sample.after(TICKS_PER_SECOND);
    },

    reply: { alarm: answered, ok: answered, insufficientData: answered },

    timers: {
      sample(self: Me) {
        takeSample(self);
        if (self.now - self.state.began >= self.settings.Period) endPeriod(self);
        self.timers.sample.after(TICKS_PER_SECOND);
      },
    },

    acts: {
      setState: {
        begin(self: Me, { state }: { state: Alarm }) {
          change(self, state, 'Set by SetAlarmState.');
        },
      },
      silence: {
        begin({ state }: Me) {
          state.silenced = true;
        },
        end({ state }: Me) {
          state.silenced = false;
        },
      },
    },

    reconfigure,
  },

  status: ({ metrics, settings: s }) => {
    if (metrics.inAlarm > 0) return { mood: 'failing', word: 'ALARM' };
    if (metrics.insufficient === 0) return { mood: 'calm', word: 'OK' };
    return { mood: 'throttled', word: s.metric === null ? 'watches nothing' : 'no data' };
  },

  cost: (s, _totals, seconds) => [
    {
      what: `an alarm for ${Math.round(seconds)} s`,
      usd:
        ((s.Period < 60 * TICKS_PER_SECOND ? s.pricePerMonthBelowAMinute : s.pricePerMonth) * seconds) /
        MONTH_SECONDS,
    },
  ],
});
