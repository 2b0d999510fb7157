import { PROTOCOLS } from '../engine/part.ts';
import type { Catalog } from './catalog.ts';
import type { DesignPart } from './checkParts.ts';
import type { DesignWire } from './checkWires.ts';
import type { Draft } from './draft.ts';
import type { Finding } from './problem.ts';
import { labelOf } from './wireText.ts';

/**
 * Parts that hand a call on within the same tick, wired to a ring without any delay, would hand it on for ever: time
 * would stand still. Each such ring is said once, at the wire that closes it.
 */
export function checkRings(
  draft: Pick<Draft, 'wires'>,
  parts: readonly Pick<DesignPart, 'id' | 'kind'>[],
  wires: readonly DesignWire[],
  catalog: Catalog,
  findings: Finding[],
): void {
  const instant = new Set(parts.filter(({ kind }) => catalog.get(kind)!.instant).map(({ id }) => id));
  const kinds = new Map(parts.map(({ id, kind }) => [id, catalog.get(kind)!]));
  const next = new Map<string, DesignWire[]>();
  for (const wire of wires) {
    const { from, to, latency } = wire;
    const { protocol } = kinds.get(from.part)!.spec.ports[from.port]!;
    const atOnce = latency.law === 'constant' && latency.value === 0;
    if (
      !atOnce ||
      PROTOCOLS[protocol].initiator !== 'from' ||
      !instant.has(from.part) ||
      !instant.has(to.part)
    )
      continue;
    next.set(from.part, [...(next.get(from.part) ?? []), wire]);
  }
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (id: string): void => {
    way.push(id);
    for (const wire of next.get(id) ?? []) {
      const there = wire.to.part;
      const begin = way.indexOf(there);
      if (begin >= 0) {
        const ring = [...way.slice(begin), there].join(' -> ');
        const path = draft.wires.find(({ ends }) => labelOf(ends) === wire.label)!.path;
        const says = `The parts ${ring} hand a request round for ever: none of them takes any time. Put a service among them, or give a wire a latency.`;
        findings.push({ path, found: ring, expected: 'no ring of parts that take no time', says });
      } else if (!done.has(there)) visit(there);
    }
    way.pop();
    done.add(id);
  };
  for (const id of instant) if (!done.has(id)) visit(id);
}
