/** What a step of a lesson plays, and what its challenge asks: for whoever teaches it and for whoever proves it. */
import type { ActText, Scenario, StepText } from '../scenario/types.ts';

export interface Played {
  /** Ids of acts of the scenario that are played; null: all of them. */
  readonly keepActs: readonly string[] | null;
  /** Acts of the step, beside those. */
  readonly acts: readonly ActText[];
}

/** @param isActed the step's button has been pressed */
export function actsOf(scenario: Scenario, { preset, act }: StepText, isActed: boolean): Played {
  const [kept, own] = splitActs(preset?.acts ?? []);
  const [keptThen, ownThen] = splitActs(act?.acts ?? []);
  if (preset?.acts) {
    return isActed
      ? { keepActs: [...new Set([...kept, ...keptThen])], acts: [...own, ...ownThen] }
      : { keepActs: kept, acts: own };
  }
  if (isActed || keptThen.length === 0) return { keepActs: null, acts: isActed ? ownThen : [] };
  return { keepActs: idsOf(scenario).filter((id) => !keptThen.includes(id)), acts: [] };
}

/** Those that are named, and those that are written out. */
export function splitActs(
  acts: readonly (string | ActText)[],
): readonly [ids: readonly string[], own: readonly ActText[]] {
  return [acts.filter((act) => typeof act === 'string'), acts.filter((act) => typeof act !== 'string')];
}

export function allActs({ acts, designs }: Scenario): readonly ActText[] {
  return [...(acts ?? []), ...Object.values(designs ?? {}).flatMap((design) => design.acts ?? [])];
}

function idsOf(scenario: Scenario): readonly string[] {
  return [...new Set(allActs(scenario).flatMap(({ id }) => id ?? []))];
}

export interface Goal {
  /** In words, where the scenario has any. */
  readonly says: string | null;
  readonly that: string;
}

/** What the challenge asks of one run: its expressions, and its budget last. */
export function goalsOf({ challenge }: Pick<Scenario, 'challenge'>): readonly Goal[] {
  if (!challenge) return [];
  const { budgetUsd, that } = challenge;
  const goals = that.map((one) => (typeof one === 'string' ? { says: null, that: one } : one));
  if (budgetUsd === undefined) return goals;
  const says = `The run costs at most $${budgetUsd < 0.01 ? plainNumber(budgetUsd) : budgetUsd.toFixed(2)}`;
  return [...goals, { says, that: `cost <= ${plainNumber(budgetUsd)}` }];
}

/** Without an exponent: `0.0000001`, not `1e-7`. */
function plainNumber(n: number): string {
  return Number.isInteger(n) ? n.toFixed(0) : n.toFixed(9).replace(/0+$/, '');
}
