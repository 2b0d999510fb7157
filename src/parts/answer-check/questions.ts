/** Questions whose answers are known. */
import { type Question, readExamination } from '../../rules/azure/rag/questions.ts';
import type { Json, Read } from '../../rules/quantity.ts';

export interface Known extends Question {
  /** What a right answer has in it, all of it; without any, and with sources, every answer from one of them is right. */
  readonly words: readonly string[];
}

const EXPECTED = 'words: a list of texts that the right answer has in it';

/** A list of questions, or a document that has one under `questions`. */
export function readQuestions(written: Json): Read<readonly Known[]> {
  const list = Array.isArray(written) ? (written as readonly Json[]) : (recordOf(written)?.questions ?? null);
  const all = Array.isArray(list) ? (list as readonly Json[]) : [];
  // Which library they are about is not known here: any source may be of it.
  const sources = all.flatMap((one) => {
    const named = recordOf(one)?.sources;
    return Array.isArray(named) ? named.filter((id): id is string => typeof id === 'string') : [];
  });
  const read = readExamination({ questions: list, prior: [] }, sources);
  if (!read.ok) return read;
  const known: Known[] = [];
  for (const [i, question] of read.value.questions.entries()) {
    const { words = [] } = recordOf(all[i]!) ?? {};
    if (!Array.isArray(words) || !words.every((one) => typeof one === 'string' && one !== ''))
      return { ok: false, expected: `questions[${i}]: ${EXPECTED}` };
    known.push({ ...question, words: words as readonly string[] });
  }
  return { ok: true, value: known };
}

function recordOf(value: Json): { readonly [key: string]: Json } | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : null;
}

/** Those of the kinds and ids that are named; all of them when nothing is. */
export function chosen(questions: readonly Known[], only: string | null): readonly Known[] {
  const names = (only ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0
    ? questions
    : questions.filter(({ id, kind }) => names.includes(id) || names.includes(kind));
}
