import { catalog } from '../parts/catalog.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import { patchText } from '../scenario/patchText.ts';
import type { Abilities } from './serve.ts';
import { valueReader } from './valueReader.ts';

/** For scenarios that somebody is writing: brings the YAML reader. */
export function textReaderOf(catalog: Catalog): Abilities {
  const values = valueReader(catalog);
  const read = (text: string | Uint8Array) => parseScenario(text, catalog);
  return {
    read: (source) => (typeof source === 'string' ? read(source) : values.read(source)),
    texts: { read, write: patchText },
  };
}

export const textReader = textReaderOf(catalog);
