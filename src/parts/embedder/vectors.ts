/** Texts into vectors, by latent semantic analysis of the library itself. */
import { CL100K } from '../../rules/azure/rag/tokens.ts';
import { embed, type Lsa } from '../../rules/azure/search/lsa.ts';
import { filled, type Letter } from '../../rules/letter.ts';
import { lsaFor } from '../libraryWords.ts';
import type { EmbeddedLetter } from '../ragContents.ts';
import type { Settings } from './spec.ts';

/** What an lsa made of letters: whoever says the same again is told the same. */
const known = new WeakMap<Lsa, WeakMap<Letter, EmbeddedLetter>>();

/** The letter with its vector; zeros where it has no word that is known. */
export function embedded(letter: Letter, request: number, s: Settings): EmbeddedLetter {
  const lsa = lsaFor(s.trainedOn, s.dimensions);
  const text = filled(letter.body, request);
  // Each request says something else: nothing to be kept.
  if (text !== letter.body) return vectorOf(letter, text, lsa);
  let those = known.get(lsa);
  if (those === undefined) {
    those = new WeakMap();
    known.set(lsa, those);
  }
  const before = those.get(letter);
  if (before) return before;
  const made = vectorOf(letter, text, lsa);
  those.set(letter, made);
  return made;
}

const vectorOf = (letter: Letter, text: string, lsa: Lsa): EmbeddedLetter => ({
  ...letter,
  vector: [...embed(lsa, text)],
});

export const tokensOf = (letter: Letter, request: number): number =>
  CL100K.count(filled(letter.body, request));
