/** The library that ships, its questions, and all the rules together. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../quantity.ts';
import { type Field, groupsFilter } from '../search/filter.ts';
import { embed, type Lsa, lsaOf } from '../search/lsa.ts';
import { type QueryMode, type SearchIndex, search, searchIndexOf } from '../search/searchIndex.ts';
import { type Chunk, chunksOf, keyOf } from './chunks.ts';
import { EVERYONE, paragraphsOf, readLibrary, type Scroll } from './library.ts';
import { meanRetrieval, retrievalAt } from './measure.ts';
import { answerOf, MODEL_DEFAULTS } from './model.ts';
import { INSTRUCTIONS_DEFAULTS, promptOf, type Source } from './prompt.ts';
import { type Question, type QuestionKind, readExamination } from './questions.ts';
import { CL100K } from './tokens.ts';

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

let scrolls: readonly Scroll[];
let questions: readonly Question[];
let chunks: Chunk[];
let index: SearchIndex;
let lsa: Lsa;

beforeAll(() => {
  const library = readLibrary(readFileSync('scenarios/rag/code/library.md', 'utf8'));
  if (!library.ok) throw new Error(library.expected);
  scrolls = library.value;
  const read = (name: string): Json => JSON.parse(readFileSync(`scenarios/rag/code/${name}.json`, 'utf8'));
  const raw = { questions: read('questions'), prior: read('prior') };
  const examination = readExamination(
    raw,
    scrolls.map((scroll) => scroll.id),
  );
  if (!examination.ok) throw new Error(examination.expected);
  questions = examination.value.questions;
  lsa = lsaOf(scrolls.flatMap(paragraphsOf));
  chunks = scrolls.flatMap((scroll) => chunksOf(scroll, { by: 'sentence', size: 512, overlap: 128 }, CL100K));
  const documents = chunks.map((chunk) => ({
    key: keyOf(chunk),
    values: { content: chunk.text, group_ids: scrollOf(chunk.scroll).groups },
  }));
  index = searchIndexOf(
    FIELDS,
    documents,
    chunks.map((chunk) => embed(lsa, chunk.text)),
  );
});

const scrollOf = (id: string): Scroll => scrolls.find((scroll) => scroll.id === id)!;

function found(question: Question, mode: QueryMode, groups = [...question.reader, EVERYONE]): Chunk[] {
  const vector = embed(lsa, question.asks);
  const result = search(index, { mode, text: question.asks, vector, top: 5, filter: groupsFilter(groups) });
  if (!result.ok) throw new Error(result.error.message);
  return result.hits.map((hit) => chunks[hit.document]!);
}

const recallOf = (kind: QuestionKind, mode: QueryMode): number =>
  meanRetrieval(
    questions
      .filter((one) => one.kind === kind && one.sources.length > 0)
      .map((one) =>
        retrievalAt(
          found(one, mode).map((chunk) => chunk.scroll),
          one.sources,
          3,
        ),
      ),
  ).recall;

test('exact names are found by words, other words by meaning', () => {
  expect(recallOf('exact', 'text')).toBe(1);
  expect(recallOf('exact', 'vector')).toBeLessThan(recallOf('exact', 'text'));
  expect(recallOf('meaning', 'vector')).toBeGreaterThan(recallOf('meaning', 'text'));
});

test('nobody gets a chunk that they may not read, in the index, in the prompt or in the answer', () => {
  for (const question of questions) {
    const groups = [...question.reader, EVERYONE];
    for (const mode of ['text', 'vector', 'hybrid'] as const)
      for (const chunk of found(question, mode))
        expect(scrollOf(chunk.scroll).groups.some((group) => groups.includes(group))).toBe(true);
  }
});

describe('answers', () => {
  const answer = (question: Question, delimit = true) => {
    const sources = found(question, 'hybrid').map((chunk): Source => {
      const { title, date } = scrollOf(chunk.scroll);
      return { key: keyOf(chunk), scroll: chunk.scroll, title, date, text: chunk.text };
    });
    const request = {
      instructions: { ...INSTRUCTIONS_DEFAULTS, delimit },
      sources,
      question: question.asks,
      contextWindow: 8192,
    };
    const built = promptOf({ ...request, maxTokens: 200, whenTooLong: 'drop' }, CL100K);
    if (!built.ok) throw new Error(built.error.message);
    return { sources, said: answerOf(built.prompt, { ...MODEL_DEFAULTS, lsa }, CL100K) };
  };

  test('every sentence is one of its source, word for word, or says that there is none', () => {
    for (const question of questions) {
      const { sources, said } = answer(question);
      for (const { claim, cites, from } of said.said) {
        if (from === 'nothing') continue;
        expect(from).toBe('source');
        expect(sources[cites[0]! - 1]!.text.replace(/\s+/g, ' ')).toContain(claim);
      }
    }
  });

  test('the scroll that gives orders is obeyed by a naive prompt, and never between marks', () => {
    const obeyed = (delimit: boolean) =>
      questions.filter((one) => answer(one, delimit).said.injections.some((order) => order.obeyed));
    expect(obeyed(true)).toEqual([]);
    expect(obeyed(false).map((one) => one.kind)).toContain('injection');
  });
});
