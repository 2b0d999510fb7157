/** A $filter's text -> its pieces. Positions count from 0, as the service's messages do. */

export interface Piece {
  readonly is: 'name' | 'text' | 'number' | 'moment' | 'mark' | 'end';
  /** A text without its quotes; a name, number, moment or mark as written. */
  readonly text: string;
  readonly at: number;
}

const PIECE =
  /\s+|'(?<text>(?:[^']|'')*)'|(?<moment>\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*(?:\.\w+)?)|(?<mark>[(),:/])/y;

/** @returns the place of what cannot be read, where there is such */
export function piecesOf(filter: string): readonly Piece[] | { readonly at: number } {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < filter.length) {
    PIECE.lastIndex = at;
    const match = PIECE.exec(filter);
    if (!match) return { at };
    for (const is of ['text', 'moment', 'number', 'name', 'mark'] as const) {
      const found = match.groups![is];
      if (found !== undefined)
        pieces.push({ is, at, text: is === 'text' ? found.replaceAll("''", "'") : found });
    }
    at = PIECE.lastIndex;
  }
  pieces.push({ is: 'end', text: '', at });
  return pieces;
}

/** A text as a filter writes it: a quote inside is doubled, or a reader's group could write the rest of the filter. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
