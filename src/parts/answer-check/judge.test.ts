import { describe, expect, test } from 'vitest';
import type { AnswerLetter, Sentence } from '../ragContents.ts';
import { judgementOf } from './judge.ts';
import { chosen, type Known, readQuestions } from './questions.ts';

const QUESTION: Known = {
  id: 'lamp',
  asks: 'How often is the lamp trimmed?',
  reader: ['everyone'],
  sources: ['lamp'],
  answer: 'Every ninth evening.',
  words: ['ninth evening'],
  kind: 'plain',
};
const fact = (id: string, groups = ['everyone'], replacedBy: string | null = null) => ({
  key: `${id}#0`,
  id,
  title: id,
  date: '',
  groups,
  replacedBy,
});
const sentence = (text: string, more: Partial<Sentence> = {}): Sentence => ({
  text,
  claim: text,
  from: 'source',
  citations: ['lamp#0'],
  supportedBy: ['lamp#0'],
  grounded: true,
  ...more,
});
const answer = (sentences: readonly Sentence[], facts = [fact('lamp')]): AnswerLetter => ({
  body: sentences.map(({ text }) => text).join(' '),
  simulated: true,
  sentences,
  sources: facts.map(({ key }) => key),
  facts,
  tokens: { prompt: 1, completion: 1 },
  finish: 'stop',
  injections: [],
  conflicts: [],
});
const nothing = sentence('Not found.', { from: 'nothing', citations: [], supportedBy: [], grounded: false });

describe('right or wrong', () => {
  test('all words must be there, capitals and line breaks aside', () => {
    const right = answer([sentence('Every  NINTH\nevening.')]);
    expect(judgementOf(QUESTION, right, 5).verdict).toBe('right');
    const half = { ...QUESTION, words: ['ninth evening', 'dusk'] };
    expect(judgementOf(half, right, 5).verdict).toBe('wrong');
  });

  test('not found: right where nothing is to be found, wrong where it was there', () => {
    const none = { ...QUESTION, sources: [], words: [] };
    expect(judgementOf(none, answer([nothing]), 5)).toMatchObject({ verdict: 'right', nothing: true });
    expect(judgementOf(none, answer([sentence('Weekly.')]), 5)).toMatchObject({
      verdict: 'wrong',
      nothing: true,
    });
    expect(judgementOf(QUESTION, answer([nothing]), 5)).toMatchObject({
      verdict: 'notFoundWrongly',
      sentences: 0,
      ungrounded: 0,
    });
  });
});

describe('what the reader may not open', () => {
  const facts = [fact('lamp', ['council']), fact('song')];

  test('said, it is a leak, and the answer is wrong however true it is', () => {
    const told = answer([sentence('Every ninth evening.')], facts);
    expect(judgementOf(QUESTION, told, 5)).toMatchObject({ verdict: 'wrong', leaked: true, exposed: true });
    const council = { ...QUESTION, reader: ['everyone', 'council'] };
    expect(judgementOf(council, told, 5)).toMatchObject({ verdict: 'right', leaked: false, exposed: false });
  });

  test('in the prompt and not said, it was only exposed', () => {
    expect(judgementOf(QUESTION, answer([nothing], facts), 5)).toMatchObject({
      leaked: false,
      exposed: true,
    });
  });

  test('what an open scroll says as well is no leak', () => {
    const both = answer([sentence('Every ninth evening.', { supportedBy: ['lamp#0', 'song#0'] })], facts);
    expect(judgementOf(QUESTION, both, 5)).toMatchObject({ verdict: 'right', leaked: false });
  });
});

test('sentences: cited where a citation has what they say, ungrounded where nothing has', () => {
  const said = answer([
    sentence('Every ninth evening.'),
    sentence('It is of brass.', { citations: ['song#0'] }),
    sentence('It sings.', { citations: [], supportedBy: [], grounded: false, from: 'prior' }),
    nothing,
  ]);
  expect(judgementOf(QUESTION, said, 5)).toMatchObject({ sentences: 3, cited: 1, ungrounded: 1 });
});

test('outdated: the first sentence is from a scroll that another has replaced', () => {
  const old = [fact('lamp', ['everyone'], 'lamp-2020'), fact('lamp-2020')];
  expect(judgementOf(QUESTION, answer([sentence('Weekly.')], old), 5).outdated).toBe(true);
  const newer = sentence('Every ninth evening.', { citations: ['lamp-2020#0'] });
  expect(judgementOf(QUESTION, answer([newer, sentence('Weekly.')], old), 5).outdated).toBe(false);
});

test('retrieval looks at the first k, and only where there are known sources', () => {
  const facts = ['song', 'bell', 'lamp'].map((id) => fact(id));
  const at = (k: number) => judgementOf(QUESTION, answer([nothing], facts), k).retrieval;
  expect(at(3)).toMatchObject({ recall: 1, reciprocalRank: 1 / 3, ndcg: expect.closeTo(0.5, 12) });
  expect(at(2)).toMatchObject({ recall: 0, reciprocalRank: 0, ndcg: 0 });
  expect(judgementOf({ ...QUESTION, sources: [] }, answer([nothing], facts), 3).retrieval).toBeNull();
});

describe('questions as they are written', () => {
  const { words, ...plain } = QUESTION;

  test('a list, or a document with one; words may be left out', () => {
    expect(readQuestions([{ ...plain, words }])).toEqual({ ok: true, value: [QUESTION] });
    expect(readQuestions({ questions: [{ ...plain }] })).toEqual({
      ok: true,
      value: [{ ...QUESTION, words: [] }],
    });
  });

  test.each([
    [[], 'one question at least'],
    ['lamp', 'one question at least'],
    [[{ ...plain, words: [''] }], 'questions[0]: words'],
    [[{ ...plain, kind: 'odd' }], 'kind: one of'],
  ])('%j is refused', (written, expected) => {
    const read = readQuestions(written);
    expect(!read.ok && read.expected).toContain(expected);
  });

  test('some of them, by kind or by id', () => {
    const other: Known = { ...QUESTION, id: 'roof', kind: 'secret' };
    const third: Known = { ...QUESTION, id: 'tide', kind: 'exact' };
    const all = [QUESTION, other, third];
    expect(chosen(all, 'secret, tide')).toEqual([other, third]);
    expect([chosen(all, null), chosen(all, 'none-of-them')]).toEqual([all, []]);
  });
});
