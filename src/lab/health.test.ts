import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../parts/catalog.ts';
import type { SettingSpec } from '../parts/contract.ts';
import { readSetting } from '../parts/settings.ts';
import { parseScenario } from '../scenario/parse.ts';
import {
  breakOf,
  type CheckedRun,
  type HealthPlan,
  healthLacks,
  healthOf,
  healthPlan,
  healthTasks,
  movedTasks,
} from './health.ts';
import { measureRun, verdictOf } from './judge.ts';
import { type Moved, movedSettings, movedText } from './moved.ts';

const PLAN: HealthPlan = {
  id: 'x',
  check: 'a.b > 0',
  untouched: 'start',
  fix: 'mend',
  tempting: ['more', 'longer'],
};
/** @param passed in which seeds, by design; every seed has its own digest in each design unless told otherwise */
function runs(
  passed: Readonly<Record<string, readonly number[]>>,
  digests: Readonly<Record<string, string>> = {},
) {
  return ['start', 'mend', 'more', 'longer'].flatMap((design) =>
    [1, 2, 3].map(
      (seed): CheckedRun => ({
        design,
        seed,
        passed: passed[design]?.includes(seed) ?? false,
        digest: digests[`${design}${seed}`] ?? `${design}${seed}`,
      }),
    ),
  );
}

describe('the verdict', () => {
  test('load-bearing: the fix in every seed, the others in none', () => {
    expect(healthOf(PLAN, runs({ mend: [1, 2, 3] }))).toEqual({
      verdict: 'load-bearing',
      says: 'Only the taught fix passes, and it does in every seed.',
      untouched: { passed: 0, of: 3 },
      fix: { passed: 3, of: 3 },
      tempting: { passed: 0, of: 6 },
      designs: {
        start: { passed: 0, of: 3 },
        mend: { passed: 3, of: 3 },
        more: { passed: 0, of: 3 },
        longer: { passed: 0, of: 3 },
      },
    });
  });

  test.each([
    ['unwinnable', { mend: [1, 3] }, 'The taught fix is no way out: mend passes in 2 of 3 seeds.'],
    ['unwinnable', { start: [2] }, 'The taught fix is no way out: mend passes in 0 of 3 seeds.'],
    ['hollow', { mend: [1, 2, 3], start: [2] }, 'Doing nothing may do: start passes in 1 of 3 seeds.'],
    ['hollow', { mend: [1, 2, 3], longer: [1] }, 'The wrong fix may do: longer passes in 1 of 3 seeds.'],
  ] as const)('%s when %j pass', (verdict, passed, says) => {
    expect(healthOf(PLAN, runs(passed))).toMatchObject({ verdict, says });
  });

  test('a tempting design that changes nothing is no temptation', () => {
    const same = runs({ mend: [1, 2, 3] }, { more2: 'start2' });
    expect(healthOf(PLAN, same)).toMatchObject({
      verdict: 'hollow',
      says: 'The tempting design changes nothing: more gives the very run of start at seed 2.',
    });
    // The same digest at another seed is another run.
    expect(healthOf(PLAN, runs({ mend: [1, 2, 3] }, { more2: 'start1' })).verdict).toBe('load-bearing');
  });
});

test('a plan runs every design with every seed', () => {
  const tasks = healthTasks(PLAN, [1, 2]);
  expect(tasks).toHaveLength(8);
  expect(tasks.filter(({ design }) => design === 'mend').map(({ edits }) => edits.seed)).toEqual([1, 2]);
});

describe('a moved setting', () => {
  const moved: Moved = { part: 'p', setting: 's', factor: 1.1, designs: { mend: { from: 10, to: 11 } } };

  test('is run only where it changes something', () => {
    expect(movedTasks(moved, [1, 2])).toEqual([
      { design: 'mend', edits: { seed: 1, set: { 'p.s': 11 } } },
      { design: 'mend', edits: { seed: 2, set: { 'p.s': 11 } } },
    ]);
  });

  test('breaks the lesson when the verdict is another one with it', () => {
    const before = runs({ mend: [1, 2, 3] });
    const moves = (passed: boolean) => [1, 2].map((seed): CheckedRun => ({ design: 'mend', seed, passed }));
    expect(breakOf(PLAN, moved, moves(true), before)).toBeNull();
    expect(breakOf(PLAN, moved, moves(false), before)).toMatchObject({
      part: 'p',
      setting: 's',
      factor: 1.1,
      verdict: 'unwinnable',
      says: 'The taught fix is no way out: mend passes in 0 of 2 seeds.',
    });
  });
});

