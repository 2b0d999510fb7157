import { catalog } from '../parts/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import { patchText } from '../scenario/patchText.ts';
import type { Abilities } from './serve.ts';
import { valueReader } from './valueReader.ts';

const read = (text: string | Uint8Array) => parseScenario(text, catalog);

const values = valueReader(catalog);

/** For scenarios that somebody is writing: brings the YAML reader. */
export const textReader: Abilities = {
  read: (source) => (typeof source === 'string' ? read(source) : values.read(source)),
  texts: { read, write: patchText },
};
