/**
 * A YAML text read as far as it goes, by indentation alone: what is half typed has a shape, too. For finding out where
 * somebody is, never for values; that is the parser's. It never throws and takes a time that grows with the text.
 */
import { closeFlow } from './treeFlow.ts';
import { newTwig, type Room, type Twig } from './twig.ts';
import { keyAt, lineEndAt, plainEnd, quoteEnd, skipBlanks, wordsFrom } from './words.ts';

/** A scenario may have 1 MiB; what lies behind is not looked at. */
export const READ_MAX = 1024 * 1024;
const DEPTH_MAX = 50;
/** The largest scenario has a tenth of it. What is behind more is not read. */
export const TWIGS_MAX = 30_000;

export function readTree(whole: string): Twig {
  const text = whole.length > READ_MAX ? whole.slice(0, READ_MAX) : whole;
  const root = newTwig({ step: '', from: 0, column: -1, valueFrom: 0, to: text.length });
  const open: Twig[] = [root];
  const room: Room = { left: TWIGS_MAX };
  for (let at = 0; at < text.length && room.left > 0; ) {
    const first = skipBlanks(text, at);
    const end = lineEndAt(text, at);
    const mark = text[first];
    const isNothing =
      first >= end || mark === '#' || (first === at && /^(?:---|\.\.\.|%)/.test(text.slice(at, at + 3)));
    at = isNothing ? end + 1 : readLine(text, at, first, end, open, room);
  }
  return root;
}

/** @returns where the next line begins that has not been read */
function readLine(text: string, start: number, first: number, end: number, open: Twig[], room: Room): number {
  let at = first;
  for (;;) {
    const column = at - start;
    const isDash = text[at] === '-' && (at + 1 >= end || text[at + 1] === ' ' || text[at + 1] === '\t');
    while (open.length > 1 && !takes(open.at(-1)!, column, isDash)) open.pop();
    const holder = open.at(-1)!;
    if (holder.holds === 'words' || holder.holds === 'prose') return goOn(text, holder, at, end);
    room.left--;
    if (isDash && open.length < DEPTH_MAX) {
      holder.holds = holder.holds === 'map' ? 'map' : 'list';
      const item = newTwig({
        parent: holder,
        step: holder.items.length,
        from: at,
        column,
        valueFrom: at + 1,
        to: end,
      });
      holder.items.push(item);
      open.push(item);
      at = skipBlanks(text, at + 1);
      if (at >= end || text[at] === '#') return end + 1;
      continue;
    }
    const key = open.length < DEPTH_MAX ? keyAt(text, at, end) : null;
    if (!key && holder.holds === 'nothing') return readValue(text, holder, at, end, room);
    if (!key && holder.holds === 'list') return end + 1;
    const words = key?.words ?? wordsFrom(text, at, plainEnd(text, at, end));
    holder.holds = 'map';
    const entry = newTwig({
      parent: holder,
      step: words.text,
      from: at,
      column,
      key: words,
      valueFrom: key ? key.behind : null,
      to: end,
    });
    holder.items.push(entry);
    open.push(entry);
    if (!key) return end + 1;
    return readValue(text, entry, skipBlanks(text, key.behind), end, room);
  }
}

/** Whether what begins at this column can belong to the twig. A list may stand right below its key. */
function takes(twig: Twig, column: number, isDash: boolean): boolean {
  if (twig.column < column) return true;
  const mayHang = twig.holds === 'list' || twig.holds === 'nothing';
  return isDash && twig.column === column && twig.key !== null && mayHang;
}

function readValue(text: string, twig: Twig, from: number, end: number, room: Room): number {
  let at = from;
  // An anchor or a tag stands before its value.
  for (let n = 0; n < 2 && (text[at] === '&' || text[at] === '!'); n++) {
    while (at < end && text[at] !== ' ') at++;
    at = skipBlanks(text, at);
  }
  const mark = text[at];
  if (at >= end || mark === '#') return end + 1;
  if (mark === '|' || mark === '>') return readProse(text, twig, at, end);
  if (mark === '{' || mark === '[') {
    closeFlow(text, twig, at, room);
    return lineEndAt(text, twig.to) + 1;
  }
  twig.holds = 'words';
  if (mark === '"' || mark === "'") {
    const close = quoteEnd(text, at, twig.column);
    twig.isClosed = close !== null;
    twig.to = close ?? end;
    twig.words = wordsFrom(text, at, twig.to, mark, close !== null);
    return lineEndAt(text, twig.to) + 1;
  }
  twig.to = plainEnd(text, at, end);
  twig.words = wordsFrom(text, at, twig.to);
  return end + 1;
}

function readProse(text: string, twig: Twig, from: number, end: number): number {
  twig.holds = 'prose';
  let [at, last] = [end + 1, end];
  while (at < text.length) {
    const first = skipBlanks(text, at);
    const close = lineEndAt(text, at);
    if (first < close && first - at <= twig.column) break;
    if (first < close) last = close;
    at = close + 1;
  }
  twig.to = last;
  twig.words = wordsFrom(text, from, last);
  return at;
}

/** A plain text goes on where the next line is deeper. */
function goOn(text: string, twig: Twig, at: number, end: number): number {
  if (twig.holds === 'words' && twig.words?.quotes === '') {
    twig.to = plainEnd(text, at, end);
    twig.words = wordsFrom(text, twig.words.from, twig.to);
  }
  return end + 1;
}
