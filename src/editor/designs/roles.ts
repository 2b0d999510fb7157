/** Which design plays which part in the lesson. It stands in `health`; each design has one role at most. */
import { START } from '../../scenario/designNames.ts';
import type { Scenario } from '../../scenario/types.ts';
import { withAt } from '../value.ts';

export const ROLES = ['none', 'untouched', 'fix', 'tempting'] as const;
export type Role = (typeof ROLES)[number];

type Health = NonNullable<Scenario['health']>;

export function roleOf({ health }: Pick<Scenario, 'health'>, id: string): Role {
  if (health?.fix === id) return 'fix';
  if (health?.tempting?.includes(id)) return 'tempting';
  return (health?.untouched ?? START) === id ? 'untouched' : 'none';
}

/** Those that play a part, in the order in which a lesson meets them. */
export function cast(
  scenario: Pick<Scenario, 'health'>,
): readonly { readonly id: string; readonly role: Role }[] {
  const { health } = scenario;
  const ids = [health?.untouched ?? START, ...(health?.tempting ?? []), ...(health?.fix ? [health.fix] : [])];
  return [...new Set(ids)].map((id) => ({ id, role: roleOf(scenario, id) }));
}

/** The scenario in which a design has another role. There is one fix: whichever was it before is it no more. */
export function withRole(scenario: Scenario, id: string, role: Role): Scenario {
  const health: Health = withoutRole(scenario.health ?? {}, id);
  switch (role) {
    case 'none':
      return withHealth(scenario, health);
    case 'untouched':
      return withHealth(scenario, id === START ? without(health, 'untouched') : { ...health, untouched: id });
    case 'fix':
      return withHealth(scenario, { ...health, fix: id });
    case 'tempting':
      return withHealth(scenario, { ...health, tempting: [...(health.tempting ?? []), id] });
  }
}

function withoutRole(health: Health, id: string): Health {
  let left = health;
  if (left.untouched === id) left = without(left, 'untouched');
  if (left.fix === id) left = without(left, 'fix');
  const tempting = left.tempting?.filter((one) => one !== id);
  if (tempting?.length === left.tempting?.length) return left;
  return tempting!.length > 0 ? { ...left, tempting: tempting! } : without(left, 'tempting');
}

function without(health: Health, key: keyof Health): Health {
  const { [key]: _gone, ...rest } = health;
  return rest;
}

/** In the order of the format; none when nothing is said. */
function withHealth(scenario: Scenario, health: Health): Scenario {
  const bare = withAt(scenario, ['health'], undefined);
  const keys = (['untouched', 'fix', 'tempting', 'check'] as const).filter(
    (key) => health[key] !== undefined,
  );
  if (keys.length === 0) return bare;
  const ordered = Object.fromEntries(keys.map((key) => [key, health[key]]));
  return scenario.health ? { ...scenario, health: ordered } : withAt(bare, ['health'], ordered);
}
