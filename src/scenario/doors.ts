import type { PartDefinition } from '../parts/contract.ts';
import type { WireEnds } from './wireText.ts';

/**
 * The parts that know users' requests from attempts: those that begin requests and have no way in, and the parts that
 * these call, directly or through parts that take no time.
 */
export function doorsOf(
  kinds: ReadonlyMap<string, PartDefinition>,
  wires: readonly WireEnds[],
): ReadonlySet<string> {
  const doors = new Set<string>();
  for (const [id, kind] of kinds) if (isSource(kind)) doors.add(id);
  // A set is walked in the order of insertion, parts added on the way included.
  for (const id of doors) {
    const kind = kinds.get(id)!;
    if (!isSource(kind) && !kind.instant) continue;
    for (const { from, to } of wires)
      if (from.part === id && kind.spec.ports[from.port]?.protocol === 'request') doors.add(to.part);
  }
  return doors;
}

function isSource({ spec }: PartDefinition): boolean {
  const ports = Object.values(spec.ports);
  return ports.length > 0 && ports.every(({ side, protocol }) => side === 'out' && protocol === 'request');
}
