/** Which ports fit a port, for whoever picks them from a list. */
import { type PortSpec, PROTOCOLS } from '../engine/part.ts';
import type { PartDefinition } from '../parts/contract.ts';
import type { Catalog } from '../scenario/catalog.ts';
import type { TableDesign, TablePart } from './design.ts';

export interface OwnPort {
  readonly name: string;
  readonly spec: PortSpec;
  /** Why no wire can be added here; null when one can. */
  readonly full: string | null;
}

export interface Candidate {
  /** The ends of the wire that it would be. */
  readonly from: string;
  readonly to: string;
  /** The part at the other end, and its port. */
  readonly part: TablePart;
  readonly port: string;
  readonly says: string;
  /** Null when it fits. */
  readonly why: string | null;
}

export function portsOf(design: TableDesign, part: TablePart, catalog: Catalog): readonly OwnPort[] {
  const ports = catalog.get(part.kind)?.spec.ports ?? {};
  return Object.entries(ports).map(([name, spec]) => ({
    name,
    spec,
    full: fullness(design, part.id, name, spec),
  }));
}

function fullness(design: TableDesign, part: string, port: string, spec: PortSpec): string | null {
  if (spec.side === 'in' || spec.many) return null;
  const there = design.wires.find(({ from }) => from.part === part && from.port === port);
  return there
    ? `It carries one wire, and that leads to ${design.parts.get(there.to.part)?.name} already.`
    : null;
}

/**
 * Every port of the other side, of all other parts: those that fit first.
 * @param refusal asked only where the ports themselves fit
 */
export function candidates(
  design: TableDesign,
  part: TablePart,
  port: OwnPort,
  catalog: Catalog,
  refusal: (from: string, to: string) => string | null,
): readonly Candidate[] {
  const mine = `${part.id}.${port.name}`;
  const all = [...design.parts.values()].flatMap((other): Candidate[] => {
    if (other.id === part.id) return [];
    return portsOf(design, other, catalog).flatMap((theirs): Candidate[] => {
      if (theirs.spec.side === port.spec.side) return [];
      const end = `${other.id}.${theirs.name}`;
      const [from, to] = port.spec.side === 'out' ? [mine, end] : [end, mine];
      const why = protocolGap(port.spec, theirs.spec) ?? theirs.full ?? refusal(from, to);
      return [{ from, to, part: other, port: theirs.name, says: theirs.spec.says, why }];
    });
  });
  return [...all.filter(({ why }) => why === null), ...all.filter(({ why }) => why !== null)];
}

function protocolGap(mine: PortSpec, theirs: PortSpec): string | null {
  if (mine.protocol === theirs.protocol) return null;
  return `It is made for another kind of wire: ${PROTOCOLS[theirs.protocol].says}, not ${PROTOCOLS[mine.protocol].says}.`;
}

/** Kinds that have a port which would fit. */
export function fittingKinds({ spec }: OwnPort, catalog: Catalog): readonly PartDefinition[] {
  return [...catalog.values()].filter((kind) =>
    Object.values(kind.spec.ports).some(
      ({ side, protocol }) => side !== spec.side && protocol === spec.protocol,
    ),
  );
}
