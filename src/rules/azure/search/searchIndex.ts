/**
 * A search index over documents with fields, and questions to it: full text, vectors, or both fused.
 * https://learn.microsoft.com/azure/search/hybrid-search-overview
 * It is a picture of the documents as they were when it was made: what changed since is found by nobody until it is made again.
 */
import type { ServiceError } from '../../serviceError.ts';
import type { Analyser } from './analyse.ts';
import {
  BM25_DEFAULTS,
  type Bm25,
  bestFirst,
  type Scored,
  type SearchMode,
  scoreTexts,
  type TextIndex,
  textIndexOf,
} from './bm25.ts';
import { type Field, type FieldValues, type Filter, filterError, passes, readFilter } from './filter.ts';
import { fuse, RRF_K } from './fuse.ts';
import { type Near, nearest } from './vectors.ts';

export interface SearchDocument {
  readonly key: string;
  readonly values: FieldValues;
}

/** Plain data. */
export interface SearchIndex {
  readonly fields: readonly Field[];
  readonly documents: readonly SearchDocument[];
  /** One for each searchable field. */
  readonly texts: readonly { readonly field: string; readonly index: TextIndex }[];
  /** One for each document; none where the index has no vector field. */
  readonly vectors: readonly Float64Array[];
}

export function searchIndexOf(
  fields: readonly Field[],
  documents: readonly SearchDocument[],
  vectors: readonly Float64Array[] = [],
  analyser: Analyser = 'standard',
): SearchIndex {
  const texts = fields
    .filter((field) => field.searchable)
    .map(({ name }) => ({
      field: name,
      index: textIndexOf(
        documents.map((document) => String(document.values[name] ?? '')),
        analyser,
      ),
    }));
  return { fields, documents, texts, vectors };
}

export const QUERY_MODES = ['text', 'vector', 'hybrid'] as const;
export type QueryMode = (typeof QUERY_MODES)[number];
export const FILTER_MODES = ['preFilter', 'postFilter'] as const;
export type VectorFilterMode = (typeof FILTER_MODES)[number];

export interface Query {
  readonly mode: QueryMode;
  readonly text: string;
  readonly vector: Float64Array | null;
  readonly top: number;
  /** Nearest vectors to be looked for. */
  readonly k: number;
  /** OData; an empty one lets everything through. */
  readonly filter: string;
  readonly vectorFilterMode: VectorFilterMode;
  readonly searchMode: SearchMode;
  readonly bm25: Bm25;
  readonly rrfK: number;
  readonly vectorWeight: number;
  readonly maxTextRecallSize: number;
}

export const QUERY_DEFAULTS: Query = {
  mode: 'hybrid',
  text: '',
  vector: null,
  // https://learn.microsoft.com/azure/search/search-pagination-page-layout
  top: 50,
  k: 50,
  filter: '',
  vectorFilterMode: 'preFilter',
  searchMode: 'any',
  bm25: BM25_DEFAULTS,
  rrfK: RRF_K,
  vectorWeight: 1,
  // https://learn.microsoft.com/azure/search/hybrid-search-how-to-query
  maxTextRecallSize: 1000,
};

export interface Hit {
  readonly document: number;
  readonly key: string;
  /** @search.score: of the one leg, or the fused one. */
  readonly score: number;
  readonly text: { readonly rank: number; readonly score: number } | null;
  readonly vector: { readonly rank: number; readonly score: number; readonly cosine: number } | null;
}

export type Found =
  | {
      readonly ok: true;
      readonly hits: readonly Hit[];
      /** What each leg gave before the fusion; and near vectors that a postFilter took away again. */
      readonly texts: number;
      readonly vectors: number;
      readonly filteredAway: number;
    }
  | { readonly ok: false; readonly error: ServiceError; readonly at: number };

/** @param query what differs from the defaults */
export function search(index: SearchIndex, query: Partial<Query>): Found {
  const asked: Query = { ...QUERY_DEFAULTS, ...query };
  const filter = asked.filter.trim() === '' ? null : readFilter(asked.filter, index.fields);
  if (filter && !filter.ok) return { ok: false, error: filterError(filter.message), at: filter.at };
  const allowed = allowedBy(index, filter?.value ?? null);
  const texts = asked.mode === 'vector' ? [] : textLeg(index, asked, allowed);
  const { near, filteredAway } =
    asked.mode === 'text' ? { near: [], filteredAway: 0 } : vectorLeg(index, asked, allowed);
  return {
    ok: true,
    hits: hitsOf(index, asked, texts, near),
    texts: texts.length,
    vectors: near.length,
    filteredAway,
  };
}

const allowedBy = (index: SearchIndex, filter: Filter | null): boolean[] =>
  index.documents.map((document) => filter === null || passes(filter, document.values));

/** Scores of several searchable fields are added. The filter comes before the ranking, whatever the mode of the vectors. */
function textLeg(index: SearchIndex, query: Query, allowed: readonly boolean[]): Scored[] {
  const scores = new Map<number, number>();
  for (const { index: text } of index.texts) {
    for (const { document, score } of scoreTexts(text, query.text, query.bm25, query.searchMode)) {
      if (allowed[document]) scores.set(document, (scores.get(document) ?? 0) + score);
    }
  }
  const found = [...scores].map(([document, score]) => ({ document, score })).sort(bestFirst);
  return query.mode === 'hybrid' ? found.slice(0, query.maxTextRecallSize) : found;
}

function vectorLeg(
  index: SearchIndex,
  query: Query,
  allowed: readonly boolean[],
): { near: Near[]; filteredAway: number } {
  if (query.vector === null) return { near: [], filteredAway: 0 };
  if (query.vectorFilterMode === 'preFilter')
    return { near: nearest(index.vectors, query.vector, query.k, allowed), filteredAway: 0 };
  const all = nearest(index.vectors, query.vector, query.k);
  const near = all.filter(({ document }) => allowed[document]);
  return { near, filteredAway: all.length - near.length };
}

function hitsOf(index: SearchIndex, query: Query, texts: readonly Scored[], near: readonly Near[]): Hit[] {
  const legs = [
    { documents: texts.map((one) => one.document), weight: 1 },
    { documents: near.map((one) => one.document), weight: query.vectorWeight },
  ];
  const fused = fuse(legs, query.rrfK).map(({ document, score, ranks }) => {
    const [t, v] = [ranks[0] ?? null, ranks[1] ?? null];
    const text = t === null ? null : { rank: t, score: texts[t - 1]!.score };
    const vector = v === null ? null : { rank: v, score: near[v - 1]!.score, cosine: near[v - 1]!.cosine };
    const own = query.mode === 'text' ? text : query.mode === 'vector' ? vector : null;
    return { document, key: index.documents[document]!.key, score: own?.score ?? score, text, vector };
  });
  return fused.slice(0, Math.max(0, query.top));
}

/** What an answer may show of a document. */
export function shown(index: SearchIndex, document: number): FieldValues {
  const values = index.documents[document]?.values ?? {};
  const open = index.fields.filter((field) => field.retrievable && Object.hasOwn(values, field.name));
  return Object.fromEntries(open.map(({ name }) => [name, values[name]!]));
}
