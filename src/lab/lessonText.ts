/** What a learner reads, taken out of its Markdown: sentences, headings and links. Good enough to count and to warn. */

export interface ReadText {
  /** Without marks; what is code between fences is not read, it is looked at. */
  readonly paragraphs: readonly string[];
  readonly headings: readonly number[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
  /** Addresses that stand in the text as they are. */
  readonly bare: readonly string[];
}

const FENCE = /^ {0,3}(```|~~~)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/;
const LINK = /!?\[([^\]]{0,300})\]\(\s*([^)\s]{0,500})[^)]{0,300}\)/g;
const ADDRESS = /\bhttps?:\/\/[^\s<>)\]]+/g;

export function readText(markdown: string): ReadText {
  const paragraphs: string[] = [];
  const headings: number[] = [];
  let open: string[] = [];
  const close = () => {
    const whole = open.join(' ').trim();
    if (whole !== '') paragraphs.push(whole);
    open = [];
  };
  let isFenced = false;
  const kept: string[] = [];
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) {
      isFenced = !isFenced;
      close();
      continue;
    }
    if (isFenced) continue;
    kept.push(line);
    const heading = HEADING.exec(line);
    if (heading) {
      close();
      headings.push(heading[1]!.length);
      paragraphs.push(plain(heading[2]!));
    } else if (line.trim() === '') close();
    else {
      if (ITEM.test(line)) close();
      open.push(plain(line.replace(ITEM, '').replace(/^\s*>\s?/, '')).trim());
    }
  }
  close();
  const source = kept.join('\n').replace(/`[^`\n]{0,500}`/g, '');
  const links = [...source.matchAll(LINK)]
    .filter(([whole]) => !whole.startsWith('!'))
    .map(([, text, href]) => ({ text: plain(text!).trim(), href: href! }));
  const bare = [...source.replace(LINK, ' ').matchAll(ADDRESS)].map(([address]) => address);
  return { paragraphs, headings, links, bare };
}

/** Without the signs of the commonest marks. */
const plain = (text: string): string =>
  text
    .replace(LINK, '$1')
    .replace(/[*_]{1,3}(?=\S)([^*_]{1,300})(?<=\S)[*_]{1,3}/g, '$1')
    .replace(/`([^`]{1,300})`/g, '$1');

/** What stands between spaces and has a letter or a digit. */
export const wordsIn = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

export const sentencesIn = (paragraph: string): readonly string[] =>
  paragraph.split(/(?<=[.!?…]["”’)]?)\s+(?=["“‘(]?[\p{Lu}\p{N}])/u);
