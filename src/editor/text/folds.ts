/** What can be folded: whatever is indented deeper than the line above it. */

interface Lines {
  readonly lines: number;
  line(n: number): { readonly from: number; readonly to: number; readonly text: string };
  lineAt(at: number): { readonly number: number; readonly to: number; readonly text: string };
}

/** No part of a scenario is longer; a hostile text is not walked for each line on the screen. */
const LINES_MAX = 2000;

/** @param at anywhere in the line that stays */
export function foldBelow(doc: Lines, at: number): { readonly from: number; readonly to: number } | null {
  const { number, text, to } = doc.lineAt(at);
  const depth = depthOf(text);
  if (depth === null) return null;
  const opensList = /:\s*(?:#.*)?$/.test(text);
  let last = to;
  const most = Math.min(doc.lines, number + LINES_MAX);
  for (let n = number + 1; n <= most; n++) {
    const line = doc.line(n);
    const below = depthOf(line.text);
    if (below === null) continue;
    // A list may stand right below its key.
    if (below < depth || (below === depth && !(opensList && /^\s*-(?:\s|$)/.test(line.text)))) break;
    last = line.to;
  }
  return last > to ? { from: to, to: last } : null;
}

/** Null for a line on which nothing stands. */
function depthOf(line: string): number | null {
  const depth = line.search(/\S/);
  return depth < 0 || line[depth] === '#' ? null : depth;
}
