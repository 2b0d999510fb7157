/** Values in brackets, closed or not yet. */
import { newTwig, type Room, type Twig } from './twig.ts';
import { isDeeper, lineEndAt, quoteEnd, skipBlanks, wordsFrom } from './words.ts';

const DEPTH_MAX = 25;

interface Flow {
  readonly text: string;
  /** Of what the outermost brackets hang on: they reach no further than what is indented deeper. */
  readonly column: number;
  readonly room: Room;
  at: number;
}

/** Reads what stands in the brackets that open at a place, into the twig. */
export function closeFlow(text: string, twig: Twig, from: number, room: Room): void {
  readBrackets({ text, column: twig.column, room, at: from }, twig, 0);
}

function readBrackets(flow: Flow, twig: Twig, depth: number): void {
  const { text } = flow;
  const isMap = text[flow.at] === '{';
  twig.holds = isMap ? 'map' : 'list';
  twig.opens = flow.at++;
  twig.isClosed = false;
  for (;;) {
    const end = skipAll(flow);
    const mark = text[flow.at];
    if (end !== null || mark === undefined || flow.room.left <= 0) {
      twig.to = end ?? text.length;
      flow.at = twig.to;
      return;
    }
    if (mark === '}' || mark === ']') {
      twig.isClosed = (mark === '}') === isMap;
      // A bracket of the other sort belongs to whoever is around.
      if (twig.isClosed || depth === 0) flow.at++;
      twig.to = flow.at;
      return;
    }
    if (mark === ',') flow.at++;
    else readEntry(flow, twig, isMap, depth);
  }
}

/** Blanks, comments and line ends. @returns where the brackets end without a closing one; null: they go on */
function skipAll(flow: Flow): number | null {
  const { text, column } = flow;
  for (;;) {
    flow.at = skipBlanks(text, flow.at);
    const before = text[flow.at - 1];
    if (text[flow.at] === '#' && (before === ' ' || before === '\t' || before === '\n'))
      flow.at = lineEndAt(text, flow.at);
    if (text[flow.at] !== '\n') return null;
    const next = skipBlanks(text, flow.at + 1);
    const closes = text[next] === '}' || text[next] === ']';
    if (!closes && !isDeeper(text, flow.at + 1, column)) return flow.at;
    flow.at++;
  }
}

function readEntry(flow: Flow, parent: Twig, isMap: boolean, depth: number): void {
  const { text } = flow;
  const from = flow.at;
  flow.room.left--;
  const place = { parent, from, column: flow.column, inFlow: true } as const;
  if (!isMap) {
    const item = newTwig({ ...place, step: parent.items.length, valueFrom: from });
    parent.items.push(item);
    readFlowValue(flow, item, depth);
    return;
  }
  const mark = text[from];
  const close = mark === '"' || mark === "'" ? quoteEnd(text, from, flow.column) : null;
  const to = close ?? flowPlainEnd(text, from, true);
  const key =
    close !== null && (mark === '"' || mark === "'")
      ? wordsFrom(text, from, to, mark)
      : wordsFrom(text, from, to);
  flow.at = skipBlanks(text, to);
  const hasColon = text[flow.at] === ':';
  const entry = newTwig({ ...place, step: key.text, key, valueFrom: hasColon ? flow.at + 1 : null });
  parent.items.push(entry);
  if (hasColon) {
    flow.at = skipBlanks(text, flow.at + 1);
    readFlowValue(flow, entry, depth);
  } else if (flow.at === from) flow.at++;
  entry.to = Math.max(entry.to, flow.at);
}

function readFlowValue(flow: Flow, twig: Twig, depth: number): void {
  const { text } = flow;
  const mark = text[flow.at];
  if ((mark === '{' || mark === '[') && depth < DEPTH_MAX) {
    readBrackets(flow, twig, depth + 1);
    return;
  }
  if (mark === undefined || mark === '\n' || mark === ',' || mark === '}' || mark === ']') {
    twig.to = flow.at;
    return;
  }
  twig.holds = 'words';
  const close = mark === '"' || mark === "'" ? quoteEnd(text, flow.at, flow.column) : null;
  const isOpen = (mark === '"' || mark === "'") && close === null;
  const to = isOpen ? lineEndAt(text, flow.at) : (close ?? flowPlainEnd(text, flow.at, false));
  twig.isClosed = !isOpen;
  twig.words =
    mark === '"' || mark === "'"
      ? wordsFrom(text, flow.at, to, mark, close !== null)
      : wordsFrom(text, flow.at, to);
  flow.at = skipBlanks(text, to);
  // Brackets that nest too deep are only letters.
  while (depth >= DEPTH_MAX && (text[flow.at] === '[' || text[flow.at] === '{')) flow.at++;
  twig.to = flow.at;
}

/** Behind the last letter before what ends a plain text in brackets. */
function flowPlainEnd(text: string, from: number, isKey: boolean): number {
  let to = from;
  for (let at = from; at < text.length; at++) {
    const mark = text[at]!;
    if (mark === '\n' || ',[]{}'.includes(mark)) break;
    if (mark === '#' && text[at - 1] === ' ') break;
    if (isKey && mark === ':' && /[\s,[\]{}]|^$/.test(text[at + 1] ?? '')) break;
    if (mark !== ' ' && mark !== '\t' && mark !== '\r') to = at + 1;
  }
  return to;
}
