import type { PortSpec } from '../engine/part.ts';
import type { Catalog } from './catalog.ts';
import type { DesignPart } from './checkParts.ts';
import type { Draft } from './draft.ts';
import { type Finding, quoted } from './problem.ts';

interface Need {
  readonly id: string;
  readonly port: string;
  readonly spec: PortSpec;
}

/**
 * Parts that cannot work yet, because a port that needs a wire has none. Whoever is wiring passes through such states
 * all the time, so they are no error: the rest runs. What only leads to an unfinished part is unfinished, too.
 * @returns why, in a few words, by part; each is also a warning among the findings
 */
export function unfinishedOf(
  draft: Draft,
  parts: readonly DesignPart[],
  catalog: Catalog,
  findings: Finding[],
): ReadonlyMap<string, string> {
  const unfinished = new Map<string, string>();
  const needs = parts.flatMap(({ id, kind }) => needsOf(id, catalog.get(kind)!.spec.ports));
  for (;;) {
    const wired = new Set<string>();
    for (const { ends } of draft.wires)
      if (!unfinished.has(ends.from.part) && !unfinished.has(ends.to.part))
        for (const { part, port } of [ends.from, ends.to]) wired.add(`${part}.${port}`);
    const lacking = needs.filter(({ id, port }) => !unfinished.has(id) && !wired.has(`${id}.${port}`));
    if (lacking.length === 0) return unfinished;
    // All of a round at once: what is said must not depend on the order of the file.
    for (const { id, words, finding } of lacking.map((need) => lackOf(need, draft, unfinished))) {
      if (unfinished.has(id)) continue;
      unfinished.set(id, words);
      findings.push(finding);
    }
  }
}

function needsOf(id: string, ports: Readonly<Record<string, PortSpec>>): readonly Need[] {
  return Object.entries(ports)
    .filter(([, spec]) => spec.required)
    .map(([port, spec]) => ({ id, port, spec }));
}

function lackOf({ id, port, spec }: Need, draft: Draft, unfinished: ReadonlyMap<string, string>) {
  const [here, there] = spec.side === 'out' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const others = draft.wires
    .filter(({ ends }) => ends[here].part === id && ends[here].port === port)
    .map(({ ends }) => ends[there].part)
    .filter((other) => unfinished.has(other));
  const end = `${id}.${port}`;
  const wire = `wire ${here} ${end}`;
  const list = [...new Set(others)].join(', ');
  const finding: Finding = {
    severity: 'warning',
    path: draft.parts.get(id)!.path,
    onKey: true,
    found: others.length === 0 ? quoted(undefined) : `only ${list}`,
    expected: others.length === 0 ? `a ${wire}` : `a ${wire} whose other end can work`,
    says:
      others.length === 0
        ? `${end} has no wire, and ${id} cannot work without one: ${spec.says}. Until it has one, ${id} takes no part in the run.`
        : `${end} is wired to nothing but what cannot work yet (${list}), so ${id} takes no part in the run either.`,
  };
  return {
    id,
    words: others.length === 0 ? `no ${wire}` : `${end} is wired only to unfinished parts`,
    finding,
  };
}
