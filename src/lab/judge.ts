import type { Parsed } from '../scenario/check.ts';
import type { Edits, MeasureAsked, Measured, Verdict } from './protocol.ts';
import type { Take } from './take.ts';

/** Expressions held against a finished run. */
export function judgeAll(_take: Take, _that: readonly string[]): readonly Verdict[] {
  throw new Error('judgeAll is not built yet.');
}

export interface Measurement {
  readonly verdicts: readonly Verdict[];
  readonly figures: readonly Measured[];
  readonly digest: string;
}

/** Runs a design and measures it; keeps nothing. @throws Error with the first problem when the design cannot run */
export function measureRun(
  _parsed: Parsed,
  _design: string,
  _edits: Edits,
  _asked: MeasureAsked,
): Measurement {
  throw new Error('measureRun is not built yet.');
}
