/**
 * Questions to the index. The index is made from the chunks whenever they are not those of the last time, and kept beside the
 * run: it is derived from what the state names, so a copy of a run need not carry it.
 */
import type { Content } from '../../engine/contents.ts';
import { type Field, groupsFilter } from '../../rules/azure/search/filter.ts';
import { type SearchIndex, search, searchIndexOf } from '../../rules/azure/search/searchIndex.ts';
import { askedIn, type ChunkLetter, embeddedIn, type Hit, type HitsLetter } from '../ragContents.ts';
import type { Settings } from './spec.ts';

const FIELDS: readonly Field[] = [
  { name: 'chunk', type: 'Edm.String', filterable: false, searchable: true, retrievable: true },
  {
    name: 'group_ids',
    type: 'Collection(Edm.String)',
    filterable: true,
    searchable: false,
    retrievable: false,
  },
];

interface Made {
  readonly of: readonly Content[];
  readonly analyser: Settings['analyser'];
  readonly index: SearchIndex;
  /** By question, and by what its vector came with. */
  readonly answers: WeakMap<Content, WeakMap<Content, Map<string, HitsLetter>>>;
}
const KEPT = 8;
const made: Made[] = [];

/** @param chunks contents of the entries, in their order */
function indexFor(chunks: readonly Content[], analyser: Settings['analyser']): Made {
  const before = made.find(
    (one) =>
      one.analyser === analyser &&
      one.of.length === chunks.length &&
      one.of.every((chunk, i) => chunk === chunks[i]),
  );
  if (before) return before;
  const documents = chunks.map((content) => {
    const { body, chunk } = content as ChunkLetter;
    return { key: chunk.key, values: { chunk: body, group_ids: chunk.document.groups } };
  });
  // A chunk without a vector is near nothing.
  const vectors = chunks.map((content) => Float64Array.from(embeddedIn(content)?.vector ?? []));
  const index = searchIndexOf(FIELDS, documents, vectors, analyser);
  const one: Made = { of: chunks, analyser, index, answers: new WeakMap() };
  if (made.length >= KEPT) made.shift();
  made.push(one);
  return one;
}

/** Answers of one question that are kept for each index. */
const WAYS_MOST = 64;

/** @param request of whom the question is @param embedded what has its vector, where somebody made one */
export function hitsOf(
  chunks: readonly Content[],
  question: Content,
  request: number,
  embedded: Content,
  s: Settings,
): HitsLetter {
  const index = indexFor(chunks, s.analyser);
  const { text, groups } = askedIn(question, request);
  const key = [s.mode, s.top, s.k1, s.b, s.nearest, s.k, s.securityFilter, text].join(' ');
  const ways = waysOf(index, question, embedded);
  let answer = ways.get(key);
  if (answer === undefined) {
    if (ways.size >= WAYS_MOST) ways.clear();
    answer = find(index, embedded, text, groups, s);
    ways.set(key, answer);
  }
  return answer;
}

function waysOf({ answers }: Made, question: Content, embedded: Content): Map<string, HitsLetter> {
  const those = answers.get(question) ?? new WeakMap<Content, Map<string, HitsLetter>>();
  const ways = those.get(embedded) ?? new Map<string, HitsLetter>();
  answers.set(question, those);
  those.set(embedded, ways);
  return ways;
}

function find(
  { of, index }: Made,
  embedded: Content,
  text: string,
  groups: readonly string[],
  s: Settings,
): HitsLetter {
  const written = embeddedIn(embedded)?.vector ?? null;
  // Another embedding than that of the chunks has nothing to say of them.
  const fits =
    written !== null && index.vectors.every(({ length }) => length === 0 || length === written.length);
  const found = search(index, {
    mode: s.mode,
    text,
    vector: fits ? Float64Array.from(written) : null,
    top: s.top,
    k: s.nearest,
    filter: s.securityFilter === 'none' ? '' : groupsFilter(groups),
    vectorFilterMode: s.securityFilter === 'postFilter' ? 'postFilter' : 'preFilter',
    bm25: { k1: s.k1, b: s.b, keepsConstant: false },
    rrfK: s.k,
  });
  if (!found.ok) return { body: found.error.message, hits: [], filteredAway: 0 };
  const hits = found.hits.map(({ document, score, text: byText, vector }): Hit => {
    const { body, chunk } = of[document] as ChunkLetter;
    const { id, title, date, groups: may, replacedBy } = chunk.document;
    return {
      key: chunk.key,
      scroll: id,
      title,
      date,
      text: body,
      groups: may,
      replacedBy,
      score,
      textRank: byText?.rank ?? null,
      vectorRank: vector?.rank ?? null,
    };
  });
  return { body: hits.map(({ key }) => key).join(', '), hits, filteredAway: found.filteredAway };
}
