import type { Catalog } from '../scenario/catalog.ts';
import type { Abilities } from './serve.ts';
import { textReaderOf } from './textReader.ts';
import { thinkerOf } from './thinker.ts';

/** Everything that a lab can do: where the parts alone weigh more than all of it, one script is enough. */
export const able = (catalog: Catalog): Abilities => ({ ...thinkerOf(catalog), ...textReaderOf(catalog) });
