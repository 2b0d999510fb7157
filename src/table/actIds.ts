/** Acts that come at the table get ids: they are known by them when others go, and a run can be asked to play them. */
import type { Edit } from '../scenario/edit.ts';
import { RESERVED } from '../scenario/limits.ts';
import type { Scenario } from '../scenario/types.ts';

/** @returns the edit, with an id for every act in it that has none */
export function withActIds(edit: Edit, scenario: Scenario): Edit {
  const taken = takenIn(scenario);
  const named = (one: Edit): Edit => {
    if (one.do === 'all') return { do: 'all', edits: one.edits.map(named) };
    if (one.do !== 'addAct' || one.act.id !== undefined) return one;
    const id = freeActId(one.act.act, taken);
    taken.add(id);
    return { do: 'addAct', act: { id, ...one.act } };
  };
  return named(edit);
}

/** Ids of acts that a scenario has, and had not when it was `base`. */
export function ownActs(scenario: Scenario, base: Scenario): readonly string[] {
  const before = actIds(base);
  return [...actIds(scenario)].filter((id) => !before.has(id));
}

function freeActId(act: string, taken: ReadonlySet<string>): string {
  // Names of acts are plain words; an id knows letters, digits and single hyphens.
  for (let n = 1; ; n++) if (!taken.has(`${act}-${n}`)) return `${act}-${n}`;
}

function actIds({ acts, designs }: Scenario): Set<string> {
  const all = [...(acts ?? []), ...Object.values(designs ?? {}).flatMap((design) => design.acts ?? [])];
  return new Set(all.flatMap(({ id }) => id ?? []));
}

/** An act's id names a window of time in claims: so it must be told from parts and windows too. */
function takenIn(scenario: Scenario): Set<string> {
  const designs = Object.values(scenario.designs ?? {});
  return new Set([
    ...RESERVED,
    ...actIds(scenario),
    ...Object.keys(scenario.windows ?? {}),
    ...Object.keys(scenario.parts),
    ...designs.flatMap(({ add }) => Object.keys(add ?? {})),
  ]);
}
