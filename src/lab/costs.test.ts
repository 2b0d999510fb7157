import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openRun } from './run.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

function costsOf(design: string, acts: readonly string[], set: Readonly<Record<string, unknown>> = {}) {
  const { take, problems } = openRun(BUFFER, design, { until: 60_000_000, acts, set, keepActs: [] });
  if (!take) throw new Error(JSON.stringify(problems));
  return take.recording.costs;
}
const of = (costs: ReturnType<typeof costsOf>, part: string) => costs.filter((cost) => cost.part === part);
const sum = (costs: ReturnType<typeof costsOf>) => costs.reduce((all, { usd }) => all + usd, 0);

test('what changes in the run is billed for the time it lasted', () => {
  const costs = of(costsOf('start', ['20s inventory set 10s slots=180']), 'inventory');
  expect(costs.map(({ what }) => what)).toEqual([
    '18 slots for 20 s',
    '180 slots for 10 s',
    '18 slots for 30 s',
  ]);
  expect(sum(costs)).toBeCloseTo(((18 * 50 + 180 * 10) * 0.01) / 3600, 12);
});

test('what is counted is billed once, at the price of its time', () => {
  const usual = of(costsOf('fix', []), 'orders');
  const twice = of(costsOf('fix', ['30s orders set pricePerMillionRequests=0.8']), 'orders');
  const requests = (costs: typeof usual) => costs.map(({ what }) => Number(what.split(' ')[0]));
  expect(twice).toHaveLength(2);
  expect(requests(twice)[0]! + requests(twice)[1]!).toBe(requests(usual)[0]);
  expect(sum(twice)).toBeCloseTo(sum(usual) + (requests(twice)[1]! * 0.4) / 1e6, 12);
});

test('changed in the first moment costs as much as set from the start', () => {
  const acts = ['0s checkout set slots=80', '0s orders set pricePerMillionRequests=2'];
  const set = { 'checkout.slots': 80, 'orders.pricePerMillionRequests': 2 };
  expect(costsOf('fix', acts)).toEqual(costsOf('fix', [], set));
});
