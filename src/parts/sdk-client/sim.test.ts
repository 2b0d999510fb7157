import { describe, expect, test } from 'vitest';
import { at, callee, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { RandomStreams } from '../../engine/random.ts';
import { SEND } from '../../rules/send.ts';
import { definePart, type SettingsOf, type SettingsSpec } from '../contract.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { sdkClient } from './sim.ts';
import type { State } from './spec.ts';

type Written = Readonly<Record<string, unknown>>;

/** Answers its n-th try as told: by outcome, by code and status, or with a time to come again; then well. */
const shelfSettings = {
  story: {
    type: 'json',
    default: [],
    document: 'a list of answers',
    read: (value) => ({ ok: true, value: value as unknown as readonly Answer[] }),
    says: 'Its answers, one after the other.',
    source: 'test',
  },
  takes: { type: 'distribution', default: '0s', says: 'Time to the answer.', source: 'test' },
} as const satisfies SettingsSpec;
interface Answer {
  readonly outcome: keyof typeof outcome;
  readonly code?: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** Of the entries of a batch. */
  readonly entries?: readonly (keyof typeof outcome)[];
}
const shelfSpec = {
  kind: 'shelf',
  ports: { in: { side: 'in', protocol: 'request', says: 'calls' } },
  metrics: {
    tries: { type: 'counter', unit: 'tries', says: 'tries that came' },
    batches: { type: 'counter', unit: 'tries', says: 'of these, batches' },
    entries: { type: 'counter', unit: 'entries', says: 'entries in them' },
  },
  timers: ['done'],
  streams: [],
} as const satisfies PartSpec;
type Shelf = Self<typeof shelfSpec, { at: number[]; tries: number[] }, SettingsOf<typeof shelfSettings>>;
const shelf = definePart({
  title: 'Shelf',
  says: 'Answers as told.',
  spec: shelfSpec,
  settings: shelfSettings,
  behaviour: {
    state: () => ({ at: [] as number[], tries: [] as number[] }),
    receive: {
      in(self: Shelf, call) {
        self.state.at.push(self.now);
        self.metrics.tries.add();
        const entries = self.items(call);
        if (self.messages.verb[call] === SEND.batch) self.metrics.batches.add();
        self.metrics.entries.add(entries.length);
        for (const row of entries.length > 0 ? entries : [call]) {
          const request = self.messages.request[row]!;
          self.state.tries[request] = (self.state.tries[request] ?? 0) + 1;
        }
        self.messages.step[call] = self.state.at.length - 1;
        const { takes } = self.settings;
        self.timers.done.after(takes.law === 'constant' ? takes.value : 0, call);
      },
    },
    timers: {
      done(self: Shelf, call) {
        const answer = self.settings.story?.[self.messages.step[call]!] ?? { outcome: 'ok' };
        self.items(call).forEach((entry, i) => {
          self.messages.step[entry] = outcome[answer.entries?.[i] ?? 'ok'];
          self.messages.due[entry] = 100 + i;
        });
        const { code, status, retryAfterMs } = answer;
        const error =
          code === undefined
            ? undefined
            : { code, status, message: '', ...(retryAfterMs && { retryAfterMs }) };
        self.reply(call, outcome[answer.outcome], error);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

const told = (story: readonly Answer[], client: Written = {}, users: Written = at('0s')) =>
  worldOf({
    parts: { users: [trafficSource, users], client: [sdkClient, client], far: [shelf, { story }] },
    wires: ['users.out > client.in', 'client.out > far.in'],
    until: '600s',
  });
const bad = (n: number, outcome_: Answer['outcome'] = 'failed'): Answer[] =>
  Array.from({ length: n }, () => ({ outcome: outcome_ }));
/** Seconds between one try and the next. */
const gaps = (small: ReturnType<typeof told>): number[] => {
  const { at: moments } = small.stateOf('far') as { at: number[] };
  return moments.slice(1).map((moment, i) => (moment - moments[i]!) / 1_000_000);
};
const many = (n: number, moment = '0s'): Written => at(...Array<string>(n).fill(moment));

describe('standard', () => {
  test('three tries, each wait below 50 ms and below 100 ms, in whole milliseconds; then it is passed back', () => {
    const small = told(bad(9)).run();
    expect(small.requests).toMatchObject([{ outcome: 'failed' }]);
    expect(small.read('far.tries')).toBe(3);
    const [first, second] = gaps(small);
    expect(first).toBeLessThan(0.05);
    expect(second).toBeLessThan(0.1);
    for (const gap of [first!, second!])
      expect(Math.abs(gap * 1000 - Math.round(gap * 1000))).toBeLessThan(1e-9);
    expect(
      ['calls', 'attempts', 'retries', 'answered', 'failed'].map((m) => small.read(`client.${m}`)),
    ).toEqual([1, 3, 2, 0, 1]);
    expect(small.read('client.tokens')).toBe(500 - 2 * 14);
  });

  test('a success gives back what the last try cost, a first success gives one', () => {
    const small = told(bad(2), { quota: 100 }, at('0s', '10s', '20s'));
    expect(small.run('5s').read('client.tokens')).toBe(100 - 14);
    expect(small.run('15s').read('client.tokens')).toBe(100 - 14 + 1);
    expect(small.run().read('client.answered')).toBe(3);
  });

  test('in a lasting outage the bucket pays for 35 retries, whoever calls; then each call is tried once', () => {
    const small = told(bad(10_000), { maxAttempts: 10 }, many(200)).run();
    expect(small.read('client.retries')).toBe(35);
    expect(small.read('far.tries')).toBe(200 + 35);
    expect(small.read('client.outOfTokens')).toBe(200);
    expect(small.read('client.tokens')).toBe(10);
  });

  test('the rules before 2026 pay for 50, and 100 after throttling', () => {
    const before = { rules: 'before 2026', maxAttempts: 10 };
    expect(told(bad(10_000), before, many(200)).run().read('client.retries')).toBe(50);
    expect(told(bad(10_000, 'throttled'), before, many(200)).run().read('client.retries')).toBe(100);
  });

  test('what another try cannot help is passed back at once', () => {
    for (const name of ['invalid', 'refused', 'notFound', 'soldOut', 'conditionFailed'] as const)
      expect(told(bad(1, name)).run().requests).toMatchObject([{ ended: 0, outcome: name }]);
  });

  test('an error that names itself is judged by its code and status, not by its outcome', () => {
    const tries = (code: string, status: number, name: Answer['outcome']) =>
      told([{ outcome: name, code, status }])
        .run()
        .read('far.tries');
    expect(tries('AccessDenied', 403, 'failed')).toBe(1);
    expect(tries('SlowDown', 503, 'invalid')).toBe(2);
    expect(tries('InternalError', 500, 'invalid')).toBe(2);
  });

  test('a service that says when: at least then, at most 5 s later than the own wait', () => {
    const wait = (retryAfterMs: number) =>
      gaps(told([{ outcome: 'failed', code: 'InternalError', status: 500, retryAfterMs }]).run())[0]!;
    expect(wait(2000)).toBe(2);
    expect(wait(60_000)).toBeGreaterThanOrEqual(5);
    expect(wait(60_000)).toBeLessThan(5.05);
  });

  test('conflicts are tried again only where that is asked for', () => {
    const small = told(bad(1, 'conditionFailed'), { retryConflicts: true }).run();
    expect(small.requests).toMatchObject([{ outcome: 'ok' }]);
    expect(small.read('far.tries')).toBe(2);
  });
});

test('a try that takes too long is left alone and made again; late answers are nobody’s', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at('0s')],
      client: [sdkClient, { attemptTimeout: '1s' }],
      far: [callee, { takes: '90s' }],
    },
    wires: ['users.out > client.in', 'client.out > far.in'],
    until: '300s',
  }).run();
  expect(small.read('client.timeouts')).toBe(3);
  expect(small.requests).toMatchObject([{ outcome: 'timedOut' }]);
  expect(small.requests[0]!.ended).toBeGreaterThanOrEqual(ticksOf('3s'));
  expect(small.world.messages.live).toBe(0);
});

describe('the other modes', () => {
  test('none tries once', () => {
    const small = told(bad(1), { mode: 'none' }).run();
    expect([small.read('far.tries'), small.read('client.tokens')]).toEqual([1, 500]);
  });

  test('legacy: up to one second, two, four, eight; no tokens are asked for', () => {
    const small = told(bad(9), { mode: 'legacy', maxAttempts: 5, quota: 0 }).run();
    expect(gaps(small)).toHaveLength(4);
    gaps(small).forEach((gap, i) => {
      expect(gap).toBeLessThan(2 ** i);
    });
  });

  test('custom without jitter: base x 2, x 4, ... up to the cap, as often as may be', () => {
    const custom = { mode: 'custom', jitter: 'none', base: '10ms', cap: '50ms', maxAttempts: 6 };
    const small = told(bad(9), custom).run();
    expect(gaps(small)).toEqual([0.02, 0.04, 0.05, 0.05, 0.05]);
    expect(gaps(told(bad(9), { ...custom, base: '0s' }).run())).toEqual([0, 0, 0, 0, 0]);
  });

  test('adaptive: nothing is held back before the first throttling; after it, calls go one by one', () => {
    const story: Answer[] = [...bad(0), ...bad(1, 'throttled')];
    const calm = told([], { mode: 'adaptive' }, many(50)).run();
    expect(calm.requests.every(({ ended }) => ended === 0)).toBe(true);
    expect(calm.read('client.rate')).toBe(0);
    const held = told(story, { mode: 'adaptive' }, at('0s', ...Array<string>(5).fill('5s')));
    held.run('5s');
    expect(held.read('client.rate')).toBeGreaterThan(0);
    expect(held.read('client.waiting')).toBeGreaterThan(0);
    held.run();
    expect(held.read('client.answered')).toBe(6);
    expect(held.read('client.waiting')).toBe(0);
    const ends = held.requests.map(({ ended }) => ended);
    expect([...ends].sort((a, b) => a - b)).toEqual(ends);
  });

  test('adaptive: who is held back goes sooner when the limit rises meanwhile', () => {
    // Sixty are under way when the first is throttled: at 0.5 a second it would wait 1.578 s, but 59 good answers come.
    const users = at(...Array.from({ length: 60 }, (_, i) => `${i * 50}ms`));
    const small = worldOf({
      parts: {
        users: [trafficSource, users],
        client: [sdkClient, { mode: 'adaptive' }],
        far: [shelf, { story: bad(1, 'throttled'), takes: '3s' }],
      },
      wires: ['users.out > client.in', 'client.out > far.in'],
    }).run();
    expect(small.read('client.answered')).toBe(60);
    expect(small.area('client.waiting')).toBeGreaterThan(ticksOf('500ms'));
    expect(small.area('client.waiting')).toBeLessThan(ticksOf('1500ms'));
  });

  test('adaptive: against 20 a second, a client that would send 100 comes to send little more than is answered', () => {
    const parts = (mode: string) =>
      worldOf({
        parts: {
          users: [trafficSource, { arrivals: 'constant', rate: '100/s' }],
          client: [sdkClient, { mode, maxAttempts: 1000, quota: 100_000 }],
          far: [limited],
        },
        wires: ['users.out > client.in', 'client.out > far.in'],
        until: '120s',
      }).run();
    const [adaptive, standard] = [parts('adaptive'), parts('standard')];
    const wasted = (small: typeof adaptive) => small.read('far.refused') / small.read('far.passed');
    expect(wasted(adaptive)).toBeLessThan(0.35);
    expect(wasted(standard)).toBeGreaterThan(3 * wasted(adaptive));
    expect(adaptive.read('far.passed')).toBeGreaterThan(0.6 * 20 * 120);
  });
});

/** Takes 20 calls a second, counted in whole seconds, and throttles the others. */
const limitedSpec = {
  kind: 'limited',
  ports: { in: { side: 'in', protocol: 'request', says: 'calls' } },
  metrics: {
    passed: { type: 'counter', unit: 'calls', says: 'answered well' },
    refused: { type: 'counter', unit: 'calls', says: 'throttled' },
  },
  timers: [],
  streams: [],
} as const satisfies PartSpec;
type Limited = Self<typeof limitedSpec, { second: number; used: number }, object>;
const limited = definePart({
  title: 'Limited',
  says: 'Takes 20 a second.',
  spec: limitedSpec,
  settings: {},
  behaviour: {
    state: () => ({ second: 0, used: 0 }),
    receive: {
      in(self: Limited, call) {
        const { state } = self;
        const second = Math.floor(self.now / 1_000_000);
        if (second !== state.second) Object.assign(state, { second, used: 0 });
        const passes = state.used++ < 20;
        (passes ? self.metrics.passed : self.metrics.refused).add();
        self.reply(call, passes ? outcome.ok : outcome.throttled);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

describe('batches', () => {
  const batch = { batch: 3, batchFor: '200ms' };

  test('go when they are full or when their time is over, and each caller hears of its own entry', () => {
    const story: Answer[] = [{ outcome: 'ok', entries: ['ok', 'invalid', 'ok'] }];
    const small = told(story, batch, at('0s', '50ms', '100ms', '1s')).run();
    expect(small.requests.map(({ ended, outcome: name }) => [ended, name])).toEqual([
      [100_000, 'ok'],
      [100_000, 'invalid'],
      [100_000, 'ok'],
      [1_200_000, 'ok'],
    ]);
    expect(['tries', 'batches', 'entries'].map((m) => small.read(`far.${m}`))).toEqual([2, 2, 4]);
    expect(['calls', 'attempts', 'answered', 'failed'].map((m) => small.read(`client.${m}`))).toEqual([
      4, 2, 3, 1,
    ]);
    expect(small.area('client.gathering')).toBe(100_000 + 50_000 + 200_000);
    expect(small.world.messages.live).toBe(0);
  });

  test('are tried again as a whole, and fail as a whole', () => {
    const again = told(bad(2), batch, many(3)).run();
    expect(again.requests.map(({ outcome: name }) => name)).toEqual(['ok', 'ok', 'ok']);
    expect(again.read('far.entries')).toBe(9);
    const never = told(bad(9), batch, many(3)).run();
    expect(never.requests.map(({ outcome: name }) => name)).toEqual(['failed', 'failed', 'failed']);
    expect([never.read('client.failed'), never.read('client.attempts')]).toEqual([3, 3]);
    expect(never.world.messages.live).toBe(0);
  });
});

test('random storms: tokens stay within the bucket, tries within their number, and every call ends once', () => {
  const stream = new RandomStreams('storms', ['test']).stream(0);
  const u = () => stream.next() / 4294967296;
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(u() * of.length)]!;
  for (let storm = 0; storm < 60; storm++) {
    const quota = pick(0, 20, 500);
    const maxAttempts = 1 + Math.floor(u() * 5);
    const client = {
      mode: pick('standard', 'standard', 'adaptive', 'legacy', 'custom'),
      rules: pick('2026', 'before 2026'),
      batch: pick(1, 1, 4),
      attemptTimeout: pick('none', '20ms'),
      quota,
      maxAttempts,
    };
    const badness = u();
    const story = Array.from(
      { length: 400 },
      (): Answer => ({
        outcome: u() < badness ? pick('failed', 'throttled', 'invalid', 'rejected') : 'ok',
      }),
    );
    const small = worldOf({
      parts: {
        users: [trafficSource, at(...Array.from({ length: 80 }, (_, i) => `${i * 10}ms`))],
        client: [sdkClient, client],
        far: [shelf, { story, takes: '15ms' }],
      },
      wires: ['users.out > client.in', { wire: 'client.out > far.in', latency: 'uniform 1ms..9ms' }],
      until: '1000s',
    });
    for (let i = 1; i <= 40; i++) {
      const { quota: held } = small.run(`${i * 50}ms`).stateOf('client') as State;
      expect(held.tokens).toBe(small.read('client.tokens'));
      expect(held.tokens).toBeGreaterThanOrEqual(0);
      expect(held.tokens).toBeLessThanOrEqual(quota);
    }
    small.run();
    const [calls, attempts, retries, answered, failed] = [
      'calls',
      'attempts',
      'retries',
      'answered',
      'failed',
    ].map((m) => small.read(`client.${m}`));
    expect(calls).toBe(80);
    expect(answered! + failed!).toBe(80);
    expect(attempts! - retries!).toBeLessThanOrEqual(80);
    const { tries } = small.stateOf('far') as { tries: number[] };
    expect(Math.max(...tries)).toBeLessThanOrEqual(maxAttempts);
    expect(Math.min(...tries)).toBe(1);
    expect(tries).toHaveLength(80);
    expect(small.timing('client.latency').count).toBe(80);
    expect(['gathering', 'waiting', 'open', 'backingOff'].map((m) => small.read(`client.${m}`))).toEqual([
      0, 0, 0, 0,
    ]);
    const stay = ['gathering', 'waiting', 'open', 'backingOff'].reduce(
      (sum, m) => sum + small.area(`client.${m}`),
      0,
    );
    expect(stay).toBeCloseTo(small.timing('client.latency').sum, 0);
    expect(small.world.messages.live).toBe(0);
  }
});
