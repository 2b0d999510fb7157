/** YAML by its words alone, so that what cannot be parsed yet is coloured too. */
import type { StreamParser, StringStream } from '@codemirror/language';
import { keyAt, plainEnd } from './words.ts';

export interface Colors {
  /** The column of the key whose text stands on the lines behind it; -1 otherwise. */
  prose: number;
  /** A text in quotes that goes on. */
  quote: '' | '"' | "'";
  /** Of brackets. */
  depth: number;
  /** Of the last key or dash on the line. */
  column: number;
  /** A colon or dash was read, and what comes is its value. */
  isValue: boolean;
}

const NUMBER =
  /^[-+]?\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)? ?(?:%|us|µs|ms|min|s|m|h|d|[kKMGT]i?B|B|\/(?:us|ms|s|m|min|h|d))?$/;
const ATOMS = ['true', 'false', 'null', 'none', '~'];

export const yamlColors: StreamParser<Colors> = {
  name: 'yaml',
  startState: () => ({ prose: -1, quote: '', depth: 0, column: 0, isValue: false }),
  languageData: { commentTokens: { line: '#' } },
  token(stream, state) {
    if (stream.sol()) {
      if (state.prose >= 0) {
        if (stream.indentation() > state.prose || /^\s*$/.test(stream.string)) return rest(stream, 'string');
        state.prose = -1;
      }
      if (state.quote === '') state.isValue = false;
      // Nobody closes a bracket that begins so far to the left: what follows is another thing.
      if (state.depth > 0 && /^[A-Za-z]/.test(stream.string) && keyEnd(stream, 0) !== null) state.depth = 0;
    }
    if (state.quote !== '') return inQuotes(stream, state);
    if (stream.eatSpace()) return null;
    const mark = stream.peek()!;
    if (mark === '#' && /^$|\s/.test(stream.string.charAt(stream.pos - 1))) return rest(stream, 'comment');
    if (
      mark === '-' &&
      !state.isValue &&
      /^-(?:\s|$)/.test(stream.string.slice(stream.pos, stream.pos + 2))
    ) {
      state.column = stream.pos;
      stream.next();
      return 'meta';
    }
    if ('[]{},'.includes(mark)) return bracket(stream, state, mark);
    const key = state.isValue && state.depth === 0 ? null : keyEnd(stream, state.depth);
    if (key !== null) {
      if (state.depth === 0) state.column = stream.pos;
      stream.pos = key;
      return 'propertyName';
    }
    if (mark === ':') {
      stream.next();
      state.isValue = true;
      return 'punctuation';
    }
    if (
      (mark === '|' || mark === '>') &&
      state.depth === 0 &&
      stream.match(/^[|>][-+\d]{0,3}(?=[ \t]?(?:#|$))/)
    ) {
      state.prose = state.column;
      return 'meta';
    }
    if (mark === '"' || mark === "'") {
      stream.next();
      state.quote = mark;
      return inQuotes(stream, state);
    }
    if (stream.match(/^[&*!]\S*/)) return 'labelName';
    return plain(stream, state);
  },
};

/** Where the part ends that the next comma or bracket closes. */
function segmentEnd({ string, pos }: StringStream, depth: number): number {
  if (depth === 0) return string.length;
  let at = pos;
  while (at < string.length && !',[]{}'.includes(string[at]!)) at++;
  return at;
}

function keyEnd(stream: StringStream, depth: number): number | null {
  const { string, pos } = stream;
  const isQuoted = string[pos] === '"' || string[pos] === "'";
  const key = keyAt(string, pos, isQuoted ? string.length : segmentEnd(stream, depth));
  return key && key.words.to > pos ? key.words.to : null;
}

function plain(stream: StringStream, { depth }: Colors): string {
  const { string, pos } = stream;
  stream.pos = Math.max(pos + 1, plainEnd(string, pos, segmentEnd(stream, depth)));
  const words = string.slice(pos, Math.min(stream.pos, pos + 40));
  return NUMBER.test(words) ? 'number' : ATOMS.includes(words) ? 'atom' : 'string';
}

function rest(stream: StringStream, color: string): string {
  stream.skipToEnd();
  return color;
}

function inQuotes(stream: StringStream, state: Colors): string {
  const { quote } = state;
  for (let mark = stream.next(); mark !== undefined; mark = stream.next()) {
    if (mark === '\\' && quote === '"') stream.next();
    else if (mark === quote && !(quote === "'" && stream.eat("'"))) {
      state.quote = '';
      break;
    }
  }
  return 'string';
}

function bracket(stream: StringStream, state: Colors, mark: string): string {
  stream.next();
  if (mark === '{' || mark === '[') state.depth++;
  else if (mark !== ',') state.depth = Math.max(0, state.depth - 1);
  state.isValue = mark === '[';
  return mark === ',' ? 'punctuation' : 'bracket';
}
