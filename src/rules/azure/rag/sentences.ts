/** Sentences of a text, with their places. Own rules, the same on every machine: the platform's splitter depends on its version. */

export interface Span {
  readonly from: number;
  /** Behind the last character. */
  readonly to: number;
}

/** The end of a sentence: its mark, perhaps closing quotes, then a blank or the end; or an empty line; or the end of a heading. */
const END = /(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s|$)|\n\s*\n|\n(?<=^#+ .*\n)/gm;
/** A point behind these, or behind a single capital, ends nothing. */
const SHORT = /(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|Nos|vol|p|pp|ca|cf|e\.g|i\.e|etc)\.$/;

/** Every character belongs to one sentence: blanks behind a sentence to that sentence. */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (end <= from) continue;
    if (match[0] === '.' && SHORT.test(text.slice(Math.max(from, end - 8), end))) continue;
    const to = end + /^\s*/.exec(text.slice(end))![0].length;
    if (text.slice(from, to).trim() === '') continue;
    spans.push({ from, to });
    from = to;
  }
  if (from < text.length) spans.push({ from, to: text.length });
  return spans;
}

/** The sentences alone, headings left out and line breaks made blanks. */
export const sentencesOf = (text: string): string[] =>
  sentenceSpans(text)
    .map(({ from, to }) => text.slice(from, to).trim())
    .filter((one) => !one.startsWith('#'))
    .map((one) => one.replace(/\s+/g, ' '));
