/** Which expressions a step holds against the run on the table, and what becomes of the verdicts. */
import type { Verdict } from '../lab/protocol.ts';
import type { Scenario, StepText } from '../scenario/types.ts';
import type { Held } from './state.ts';

export interface Question {
  readonly of: 'task' | 'goal' | 'check' | 'option';
  /** Its place among those. */
  readonly i: number;
  readonly that: string;
}

/** @param decides the run on the table is the one that decides the step's prediction */
export function questionsOf(scenario: Scenario, step: StepText, decides: boolean): readonly Question[] {
  const ask = (of: Question['of'], texts: readonly (string | undefined)[]): readonly Question[] =>
    texts.flatMap((that, i) => (that === undefined ? [] : [{ of, i, that }]));
  return [
    ...ask(
      'task',
      (step.tasks ?? []).map(({ that }) => that),
    ),
    ...(step.bone === 'challenge'
      ? ask(
          'goal',
          demandsOf(scenario).map(({ that }) => that),
        )
      : []),
    ...(step.bone === 'mend' ? ask('check', [scenario.health?.check]) : []),
    ...(decides
      ? ask(
          'option',
          (step.prediction?.options ?? []).map(({ right }) => right),
        )
      : []),
  ];
}

export interface Demand {
  readonly says: string;
  readonly that: string;
}

/** What the challenge demands: its expressions, and its budget last. */
export function demandsOf({ challenge }: Pick<Scenario, 'challenge'>): readonly Demand[] {
  if (!challenge) return [];
  const { budgetUsd, that } = challenge;
  const demands = that.map((one) => (typeof one === 'string' ? { says: readable(one), that: one } : one));
  if (budgetUsd === undefined) return demands;
  const says = `The run costs at most $${budgetUsd < 0.01 ? plainNumber(budgetUsd) : budgetUsd.toFixed(2)}`;
  return [...demands, { says, that: `cost <= ${plainNumber(budgetUsd)}` }];
}

/** Without an exponent: `0.0000001`, not `1e-7`. */
function plainNumber(n: number): string {
  return Number.isInteger(n) ? n.toFixed(0) : n.toFixed(9).replace(/0+$/, '');
}

/**
 * @param reached the furthest that the playhead has been in this run, in ticks
 * @param end of the run: what would have been known later is known then
 */
export function heldOf({ verdict, text, knownAt }: Verdict, reached: number, end: number): Held {
  const known = knownAt === null ? null : Math.min(knownAt, end);
  return { verdict, text: readable(text), knownAt: known, isSeen: known === null || reached >= known };
}

/** "96.2 % >= 99.9 %: false" as a reader knows it; the sign beside it says whether it is true. */
export function readable(text: string): string {
  return text
    .replace(/: (?:true|false|undecided)$/, '')
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤')
    .replaceAll('!=', '≠');
}