describe('settings moved by ten per cent', () => {
  const { scenario } = parseScenario(readFileSync('scenarios/buffer/scenario.yaml', 'utf8'), catalog);
  const all = movedSettings(scenario!, ['start', 'fix', 'more-retries'], [1.1, 0.9], catalog);
  const find = (part: string, setting: string) =>
    all.moved.filter((one) => one.part === part && one.setting === setting).map(({ designs }) => designs);

  test('are all numbers of all parts, each in the designs that have it', () => {
    expect(find('inventory', 'slots')).toEqual([
      Object.fromEntries(['start', 'fix', 'more-retries'].map((d) => [d, { from: 18, to: 20 }])),
      Object.fromEntries(['start', 'fix', 'more-retries'].map((d) => [d, { from: 18, to: 16 }])),
    ]);
    expect(find('orders', 'VisibilityTimeout')).toEqual([
      { fix: { from: '30s', to: '33s' } },
      { fix: { from: '30s', to: '27s' } },
    ]);
    expect(find('shoppers', 'rate').map(({ start }) => start!.to)).toEqual(['55/s', '45/s']);
    expect(find('database', 'queryTime').map(({ start }) => start!.to)).toEqual(['exp 5.5ms', 'exp 4.5ms']);
    expect(find('checkout', 'whileCalling')).toEqual([]);
  });

  test('move where a design has another number, and stay where a whole one is rounded to itself', () => {
    expect(find('checkout', 'retries')).toEqual([
      { 'more-retries': { from: 6, to: 7 } },
      { 'more-retries': { from: 6, to: 5 } },
    ]);
    expect(find('workers', 'workers')).toEqual([]);
    expect(all.unmoved).toBeGreaterThan(10);
  });

  test('are left out where they would leave their range, or contradict another', () => {
    expect(find('orders', 'ReceiveMessageWaitTimeSeconds')).toEqual([{ fix: { from: '20s', to: '18s' } }]);
    expect(all.outside).toBeGreaterThan(0);
  });

  test.each<[SettingSpec['type'], string | number, unknown, string | number | null | undefined]>([
    ['duration', '1m 30s', 90_000_000, '99s'],
    ['duration', '1us', 1, null],
    ['optionalDuration', '3ms', 3000, '3.3ms'],
    ['optionalDuration', 'none', null, undefined],
    ['optionalDistribution', 'none', null, undefined],
    ['count', 4, 4, null],
    ['count', 5, 5, 6],
    ['count', 0, 0, null],
    ['share', 0.5, 0.5, 0.55],
    ['size', '10KiB', 10240, '11264B'],
    ['flag', 'true', true, undefined],
    ['choice', 'lose', 'lose', undefined],
    ['moments', '', [1, 2], undefined],
  ])('%s %s', (type, _written, value, to) => {
    const moved = movedText({ type } as SettingSpec, value, 1.1);
    if (typeof to === 'number') expect(moved).toBeCloseTo(to, 12);
    else expect(moved).toBe(to);
  });

  test('a law is stretched and keeps its shape', () => {
    const spec = { type: 'distribution' } as SettingSpec;
    for (const [law, stretched] of [
      ['12ms', '13.2ms'],
      ['exp 1s', 'exp 1.1s'],
      ['uniform 0ms..100ms', 'uniform 0us..110ms'],
      ['erlang 4 12ms', 'erlang 4 13.2ms'],
      ['hyper 12ms cv2 4', 'hyper 13.2ms cv2 4'],
      ['lognormal 12ms cv 2', 'lognormal 13.2ms cv 2'],
      ['pareto 1.5 10ms..10s', 'pareto 1.5 11ms..11s'],
      ['empirical 5ms 7ms', 'empirical 5.5ms 7.7ms'],
    ]) {
      const read = readSetting(spec, law);
      const text = movedText(spec, read.ok && read.value, 1.1);
      expect(text).toBe(stretched);
      expect(readSetting(spec, text).ok).toBe(true);
    }
  });
});

describe('a run that ends as soon as the check is known', () => {
  const parsed = parseScenario(readFileSync('scenarios/buffer/scenario.yaml', 'utf8'), catalog);

  test('has the verdict of the whole run', { timeout: 60_000 }, () => {
    const checks = [
      'checkout.availability during outage >= 99.9 %',
      'checkout.availability before outage >= 99.9 %',
      'max of checkout.busy during outage >= 50',
      'time until orders.depth <= 50 after outage < 90s',
      'cost < 1',
    ];
    for (const design of ['start', 'fix', 'more-retries'])
      for (const check of checks)
        for (const seed of [1, 2]) {
          const whole = measureRun(parsed, design, { seed }, { that: [check], figures: [] }).verdicts[0]!
            .verdict;
          expect(verdictOf(parsed, design, { seed }, check), `${design} ${check}`).toBe(whole);
        }
  });

  test('still goes on for those who have no answer yet', () => {
    // Nobody is given up on: who comes in the outage is answered long after it, if at all.
    const set = {
      'checkout.timeout': 'none',
      'inventory.timeout': 'none',
      'checkout.slots': 100_000,
      'inventory.slots': 1,
    };
    const check = 'checkout.availability during outage >= 99.9 %';
    const whole = measureRun(parsed, 'start', { set, until: 200_000_000 }, { that: [check], figures: [] });
    expect(whole.verdicts[0]!.knownAt).toBeGreaterThan(100_000_000);
    expect(verdictOf(parsed, 'start', { set, until: 200_000_000 }, check)).toBe(whole.verdicts[0]!.verdict);
  });
});

test('a scenario without health teaches nothing to be checked', () => {
  const { scenario } = parseScenario(readFileSync('scenarios/buffer/scenario.yaml', 'utf8'), catalog);
  expect(healthPlan(scenario!)).toMatchObject({ id: 'buffer', untouched: 'start', fix: 'fix' });
  expect(healthPlan({ ...scenario!, health: undefined })).toBeNull();
});

test('an incomplete health proves nothing, and it is told what is missing', () => {
  const { scenario } = parseScenario(readFileSync('scenarios/buffer/scenario.yaml', 'utf8'), catalog);
  const { id, health } = scenario!;
  const [fix, tempting, check] = [
    'a design that is the taught fix',
    'a tempting design that does not help',
    'a check that only the fix passes',
  ];
  expect(healthLacks({ health })).toEqual([]);
  expect(healthLacks({})).toEqual([fix, tempting, check]);
  for (const [missing, says] of [
    ['fix', fix],
    ['tempting', tempting],
    ['check', check],
  ] as const) {
    const left = { ...health, [missing]: undefined };
    expect(healthLacks({ health: left })).toEqual([says]);
    expect(healthPlan({ id, health: left })).toBeNull();
  }
  expect(healthLacks({ health: { ...health, tempting: [] } })).toEqual([tempting]);
});
