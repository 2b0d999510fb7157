/** Which ends fit which: pure but for what the editing says. */
import type { Plate } from '../../lab/protocol.ts';
import type { Editing } from '../editing.ts';

/** The port at which somebody began to draw a wire. */
export interface Start {
  readonly part: string;
  readonly port: string;
  readonly side: 'in' | 'out';
}

/** What came of an attempt. */
export type Attempt =
  | { readonly ok: true }
  /** `isSaid`: those who listen have heard it. */
  | { readonly ok: false; readonly says: string; readonly isSaid: boolean };

export function endOf({ part, port }: Start): string {
  return `${part}.${port}`;
}

/** The ends at the other side of parts at which this wire may end. */
export function fitsOf(plate: Plate, editing: Editing, start: Start): ReadonlySet<string> {
  const ends = plate.parts.flatMap((part) => endsOf(part, start));
  return new Set(ends.filter((end) => editing.refusal(...along(start, end)) === null));
}

export function connectTo(editing: Editing, start: Start, end: string): Attempt {
  const [from, to] = along(start, end);
  const says = editing.refusal(from, to);
  if (editing.connect(from, to)) return { ok: true };
  return { ok: false, says: says ?? 'There can be no such wire.', isSaid: true };
}

/** To the first port of a part that fits; where none does, the first says why not. */
export function connectToPart(plate: Plate, editing: Editing, start: Start, id: string): Attempt {
  const part = plate.parts.find((one) => one.id === id)!;
  const ends = endsOf(part, start);
  const end = ends.find((one) => editing.refusal(...along(start, one)) === null) ?? ends[0];
  if (end !== undefined) return connectTo(editing, start, end);
  const says =
    start.side === 'out'
      ? `${part.name} has no port that takes a wire in.`
      : `${part.name} has no port from which a wire may start.`;
  return { ok: false, says, isSaid: false };
}

/** Wires are named in the direction in which messages flow, wherever one began to draw. */
function along(start: Start, end: string): [from: string, to: string] {
  return start.side === 'out' ? [endOf(start), end] : [end, endOf(start)];
}

function endsOf({ id, ports }: Plate['parts'][number], start: Start): readonly string[] {
  if (id === start.part) return [];
  return ports.filter(({ side }) => side !== start.side).map(({ name }) => `${id}.${name}`);
}
