/** What a step puts on the table, changed a key at a time. */
import type { ActText, Scenario, StepText } from '../../scenario/types.ts';
import { valueAt, withAt } from '../value.ts';

type Preset = NonNullable<StepText['preset']>;
type Played = readonly (string | ActText)[];

/** The preset with another value of a key; undefined when nothing is left of it. */
export function presetWith<K extends keyof Preset>(
  scenario: Scenario,
  step: number,
  key: K,
  value: Preset[K],
): Preset | undefined {
  const path = ['steps', step, 'preset'];
  const next = valueAt(withAt(scenario, [...path, key], value), path) as Preset;
  return Object.keys(next).length > 0 ? next : undefined;
}

/** Ids can be chosen from; what a step writes out itself stays as it is. */
export const namedActs = (acts: Played = []): readonly string[] =>
  acts.filter((act) => typeof act === 'string');
export const ownActs = (acts: Played = []): readonly ActText[] =>
  acts.filter((act) => typeof act !== 'string');

export const withNamed = (acts: Played | undefined, ids: readonly string[]): (string | ActText)[] => [
  ...ids,
  ...ownActs(acts),
];
