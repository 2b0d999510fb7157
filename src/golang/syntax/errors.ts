/** What is wrong with the source, in Go's own words and places. */
import { positionAt } from './positions.ts';

export interface GoError {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in bytes as Go counts. */
  readonly column: number;
  /** The same place in the text as a JavaScript string has it. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** The compiler stops at its tenth message. */
export const ERRORS_MAX = 10;

export interface Report {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

const SYNTAX = 'syntax error';

/** Of several syntax errors on one line the compiler tells the first. */
export function errorsOf(
  reports: readonly Report[],
  file: string,
  source: string,
  lineStarts: readonly number[],
): readonly GoError[] {
  const errors: GoError[] = [];
  let syntaxLine = 0;
  for (const { start, end, message } of reports) {
    const { line, column } = positionAt(source, lineStarts, start);
    if (message.startsWith(SYNTAX)) {
      if (line === syntaxLine) continue;
      syntaxLine = line;
    }
    errors.push({ file, line, column, start, end, message });
    if (errors.length === ERRORS_MAX) break;
  }
  return errors.sort((a, b) => a.start - b.start);
}

/** `file:line:column: message`, as the compiler prints it. */
export function errorText(error: GoError): string {
  return `${error.file}:${error.line}:${error.column}: ${error.message}`;
}
