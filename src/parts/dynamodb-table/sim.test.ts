import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { settingsOf } from '../settings.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { settings } from './settings.ts';
import { dynamodbTable } from './sim.ts';
import { why } from './why.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;

interface Case {
  readonly steps: readonly Step[];
  /** Ports of the table, in the order of the wires. */
  readonly ports: readonly (string | readonly [string, Written])[];
  readonly written?: Written;
  readonly acts?: readonly Omit<SmallAct, 'part'>[];
  readonly until?: string;
}

const asked = ({ steps, ports, written = {}, acts = [], until = '600s' }: Case) => {
  const { part, answers } = scripted(steps);
  const small = worldOf({
    parts: { script: [part], table: [dynamodbTable, { latency: '0s', ...written }] },
    wires: ports.map((one) => {
      const [port, settings] = typeof one === 'string' ? [one, {}] : one;
      return { wire: `script.out > table.${port}`, with: settings };
    }),
    acts: acts.map((one) => ({ ...one, part: 'table' })),
    until,
  }).run();
  const read = (...names: string[]) => names.map((name) => small.read(`table.${name}`));
  return { small, answers, read, outcomes: answers.map((one) => one?.outcome ?? 'open') };
};

const step = (at: string, wire: number, of = 0): Step => ({ at, wire, of });

describe('items', () => {
  test('are read as they were written last; of what is not there nothing is said', () => {
    const says = (body: string) => ({ body });
    const { answers, read } = asked({
      ports: ['read', 'write'],
      steps: [
        step('0s', 0),
        { ...step('1s', 1), says: says('first') },
        { ...step('2s', 1), says: says('second') },
        step('3s', 0),
        step('4s', 0, 1),
      ],
    });
    expect(answers.map((one) => one?.outcome)).toEqual(Array(5).fill('ok'));
    expect([0, 3, 4].map((i) => answers[i]?.content)).toEqual([{}, says('second'), {}]);
    expect(read('items', 'reads', 'writes')).toEqual([1, 3, 2]);
  });

  test('are created once for each request, and under each key', () => {
    const { outcomes, read } = asked({
      ports: [
        ['create', { key: 'mail {n}' }],
        ['create', { key: 'stock {n}' }],
        ['create', { key: 'one' }],
      ],
      steps: [
        step('0s', 0),
        step('1s', 0),
        step('2s', 0, 1),
        step('3s', 1),
        step('4s', 2),
        step('5s', 2, 1),
        step('6s', 0, 100),
      ],
    });
    expect(outcomes).toEqual(['ok', 'conditionFailed', 'ok', 'ok', 'ok', 'conditionFailed', 'ok']);
    expect(read('items', 'conditionFailed', 'writes')).toEqual([5, 2, 7]);
    expect(dynamodbTable.errors.conditionFailed).toEqual({
      code: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      status: 400,
    });
  });

  test('take their time, and are there at the end of it', () => {
    const { outcomes, answers, small } = asked({
      ports: ['create'],
      written: { latency: '10ms' },
      steps: [step('0s', 0), step('9ms', 0)],
    });
    // Both are begun before the first is there; what counts is when they are done.
    expect(outcomes).toEqual(['ok', 'conditionFailed']);
    expect(answers.map((one) => one?.at)).toEqual([10_000, 19_000]);
    expect(small.timing('table.latency')).toMatchObject({ count: 2, sum: 20_000 });
  });
});

