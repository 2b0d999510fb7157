import { type Edge, type Node, Position } from '@xyflow/react';
import type { Plate } from '../lab/protocol.ts';
import type { FaceModule } from './faces.tsx';
import { type Box, type WirePath, wirePaths } from './wirePath.ts';

/** Nothing that changes while a run plays stands here: nodes and wires look that up by index. */
export type PartNodeData = { readonly index: number };
export type PartNode = Node<PartNodeData, 'part'>;
export type WireEdgeData = { readonly index: number };
export type WireEdge = Edge<WireEdgeData, 'wire'>;

/** A plate laid out: what React Flow gets, and the curves it does not know of. */
export interface Drawing {
  readonly plate: Plate;
  readonly faces: ReadonlyMap<string, FaceModule>;
  readonly nodes: PartNode[];
  readonly edges: WireEdge[];
  readonly paths: readonly WirePath[];
}

export function drawPlate(plate: Plate, faces: ReadonlyMap<string, FaceModule>): Drawing {
  const boxes = plate.parts.map(({ kind, settings, at }): Box => {
    const { width, height, wiresAt = height / 2 } = faces.get(kind)!.size(settings);
    // `at` is the middle of what wires lead to, so that parts on one line have straight wires.
    return { x: at[0] - width / 2, y: at[1] - wiresAt, width, height, wiresAt };
  });
  return {
    plate,
    faces,
    nodes: plate.parts.map(({ id }, index) => nodeOf(id, index, boxes[index]!)),
    edges: plate.wires.map(({ from, to }, index) => ({
      id: `wire-${index}`,
      type: 'wire',
      source: plate.parts[from]!.id,
      target: plate.parts[to]!.id,
      data: { index },
      ariaLabel: `Wire from ${plate.parts[from]!.name} to ${plate.parts[to]!.name}`,
    })),
    paths: wirePaths(boxes, plate.wires),
  };
}

/** Size and handles are known before anything is measured, so that wires are there with the first paint. */
function nodeOf(id: string, index: number, box: Box): PartNode {
  const middle = { x: box.width / 2, y: box.wiresAt, width: 1, height: 1 };
  return {
    id,
    type: 'part',
    position: { x: box.x, y: box.y },
    data: { index },
    width: box.width,
    height: box.height,
    handles: [
      { type: 'source', position: Position.Right, ...middle },
      { type: 'target', position: Position.Left, ...middle },
    ],
  };
}
