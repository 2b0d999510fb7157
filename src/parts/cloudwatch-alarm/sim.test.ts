import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { type Letter, letterOf } from '../../rules/letter.ts';
import { defaultsOf } from '../settings.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { cloudwatchAlarm } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;

/** Users whose requests take a while, and an alarm that tells three others. */
function watching(
  alarm: Written,
  moments: Written,
  more: { readonly takes?: string; readonly acts?: readonly SmallAct[]; readonly until?: string } = {},
) {
  return worldOf({
    parts: {
      users: [trafficSource, moments],
      far: [callee, { takes: more.takes ?? '0s' }],
      alarm: [cloudwatchAlarm, { Period: '10s', Threshold: 1, ...alarm }],
      bad: [callee, { answer: 'failed' }],
      page: [callee],
      fine: [callee],
      dark: [callee],
    },
    wires: [
      'users.out > far.in',
      'alarm.alarm > page.in',
      'alarm.alarm > bad.in',
      'alarm.ok > fine.in',
      'alarm.insufficientData > dark.in',
    ],
    acts: more.acts ?? [],
    until: more.until ?? '60s',
  });
}

const received = (small: ReturnType<typeof watching>) =>
  ['page', 'fine', 'dark'].map((id) => small.read(`${id}.received`));

/** The datapoints of the first periods of 10 s. */
function datapoints(alarm: Written, moments: Written, takes: string, periods: number): number[] {
  const small = watching(alarm, moments, { takes });
  return Array.from({ length: periods }, (_, i) => small.run(`${(i + 1) * 10}s`).read('alarm.value'));
}

describe('what a datapoint is', () => {
  // One request from 2.5 s to 7.5 s, two from 12.5 s to 17.5 s.
  const moments = at('2500ms', '12500ms', '12500ms');
  test.each([
    ['Average', [0.5, 1]],
    ['Maximum', [1, 2]],
    ['Minimum', [0, 0]],
    ['Sum', [5, 10]],
    ['SampleCount', [10, 10]],
  ])('of a level: %s', (Statistic, expected) => {
    expect(datapoints({ metric: 'users.open', Statistic }, moments, '5s', 2)).toEqual(expected);
  });

  test.each([
    ['Sum', [1, 2, 0]],
    ['Average', [0.1, 0.2, 0]],
    ['Maximum', [1, 2, 0]],
    ['Minimum', [0, 0, 0]],
  ])('of a counter: %s of its growth', (Statistic, expected) => {
    expect(datapoints({ metric: 'users.made', Statistic }, moments, '5s', 3)).toEqual(expected);
  });

  test.each([
    ['Average', [5, 5]],
    ['Sum', [5, 10]],
    ['SampleCount', [1, 2]],
    ['Maximum', [5, 5]],
  ])('of a timing: %s in seconds', (Statistic, expected) => {
    expect(datapoints({ metric: 'users.latency', Statistic }, moments, '5s', 2)).toEqual(expected);
  });
});

test('of an age: in seconds', async () => {
  const { sqsQueue } = await import('../sqs-queue/sim.ts');
  const aged = (Statistic: string) =>
    worldOf({
      parts: {
        users: [trafficSource, at('4s')],
        queue: [sqsQueue],
        alarm: [cloudwatchAlarm, { metric: 'queue.oldest', Period: '10s', Statistic }],
      },
      wires: ['users.out > queue.send'],
    }).run('20s');
  expect(aged('Maximum').read('alarm.value')).toBe(16);
  // From 6 s old to 16 s old.
  expect(aged('Average').read('alarm.value')).toBe(11);
});

