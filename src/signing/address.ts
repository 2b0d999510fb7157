/** An address in pieces, so that its parameters can be marked, and what in it is not as it was handed out. */

export interface Piece {
  readonly what: 'place' | 'mark' | 'name' | 'value';
  readonly text: string;
  /** Of which parameter; empty in front of the question mark. */
  readonly parameter: string;
}

/** Together they are the text again. */
export function piecesOf(address: string): readonly Piece[] {
  const at = address.indexOf('?');
  const pieces: Piece[] = [{ what: 'place', text: at < 0 ? address : address.slice(0, at), parameter: '' }];
  if (at < 0) return pieces;
  for (const [i, pair] of address
    .slice(at + 1)
    .split('&')
    .entries()) {
    const equals = pair.indexOf('=');
    const parameter = equals < 0 ? pair : pair.slice(0, equals);
    pieces.push({ what: 'mark', text: i === 0 ? '?' : '&', parameter });
    pieces.push({ what: 'name', text: parameter, parameter });
    if (equals >= 0) {
      pieces.push({ what: 'mark', text: '=', parameter });
      pieces.push({ what: 'value', text: pair.slice(equals + 1), parameter });
    }
  }
  return pieces;
}

export interface Run extends Piece {
  readonly differs: boolean;
  /** Something that stood here is gone. */
  readonly misses: boolean;
}

/** The pieces cut where they begin and cease to differ from those of another address. */
export function comparedTo(address: string, other: string): readonly Run[] {
  const others = new Map(piecesOf(other).map((piece) => [`${piece.what} ${piece.parameter}`, piece.text]));
  return piecesOf(address).flatMap((piece): readonly Run[] => {
    if (piece.what === 'mark') return [{ ...piece, differs: false, misses: false }];
    const was = others.get(`${piece.what} ${piece.parameter}`);
    if (was === piece.text) return [{ ...piece, differs: false, misses: false }];
    if (was === undefined) return [{ ...piece, differs: true, misses: false }];
    const [from, to] = betweenEqual(piece.text, was);
    const cut = (a: number, b: number, differs: boolean): readonly Run[] =>
      a < b ? [{ ...piece, text: piece.text.slice(a, b), differs, misses: false }] : [];
    const missing: readonly Run[] = from === to ? [{ ...piece, text: '', differs: true, misses: true }] : [];
    return [...cut(0, from, false), ...cut(from, to, true), ...missing, ...cut(to, piece.text.length, false)];
  });
}

/** What is left of the text between an equal beginning and an equal end. */
export function betweenEqual(text: string, other: string): readonly [from: number, to: number] {
  const length = Math.min(text.length, other.length);
  let from = 0;
  while (from < length && text[from] === other[from]) from++;
  let end = 0;
  while (end < length - from && text[text.length - 1 - end] === other[other.length - 1 - end]) end++;
  return [from, text.length - end];
}

/** What was changed, for those who cannot see a mark. */
export function changesSaid(address: string, handedOut: string): string {
  if (address === handedOut) return '';
  const runs = comparedTo(address, handedOut).filter(({ differs }) => differs);
  const names = new Set(piecesOf(address).map(({ parameter }) => parameter));
  const gone = piecesOf(handedOut).filter(({ what, parameter }) => what === 'name' && !names.has(parameter));
  const where = [
    ...new Set(
      runs.map(({ parameter }) => (parameter === '' ? 'the address before the question mark' : parameter)),
    ),
  ];
  const sentences = [
    ...(where.length > 0 ? [`Not as it was handed out: ${where.join(', ')}.`] : []),
    ...(gone.length > 0 ? [`Gone: ${gone.map(({ text }) => text).join(', ')}.`] : []),
  ];
  return sentences.join(' ') || 'The parameters stand in another order, or are there twice.';
}
