/** Where in a half typed scenario somebody is: the path, and whether a key or a value is being typed there. */
import type { Path } from '../../scenario/problem.ts';
import { READ_MAX, readTree } from './tree.ts';
import { childOf, pathOf, type Twig } from './twig.ts';
import { lineEndAt, lineStartAt } from './words.ts';

export interface Where {
  /** `key`: a name in the map at `path`. `value`: what stands, or is to stand, at `path`; it may become a map yet. */
  readonly is: 'key' | 'value';
  readonly path: Path;
  /** What has been typed of it so far and what stands behind the cursor: without quotes. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The value stands in lines of its own behind | or >. */
  readonly isProse: boolean;
  readonly inFlow: boolean;
  readonly quotes: '' | '"' | "'";
  /** The key has its colon already. */
  readonly hasColon: boolean;
  /** Where names of the map stand, on their line. */
  readonly column: number;
  /** A value that may be a map or a list has nothing on its line before it. */
  readonly isAlone: boolean;
  /** Names that the map has, but for the one that is being typed. */
  readonly taken: ReadonlySet<string>;
}

export interface Reading {
  readonly text: string;
  readonly root: Twig;
}

let last: Reading | null = null;

/** The text read into a tree; the same text is read once. */
export function reading(text: string): Reading {
  if (last?.text !== text) last = { text, root: readTree(text) };
  return last;
}

/** @returns null within comments and wherever nothing is to be said */
export function whereIn({ text, root }: Reading, offset: number): Where | null {
  if (offset < 0 || offset > Math.min(text.length, READ_MAX)) return null;
  const start = lineStartAt(text, offset);
  const twig = lastBefore(root, offset);
  const here = { text, offset, column: offset - start, twig };
  if (twig.inFlow || (twig.opens !== null && offset > twig.opens && isInside(twig, offset)))
    return isComment(here, start) ? null : inBrackets(here);
  if (twig.key && offset >= twig.key.from && offset <= twig.key.to) return keyHere(twig, here);
  if (twig.words && offset >= twig.words.from && offset <= twig.words.to) return valueHere(twig, here);
  if (twig.holds === 'prose' && isBelowProse(twig, here)) return valueHere(twig, here);
  if (isComment(here, start)) return null;
  const begins = twig.parent === null ? 0 : twig.from;
  if (begins >= start && twig.parent !== null) return behind(twig, here);
  const isIndent =
    text.slice(start, offset).trim() === '' && text.slice(offset, lineEndAt(text, offset)).trim() === '';
  return isIndent ? onNewLine(here) : null;
}

interface Here {
  readonly text: string;
  readonly offset: number;
  readonly column: number;
  readonly twig: Twig;
}

/** The deepest twig that begins before the place; brackets that are closed before it are not entered. */
function lastBefore(root: Twig, offset: number): Twig {
  let twig = root;
  for (;;) {
    if (twig.opens !== null && !isInside(twig, offset)) return twig;
    let [low, high] = [0, twig.items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (twig.items[middle]!.from <= offset) low = middle + 1;
      else high = middle;
    }
    const next = twig.items[low - 1];
    if (!next || (next.inFlow && offset > next.to)) return twig;
    twig = next;
  }
}

const isInside = ({ opens, isClosed, to }: Twig, offset: number): boolean =>
  opens !== null && offset > opens && (isClosed ? offset < to : offset <= to);

function isComment({ text, offset, twig }: Here, start: number): boolean {
  const words = twig.words && twig.words.to <= offset ? twig.words.to : start;
  return /(?:^|\s)#/.test(text.slice(Math.max(start, words), offset));
}

function isBelowProse(twig: Twig, { text, offset, column }: Here): boolean {
  const { words } = twig;
  return (
    words !== null && offset > words.to && column > twig.column && text.slice(words.to, offset).trim() === ''
  );
}

/** On the line of the twig, behind its key or dash. */
function behind(twig: Twig, here: Here): Where | null {
  const { text, offset } = here;
  if (twig.valueFrom === null || offset < twig.valueFrom) return null;
  if (twig.holds === 'nothing') return offset > twig.valueFrom ? emptyAt(twig, here, false) : null;
  // Before words that stand there already.
  if (
    twig.holds === 'words' &&
    twig.words?.quotes === '' &&
    offset > twig.valueFrom &&
    offset < twig.words.from
  )
    return valueHere(twig, here);
  const ended = twig.words && twig.holds === 'words' && twig.words.quotes === '' && offset > twig.words.to;
  return ended && twig.words && text.slice(twig.words.to, offset).trim() === ''
    ? valueHere(twig, here)
    : null;
}

