import type { Scenario } from './types.ts';

/** The base: the design of a learner who has done nothing. */
export const START = 'start';

/** The design that holds a learner's own changes, beside those of the scenario. */
export const MINE = 'mine';

export function designNames(scenario: Scenario): readonly string[] {
  return [...new Set([START, ...Object.keys(scenario.designs ?? {})])];
}
