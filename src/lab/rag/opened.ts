/** A library with its questions, read once, and the indices that were made of it. */
import { parse } from 'yaml';
import { type Chunk, chunksOf, keyOf } from '../../rules/azure/rag/chunks.ts';
import { paragraphsOf, readLibrary, type Scroll } from '../../rules/azure/rag/library.ts';
import { type Examination, readExamination } from '../../rules/azure/rag/questions.ts';
import { CL100K } from '../../rules/azure/rag/tokens.ts';
import type { Field } from '../../rules/azure/search/filter.ts';
import { embed, LSA_DEFAULTS, type Lsa, lsaOf } from '../../rules/azure/search/lsa.ts';
import { type SearchIndex, searchIndexOf } from '../../rules/azure/search/searchIndex.ts';
import type { Json } from '../../rules/quantity.ts';
import type { IndexSettings, RagIndexed, RagLibrary, RagOpened } from './protocol.ts';

export interface Opened {
  readonly scrolls: readonly Scroll[];
  readonly byId: ReadonlyMap<string, Scroll>;
  readonly examination: Examination;
  readonly fault: string | null;
  readonly lsaAt: (dimensions: number) => Lsa;
  readonly indexAt: (settings: IndexSettings) => Indexed;
}

export interface Indexed {
  readonly chunks: readonly Chunk[];
  readonly index: SearchIndex;
  readonly lsa: Lsa;
}

/** As the part of the lab has them: who may read a chunk is looked for and never shown. */
const FIELDS: readonly Field[] = [
  { name: 'content', type: 'Edm.String', filterable: false, searchable: true, retrievable: true },
  {
    name: 'group_ids',
    type: 'Collection(Edm.String)',
    filterable: true,
    searchable: false,
    retrievable: false,
  },
];

/** A sweep goes through some; each is a few hundred vectors. */
const INDICES_MOST = 12;
const EXAMINATION_MOST = 200_000;
const NO_QUESTIONS: Examination = { questions: [], prior: [] };

/** @returns what was expected of the library, as a sentence, where it cannot be read */
export function openLibrary(library: RagLibrary): Opened | string {
  const read = readLibrary(library.text);
  if (!read.ok) return `The library cannot be read: expected ${read.expected}.`;
  const scrolls = read.value;
  const asked = readQuestions(
    library,
    scrolls.map(({ id }) => id),
  );
  const lsas = new Map<number, Lsa>();
  const indices = new Map<string, Indexed>();
  const passages = scrolls.flatMap(paragraphsOf);

  function lsaAt(dimensions: number): Lsa {
    const known = lsas.get(dimensions) ?? lsaOf(passages, { ...LSA_DEFAULTS, dimensions });
    lsas.set(dimensions, known);
    return known;
  }

  function indexAt(settings: IndexSettings): Indexed {
    const { by, size, overlap } = settings.chunking;
    const key = [by, size, overlap, settings.dimensions].join(' ');
    const known = indices.get(key);
    if (known) return known;
    const lsa = lsaAt(settings.dimensions);
    const pairs = scrolls.flatMap((scroll) =>
      chunksOf(scroll, settings.chunking, CL100K).map((chunk) => ({ chunk, groups: scroll.groups })),
    );
    const documents = pairs.map(({ chunk, groups }) => ({
      key: keyOf(chunk),
      values: { content: chunk.text, group_ids: groups },
    }));
    const vectors = pairs.map(({ chunk }) => embed(lsa, chunk.text));
    const made = {
      chunks: pairs.map(({ chunk }) => chunk),
      index: searchIndexOf(FIELDS, documents, vectors),
      lsa,
    };
    if (indices.size >= INDICES_MOST) indices.delete([...indices.keys()][0]!);
    indices.set(key, made);
    return made;
  }

  return {
    scrolls,
    byId: new Map(scrolls.map((scroll) => [scroll.id, scroll])),
    examination: asked.examination,
    fault: asked.fault,
    lsaAt,
    indexAt,
  };
}

interface Asked {
  readonly examination: Examination;
  readonly fault: string | null;
}

function readQuestions({ questions, prior }: RagLibrary, scrolls: readonly string[]): Asked {
  const without = (fault: string | null): Asked => ({ examination: NO_QUESTIONS, fault });
  if (questions.trim() === '') return without(null);
  const letters = questions.length + prior.length;
  if (letters > EXAMINATION_MOST)
    return without(`The questions are too long: at most ${EXAMINATION_MOST / 1000} kB.`);
  try {
    const asked = parse(questions) as Json;
    const known = prior.trim() === '' ? [] : (parse(prior) as Json);
    const read = readExamination({ questions: asked, prior: known }, scrolls);
    return read.ok
      ? { examination: read.value, fault: null }
      : without(`The questions cannot be read: expected ${read.expected}.`);
  } catch (error) {
    const words = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return without(`The questions are neither JSON nor YAML: ${words}`);
  }
}

export function openedView({ scrolls, examination, fault }: Opened): RagOpened {
  const replaced = new Map(scrolls.map(({ id, supersedes }) => [supersedes, id]));
  const shown = scrolls.map(({ id, title, author, date, groups, supersedes, body }) => ({
    id,
    title,
    author,
    date,
    groups,
    supersedes,
    replacedBy: replaced.get(id) ?? null,
    body,
    tokens: CL100K.count(body),
  }));
  return {
    scrolls: shown,
    questions: examination.questions,
    fault,
    tokenizer: CL100K.name,
    tokens: shown.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

export function indexedView({ chunks, index, lsa }: Indexed): RagIndexed {
  return {
    chunks: chunks.map((chunk) => ({
      key: keyOf(chunk),
      scroll: chunk.scroll,
      ordinal: chunk.ordinal,
      from: chunk.from,
      to: chunk.to,
      tokens: chunk.tokens,
    })),
    terms: index.texts[0]?.index.terms.length ?? 0,
    embedded: lsa.terms.length,
    dimensions: lsa.dimensions,
    energy: lsa.energy,
    tokens: chunks.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}
