/** What a step can name: designs, acts, parts, wires, desks. */
import type { Catalog } from '../../scenario/catalog.ts';
import { designNames, START } from '../../scenario/designNames.ts';
import { deskOf } from '../../scenario/desks.ts';
import type { ActText, Scenario, StepText } from '../../scenario/types.ts';
import { actName } from '../../table/acts.ts';
import { designOf, type TableDesign, ticksOf, titleOf } from '../../table/design.ts';
import { wireName } from '../../table/words.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function designChoices(scenario: Scenario): readonly Choice[] {
  return designNames(scenario).map((design) => {
    const title = titleOf({ scenario, design });
    return {
      value: design,
      label: design === START && !scenario.designs?.[START] ? 'As it is drawn' : title,
    };
  });
}

/** The design on the table when the step begins; its own one of the learner begins as a copy of the base. */
export function stageOf(scenario: Scenario, { preset }: StepText): TableDesign {
  const wish = preset?.design ?? START;
  const isKnown = wish === START || Object.hasOwn(scenario.designs ?? {}, wish);
  return designOf({ scenario, design: isKnown ? wish : START });
}

export interface ActChoice extends Choice {
  /** Ticks. */
  readonly at: number;
}

/** Acts that a step can name: those of its design that have an id, in the order of time. */
export function actChoices(scenario: Scenario, step: StepText, catalog: Catalog): readonly ActChoice[] {
  const wish = step.preset?.design ?? START;
  const patch = Object.hasOwn(scenario.designs ?? {}, wish) ? scenario.designs![wish]! : undefined;
  const stage = stageOf(scenario, step);
  const acts: readonly ActText[] = [...(scenario.acts ?? []), ...(patch?.acts ?? [])];
  const choices = acts.flatMap((act) =>
    act.id === undefined ? [] : [{ value: act.id, label: actName(stage, catalog, act), at: ticksOf(act.at) }],
  );
  return choices.toSorted((a, b) => a.at - b.at);
}

/** Those that nobody can name, because they have no id. */
export function namelessActs(scenario: Scenario, { preset }: StepText): number {
  const patch = scenario.designs?.[preset?.design ?? START];
  return [...(scenario.acts ?? []), ...(patch?.acts ?? [])].filter(({ id }) => id === undefined).length;
}

/** Parts and wires of any design, each once: a spotlight may fall on what comes later. */
export function targetChoices(scenario: Scenario): {
  readonly parts: readonly Choice[];
  readonly wires: readonly Choice[];
} {
  const parts = new Map<string, string>();
  const wires = new Map<string, string>();
  for (const design of designNames(scenario)) {
    const drawn = designOf({ scenario, design });
    for (const { id, name } of drawn.parts.values()) if (!parts.has(id)) parts.set(id, name);
    for (const wire of drawn.wires) if (!wires.has(wire.label)) wires.set(wire.label, wireName(drawn, wire));
  }
  const list = (of: ReadonlyMap<string, string>) => [...of].map(([value, label]) => ({ value, label }));
  return { parts: list(parts), wires: list(wires) };
}

/** Parts of any design that have a desk. */
export function deskChoices(scenario: Scenario, catalog: Catalog): readonly Choice[] {
  const about = { code: 'its code', signature: 'its signatures', retrieval: 'its retrieval' } as const;
  const desks = new Map<string, string>();
  for (const design of designNames(scenario))
    for (const { id, name, kind } of designOf({ scenario, design }).parts.values()) {
      const desk = deskOf(catalog.get(kind));
      if (desk !== null && !desks.has(id)) desks.set(id, `${name}: ${about[desk]}`);
    }
  return [...desks].map(([value, label]) => ({ value, label }));
}
