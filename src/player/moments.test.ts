import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openRun } from '../lab/run.ts';
import { momentNear } from './moments.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

test('a face gets the settings of its moment', () => {
  const acts = ['30s checkout set 10s slots=7', '35s checkout set 20s retries=0'];
  const run = openRun(BUFFER, 'start', { until: 60_000_000, acts });
  if (!run.take) throw new Error(JSON.stringify(run.problems));
  const { plate, take } = run;
  const checkout = plate.parts.findIndex(({ id }) => id === 'checkout');
  const at = (tick: number) => {
    const { slots, retries } = momentNear(plate, take.recording, tick, null).parts[checkout]!.view.settings;
    return [slots, retries];
  };
  expect([29_999_999, 30_000_000, 35_000_000, 40_000_000, 55_000_000].map((tick) => at(tick))).toEqual([
    [50, 2],
    [7, 2],
    [7, 0],
    [50, 0],
    [50, 2],
  ]);
});
