/**
 * The real tokenizer of GPT-3.5 and GPT-4, cl100k_base, from the library gpt-tokenizer. Nothing else may import that: 1.2 MB.
 * Special tokens in a text, such as <|endoftext|>, are counted as the letters they are: nobody's scroll ends a prompt.
 */
import { decode, encodeGenerator } from 'gpt-tokenizer/encoding/cl100k_base';
import type { Tokenizer } from './tokenizer.ts';

const PLAIN = { disallowedSpecial: new Set<string>() };
/** Letters of texts whose tokens are remembered; beyond that all are forgotten. */
const REMEMBERED_MOST = 4_000_000;
const remembered = new Map<string, Int32Array>();
let letters = 0;

function startsOf(text: string): Int32Array {
  const known = remembered.get(text);
  if (known) return known;
  if (letters + text.length > REMEMBERED_MOST) {
    remembered.clear();
    letters = 0;
  }
  const starts = Int32Array.from(eachStart(text));
  remembered.set(text, starts);
  letters += text.length;
  return starts;
}

/**
 * A run of a thousand letters, marks or blanks is no text, and takes the library time by its square: it is cut there, and counted
 * a token or two too high.
 */
const RUN = /\p{L}{1000}|[^\s\p{L}\p{N}]{1000}|\s{1000}/gu;

/** The library hands over the tokens of one word after another, and words are whole characters. */
function* eachStart(text: string): Generator<number> {
  // A byte order mark would be lost on the way back; a zero width space is as long.
  const sound = text.replaceAll('\uFEFF', '\u200B');
  let at = 0;
  for (const run of sound.matchAll(RUN)) {
    const end = run.index + run[0].length;
    yield* startsIn(sound.slice(at, end), at);
    at = end;
  }
  yield* startsIn(sound.slice(at), at);
}

function* startsIn(text: string, from: number): Generator<number> {
  let at = from;
  for (const tokens of encodeGenerator(text, PLAIN)) {
    const word = decode(tokens);
    // A token of such a word may be a piece of a character: its border is put where the next character begins.
    const places = isAscii(word) ? null : placesIn(word);
    for (let i = 0; i < tokens.length; i++)
      yield at + (places ? places[Math.floor((i * places.length) / tokens.length)]! : lengthOf(tokens, i));
    at += word.length;
  }
}

const isAscii = (word: string): boolean => /^[\0-\x7f]*$/.test(word);
const lengthOf = (tokens: readonly number[], n: number): number =>
  n === 0 ? 0 : decode(tokens.slice(0, n)).length;

/** Where each character begins. */
function placesIn(word: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const letter of word) {
    places.push(at);
    at += letter.length;
  }
  return places;
}

export const CL100K: Tokenizer = {
  name: 'cl100k_base',
  count: (text) => startsOf(text).length,
  starts: startsOf,
};
