/** Where n marks go. Above a cap one cell stands for several, and `per` says for how many. */
export interface Grid {
  readonly per: number;
  readonly cells: number;
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

export interface Cell {
  readonly w: number;
  readonly h: number;
  readonly gap: number;
}

/** Rows are kept equally long: 18 marks where 10 fit make 2 rows of 9. */
export function grid(n: number, width: number, cell: Cell, cap: number): Grid {
  const per = perCell(n, cap);
  const cells = Math.ceil(n / per);
  const fit = Math.max(1, Math.floor((width + cell.gap) / (cell.w + cell.gap)));
  const rows = Math.max(1, Math.ceil(cells / fit));
  const columns = Math.max(1, Math.ceil(cells / rows));
  return {
    per,
    cells,
    columns,
    rows,
    width: columns * (cell.w + cell.gap) - cell.gap,
    height: rows * (cell.h + cell.gap) - cell.gap,
  };
}

/** The smallest round number (1, 2, 5, 10, 20, 50 ...) such that n marks need no more than cap cells. */
export function perCell(n: number, cap: number): number {
  for (let power = 1; power < 1e15; power *= 10)
    for (const step of [1, 2, 5]) if (Math.ceil(n / (step * power)) <= cap) return step * power;
  return 1e15;
}

/** Deals the cells out to the kinds. What is there at all gets a cell: one slot that is down in 1,000 must show. */
export function deal(counts: readonly number[], per: number, cells: number): number[] {
  const dealt = counts.map((count) => (count > 0 ? Math.max(1, Math.floor(count / per)) : 0));
  const lack = (i: number) => (counts[i] ?? 0) / per - (dealt[i] ?? 0);
  const indices = counts.map((_, i) => i).filter((i) => (counts[i] ?? 0) > 0);
  let left = cells - dealt.reduce((a, b) => a + b, 0);
  while (left > 0 && indices.length > 0) {
    const i = indices.reduce((best, at) => (lack(at) > lack(best) ? at : best));
    dealt[i] = (dealt[i] ?? 0) + 1;
    left--;
  }
  while (left < 0) {
    const rich = indices.filter((i) => (dealt[i] ?? 0) > 1);
    if (rich.length === 0) break;
    const i = rich.reduce((best, at) => (lack(at) < lack(best) ? at : best));
    dealt[i] = (dealt[i] ?? 0) - 1;
    left++;
  }
  return dealt;
}
