/** Questions with known sources, and the model's prior: as a document of plain values, however it was written. */
import type { Json, Read } from '../../quantity.ts';
import type { Prior } from './model.ts';

export const QUESTION_KINDS = [
  'plain',
  'exact',
  'meaning',
  'split',
  'contradiction',
  'outdated',
  'secret',
  'missing',
  'injection',
  'outranked',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export interface Question {
  readonly id: string;
  readonly asks: string;
  /** Groups of the one who asks. */
  readonly reader: readonly string[];
  /** Scrolls that answer it, the best first; none where no scroll does. */
  readonly sources: readonly string[];
  readonly answer: string;
  readonly kind: QuestionKind;
}

export interface Examination {
  readonly questions: readonly Question[];
  readonly prior: readonly Prior[];
}

const QUESTIONS_MOST = 500;

/** @param scrolls ids of the library, which the sources must be of */
export function readExamination(raw: Json, scrolls: readonly string[]): Read<Examination> {
  if (!isRecord(raw)) return bad('{ questions: [...], prior: [...] }');
  const { questions = [], prior = [] } = raw as { questions?: Json; prior?: Json };
  if (!isList(questions) || questions.length === 0)
    return bad('questions: a list with one question at least');
  if (questions.length > QUESTIONS_MOST) return bad(`at most ${QUESTIONS_MOST} questions`);
  const known = new Set(scrolls);
  const read: Question[] = [];
  for (const [i, one] of questions.entries()) {
    const question = questionOf(one, known);
    if (typeof question === 'string') return bad(`questions[${i}]: ${question}`);
    if (read.some(({ id }) => id === question.id)) return bad(`questions[${i}]: an id of its own`);
    read.push(question);
  }
  const remembered = readPrior(prior);
  return remembered.ok ? { ok: true, value: { questions: read, prior: remembered.value } } : remembered;
}

/** `[{ about: [words], says: a sentence, true: true or false }]`. */
export function readPrior(raw: Json): Read<readonly Prior[]> {
  if (!isList(raw)) return bad('prior: a list of { about: [words], says: text, true: true or false }');
  const prior: Prior[] = [];
  for (const [i, one] of raw.entries()) {
    const { about, says, true: isTrue = false } = isRecord(one) ? one : {};
    if (!isTexts(about) || typeof says !== 'string' || says.trim() === '' || typeof isTrue !== 'boolean')
      return bad(`prior[${i}]: { about: [words], says: text, true: true or false }`);
    prior.push({ about, says, isTrue });
  }
  return { ok: true, value: prior };
}

/** A question, or what was expected. */
function questionOf(raw: Json, scrolls: ReadonlySet<string>): Question | string {
  if (!isRecord(raw)) return 'id, asks, reader, sources, answer and kind';
  const { id, asks, reader = ['everyone'], sources = [], answer = '', kind = 'plain' } = raw;
  if (typeof id !== 'string' || id === '') return 'an id';
  if (typeof asks !== 'string' || asks.trim() === '') return 'asks: the question';
  const groups = isRecord(reader) ? reader.groups : reader;
  if (!isTexts(groups)) return 'reader: a list of groups';
  if (!isTexts(sources)) return 'sources: a list of scrolls';
  const lost = sources.find((one) => !scrolls.has(one));
  if (lost !== undefined) return `sources: scrolls of the library; "${lost}" is none`;
  if (typeof answer !== 'string') return 'answer: a sentence';
  const known = QUESTION_KINDS.find((one) => one === kind);
  return known
    ? { id, asks, reader: groups, sources, answer, kind: known }
    : `kind: one of ${QUESTION_KINDS.join(', ')}`;
}

const bad = (expected: string): Read<never> => ({ ok: false, expected });
const isList = (raw: Json | undefined): raw is readonly Json[] => Array.isArray(raw);
const isRecord = (raw: Json | undefined): raw is { readonly [key: string]: Json } =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);
const isTexts = (raw: Json | undefined): raw is readonly string[] =>
  isList(raw) && raw.every((one) => typeof one === 'string');
