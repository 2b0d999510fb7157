import { catalog } from '../parts/catalog.ts';
import type { Parsed } from '../scenario/check.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Source } from './protocol.ts';
import { readValue } from './valueReader.ts';

/** For scenarios that somebody is writing: brings the YAML reader. */
export function readAny(source: Source): Parsed {
  return typeof source === 'string' ? parseScenario(source, catalog) : readValue(source);
}
