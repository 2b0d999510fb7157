/** Where the scanner stands in the text, and what it has to tell. */
import { ERRORS_MAX, type Report } from './errors.ts';
import type { BinaryOperator, Token, UnaryOperator } from './tokens.ts';
import type { Comment, LiteralKind } from './tree.ts';

/** What the scanner stands on; the parser's functions read it and call `next`. */
export interface Scanner {
  readonly source: string;
  /** The next character to read. */
  at: number;
  token: Token;
  /** The token's place. */
  start: number;
  end: number;
  /** Where the token before it ended: where a node ends that is complete. */
  previousEnd: number;
  /** Of a name and a literal: as written. Of a semicolon: `semicolon`, `newline` or `EOF`, whichever made it. */
  text: string;
  literal: LiteralKind;
  /** Of `operator`, `op=`, `++` and `*`: which; without the `=` of `op=`. */
  operator: BinaryOperator | UnaryOperator;
  /** Of a binary operator; 0 for everything else. */
  precedence: number;
  /** The token ends a statement when a newline follows. */
  ends: boolean;
  readonly comments: Comment[];
  readonly reports: Report[];
  /** What is wrong will not get better by reading on: nothing more is reported. */
  stopped: boolean;
}

export function newScanner(source: string): Scanner {
  return {
    source,
    at: source.charCodeAt(0) === 0xfeff ? 1 : 0,
    token: 'EOF',
    start: 0,
    end: 0,
    previousEnd: 0,
    text: '',
    literal: 'int',
    operator: '+',
    precedence: 0,
    ends: false,
    comments: [],
    reports: [],
    stopped: false,
  };
}

export function report(s: Scanner, start: number, end: number, message: string): void {
  if (s.stopped) return;
  s.reports.push({ start, end: Math.max(end, start), message });
  // Twice as many as are shown: some fall on one line and count once.
  if (s.reports.length >= 20 * ERRORS_MAX) giveUp(s);
}

/** The rest of the text counts as read; whoever parses finds the end and comes home. */
export function giveUp(s: Scanner): void {
  s.stopped = true;
  s.at = s.source.length;
  s.token = 'EOF';
  s.ends = false;
}

/** What the messages print as it is. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** `U+0040 '@'` */
export function unicodeWord(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return PRINTABLE.test(character) ? `U+${code} '${character}'` : `U+${code}`;
}