/** A line with nothing on it: the indentation says what would belong there. */
function onNewLine(here: Here): Where | null {
  const { column } = here;
  for (let twig: Twig | null = here.twig; twig; twig = twig.parent) {
    if (twig.inFlow) continue;
    if (twig.opens === null && twig.holds === 'map' && twig.items[0]?.column === column)
      return newKey(twig, here);
    if (twig.column >= column) continue;
    if (twig.holds === 'nothing' && twig.valueFrom !== null) return emptyAt(twig, here, true);
    return null;
  }
  return null;
}

function inBrackets(here: Here): Where | null {
  const { offset } = here;
  let twig = here.twig;
  if (twig.key && offset >= twig.key.from && offset <= twig.key.to) return keyHere(twig, here);
  // Behind what is closed, and before the comma: nothing more belongs there.
  if (twig.opens !== null && !isInside(twig, offset) && offset <= twig.to) return null;
  if (twig.words && offset >= twig.words.from && offset <= twig.to)
    return twig.words.quotes !== '' && offset > twig.words.to ? null : valueHere(twig, here);
  if (twig.opens === null && twig.valueFrom !== null && twig.inFlow && offset <= twig.to)
    return emptyAt(twig, here, false);
  if (twig.opens === null && twig.parent) twig = twig.parent;
  if (twig.holds === 'map') return newKey(twig, here);
  const at = twig.items.filter(({ from }) => from < offset).length;
  return { ...nothing(here), is: 'value', path: [...pathOf(twig), at], inFlow: true };
}

const NONE: ReadonlySet<string> = new Set();

const nothing = ({ offset, column }: Here) =>
  ({
    from: offset,
    to: offset,
    text: '',
    isProse: false,
    inFlow: false,
    quotes: '',
    hasColon: false,
    column,
    isAlone: false,
    taken: NONE,
  }) as const;

function keyHere(twig: Twig, here: Here): Where {
  const { from, to, text, quotes } = twig.key!;
  return {
    ...nothing(here),
    is: 'key',
    path: pathOf(twig.parent!),
    from,
    to,
    text,
    quotes,
    inFlow: twig.inFlow,
    hasColon: twig.valueFrom !== null,
    column: from - lineStartAt(here.text, from),
    taken: takenIn(twig.parent!, twig),
  };
}

const newKey = (map: Twig, here: Here): Where => ({
  ...nothing(here),
  is: 'key',
  path: pathOf(map),
  inFlow: map.opens !== null,
  taken: takenIn(map, null),
});

function emptyAt(twig: Twig, here: Here, isAlone: boolean): Where {
  // Behind a dash a map may begin on the same line.
  const afterDash = twig.key === null && !twig.inFlow;
  return {
    ...nothing(here),
    is: 'value',
    path: pathOf(twig),
    inFlow: twig.inFlow,
    isAlone: isAlone || afterDash || twig.parent === null,
  };
}

function valueHere(twig: Twig, here: Here): Where {
  const words = twig.words!;
  const inner = words.quotes === '' ? 0 : 1;
  const to = Math.max(words.to - (inner && twig.isClosed ? 1 : 0), Math.min(here.offset, here.text.length));
  const from = Math.min(words.from + inner, here.offset);
  const isProse = twig.holds === 'prose';
  const start = lineStartAt(here.text, words.from);
  return {
    ...nothing(here),
    is: 'value',
    path: pathOf(twig),
    from,
    to,
    text: here.text.slice(from, to),
    isProse,
    inFlow: twig.inFlow,
    quotes: words.quotes,
    column: words.from - start,
    isAlone: !twig.inFlow && /^[\s-]*$/.test(here.text.slice(start, words.from)),
  };
}

function takenIn(map: Twig, but: Twig | null): ReadonlySet<string> {
  return new Set(map.items.flatMap((item) => (item !== but && item.key ? [item.key.text] : [])));
}

/** What is written at a path, as far as it can be read. */
export function twigAt(root: Twig, path: Path): Twig | null {
  let twig: Twig | null = root;
  for (const step of path) twig = twig && childOf(twig, step);
  return twig;
}
