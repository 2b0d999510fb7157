/** Where wires run: calm curves between the sides that face each other, and a table of points for what moves along. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From the top: the height of the middle of what is drawn, without the words underneath. */
  readonly wiresAt: number;
}

export interface WireEnds {
  readonly from: number;
  readonly to: number;
  /** px below the middle at which its ports stand, where a part has several; for ends at the sides of the ports. */
  readonly fromBelow?: number;
  readonly toBelow?: number;
}

export interface WirePath {
  readonly d: string;
  /** The arrowhead, open, at the end. */
  readonly head: string;
  /** x and y in turn, evenly spaced along the curve. */
  readonly points: Float32Array;
  readonly length: number;
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' };
}

type Side = 'left' | 'right' | 'top' | 'bottom';
interface Point {
  readonly x: number;
  readonly y: number;
}

const STEPS = 96;
const SPREAD = 26;
const NORMAL: Readonly<Record<Side, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

/** @param boxes by part @returns a path by wire */
export function wirePaths(boxes: readonly Box[], wires: readonly WireEnds[]): WirePath[] {
  const sides = wires.map(({ from, to }) => facing(boxes[from]!, boxes[to]!));
  const along = spread(boxes, wires, sides);
  return wires.map(({ from, to }, i) => {
    const [out, into] = sides[i]!;
    const start = anchor(boxes[from]!, out, along[i]![0]);
    const end = anchor(boxes[to]!, into, along[i]![1]);
    return curve(start, NORMAL[out], end, NORMAL[into]);
  });
}

/** The sides at which two parts look at each other. */
function facing(a: Box, b: Box): readonly [Side, Side] {
  const across = Math.max(b.x - (a.x + a.width), a.x - (b.x + b.width));
  const down = Math.max(b.y - (a.y + a.height), a.y - (b.y + b.height));
  if (across >= down) return middle(a).x <= middle(b).x ? ['right', 'left'] : ['left', 'right'];
  return middle(a).y <= middle(b).y ? ['bottom', 'top'] : ['top', 'bottom'];
}

function middle(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.wiresAt };
}

/** Wires that share a port stand beside each other, in the order of where they lead, so that they do not cross. */
function spread(
  boxes: readonly Box[],
  wires: readonly WireEnds[],
  sides: readonly (readonly [Side, Side])[],
) {
  const along = wires.map((): [number, number] => [0, 0]);
  const ends = wires.flatMap(({ from, to, fromBelow = 0, toBelow = 0 }, wire) => {
    const [out, into] = sides[wire]!;
    return [
      {
        wire,
        end: 0 as const,
        part: from,
        side: out,
        below: out === 'right' ? fromBelow : 0,
        other: middle(boxes[to]!),
      },
      {
        wire,
        end: 1 as const,
        part: to,
        side: into,
        below: into === 'left' ? toBelow : 0,
        other: middle(boxes[from]!),
      },
    ];
  });
  const shared = new Map<string, typeof ends>();
  for (const end of ends) {
    const key = `${end.part} ${end.side} ${end.below}`;
    shared.set(key, [...(shared.get(key) ?? []), end]);
  }
  for (const group of shared.values()) {
    const { side, part, below } = group[0]!;
    const upright = side === 'left' || side === 'right';
    const room = upright ? boxes[part]!.height : boxes[part]!.width;
    const gap = Math.min(SPREAD, room / (group.length + 1));
    group.sort((a, b) => (upright ? a.other.y - b.other.y : a.other.x - b.other.x));
    group.forEach(({ wire, end }, i) => {
      along[wire]![end] = below + (i - (group.length - 1) / 2) * gap;
    });
  }
  return along;
}

function anchor(box: Box, side: Side, along: number): Point {
  if (side === 'left' || side === 'right') {
    return { x: side === 'left' ? box.x : box.x + box.width, y: box.y + box.wiresAt + along };
  }
  return { x: box.x + box.width / 2 + along, y: side === 'top' ? box.y : box.y + box.height };
}

function curve(start: Point, out: Point, end: Point, into: Point): WirePath {
  const reach = Math.min(120, Math.max(16, Math.hypot(end.x - start.x, end.y - start.y) * 0.45));
  const one = { x: start.x + out.x * reach, y: start.y + out.y * reach };
  const two = { x: end.x + into.x * reach, y: end.y + into.y * reach };
  const { points, length } = evenly(start, one, two, end);
  const upright = out.x === 0;
  const at = STEPS / 2;
  const half = { x: points[2 * at]!, y: points[2 * at + 1]! };
  return {
    d: `M${pair(start)}C${pair(one)} ${pair(two)} ${pair(end)}`,
    head: arrow(end, into),
    points,
    length,
    label: upright
      ? { x: half.x + 12, y: half.y + 4, anchor: 'start' }
      : { x: half.x, y: half.y + 20, anchor: 'middle' },
  };
}

function arrow(tip: Point, into: Point): string {
  const back = { x: tip.x + into.x * 8, y: tip.y + into.y * 8 };
  const aside = { x: into.y * 4.5, y: into.x * 4.5 };
  const a = { x: back.x + aside.x, y: back.y + aside.y };
  const b = { x: back.x - aside.x, y: back.y - aside.y };
  return `M${pair(a)}L${pair(tip)}L${pair(b)}`;
}

/** A cubic curve as points at equal distances: what flies along it keeps its speed. */
function evenly(a: Point, b: Point, c: Point, d: Point): { points: Float32Array; length: number } {
  const fine = 4 * STEPS;
  const walked = new Float64Array(fine + 1);
  const rough: Point[] = [a];
  for (let i = 1; i <= fine; i++) {
    const p = cubic(a, b, c, d, i / fine);
    const before = rough[i - 1]!;
    walked[i] = walked[i - 1]! + Math.hypot(p.x - before.x, p.y - before.y);
    rough.push(p);
  }
  const length = walked[fine]!;
  const points = new Float32Array(2 * (STEPS + 1));
  for (let i = 0, k = 0; i <= STEPS; i++) {
    const wanted = (length * i) / STEPS;
    while (k < fine && walked[k + 1]! < wanted) k++;
    const p = rough[Math.min(fine, k)]!;
    const q = rough[Math.min(fine, k + 1)]!;
    const piece = walked[Math.min(fine, k + 1)]! - walked[k]!;
    const share = piece > 0 ? (wanted - walked[k]!) / piece : 0;
    points[2 * i] = p.x + (q.x - p.x) * share;
    points[2 * i + 1] = p.y + (q.y - p.y) * share;
  }
  return { points, length };
}

function cubic(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const s = 1 - t;
  const [wa, wb, wc, wd] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y };
}

function pair({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
