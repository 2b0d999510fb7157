import { describe, expect, it } from 'vitest';
import { deal, grid, perCell } from './grid.ts';

describe('grid', () => {
  it('keeps rows equally long', () => {
    expect(grid(18, 147, { w: 12, h: 16, gap: 3 }, 60)).toMatchObject({
      per: 1,
      columns: 9,
      rows: 2,
      height: 35,
    });
  });

  it('aggregates above the cap, in round numbers', () => {
    expect([0, 60, 61, 300, 1000, 10_000].map((n) => perCell(n, 60))).toEqual([1, 1, 2, 5, 20, 200]);
  });

  it('has no cells for nothing', () => {
    expect(grid(0, 100, { w: 12, h: 16, gap: 3 }, 60)).toMatchObject({ cells: 0, rows: 1, columns: 1 });
  });
});

describe('deal', () => {
  it('is exact when a cell is one', () => {
    expect(deal([3, 2, 0, 5], 1, 10)).toEqual([3, 2, 0, 5]);
  });

  it('shows the one that is down in a thousand, and fills every cell', () => {
    expect(deal([998, 1, 1, 0], 20, 50)).toEqual([48, 1, 1, 0]);
    expect(deal([333, 333, 334, 0], 20, 50).reduce((a, b) => a + b)).toBe(50);
  });
});
