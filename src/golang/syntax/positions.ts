/** Offsets are those of the JavaScript string (UTF-16); lines and columns are Go's: from 1, columns in bytes of UTF-8. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where each line begins. Only a line feed ends a line, as in Go. */
export function lineStartsOf(source: string): readonly number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** @returns the line, from 1 */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

export function positionAt(source: string, lineStarts: readonly number[], offset: number): Position {
  const line = lineAt(lineStarts, offset);
  let column = 1;
  for (let at = lineStarts[line - 1]!; at < offset; at++) column += bytesOf(source.charCodeAt(at));
  return { line, column };
}

/** A character outside the first plane is two units here and four bytes there. */
function bytesOf(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
}