describe('the counting lock', () => {
  const two = { limit: 2 };

  test('gives out so many permits and takes them back', () => {
    const { outcomes, read, small } = asked({
      ports: [['acquire', two], 'release'],
      steps: [
        step('0s', 0),
        step('1s', 0, 1),
        step('2s', 0, 2),
        step('3s', 1),
        step('4s', 0, 2),
        step('5s', 0, 3),
      ],
    });
    expect(outcomes).toEqual(['ok', 'ok', 'conditionFailed', 'ok', 'ok', 'conditionFailed']);
    expect(read('held', 'owners', 'acquired', 'released', 'conditionFailed')).toEqual([2, 2, 3, 1, 2]);
    expect(small.area('table.held')).toBe(s(1 + 2 * 599 - 1));
  });

  test('counts apart under another name', () => {
    const { outcomes, read } = asked({
      ports: [
        ['acquire', { limit: 1, lock: 'labels' }],
        ['acquire', { limit: 1, lock: 'faces' }],
      ],
      steps: [step('0s', 0), step('1s', 1, 1), step('2s', 0, 2)],
    });
    expect(outcomes).toEqual(['ok', 'ok', 'conditionFailed']);
    expect(read('held')).toEqual([2]);
  });

  test('a message that comes again is granted what it holds, or refused and told that it holds it', () => {
    const steps = [step('0s', 0), step('1s', 0), step('2s', 0, 1)];
    const granted = asked({ ports: [['acquire', { limit: 1 }]], steps });
    expect(granted.outcomes).toEqual(['ok', 'ok', 'conditionFailed']);
    expect(granted.read('held', 'acquired', 'heldAlready')).toEqual([1, 1, 1]);
    const refused = asked({ ports: [['acquire', { limit: 1, again: 'refuse' }]], steps });
    expect(refused.outcomes).toEqual(['ok', 'conditionFailed', 'conditionFailed']);
    expect(
      refused.answers.slice(1).map((one) => (one?.content as { Item?: object } | undefined)?.Item),
    ).toEqual([{ owner: true }, { owner: false }]);
    expect(refused.read('held')).toEqual([1]);
  });

  test('a permit of somebody who died stays held', () => {
    const { outcomes, read } = asked({
      ports: [['acquire', { limit: 1 }]],
      steps: [step('0s', 0), step('300s', 0, 1), step('599s', 0, 2)],
    });
    expect(outcomes).toEqual(['ok', 'conditionFailed', 'conditionFailed']);
    expect(read('held')).toEqual([1]);
  });

  test('or is taken over when its lease is over, by the next who finds none left', () => {
    const { outcomes, read } = asked({
      ports: [['acquire', two], 'release'],
      written: { leaseFor: '60s' },
      steps: [
        step('0s', 0),
        step('10s', 0, 1),
        // Both are there still: the second is the longest held at 65 s, for the first was renewed.
        step('30s', 0),
        step('60s', 0, 2),
        step('71s', 0, 2),
        // Who was too slow finds its permit gone.
        step('80s', 1, 1),
        step('81s', 1),
      ],
    });
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'conditionFailed', 'ok', 'ok', 'ok']);
    expect(read('held', 'owners', 'takenOver', 'acquired', 'released')).toEqual([1, 1, 1, 3, 1]);
    expect(read('conditionFailed')).toEqual([2]);
  });

  test('a completion that comes twice frees a permit of somebody else, unless it is keyed by owner', () => {
    const steps = [
      step('0s', 0),
      step('1s', 0, 1),
      step('2s', 1),
      step('3s', 1),
      step('4s', 0, 2),
      step('5s', 0, 3),
    ];
    const loose = asked({
      ports: [
        ['acquire', two],
        ['release', { matches: 'nothing' }],
      ],
      steps,
    });
    expect(loose.outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
    // Three are at work, and two are counted.
    expect(loose.read('held', 'owners', 'released', 'doubleReleases')).toEqual([2, 3, 2, 1]);
    const keyed = asked({ ports: [['acquire', two], 'release'], steps });
    expect(keyed.outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'conditionFailed']);
    expect(keyed.read('held', 'owners', 'released', 'doubleReleases')).toEqual([2, 2, 1, 0]);
    const strict = asked({
      ports: [
        ['acquire', two],
        ['release', { again: 'refuse' }],
      ],
      steps,
    });
    expect(strict.outcomes).toEqual(['ok', 'ok', 'ok', 'conditionFailed', 'ok', 'conditionFailed']);
    expect(strict.read('held', 'conditionFailed')).toEqual(keyed.read('held', 'conditionFailed'));
  });

  test('a count may go below nothing', () => {
    const { read } = asked({ ports: [['release', { matches: 'nothing' }]], steps: [step('0s', 0)] });
    expect(read('held', 'owners')).toEqual([-1, 0]);
  });

  /** Acquires and releases in a disorder that is the same every time. */
  const disorder = Array.from({ length: 900 }, (_, i) => {
    const dice = (i * 7919 + 104_729 * (i % 13)) % 1009;
    return step(`${i}s`, dice % 5 < 3 ? 0 : 1, (dice >> 3) % 9);
  });

  test.each([
    ['owner', '7s'],
    ['owner', null],
    ['nothing', '7s'],
    ['nothing', null],
  ] as const)(
    'matches %s, lease %s: permits are conserved, and the count stays within its limit',
    (matches, leaseFor) => {
      const { part } = scripted(disorder);
      const small = worldOf({
        parts: { script: [part], table: [dynamodbTable, { latency: '0s', leaseFor }] },
        wires: [
          { wire: 'script.out > table.acquire', with: { limit: 5 } },
          { wire: 'script.out > table.release', with: { matches } },
        ],
        until: '900s',
      });
      for (let moment = 0; moment <= 900; moment += 9) {
        small.run(`${moment}s`);
        const read = (name: string) => small.read(`table.${name}`);
        expect(read('held')).toBeLessThanOrEqual(5);
        expect(read('held')).toBe(read('acquired') - read('released') - read('takenOver'));
        const given = read('released') - read('doubleReleases');
        expect(read('owners')).toBe(read('acquired') - given - read('takenOver'));
        if (matches === 'owner') expect(read('owners')).toBe(read('held'));
      }
      expect(small.read('table.acquired')).toBeGreaterThan(50);
      const takenOver = small.read('table.takenOver');
      if (leaseFor === null) expect(takenOver).toBe(0);
      else if (matches === 'owner') expect(takenOver).toBeGreaterThan(0);
      expect(small.read('table.doubleReleases') > 0).toBe(matches === 'nothing');
    },
  );
});

