import { describe, expect, test } from 'vitest';
import { readCharges } from './charges.ts';
import { growTo, newPartitions, partitionAt, SLOTS, slotOf, split } from './partitions.ts';

describe('keys', () => {
  test('that count up spread evenly over the slots', () => {
    const counts = new Array<number>(SLOTS).fill(0);
    const keys = 100 * SLOTS;
    for (let i = 0; i < keys; i++) counts[slotOf(String(i))]!++;
    // A hundred each; the square root of it is ten, and nobody is five of these off.
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(150);
    const chiSquared = counts.reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0);
    // 255 degrees of freedom: a standard deviation is 22.6.
    expect(Math.abs(chiSquared - 255)).toBeLessThan(4 * 22.6);
  });
});

describe('partitions', () => {
  test.each([1000, 10_000, 10_001, 50_000, 1_000_000])('for %d RU/s share all slots without a gap', (ru) => {
    const partitions = newPartitions(ru);
    expect(partitions).toHaveLength(Math.ceil(ru / 10_000));
    expect(partitions.map(({ from }) => from)).toEqual([0, ...partitions.slice(0, -1).map(({ to }) => to)]);
    expect(partitions.at(-1)?.to).toBe(SLOTS);
    for (let slot = 0; slot < SLOTS; slot++) {
      const { from, to } = partitions[partitionAt(partitions, slot)]!;
      expect(from <= slot && slot < to).toBe(true);
    }
  });

  test('split until each has one slot, and keep every byte', () => {
    const slots = Float64Array.from({ length: SLOTS }, (_, i) => i);
    const partitions = newPartitions(400);
    partitions[0]!.bytes = slots.reduce((sum, n) => sum + n, 0);
    growTo(partitions, 10_000_000, slots);
    expect(partitions.map(({ bytes }) => bytes)).toEqual([...slots]);
    expect(split(partitions, 0, slots)).toBe(false);
  });
});

test.each([
  ['no list', { kb: 1 }],
  ['none', []],
  [
    'sizes that fall',
    [
      [2, 1, 5],
      [1, 1, 5],
    ],
  ],
  ['two figures', [[1, 1]]],
  ['a charge of nothing', [[1, 0, 5]]],
])('a table of charges is refused: %s', (_, written) => {
  expect(readCharges(written)).toMatchObject({ ok: false });
});
