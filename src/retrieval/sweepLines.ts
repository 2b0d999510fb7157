/** The lines of the sweep's chart: a line for each number of sources, over chunk sizes. */
import type { SweepPoint } from '../lab/rag/protocol.ts';

export const MEASURES = {
  recall: {
    title: 'recall@k',
    says: 'Share of the known sources that are among the first k chunks.',
    of: (point: SweepPoint) => point.recall,
  },
  mrr: {
    title: 'MRR',
    says: 'Mean of 1 / rank of the first chunk of a known source; 0 where there is none.',
    of: (point: SweepPoint) => point.mrr,
  },
  ndcg: {
    title: 'nDCG@k',
    says: 'Known sources far up count more; 1 is the best order that there is.',
    of: (point: SweepPoint) => point.ndcg,
  },
  grounded: {
    title: 'grounded',
    says: 'Share of the sentences of all answers that a chunk of their prompt supports. The simulated model copies, so it errs only where its prompt lets it.',
    of: (point: SweepPoint) => point.grounded,
  },
  complete: {
    title: 'right',
    says: 'How much of the right answers was said: words and figures. “Not found” is right where nothing may be found.',
    of: (point: SweepPoint) => point.complete,
  },
} as const;
export type Measure = keyof typeof MEASURES;

export interface SweepLine {
  readonly top: number;
  /** Shares of the sheet: 0 is left and top. */
  readonly dots: readonly {
    readonly x: number;
    readonly y: number;
    readonly value: number;
    readonly point: SweepPoint;
  }[];
  /** Where its name stands, moved off the names of its neighbours. */
  readonly nameAt: number;
}

/** Names that are nearer than this share of the sheet's height would overlap. */
const NAME_APART = 0.11;

export function sweepLines(points: readonly SweepPoint[], measure: Measure): readonly SweepLine[] {
  const sizes = sizesOf(points);
  const tops = [...new Set(points.map(({ top }) => top))].sort((a, b) => a - b);
  const lines = tops.map((top) => {
    const own = points.filter((point) => point.top === top).sort((a, b) => a.size - b.size);
    const dots = own.map((point) => {
      const value = MEASURES[measure].of(point);
      return { x: xOf(sizes, point.size), y: 1 - value, value, point };
    });
    return { top, dots, nameAt: dots.at(-1)?.y ?? 1 };
  });
  const byPlace = [...lines].sort((a, b) => a.nameAt - b.nameAt || b.top - a.top);
  const places = apart(byPlace.map(({ nameAt }) => nameAt));
  return lines.map((line) => ({ ...line, nameAt: places[byPlace.indexOf(line)]! }));
}

export const sizesOf = (points: readonly SweepPoint[]): readonly number[] =>
  [...new Set(points.map(({ size }) => size))].sort((a, b) => a - b);

/** Sizes stand at equal distances: each is about twice the one before it. */
export const xOf = (sizes: readonly number[], size: number): number =>
  sizes.length < 2 ? 0.5 : sizes.indexOf(size) / (sizes.length - 1);

/** Pushed down until none is too near the one above it, then up again where the sheet ends. */
function apart(places: readonly number[]): readonly number[] {
  const moved = [...places];
  for (let i = 1; i < moved.length; i++) moved[i] = Math.max(moved[i]!, moved[i - 1]! + NAME_APART);
  for (let i = moved.length - 1, most = 1; i >= 0; i--, most -= NAME_APART)
    moved[i] = Math.min(moved[i]!, most);
  return moved;
}
