import { catalog } from '../parts/catalog.ts';
import { checkScenario } from '../scenario/check.ts';
import type { Abilities } from './serve.ts';

/** For scenarios that were read when the page was built, or are edited at the table; a text needs the other lab. */
export const valueReader: Abilities = {
  read(source) {
    if (typeof source === 'string') throw new Error('This lab reads no text.');
    return checkScenario(source, catalog);
  },
};
