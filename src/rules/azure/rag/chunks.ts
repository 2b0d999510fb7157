/**
 * A scroll cut into chunks: by tokens alone, by whole sentences, or by sections first. Every character is in one chunk at least.
 * Size 512 and a quarter of overlap are where Azure says to begin:
 * https://learn.microsoft.com/azure/search/vector-search-how-to-chunk-documents
 */
import { type Span, sentenceSpans } from './sentences.ts';
import type { Tokenizer } from './tokenizer.ts';

export const CHUNKERS = ['fixed', 'sentence', 'heading'] as const;
export type Chunker = (typeof CHUNKERS)[number];

export interface Chunking {
  readonly by: Chunker;
  /** Tokens in a chunk, at most. */
  readonly size: number;
  /** Tokens that a chunk has in common with the one before it, three quarters of it at most; by sentences, fewer. */
  readonly overlap: number;
}

/** Of the size. More would make as many chunks as there are tokens. */
const OVERLAP_MOST = 0.75;

export interface Chunk {
  /** Id of its scroll. */
  readonly scroll: string;
  /** In its scroll, from 0. */
  readonly ordinal: number;
  /** Places of characters in the scroll's body. */
  readonly from: number;
  readonly to: number;
  readonly tokens: number;
  readonly text: string;
}

/** `scroll#ordinal`: the key of a chunk in the index. */
export const keyOf = (chunk: Chunk): string => `${chunk.scroll}#${chunk.ordinal}`;

/** @param scroll its id and what it says */
export function chunksOf(
  scroll: { readonly id: string; readonly body: string },
  chunking: Chunking,
  tokenizer: Tokenizer,
): Chunk[] {
  const { body } = scroll;
  const size = Math.max(1, Math.floor(chunking.size));
  const overlap = Math.max(0, Math.min(Math.floor(chunking.overlap), Math.floor(size * OVERLAP_MOST)));
  const starts = tokenizer.starts(body);
  const spans =
    chunking.by === 'fixed'
      ? byTokens(starts, { from: 0, to: body.length }, size, overlap)
      : (chunking.by === 'heading' ? sectionSpans(body) : [{ from: 0, to: body.length }]).flatMap((section) =>
          bySentences(body, starts, section, size, overlap),
        );
  return spans.map(({ from, to }, ordinal) => {
    const text = body.slice(from, to);
    return { scroll: scroll.id, ordinal, from, to, tokens: tokenizer.count(text), text };
  });
}

/** Tokens that begin before a place. */
function tokensBefore(starts: Int32Array, place: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byTokens(starts: Int32Array, within: Span, size: number, overlap: number): Span[] {
  const first = tokensBefore(starts, within.from);
  const last = tokensBefore(starts, within.to);
  const place = (token: number) =>
    token <= first ? within.from : token >= last ? within.to : starts[token]!;
  const spans: Span[] = [];
  for (let token = first; token < last; token += size - overlap) {
    const span = { from: place(token), to: place(token + size) };
    const before = spans.at(-1);
    // Several tokens may share a character: then a span may be empty, or begin or end where the one before it does.
    if (before?.from === span.from) spans.pop();
    if (span.to > span.from && span.to > (spans.at(-1)?.to ?? -1)) spans.push(span);
    if (token + size >= last) break;
  }
  return spans;
}

/** Whole sentences as long as they fit; one that is longer than a chunk is cut by tokens. */
function bySentences(body: string, starts: Int32Array, within: Span, size: number, overlap: number): Span[] {
  const pieces = sentenceSpans(body.slice(within.from, within.to)).flatMap((sentence) => {
    const span = { from: sentence.from + within.from, to: sentence.to + within.from };
    return tokensIn(starts, span) <= size ? [span] : byTokens(starts, span, size, 0);
  });
  const spans: Span[] = [];
  let first = 0;
  while (first < pieces.length) {
    let last = first;
    const { from } = pieces[first]!;
    while (last + 1 < pieces.length && tokensIn(starts, { from, to: pieces[last + 1]!.to }) <= size) last++;
    const { to } = pieces[last]!;
    spans.push({ from, to });
    if (last === pieces.length - 1) break;
    // As many sentences again as the overlap holds, but never all, and never so many that nothing new fits.
    let again = last + 1;
    while (
      again - 1 > first &&
      tokensIn(starts, { from: pieces[again - 1]!.from, to }) <= overlap &&
      tokensIn(starts, { from: pieces[again - 1]!.from, to: pieces[last + 1]!.to }) <= size
    )
      again--;
    first = again;
  }
  return spans;
}

const tokensIn = (starts: Int32Array, { from, to }: Span): number =>
  tokensBefore(starts, to) - tokensBefore(starts, from);

/** A section goes from one `## ` to the next. */
function sectionSpans(body: string): Span[] {
  const borders = [0, ...[...body.matchAll(/^#+ /gm)].map((match) => match.index), body.length];
  return borders.slice(1).flatMap((to, i) => (to > borders[i]! ? [{ from: borders[i]!, to }] : []));
}
