/** From one text to another in a few small changes, so that the cursor, the folds and the place in the text stay. */
import { lineEndAt, lineStartAt } from './words.ts';

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** More comparisons than this take longer than anybody waits; then everything between the ends changes at once. */
const COMPARISONS_MAX = 1_000_000;

/** In the order of the first text, none touching another; none when they are the same. */
export function changesBetween(before: string, after: string): readonly Change[] {
  if (before === after) return [];
  const whole = changed(before, after, 0);
  const [old, put] = [before.slice(whole.from, whole.to), whole.insert];
  if (!old.includes('\n') || !put.includes('\n')) return [whole];
  // Whole lines are compared, so what changed is widened to them.
  const start = lineStartAt(before, whole.from);
  const end = lineEndAt(before, whole.to);
  const tail = before.length - end;
  return byLines(before.slice(start, end), after.slice(start, after.length - tail), start) ?? [whole];
}

/** All between what both begin and end with. */
function changed(before: string, after: string, at: number): Change {
  let from = 0;
  const shorter = Math.min(before.length, after.length);
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from: at + from, to: at + before.length - same, insert: after.slice(from, after.length - same) };
}

function byLines(before: string, after: string, at: number): readonly Change[] | null {
  const [olds, news] = [linesOf(before), linesOf(after)];
  if (olds.length * news.length > COMPARISONS_MAX) return null;
  const longest = Array.from({ length: olds.length + 1 }, () => new Int32Array(news.length + 1));
  for (let i = olds.length - 1; i >= 0; i--)
    for (let j = news.length - 1; j >= 0; j--)
      longest[i]![j] =
        olds[i] === news[j]
          ? longest[i + 1]![j + 1]! + 1
          : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const changes: Change[] = [];
  let [i, j, place] = [0, 0, 0];
  while (i < olds.length || j < news.length) {
    const [fromOld, fromNew] = [i, j];
    while (i < olds.length && j < news.length && olds[i] !== news[j])
      if (longest[i + 1]![j]! >= longest[i]![j + 1]!) i++;
      else j++;
    if (i === olds.length) j = news.length;
    else if (j === news.length) i = olds.length;
    const [old, put] = [olds.slice(fromOld, i).join(''), news.slice(fromNew, j).join('')];
    if (old !== put) changes.push(shifted(changed(old, put, place), before.length, at));
    place += old.length;
    // Lines that are the same.
    while (i < olds.length && j < news.length && olds[i] === news[j]) {
      place += olds[i++]!.length;
      j++;
    }
  }
  return changes;
}

/** Each with its line end; the last one is given one. */
const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => `${line}\n`);

/** The last line end is not there: what touches it is about the one before. */
function shifted({ from, to, insert }: Change, length: number, at: number): Change {
  if (to <= length) return { from: at + from, to: at + to, insert };
  return { from: at + from - 1, to: at + to - 1, insert: insert === '' ? '' : `\n${insert.slice(0, -1)}` };
}
