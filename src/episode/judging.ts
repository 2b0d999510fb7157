/** Which expressions a step holds against the run on the table, and what becomes of the verdicts. */
import { goalsOf } from '../lab/lessonActs.ts';
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
export function demandsOf(scenario: Pick<Scenario, 'challenge'>): readonly Demand[] {
  return goalsOf(scenario).map(({ says, that }) => ({ says: says ?? readable(that), that }));
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