describe('optimistic locking', () => {
  test('who reads before another has written, writes in vain', () => {
    const { outcomes, read } = asked({
      ports: ['compareAndSet', ['compareAndSet', { key: 'another' }]],
      written: { thinkTime: '10ms' },
      steps: [
        step('0ms', 0, 0),
        step('9ms', 0, 1),
        step('9ms', 1, 2),
        // The first has written at 10.
        step('11ms', 0, 3),
      ],
    });
    expect(outcomes).toEqual(['ok', 'conditionFailed', 'ok', 'ok']);
    expect(read('swaps', 'conditionFailed', 'items', 'reads', 'writes')).toEqual([3, 1, 2, 4, 4]);
  });

  test('of those who begin together one gets through', () => {
    const crowd = Array.from({ length: 30 }, (_, i) => step('1s', 0, i));
    const { outcomes, read } = asked({ ports: ['compareAndSet'], steps: crowd });
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1);
    expect(read('swaps', 'conditionFailed')).toEqual([1, 29]);
  });
});

describe('capacity', () => {
  const PROVISIONED = { BillingMode: 'PROVISIONED' };

  test('what is not used is kept for 300 seconds', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, { arrivals: 'constant', rate: '10/s' }],
        table: [dynamodbTable, { ...PROVISIONED, ReadCapacityUnits: 2, latency: '0s' }],
      },
      wires: ['users.out > table.read'],
      until: '1000s',
    });
    small.run('75s');
    // 600 kept at the start, and 2 a second from the first read at 0.1 s on: of 750 one is too many.
    expect([small.read('table.reads'), small.read('table.throttled')]).toEqual([749, 1]);
    small.run();
    expect(small.read('table.reads')).toBe(600 + 2 * 1000 - 1);
    expect(small.read('users.failed')).toBe(small.read('table.throttled'));
  });

  test('reads and writes have their own, and on demand there is none', () => {
    const steps = Array.from({ length: 700 }, (_, i) => step('1s', i < 350 ? 0 : 1, i));
    const both = { ports: ['read', 'write'], steps };
    const one = { ...PROVISIONED, ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
    expect(asked({ ...both, written: one }).read('reads', 'writes', 'throttled')).toEqual([300, 300, 100]);
    expect(asked(both).read('reads', 'writes', 'throttled')).toEqual([350, 350, 0]);
  });

  test('compareAndSet uses one of each', () => {
    const steps = Array.from({ length: 301 }, (_, i) => step('1s', 0, i));
    const { read, outcomes } = asked({
      ports: ['compareAndSet'],
      steps,
      written: { ...PROVISIONED, WriteCapacityUnits: 1, thinkTime: '0s' },
    });
    expect(outcomes.at(-1)).toBe('throttled');
    expect(read('reads', 'writes', 'throttled')).toEqual([301, 300, 1]);
  });
});

test('its acts: a table that is down does nothing, and keeps what it holds', () => {
  const { outcomes, answers, read, small } = asked({
    ports: [['acquire', { limit: 1 }], 'release'],
    steps: [step('0s', 0), step('5s', 1), step('15s', 1), step('25s', 1)],
    written: { latency: '1ms' },
    acts: [
      { at: '4s', act: 'outage', lasts: '2s' },
      { at: '14s', act: 'fail', lasts: '2s', with: { share: 1 } },
      { at: '24s', act: 'slow', lasts: '2s', with: { factor: 50 } },
    ],
  });
  expect(outcomes).toEqual(['ok', 'failed', 'failed', 'ok']);
  expect(answers[3]?.at).toBe(25_050_000);
  expect(read('failed', 'held')).toEqual([2, 0]);
  expect(small.area('table.up')).toBe(s(598));
});

test('it says how many permits were held', () => {
  const view = { settings: settingsOf(settings, {}), metrics: { held: 20, owners: 18 }, rates: {} };
  expect(why('conditionFailed', view as never, 'Table')?.says).toBe(
    'the condition did not hold: 20 permits of Table were counted as held, and 18 requests held one',
  );
});
