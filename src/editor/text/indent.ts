/** How deep a new line begins: below what the line before it opens. */

interface Lines {
  lineAt(at: number): { readonly number: number; readonly from: number; readonly text: string };
  line(n: number): { readonly text: string };
}

const LOOK_BACK = 200;

/** @param at the beginning of a line, or where a line is broken */
export function indentBelow(lines: Lines, at: number): number {
  const { number, from, text } = lines.lineAt(at);
  const before = text.slice(0, at - from);
  if (before.trim() !== '') return depthBelow(before);
  for (let n = number - 1; n > 0 && n > number - LOOK_BACK; n--) {
    const above = lines.line(n).text;
    if (above.trim() !== '') return depthBelow(above);
  }
  return 0;
}

/** What is written behind a line that stands above. */
export function depthBelow(line: string): number {
  const bare = line.replace(/(?:^|\s)#.*$/, '').trimEnd();
  const [lead] = /^\s*(?:-\s+)*/.exec(bare)!;
  const rest = bare.slice(lead.length);
  if (rest === '-') return lead.length + 2;
  const isOpened = /(?:^|[:\s])$/.test(rest.slice(-1)) && rest.endsWith(':');
  const opens = isOpened || /(?::|^)\s*[|>][-+\d]*$/.test(rest) || /[[{]$/.test(rest);
  const isItem = /^\s*-\s/.test(lead) || /-\s+$/.test(lead);
  // Below an item that is a text, the next item begins; below one that is a map, its next name.
  const isMap = /^[^\s"'][^:]*:(?:\s|$)/.test(rest) || /^["'].*["']\s*:(?:\s|$)/.test(rest);
  if (opens) return lead.length + 2;
  return isItem && !isMap ? lead.length - (/-\s+$/.exec(lead)?.[0].length ?? 0) : lead.length;
}
