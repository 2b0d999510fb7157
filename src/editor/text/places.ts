/** Problems as marks under the words that they are about. */
import type { Problem } from '../../scenario/problem.ts';
import { lineEndAt, lineStartAt, quoteEnd } from './words.ts';

export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly severity: Problem['severity'];
  readonly says: string;
  /** Left out where `says` has said it. */
  readonly expected: string | null;
  /** What was probably meant, to stand in the place of what is marked. */
  readonly meant: string | null;
}

/** @param at where the problem's line and column are in the text */
export function markOf(text: string, at: number, problem: Problem): Mark {
  const { severity, says, expected, found, didYouMean } = problem;
  const word = wordOf(found);
  const from = word !== null && /["']/.test(text[at] ?? '') && text.startsWith(word, at + 1) ? at + 1 : at;
  const isThere = word !== null && word !== '' && text.startsWith(word, from);
  const [start, end] = isThere ? [from, from + word.length] : wordsAt(text, at);
  const isSaid = expected === '' || says.includes(expected);
  const fits = isThere && didYouMean !== undefined && /^[A-Za-z][\w .%/-]*$/.test(didYouMean);
  return {
    from: start,
    to: end,
    severity,
    says,
    expected: isSaid ? null : expected,
    meant: fits ? didYouMean : null,
  };
}

/** `found` quotes texts and shows numbers as they are; what it had to shorten cannot be found again. */
function wordOf(found: string): string | null {
  if (found.endsWith('...')) return null;
  const word = found.startsWith('"') && found.endsWith('"') && found.length > 1 ? found.slice(1, -1) : found;
  return word.includes('\n') ? null : word;
}

/** Never longer than a line, never empty where there is anything to underline. */
function wordsAt(text: string, at: number): readonly [number, number] {
  const end = lineEndAt(text, at);
  const mark = text[at];
  if (at >= end || mark === ' ') {
    const start = lineStartAt(text, at);
    const before = text.slice(start, at).trimEnd().length;
    return before > 0 ? [start + before - 1, start + before] : [at, Math.min(at + 1, end)];
  }
  if (mark === '"' || mark === "'") return [at, quoteEnd(text, at, -1, end) ?? end];
  const [word] = /^[^\s,:#[\]{}]+(?::[^\s,[\]{}]+)*/.exec(text.slice(at, Math.min(end, at + 300))) ?? [
    text[at]!,
  ];
  return [at, at + word.length];
}
