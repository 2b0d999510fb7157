import { fullCatalog } from '../parts/full.ts';
import { parseScenario } from '../scenario/parse.ts';
import { designOf, type OpenedRun, openParsed, type ReadDesign } from './open.ts';
import type { Edits } from './protocol.ts';
import type { TakeOptions } from './take.ts';

/** Text of a scenario -> a finished run. Never throws on what somebody wrote. */
export function openRun(
  source: string | Uint8Array,
  design: string,
  edits: Edits,
  options: TakeOptions = {},
): OpenedRun {
  return openParsed(parseScenario(source, fullCatalog), design, edits, options);
}

/** Text, a design's name and edits -> what the engine runs, or every problem. */
export function readDesign(source: string | Uint8Array, design: string, edits: Edits): ReadDesign {
  return designOf(parseScenario(source, fullCatalog), design, edits);
}
