import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../parts/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import { judgeAll, measureRun } from './judge.ts';
import type { Edits } from './protocol.ts';
import { openRun } from './run.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
const parsed = parseScenario(BUFFER, catalog);
const S = 1_000_000;

function open(design: string, edits: Edits = {}) {
  const run = openRun(BUFFER, design, edits);
  if (run.take === null) throw new Error(JSON.stringify(run.problems));
  return { ...run, judge: (that: string) => judgeAll(run.take!, [that])[0]! };
}
const start = open('start');
const fix = open('fix');

test('says of the claims of a scenario what opening it says', () => {
  for (const run of [start, fix]) {
    const claims = run.take!.compiled.claims;
    const verdicts = judgeAll(
      run.take!,
      claims.map(({ that }) => that),
    );
    expect(verdicts.map(({ verdict, text }) => [verdict, text])).toEqual(
      run.judged.map(({ verdict, text }) => [verdict, text]),
    );
  }
});

describe('an expression that says nothing here is undecided, in words', () => {
  test.each([
    ['orders.depth <= 50', 'There is no orders in this design.'],
    ['inventory.busy + orders.depth <= 50', 'There is no orders in this design.'],
    ['checkout.depth <= 50', 'There is no figure of checkout "depth".'],
    ['checkout.busy', 'A claim is true or false: compare this with something, as in >= 99.9 %.'],
    ['checkout.busy <= ', 'Expected a figure such as checkout.busy, or a value such as 60s, found the end.'],
  ])('%s', (that, says) => {
    const { verdict, text, knownAt } = start.judge(that);
    expect([verdict, knownAt]).toEqual(['undecided', null]);
    expect(text).toContain(says);
  });
});

describe('a verdict is known', () => {
  const at = (run: typeof start, that: string): number => run.judge(that).knownAt! / S;

  test('of the whole run: when it is over', () => {
    expect(at(start, 'checkout.busy <= 50')).toBe(300);
    expect(at(start, 'max of checkout.busy <= 50')).toBe(300);
    expect(at(start, 'cost < 1')).toBe(300);
  });

  test('of a window: when that is over', () => {
    expect(at(start, 'mean of checkout.busy during outage >= 40')).toBe(80);
    expect(at(start, 'checkout.calls before outage > 0')).toBeLessThan(20);
    expect(at(start, 'checkout.arrived.rate before outage >= 30/s')).toBe(20);
    expect(at(start, 'requests.requests during outage >= 100')).toBe(80);
  });

  test('of users: when the last of those who came in the window has an answer', () => {
    // Who came last gives up after three tries of three seconds, or is answered after the unlock.
    const known = at(start, 'checkout.availability during outage <= 10 %');
    expect(known).toBeGreaterThan(80);
    expect(known).toBeLessThan(95);
    expect(at(fix, 'checkout.availability during outage >= 99.9 %')).toBeCloseTo(80, 1);
    expect(at(start, 'requests.open = 0')).toBe(300);
  });

  test('of a time to wait: when it came true, or could not any more', () => {
    const came = at(start, 'time until checkout.busy >= 50 during outage < 5s');
    expect(came).toBeGreaterThan(20.5);
    expect(came).toBeLessThan(23);
    expect(at(start, 'time until checkout.busy >= 50 during outage < 200ms')).toBe(20.2);
    expect(start.judge('time until checkout.busy >= 50 during outage < 200ms').verdict).toBe(false);
    expect(at(start, 'time until checkout.busy >= 51 during outage < 5s')).toBe(25);
    expect(at(start, 'time until checkout.busy >= 50 during outage >= 200ms')).toBe(20.2);
    expect(at(start, '200ms <= time until checkout.busy >= 50 during outage')).toBe(20.2);
  });

  test('of what only grows: when it has grown so far', () => {
    expect(at(start, 'max of checkout.busy >= 50')).toBe(came());
    expect(at(start, 'max of checkout.busy < 50')).toBe(came());
    expect(at(start, 'min of checkout.busy > 0')).toBeLessThan(1);
    expect(at(start, 'checkout.timeouts = 0')).toBeGreaterThan(22.9);
    expect(at(start, 'checkout.timeouts = 0')).toBeLessThan(25);
    function came() {
      return at(start, 'time until checkout.busy >= 50 < 300s');
    }
  });

  test('of several: as soon as they decide', () => {
    const early = 'time until checkout.busy >= 50 during outage < 5s';
    expect(at(start, `${early} or cost < 1`)).toBe(at(start, early));
    expect(at(start, `${early} and cost < 1`)).toBe(300);
    expect(at(start, `not (${early}) and cost < 1`)).toBe(at(start, early));
    expect(at(start, '0 <= checkout.busy during outage <= 50')).toBe(80);
  });
});

