import type { Cause, Why } from './protocol.ts';
import type { Take } from './take.ts';

/** What users complain of in a run, grouped by root cause, the largest group first. */
export function causesOf(_take: Take): readonly Cause[] {
  throw new Error('causesOf is not built yet.');
}

/** One request's way, and the chain of causes from its end back to the root. */
export function whyOf(_take: Take, _request: number): Why {
  throw new Error('whyOf is not built yet.');
}
