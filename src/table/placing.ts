/** Where parts go: free spots, the grid, common edges, and a whole layout from left to right. */
import { GRID } from '../canvas/editing.ts';
import { type At, type Box, boxAt, type Size } from './boxes.ts';
import type { TableDesign, TableWire } from './design.ts';

export type Moves = Readonly<Record<string, At>>;

/** So far parts stay from each other, px. */
const AIR = 30;

export const onGrid = ([x, y]: At): At => [Math.round(x / GRID) * GRID, Math.round(y / GRID) * GRID];

/** The free spot that is nearest to where somebody wanted it; after so many rings it is laid on top of others. */
const RINGS = 60;

export function freeSpot(wish: At, size: Size, taken: Iterable<Box>): At {
  const boxes = [...taken];
  const [x, y] = onGrid(wish);
  for (let ring = 0; ring <= RINGS; ring++) {
    for (const [dx, dy] of ringOf(ring)) {
      const at: At = [x + dx * 2 * GRID, y + dy * 2 * GRID];
      if (boxes.every((box) => isClear(boxAt(at, size), box))) return at;
    }
  }
  return [x, y];
}

/** Steps around the middle, those beside it before those above and below. */
function ringOf(ring: number): readonly At[] {
  if (ring === 0) return [[0, 0]];
  const steps: At[] = [];
  for (let i = -ring; i <= ring; i++) steps.push([ring, i], [-ring, i], [i, ring], [i, -ring]);
  return steps.toSorted(([ax, ay], [bx, by]) => Math.hypot(ax, ay) - Math.hypot(bx, by));
}

function isClear(a: Box, b: Box): boolean {
  return (
    a.right + AIR <= b.left || b.right + AIR <= a.left || a.bottom + AIR <= b.top || b.bottom + AIR <= a.top
  );
}

export const EDGES = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Edge = (typeof EDGES)[number];

/** Parts moved so that they share an edge. `middle` is the line of their wires. */
export function aligned(
  parts: readonly { readonly id: string; readonly at: At; readonly size: Size }[],
  edge: Edge,
): Moves {
  const boxes = parts.map(({ at, size }) => boxAt(at, size));
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const mean = parts.reduce((sum, { at }) => sum + at[1], 0) / Math.max(1, parts.length);
  const place: Readonly<Record<Edge, (at: At, size: Size) => At>> = {
    left: ([, y], { width }) => [left + width / 2, y],
    centre: ([, y]) => [(left + right) / 2, y],
    right: ([, y], { width }) => [right - width / 2, y],
    top: ([x], { wiresAt }) => [x, top + wiresAt],
    middle: ([x]) => [x, Math.round(mean / GRID) * GRID],
    bottom: ([x], { height, wiresAt }) => [x, bottom - height + wiresAt],
  };
  return Object.fromEntries(parts.map(({ id, at, size }) => [id, place[edge](at, size)]));
}

/** From left to right along the wires. The library comes when it is asked for. */
export async function tidied(design: TableDesign, sizes: ReadonlyMap<string, Size>): Promise<Moves> {
  const { Graph, layout } = await import('@dagrejs/dagre').then(({ default: dagre }) => ({
    Graph: dagre.graphlib.Graph,
    layout: dagre.layout,
  }));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 60, ranksep: 110, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of design.parts.keys()) {
    const { width, height } = sizes.get(id)!;
    graph.setNode(id, { width, height });
  }
  for (const { from, to, label } of distinct(design.wires)) graph.setEdge(from.part, to.part, {}, label);
  layout(graph);
  return Object.fromEntries(
    [...design.parts.keys()].map((id) => {
      const { x, y } = graph.node(id) as { readonly x: number; readonly y: number };
      const { height, wiresAt } = sizes.get(id)!;
      return [id, onGrid([x, y - height / 2 + wiresAt])];
    }),
  );
}

/** A wire from a part to itself says nothing about where the part should be. */
function distinct(wires: readonly TableWire[]): readonly TableWire[] {
  return wires.filter(({ from, to }) => from.part !== to.part);
}
