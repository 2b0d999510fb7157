import { type Edge, type Node, Position } from '@xyflow/react';
import type { Plate } from '../lab/protocol.ts';
import type { Selection } from './editing.ts';
import type { FaceModule } from './faces.tsx';
import { type Spot, spotsOf } from './ports.ts';
import { type Box, type WirePath, wirePaths } from './wirePath.ts';

/**
 * Nodes and wires carry their id or label and nothing else: React Flow hears of another plate a moment later than what
 * stands inside it, so each looks up for itself what it is now, or that it is no more.
 */
export type PartNode = Node<Record<string, never>, 'part'>;
export type WireEdge = Edge<Record<string, never>, 'wire'>;

/** The middle of what a part's wires lead to. */
export type At = readonly [number, number];

/** A plate laid out: what React Flow gets, and the curves it does not know of. */
export interface Drawing {
  readonly plate: Plate;
  readonly faces: ReadonlyMap<string, FaceModule>;
  /** Indices of parts by id, and of wires by label. */
  readonly partOf: ReadonlyMap<string, number>;
  readonly wireOf: ReadonlyMap<string, number>;
  /** By part. */
  readonly boxes: readonly Box[];
  readonly spots: readonly (readonly Spot[])[];
  readonly nodes: PartNode[];
  readonly edges: WireEdge[];
  /** By wire. */
  readonly paths: readonly WirePath[];
}

export function drawPlate(plate: Plate, faces: ReadonlyMap<string, FaceModule>): Drawing {
  const boxes = plate.parts.map(({ kind, settings, at }): Box => {
    const { width, height, wiresAt = height / 2 } = faces.get(kind)!.size(settings);
    // `at` is the middle of what wires lead to, so that parts on one line have straight wires.
    return { x: at[0] - width / 2, y: at[1] - wiresAt, width, height, wiresAt };
  });
  const spots = plate.parts.map(({ ports }, i) => spotsOf(ports, boxes[i]!));
  return {
    plate,
    faces,
    partOf: new Map(plate.parts.map(({ id }, i) => [id, i])),
    wireOf: new Map(plate.wires.map(({ label }, i) => [label, i])),
    boxes,
    spots,
    nodes: plate.parts.map(({ id }, i) => nodeOf(id, boxes[i]!, spots[i]!)),
    edges: plate.wires.map(({ from, to, fromPort, toPort, label, with: settings }) => ({
      id: label,
      type: 'wire',
      source: plate.parts[from]!.id,
      sourceHandle: fromPort,
      target: plate.parts[to]!.id,
      targetHandle: toPort,
      ariaLabel: `Wire from ${plate.parts[from]!.name} ${fromPort} to ${plate.parts[to]!.name} ${toPort}${Object.keys(settings).length > 0 ? `, with ${Object.keys(settings).join(' and ')}` : ''}`,
    })),
    paths: pathsOf(plate, boxes, spots),
  };
}

/** The same with some parts elsewhere: for as long as they are dragged, and until there is a plate that knows of it. */
export function moveParts(drawing: Drawing, to: ReadonlyMap<string, At>): Drawing {
  const { plate, spots } = drawing;
  const boxes = drawing.boxes.map((box, i) => {
    const at = to.get(plate.parts[i]!.id);
    return at ? { ...box, x: at[0] - box.width / 2, y: at[1] - box.wiresAt } : box;
  });
  const nodes = drawing.nodes.map((node, i) => {
    const { x, y } = boxes[i]!;
    return to.has(node.id) ? { ...node, position: { x, y } } : node;
  });
  return { ...drawing, boxes, nodes, paths: pathsOf(plate, boxes, spots) };
}

export function middleOf({ x, y, width, wiresAt }: Box): At {
  return [x + width / 2, y + wiresAt];
}

/** What is selected is dragged together. */
export function selectNodes(nodes: PartNode[], { parts }: Selection): PartNode[] {
  return parts.length === 0
    ? nodes
    : nodes.map((node) => (parts.includes(node.id) ? { ...node, selected: true } : node));
}

/** Wires that can be reached by keyboard and selected. */
export function selectableEdges(edges: WireEdge[], { wires }: Selection): WireEdge[] {
  return edges.map((edge) => ({
    ...edge,
    focusable: true,
    // Selecting is the canvas's own: a box drawn around a part does not mean the wires that leave it.
    selectable: false,
    ariaRole: 'button',
    domAttributes: { 'aria-roledescription': undefined, 'aria-pressed': wires.includes(edge.id) },
  }));
}

function pathsOf({ wires }: Plate, boxes: readonly Box[], spots: Drawing['spots']): readonly WirePath[] {
  const below = (part: number, name: string) =>
    spots[part]!.find(({ port }) => port.name === name)?.below ?? 0;
  return wirePaths(
    boxes,
    wires.map(({ from, to, fromPort, toPort }) => ({
      from,
      to,
      fromBelow: below(from, fromPort),
      toBelow: below(to, toPort),
    })),
  );
}

/** Size and handles are known before anything is measured, so that wires are there with the first paint. */
function nodeOf(id: string, box: Box, spots: readonly Spot[]): PartNode {
  const { width, height } = box;
  return {
    id,
    type: 'part',
    position: { x: box.x, y: box.y },
    data: {},
    width,
    height,
    measured: { width, height },
    handles: spots.map(({ port, below }) => ({
      id: port.name,
      type: port.side === 'in' ? 'target' : 'source',
      position: port.side === 'in' ? Position.Left : Position.Right,
      x: port.side === 'in' ? 0 : width,
      y: box.wiresAt + below,
      width: 0,
      height: 0,
    })),
  };
}
