/** What is known of words from a library alone: which are rare, and which keep the same company. */
import { paragraphsOf, readLibrary } from '../rules/azure/rag/library.ts';
import { LSA_DEFAULTS, type Lsa, lsaOf } from '../rules/azure/search/lsa.ts';
import { remembering } from './remembered.ts';

/** @param library scrolls, or any text, whose paragraphs are then what empty lines part @param dimensions those of the rules when left out */
export const lsaFor = remembering(8, (library: string, dimensions: number = LSA_DEFAULTS.dimensions): Lsa => {
  const read = readLibrary(library);
  const passages = read.ok ? read.value.flatMap(paragraphsOf) : library.split(/\n\s*\n/);
  return lsaOf(passages, { ...LSA_DEFAULTS, dimensions });
});
