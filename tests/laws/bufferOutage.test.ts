import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openRun } from '../../src/lab/run.ts';
import { availabilityOver, firstTime, levelOver, metricOf } from '../../src/recording/query.ts';

/** The Buffer's outage against theory: what fills, what survives, how high the backlog grows and how long it drains. */
const source = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
const SEEDS = Array.from({ length: 30 }, (_, i) => i + 1);
const LOCK_AT = 20e6;
const PATIENCE = { timeout: 60_000 };

interface Setting {
  readonly rate: number;
  readonly slots: number;
  readonly outageS: number;
  readonly workers: number;
}

/** The file's own, and three others. */
const SETTINGS: readonly Setting[] = [
  { rate: 50, slots: 50, outageS: 60, workers: 4 },
  { rate: 30, slots: 40, outageS: 40, workers: 3 },
  { rate: 80, slots: 100, outageS: 30, workers: 6 },
  { rate: 20, slots: 25, outageS: 90, workers: 2 },
];

function run(design: string, seed: number, setting: Setting) {
  const text = setting.outageS === 60 ? source : source.replace('for: 60s', `for: ${setting.outageS}s`);
  const set = {
    'shoppers.rate': `${setting.rate}/s`,
    'checkout.slots': setting.slots,
    ...(design === 'fix' ? { 'workers.workers': setting.workers } : {}),
  };
  const run = openRun(text, design, { seed, set, until: 400e6 });
  if (run.take === null) throw new Error(run.problems[0]!.says);
  return run.take.recording;
}

describe.each(SETTINGS)('$rate orders a second, $slots slots, locked for $outageS s', (setting) => {
  const { rate, slots, outageS } = setting;
  const unlock = LOCK_AT + outageS * 1e6;

  test(
    'the direct call: every slot fills in about slots / rate seconds, and availability collapses',
    PATIENCE,
    () => {
      for (const seed of SEEDS) {
        const recording = run('start', seed, setting);
        const busy = metricOf(recording, 'checkout', 'busy');
        const full = firstTime(recording, busy, (_low, high) => high >= slots, LOCK_AT);
        expect((full - LOCK_AT) / 1e6, `seed ${seed}`).toBeLessThan(
          (slots + 4 * Math.sqrt(slots)) / rate + 1,
        );
        expect(availabilityOver(recording, 'checkout', LOCK_AT, unlock).share, `seed ${seed}`).toBeLessThan(
          0.1,
        );
      }
    },
  );

  test(
    'the queue: 100 % available, the backlog is rate x outage, and drains in backlog / (mu - lambda)',
    PATIENCE,
    () => {
      for (const seed of SEEDS) {
        const recording = run('fix', seed, setting);
        expect(availabilityOver(recording, 'checkout', LOCK_AT, unlock).share, `seed ${seed}`).toBe(1);
        const depth = metricOf(recording, 'orders', 'depth');
        const { high: peak } = levelOver(recording, depth, LOCK_AT, recording.until);
        const expected = rate * outageS;
        expect(Math.abs(peak - expected), `seed ${seed}: peak ${peak}`).toBeLessThanOrEqual(
          4 * Math.sqrt(2 * expected),
        );
        // A worker's cycle: 20 ms of its own, the gateway both ways, Inventory and its query.
        const mu = setting.workers / (0.02 + 2 * 0.002 + 0.012 + 0.005);
        const drained = firstTime(recording, depth, (low) => low <= 2 * setting.workers, unlock);
        const drain = (drained - unlock) / 1e6;
        const theory = peak / (mu - rate);
        expect(
          Math.abs(drain - theory) / theory,
          `seed ${seed}: ${drain} s, theory ${theory} s`,
        ).toBeLessThanOrEqual(0.15);
      }
    },
  );
});
