import type { PlatePort } from '../lab/protocol.ts';
import type { Box } from './wirePath.ts';

/** Where a port stands at its side of a part: inputs on the left, outputs on the right. */
export interface Spot {
  readonly port: PlatePort;
  /** px below the middle of what wires lead to. */
  readonly below: number;
  /** There are others at this side: it takes a name to tell them apart. */
  readonly isOneOfSeveral: boolean;
}

/** Far enough apart for two fingertips at the zoom of a phone. */
const GAP = 40;
const MARGIN = 16;

/** The first port of a side is in the middle, where a straight wire ends; the others stand below it, as far as there is room. */
export function spotsOf(ports: readonly PlatePort[], { height, wiresAt }: Box): readonly Spot[] {
  return (['in', 'out'] as const).flatMap((side) => {
    const own = ports.filter((port) => port.side === side);
    const gap = Math.min(GAP, (height - MARGIN - wiresAt) / Math.max(1, own.length - 1));
    return own.map((port, i) => ({ port, below: i * gap, isOneOfSeveral: own.length > 1 }));
  });
}
