/** One question to an index: three rankings, and how each chunk on them came by its places. */
import { keyOf } from '../../rules/azure/rag/chunks.ts';
import { EVERYONE, mayRead } from '../../rules/azure/rag/library.ts';
import { termsOf } from '../../rules/azure/search/analyse.ts';
import { explain } from '../../rules/azure/search/bm25.ts';
import { groupsFilter } from '../../rules/azure/search/filter.ts';
import { embed } from '../../rules/azure/search/lsa.ts';
import { type Hit, type Query, type QueryMode, search } from '../../rules/azure/search/searchIndex.ts';
import { cosineOf, scoreOfCosine } from '../../rules/azure/search/vectors.ts';
import { placeOf } from '../../rules/azure/search/vocabulary.ts';
import type { Indexed, Opened } from './opened.ts';
import { type QuerySettings, type RagPlace, type RagWhy, SHOWN } from './protocol.ts';

export interface Retrieved {
  readonly hits: readonly Hit[];
  readonly texts: number;
  readonly vectors: number;
  readonly filteredAway: number;
}

/** Everybody is in the group of everyone. */
export const groupsOf = (groups: readonly string[]): readonly string[] => [...new Set([...groups, EVERYONE])];

export function queryOf(
  { lsa }: Indexed,
  settings: QuerySettings,
  question: string,
  groups: readonly string[],
  mode: QueryMode,
  top: number,
): Partial<Query> {
  return {
    mode,
    top,
    text: question,
    vector: embed(lsa, question),
    filter: settings.filter === 'none' ? '' : groupsFilter(groupsOf(groups)),
    vectorFilterMode: settings.filter === 'postFilter' ? 'postFilter' : 'preFilter',
    bm25: { k1: settings.k1, b: settings.b, keepsConstant: false },
    rrfK: settings.rrfK,
  };
}

/** @throws Error where the service would refuse the query; the queries of this lab it takes */
export function retrieve(
  indexed: Indexed,
  settings: QuerySettings,
  question: string,
  groups: readonly string[],
  mode: QueryMode,
  top: number,
): Retrieved {
  const found = search(indexed.index, queryOf(indexed, settings, question, groups, mode, top));
  if (!found.ok) throw new Error(found.error.message);
  return found;
}

export interface Rankings {
  readonly text: readonly RagPlace[];
  readonly vector: readonly RagPlace[];
  readonly fused: readonly RagPlace[];
  readonly texts: number;
  readonly vectors: number;
  readonly filteredAway: number;
  readonly why: Readonly<Record<string, RagWhy>>;
}

export function rankingsOf(
  opened: Opened,
  indexed: Indexed,
  settings: QuerySettings,
  question: string,
  groups: readonly string[],
): Rankings {
  const asked = groupsOf(groups);
  // The whole of the legs: the place of a fused chunk in a leg may be far down.
  const both = retrieve(indexed, settings, question, groups, 'hybrid', indexed.chunks.length);
  const placeFor = (hit: Hit, rank: number, score: number): RagPlace => {
    const chunk = indexed.chunks[hit.document]!;
    return {
      key: keyOf(chunk),
      rank,
      score,
      cosine: hit.vector?.cosine ?? null,
      textRank: hit.text?.rank ?? null,
      vectorRank: hit.vector?.rank ?? null,
      mayRead: mayRead(opened.byId.get(chunk.scroll)!, asked),
    };
  };
  const leg = (of: 'text' | 'vector') =>
    both.hits
      .filter((hit) => (hit[of]?.rank ?? Infinity) <= SHOWN)
      .sort((a, b) => a[of]!.rank - b[of]!.rank)
      .map((hit) => ({ hit, place: placeFor(hit, hit[of]!.rank, hit[of]!.score) }));
  const text = leg('text');
  const vector = leg('vector');
  const fused = both.hits.slice(0, SHOWN).map((hit, i) => ({ hit, place: placeFor(hit, i + 1, hit.score) }));
  const why: Record<string, RagWhy> = Object.create(null) as Record<string, RagWhy>;
  for (const { hit, place } of [...text, ...vector, ...fused])
    why[place.key] ??= whyOf(indexed, settings, question, hit);
  const only = (rows: readonly { readonly place: RagPlace }[]) => rows.map(({ place }) => place);
  return {
    text: only(text),
    vector: only(vector),
    fused: only(fused),
    texts: both.texts,
    vectors: both.vectors,
    filteredAway: both.filteredAway,
    why: { ...why },
  };
}

function whyOf(
  { index, lsa }: Indexed,
  { k1, b, rrfK }: QuerySettings,
  question: string,
  { document, text, vector }: Hit,
): RagWhy {
  const terms = explain(index.texts[0]!.index, question, document, { k1, b, keepsConstant: false });
  const cosine = cosineOf(index.vectors[document]!, embed(lsa, question));
  const part = (rank: number | undefined) => (rank === undefined ? 0 : 1 / (rrfK + rank));
  const [textPart, vectorPart] = [part(text?.rank), part(vector?.rank)];
  return {
    terms,
    textScore: terms.reduce((sum, term) => sum + term.score, 0),
    cosine,
    vectorScore: scoreOfCosine(cosine),
    textRank: text?.rank ?? null,
    vectorRank: vector?.rank ?? null,
    textPart,
    vectorPart,
    // The larger first, as the fusion itself adds them.
    fused: Math.max(textPart, vectorPart) + Math.min(textPart, vectorPart),
  };
}

/** Words of the question that the index does not have, and those that its embedding does not know. */
export function unknownTo(
  { index, lsa }: Indexed,
  question: string,
): { readonly words: readonly string[]; readonly meanings: readonly string[] } {
  const { analyser, terms } = index.texts[0]!.index;
  const missing = (all: readonly string[], known: readonly string[]) =>
    [...new Set(all)].filter((term) => placeOf(known, term) < 0);
  return {
    words: missing(termsOf(question, analyser), terms),
    meanings: missing(termsOf(question, lsa.analyser), lsa.terms),
  };
}
