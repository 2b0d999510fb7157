import type { ReactFlowProps } from '@xyflow/react';
import type { Plate } from '../lab/protocol.ts';
import type { Canvas } from './context.ts';
import type { At, PartNode, WireEdge } from './drawing.ts';

/** What an editor lays on the canvas when it comes, a moment after the first picture. */
export interface Desk {
  readonly flow: Partial<ReactFlowProps<PartNode, WireEdge>>;
  readonly onPress: Canvas['onPress'] | null;
  readonly Ports: Canvas['Ports'];
  readonly wiring: Canvas['wiring'];
}

export const BARE: Desk = { flow: {}, onPress: null, Ports: null, wiring: null };

/** Parts that do not stand where the plate has them. */
export interface Moved {
  readonly to: ReadonlyMap<string, At>;
  /** The plates that do not know of it yet; null while they are still being dragged. */
  readonly since: readonly (Plate | null)[] | null;
}
