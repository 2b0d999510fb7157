import type { Parsed } from '../scenario/check.ts';
import type { Edits, Rescue } from './protocol.ts';

/** Runs the design again and again with one setting moved, and says which smallest moves would have saved a request. */
export function rescuesOf(
  _parsed: Parsed,
  _design: string,
  _edits: Edits,
  _request: number,
  _progress: (share: number) => void,
): readonly Rescue[] {
  throw new Error('rescuesOf is not built yet.');
}
