/** Designs that come and go: changes of the scenario's value, whose soundness the table checks. */
import { START } from '../../scenario/designNames.ts';
import { LIMITS } from '../../scenario/limits.ts';
import type { Path } from '../../scenario/problem.ts';
import type { DesignText, Scenario } from '../../scenario/types.ts';
import { freeOf, withAt } from '../value.ts';
import { withRole } from './roles.ts';

/** An id from a title: "More retries" gives `more-retries`. @param stem stands before it */
export function idFrom(scenario: Scenario, title: string, stem = ''): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  const wish = [...(stem === '' || words[0] === stem ? [] : [stem]), ...words].join('-');
  const sound =
    wish
      .replace(/^[0-9-]+/, '')
      .slice(0, 35)
      .replace(/-$/, '') || 'design';
  // `start` is the base; `mine` is the learner's own; the others mean something to the program.
  const taken = [START, 'mine', 'constructor', 'prototype', ...Object.keys(scenario.designs ?? {})];
  return freeOf(sound, taken);
}

/** What a copy of a design changes; nothing for the base. */
export function changesOf(scenario: Scenario, id: string): Omit<DesignText, 'title'> {
  const patch = id !== START && Object.hasOwn(scenario.designs ?? {}, id) ? scenario.designs![id]! : null;
  const { title: _title, says: _says, ...changes } = patch ?? {};
  return structuredClone(changes);
}

/** @param behind the design that it stands behind in the file, first when that is not among them; null: it is the last */
export function withDesignAdded(
  scenario: Scenario,
  id: string,
  design: DesignText,
  behind: string | null = null,
): Scenario {
  const { designs = {} } = scenario;
  const entries = Object.entries(designs);
  const place = behind === null ? entries.length : entries.findIndex(([name]) => name === behind) + 1;
  return withAt(scenario, ['designs'], Object.fromEntries(entries.toSpliced(place, 0, [id, design])));
}

/** Why there can be no more; null when there can. */
export function isFull({ designs }: Scenario): string | null {
  const most = LIMITS.designs;
  return Object.keys(designs ?? {}).length < most ? null : `A scenario may have ${most} designs.`;
}

/** A place that names a design. */
export interface Named {
  readonly path: Path;
  /** "step 4, More retries" */
  readonly says: string;
}

/** Every place that would be left without its design; the roles of the lesson go with it. */
export function namersOf({ steps, claims, proofs, designs }: Scenario, id: string): readonly Named[] {
  const stepName = (i: number) => `step ${i + 1}, ${steps![i]!.title}`;
  return [
    ...(steps ?? []).flatMap(({ preset, prediction }, i) => [
      ...(preset?.design === id
        ? [{ path: ['steps', i, 'preset', 'design'], says: `${stepName(i)}: its preset` }]
        : []),
      ...(prediction?.design === id
        ? [{ path: ['steps', i, 'prediction', 'design'], says: `${stepName(i)}: its prediction` }]
        : []),
    ]),
    ...(claims ?? []).flatMap(({ id: claim, design }, i) =>
      [design].flat().includes(id) ? [{ path: ['claims', i, 'design'], says: `the claim ${claim}` }] : [],
    ),
    ...(proofs ?? []).flatMap(({ id: proof, design }, i) =>
      design === id ? [{ path: ['proofs', i, 'design'], says: `the proof ${proof}` }] : [],
    ),
    ...Object.entries(designs ?? {}).flatMap(([other, { title, from }]) =>
      from === id
        ? [{ path: ['designs', other, 'from'], says: `the design ${title}, which begins as it` }]
        : [],
    ),
  ];
}

/** Without a design that nothing names, and without its role. */
export function withoutDesign(scenario: Scenario, id: string): Scenario {
  const { [id]: _gone, ...left } = scenario.designs ?? {};
  const designs = Object.keys(left).length > 0 ? left : undefined;
  return withAt(withRole(scenario, id, 'none'), ['designs'], designs);
}
