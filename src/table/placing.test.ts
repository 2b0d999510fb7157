import { describe, expect, test } from 'vitest';
import { atTable } from '../../tests/atTable.ts';
import { boxAt } from './boxes.ts';
import { designOf } from './design.ts';
import { aligned, EDGES, freeSpot, tidied } from './placing.ts';

const SIZE = { width: 180, height: 120, wiresAt: 60 };

describe('a free spot', () => {
  test('is where it was wanted, on the grid', () => {
    expect(freeSpot([103, 97], SIZE, [])).toEqual([100, 100]);
  });

  test('is near, and touches nobody', () => {
    const taken = [boxAt([0, 0], SIZE), boxAt([200, 0], SIZE), boxAt([0, 150], SIZE)];
    const at = freeSpot([0, 0], SIZE, taken);
    const own = boxAt(at, SIZE);
    for (const box of taken) {
      const apart =
        own.left >= box.right || own.right <= box.left || own.top >= box.bottom || own.bottom <= box.top;
      expect(apart).toBe(true);
    }
    expect(Math.hypot(...at)).toBeLessThan(240);
  });

  test('is found, or given up, also where the sheet is full', () => {
    const full = [{ left: -1e6, right: 1e6, top: -1e6, bottom: 1e6 }];
    expect(freeSpot([50, 50], SIZE, full)).toEqual([50, 50]);
  });
});

test.each(EDGES)('aligned by %s they share it', (edge) => {
  const parts = [
    { id: 'a', at: [0, 0], size: SIZE },
    { id: 'b', at: [300, 50], size: { width: 100, height: 60, wiresAt: 20 } },
  ] as const;
  const to = aligned(parts, edge);
  const lines = parts.map(({ id, size }) => {
    const box = boxAt(to[id]!, size);
    return { ...box, centre: (box.left + box.right) / 2, middle: to[id]![1] }[edge];
  });
  expect(lines[0]).toBe(lines[1]);
});

test('laid out, every wire leads to the right and no two parts overlap', async () => {
  const { table, state } = atTable();
  table.edit({ do: 'addPart', id: 'alone', part: { kind: 'service', at: [0, 0] } }, 'one more');
  const design = designOf(state());
  const to = await tidied(design, new Map([...design.parts.keys()].map((id) => [id, SIZE])));
  for (const { from, to: end } of design.wires) expect(to[end.part]![0]).toBeGreaterThan(to[from.part]![0]);
  const boxes = Object.values(to).map((at) => boxAt(at, SIZE));
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1))
      expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
});
