/** The desk's own words. */
import type { RagChunk, RagOpened, RagPlace, RagWhy } from '../lab/rag/protocol.ts';
import { EVERYONE } from '../rules/azure/rag/library.ts';

const WHOLE = new Intl.NumberFormat('en-US');

export const count = (n: number): string => WHOLE.format(n);
export const figure = (x: number, digits: number): string => x.toFixed(digits);
/** Cut, not rounded: nearly all is not all. */
export const percent = (share: number): string => `${Math.floor(share * 100 + 1e-9)} %`;

/** Who may open a scroll. */
export const readersOf = (groups: readonly string[]): string =>
  groups.includes(EVERYONE) ? 'everyone' : groups.join(', ');

/** Who asks. */
export const askerOf = (groups: readonly string[]): string => {
  const own = groups.filter((group) => group !== EVERYONE);
  return own.length === 0 ? 'Anybody' : `One of ${own.join(', ')}`;
};

export interface Named {
  readonly title: string;
  /** "part 2 of 3"; empty where the scroll is one chunk. */
  readonly part: string;
}

export type Names = (key: string) => Named;

/** What chunks are called. */
export function namesOf({ scrolls }: RagOpened, chunks: readonly RagChunk[]): Names {
  const titles = new Map(scrolls.map(({ id, title }) => [id, title]));
  const parts = new Map<string, number>();
  for (const { scroll } of chunks) parts.set(scroll, (parts.get(scroll) ?? 0) + 1);
  const names = new Map(
    chunks.map(({ key, scroll, ordinal }): [string, Named] => {
      const of = parts.get(scroll)!;
      const part = of > 1 ? `part ${ordinal + 1} of ${of}` : '';
      return [key, { title: titles.get(scroll) ?? scroll, part }];
    }),
  );
  return (key) => names.get(key) ?? { title: titles.get(key) ?? key, part: '' };
}

export function placeWords(column: 'text' | 'fused' | 'vector', place: RagPlace): string {
  if (column === 'text') return figure(place.score, 3);
  if (column === 'vector') return `cos ${figure(place.cosine ?? 0, 3)}`;
  return `words ${place.textRank ?? '–'} · meaning ${place.vectorRank ?? '–'}`;
}

/** "1/(60 + 1) + 1/(60 + 3) = 0.03227". */
export function sumWords(why: RagWhy, k: number): string {
  const parts = [why.textRank, why.vectorRank].flatMap((rank) =>
    rank === null ? [] : [`1/(${k} + ${rank})`],
  );
  return parts.length === 0 ? 'It is in neither ranking.' : `${parts.join(' + ')} = ${figure(why.fused, 5)}`;
}