describe('states', () => {
  const busy = { metric: 'users.made', Statistic: 'Sum' };

  test('it begins without data, is OK after a period, goes into alarm and comes back', () => {
    const small = watching(busy, at('15s'));
    expect(small.run('9s').read('alarm.insufficient')).toBe(1);
    expect([small.run('10s').read('alarm.insufficient'), small.read('alarm.inAlarm')]).toEqual([0, 0]);
    expect(small.run('19999ms').read('alarm.inAlarm')).toBe(0);
    expect(small.run('20s').read('alarm.inAlarm')).toBe(1);
    expect(small.run('30s').read('alarm.inAlarm')).toBe(0);
    expect(small.area('alarm.inAlarm')).toBe(ticksOf('10s'));
    expect(small.read('alarm.changes')).toBe(3);
    expect(received(small)).toEqual([1, 2, 0]);
  });

  test('it tells everybody once, and a failed action is not tried again', () => {
    const small = watching(busy, at('5s', '15s', '25s', '35s', '45s')).run('50s');
    expect(small.read('alarm.inAlarm')).toBe(1);
    expect([small.read('alarm.actions'), small.read('alarm.actionsFailed')]).toEqual([2, 1]);
    expect(small.read('bad.received')).toBe(1);
  });

  test('2 out of 3', () => {
    const small = watching({ ...busy, EvaluationPeriods: 3, DatapointsToAlarm: 2 }, at('5s', '25s', '26s'));
    const states = [10, 20, 30, 40, 50].map((s) => small.run(`${s}s`).read('alarm.inAlarm'));
    // 1 | 1 0 | 1 0 2 | 0 2 0: the third period is the second breach among three, then it is alone.
    expect(states).toEqual([0, 0, 1, 0, 0]);
  });

  test('a figure that falls below', () => {
    const low = { ...busy, ComparisonOperator: 'LessThanThreshold' };
    const small = watching(low, at('5s', '15s'));
    expect([10, 20, 30].map((s) => small.run(`${s}s`).read('alarm.inAlarm'))).toEqual([0, 0, 1]);
  });

  test('missing data: what is asked of it decides', () => {
    const sparse = { ...busy, reportsZero: false };
    const end = (TreatMissingData: string) => {
      const small = watching({ ...sparse, TreatMissingData }, at('5s')).run('60s');
      return [small.read('alarm.inAlarm'), small.read('alarm.insufficient'), small.read('alarm.missing')];
    };
    // The one datapoint is looked back at for two more periods; then there is none.
    expect(end('missing')).toEqual([0, 1, 5]);
    expect(end('ignore')).toEqual([1, 0, 5]);
    expect(end('breaching')).toEqual([1, 0, 5]);
    expect(end('notBreaching')).toEqual([0, 0, 5]);
    const kept = watching(sparse, at('5s'));
    expect([30, 40].map((s) => kept.run(`${s}s`).read('alarm.inAlarm'))).toEqual([1, 0]);
  });

  test('watching nothing, or a figure that there is not, it has no data', () => {
    for (const metric of [null, 'users.nonesuch']) {
      const small = watching({ metric }, at('5s')).run();
      expect([small.read('alarm.insufficient'), small.read('alarm.missing')]).toEqual([1, 6]);
      expect(received(small)).toEqual([0, 0, 0]);
    }
  });
});

test('the letter says what CloudWatch says', () => {
  const small = watching({ metric: 'users.made', Statistic: 'Sum', Threshold: 2 }, at('5s', '6s'));
  const letters: Letter[] = [];
  const { world } = small;
  for (const self of world.selves.filter(({ id }) => id === 'page')) {
    const { reply } = self;
    self.reply = (row, code) => {
      letters.push(letterOf(self.contentOf(row)));
      reply.call(self, row, code);
    };
  }
  small.run();
  expect(letters).toHaveLength(1);
  expect(letters[0]!.subject).toBe('ALARM: "alarm"');
  expect(JSON.parse(letters[0]!.body)).toMatchObject({
    AlarmName: 'alarm',
    OldStateValue: 'INSUFFICIENT_DATA',
    NewStateValue: 'ALARM',
    StateChangeTime: expect.stringMatching(/T00:00:10\.000Z$/),
    Trigger: { MetricName: 'users.made', Statistic: 'SUM', Period: 10, Threshold: 2 },
  });
});

describe('acts and changes', () => {
  const busy = { metric: 'users.made', Statistic: 'Sum' };

  test('a state that was set lasts until the next evaluation, and tells', () => {
    const acts = [{ at: '14s', part: 'alarm', act: 'setState', with: { state: 'ALARM' } }];
    const small = watching(busy, at(), { acts });
    expect(small.run('14s').read('alarm.inAlarm')).toBe(1);
    expect(small.run('20s').read('alarm.inAlarm')).toBe(0);
    expect(received(small)).toEqual([1, 2, 0]);
  });

  test('disabled actions: the state changes, nobody is told', () => {
    const acts = [{ at: '0s', part: 'alarm', act: 'silence', lasts: '25s' }];
    const small = watching(busy, at('15s'), { acts }).run('21s');
    expect([small.read('alarm.inAlarm'), small.read('alarm.actions')]).toEqual([1, 0]);
    expect(received(small.run('60s'))).toEqual([0, 1, 0]);
  });

  test('another figure: it keeps its state and gathers anew', () => {
    const acts = [{ at: '25s', part: 'alarm', act: 'set', with: { metric: 'users.failed' } }];
    const small = watching(busy, at('15s', '26s'), { acts });
    expect(small.run('34s').read('alarm.inAlarm')).toBe(1);
    expect(small.run('35s').read('alarm.inAlarm')).toBe(0);
  });

  test('settings that cannot be together', () => {
    const found = (written: Written) =>
      cloudwatchAlarm.check!({ ...defaultsOf(cloudwatchAlarm.settings), ...written } as never).map(
        ({ setting }) => setting,
      );
    const period = (text: string) => ({ Period: ticksOf(text) });
    expect(['10s', '20s', '30s', '60s', '1h'].flatMap((text) => found(period(text)))).toEqual([]);
    expect(['15s', '40s', '90s'].flatMap((text) => found(period(text)))).toEqual([
      'Period',
      'Period',
      'Period',
    ]);
    expect(found({ EvaluationPeriods: 2, DatapointsToAlarm: 3 })).toEqual(['DatapointsToAlarm']);
    expect(found({ EvaluationPeriods: 1441 })).toEqual(['EvaluationPeriods']);
    expect(found({ ...period('1h'), EvaluationPeriods: 168 })).toEqual([]);
  });
});