/** A watcher knows nothing of what is still to come: whatever happens later, the verdict stays. */
test('nothing that happens afterwards changes a verdict that is known', { timeout: 120_000 }, () => {
  const claims = [
    ['start', 'checkout.availability during outage <= 10 %'],
    ['start', 'checkout.availability before outage >= 99 %'],
    ['start', 'time until checkout.busy >= 50 during outage < 5s'],
    ['start', 'time until checkout.busy >= 51 during outage < 5s'],
    ['start', 'max of checkout.busy >= 50'],
    ['start', 'checkout.timeouts = 0'],
    ['start', 'checkout.timeouts >= 100 and max of inventory.waiting > 20'],
    ['start', 'checkout.latency.p99 before outage < 100ms'],
    ['fix', 'time until orders.depth <= 50 after outage < 90s'],
    ['fix', 'max of orders.oldest during outage >= 50s'],
    ['fix', 'orders.deleted.rate during outage < 1/s'],
  ] as const;
  for (const [design, that] of claims) {
    const { verdict, knownAt } = (design === 'start' ? start : fix).judge(that);
    expect(knownAt, that).toBeLessThan(300 * S);
    const acts = ['checkout', 'inventory', 'database'].map((part) => `${knownAt! + 1}us ${part} crash 20s`);
    const later = open(design, { acts });
    expect(later.judge(that).verdict, that).toBe(verdict);
  }
});

describe('a run that is measured and forgotten', () => {
  const FIGURES = ['checkout.availability during outage', 'orders.depth.max', 'orders.dwell.p99', 'cost'];

  test('gives what a kept run gives: verdicts, figures, digest', () => {
    const { verdicts, figures, digest } = measureRun(
      parsed,
      'fix',
      { seed: 11 },
      {
        that: ['orders.depth.max >= 2500', 'checkout.availability during outage >= 99.9 %'],
        figures: FIGURES,
      },
    );
    const kept = open('fix', { seed: 11 });
    expect(digest).toBe(kept.take!.recording.digest);
    expect(verdicts).toEqual(
      judgeAll(kept.take!, ['orders.depth.max >= 2500', 'checkout.availability during outage >= 99.9 %']),
    );
    expect(figures.map(({ dimension }) => dimension)).toEqual(['share', 'number', 'duration', 'money']);
    expect(figures[0]!.value).toBe(1);
    expect(figures[1]!.value).toBeGreaterThan(2500);
    expect(figures[2]!.value).toBeGreaterThan(50 * S);
    expect(figures[3]!.value).toBeGreaterThan(0);
  });

  test('measures nothing of what the design has not', () => {
    const { figures } = measureRun(parsed, 'start', { until: 30 * S }, { that: [], figures: FIGURES });
    expect(figures.map(({ value }) => Number.isNaN(value))).toEqual([false, true, true, false]);
  });

  test('a truth counts as one or none', () => {
    const asked = { that: [], figures: ['checkout.busy.max >= 50', 'checkout.busy.max < 50'] };
    expect(measureRun(parsed, 'start', {}, asked).figures.map(({ value }) => value)).toEqual([1, 0]);
  });

  test('says why it cannot run', () => {
    const run = (design: string, edits: Edits) => () =>
      measureRun(parsed, design, edits, { that: [], figures: [] });
    expect(run('fixx', {})).toThrow('There is no design "fixx". Did you mean fix?');
    expect(run('start', { set: { 'checkout.slots': 0 } })).toThrow('slots');
  });
});
