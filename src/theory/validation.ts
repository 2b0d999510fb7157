import { checkRow, type Effort } from './check.ts';
import { LEFT_OUT } from './experiments.ts';
import type { Check } from './row.ts';
import { TABLE } from './table.ts';

/** What the page "How far can you trust this?" shows: made by the test run, the same on every machine. */
export interface Validation {
  readonly effort: Effort;
  readonly leftOut: Readonly<Record<string, string>>;
  readonly checks: readonly (Omit<Check, 'model'> & { readonly model: string })[];
}

export const EFFORT: Effort = { replications: 10, jobs: 20_000 };

const digits = (x: number): number => Number(x.toPrecision(6));

export function validate(): Validation {
  const checks = TABLE.flatMap((row) => {
    const result = checkRow(row, EFFORT);
    if ('leftOut' in result) throw new Error(`${row.id}: ${result.leftOut}`);
    return result.checks;
  });
  return {
    effort: EFFORT,
    leftOut: LEFT_OUT,
    checks: checks.map((check) => ({
      ...check,
      expected: digits(check.expected),
      measured: digits(check.measured),
      within: digits(check.within),
    })),
  };
}
