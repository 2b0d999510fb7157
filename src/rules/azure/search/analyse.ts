/**
 * From text to terms, as an analyser of a search index does it: split at word borders, lower case, and on demand without stop
 * words and endings. `standard` is what Azure AI Search does with a field unless it is told otherwise: no stop words, no stemming.
 * https://learn.microsoft.com/azure/search/index-add-custom-analyzers
 */

export interface Term {
  readonly text: string;
  /** Places of characters in the text: from the first to behind the last. */
  readonly from: number;
  readonly to: number;
}

/** `content` is ours: english without all the little words, those of questions too. What is left says what a text is about. */
export const ANALYSERS = ['standard', 'english', 'content'] as const;
export type Analyser = (typeof ANALYSERS)[number];

/** Letters, marks and digits; an apostrophe between letters and a point or comma between digits do not end a word. */
const WORD =
  /[\p{L}\p{M}\p{N}_]+(?:(?:(?<=\p{L})['’](?=\p{L})|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{M}\p{N}_]+)*/gu;

/** The 33 words that Lucene's English analyser leaves out. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with'.split(
    ' ',
  ),
);

/** Beside them, and before their endings go. */
const LITTLE_WORDS: ReadonlySet<string> = new Set(
  'who whom whose what when where which why how do does did done can could should would may might must shall i me my you your we us our he she him his her its one ones much many any some all has have had been being were am from about here so than tell please also only more most own up out over each other after before every again very just upon until make makes made making come comes came coming see seen saw get gets got give gives gave take takes took go goes went gone say says said keep keeps let lets'.split(
    ' ',
  ),
);

/** Lucene cuts longer words into pieces; here the rest of them is not looked at. */
const LETTERS_MOST = 255;

export function analyse(text: string, analyser: Analyser = 'standard'): Term[] {
  const terms: Term[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = match[0].slice(0, LETTERS_MOST).normalize('NFC').toLowerCase().replaceAll('’', "'");
    if (analyser !== 'standard' && STOP_WORDS.has(word)) continue;
    if (analyser === 'content' && LITTLE_WORDS.has(word)) continue;
    const from = match.index;
    terms.push({ text: analyser === 'standard' ? word : stemOf(word), from, to: from + match[0].length });
  }
  return terms;
}

export const termsOf = (text: string, analyser: Analyser = 'standard'): string[] =>
  analyse(text, analyser).map((term) => term.text);

const HAS_VOWEL = /[aeiouy]/;
const DOUBLED = /([bdfglmnprst])\1$/;
const ENDING = /(?:(?<!e)ed|ing)$/;

/**
 * A light stemmer of our own: possessives, plurals, -ed and -ing go, then one of two like consonants and a last e, so that
 * clean, cleaned and cleaning meet, and so do close, closes and closing. Porter's does more, and to more words than it should.
 */
export function stemOf(word: string): string {
  let stem = word.replace(/'s?$/, '');
  if (!/^[a-z]{4,}$/.test(stem)) return stem;
  if (/[^ae]ies$/.test(stem)) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:s|x|z|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[^us]s$/.test(stem)) stem = stem.slice(0, -1);
  const rest = stem.replace(ENDING, '');
  if (rest.length >= 3 && HAS_VOWEL.test(rest)) stem = rest;
  stem = stem.replace(DOUBLED, '$1').replace(/ie?$/, 'y');
  return stem.length > 3 ? stem.replace(/e$/, '') : stem;
}
