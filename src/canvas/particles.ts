import type { Frames } from '../lab/frames.ts';
import { FLIGHT, FLIGHT_SPAN, type PlateWire } from '../lab/protocol.ts';
import { ARRIVES, DEPARTS, lingerTicks, MARKS, type Mark, markOf, OUTCOME, WHAT, WIRE } from './flights.ts';
import type { WirePath } from './wirePath.ts';

/** x and y in turn, by mark: one path a colour is drawn, however many there are. */
export type Marks = Readonly<Record<Mark, number[]>>;

/** Where everything is that flies at t. */
export function marksAt(
  frames: Frames,
  wires: readonly PlateWire[],
  paths: readonly WirePath[],
  t: number,
  speed: number,
  scale: number,
): Marks {
  const marks: Marks = { request: [], answer: [], message: [], bad: [] };
  const linger = lingerTicks(speed);
  const lane = LANE * unitAt(scale);
  const { flights } = frames;
  for (let i = 0; i < flights.length; i += FLIGHT_SPAN) {
    const departs = flights[i + DEPARTS]!;
    if (departs > t) continue;
    const lands = Math.max(flights[i + ARRIVES]!, departs + linger);
    if (lands <= t) continue;
    const wire = wires[flights[i + WIRE]!]!;
    const path = paths[flights[i + WIRE]!]!;
    const what = flights[i + WHAT]!;
    const answer = what !== FLIGHT.call;
    const done = (t - departs) / (lands - departs);
    const mark = marks[markOf(wire, what, flights[i + OUTCOME]!)];
    const along = answer === wire.asksBack;
    pushPoint(mark, path, along ? done : 1 - done, along ? lane : -lane);
  }
  return marks;
}

/** Traffic in the two directions keeps apart, to the left of the wire each. */
const LANE = 4;

/** On a small plate the marks shrink less than the rest: they must still be told apart. */
function unitAt(scale: number): number {
  return Math.max(1, 0.4 / scale);
}

function pushPoint(into: number[], { points }: WirePath, share: number, aside: number): void {
  const steps = points.length / 2 - 1;
  const exact = Math.min(steps, Math.max(0, share * steps));
  const at = Math.min(steps - 1, Math.floor(exact));
  const rest = exact - at;
  const dx = points[2 * at + 2]! - points[2 * at]!;
  const dy = points[2 * at + 3]! - points[2 * at + 1]!;
  const sideways = aside / (Math.hypot(dx, dy) || 1);
  into.push(points[2 * at]! + dx * rest + dy * sideways, points[2 * at + 1]! + dy * rest - dx * sideways);
}

export interface Palette {
  readonly ink: string;
  readonly faint: string;
  readonly failing: string;
  readonly paper: string;
}

const COLOUR: Readonly<Record<Mark, keyof Palette>> = {
  request: 'ink',
  answer: 'faint',
  message: 'ink',
  bad: 'failing',
};

/** From so many on, marks are copied and not drawn one by one. */
const MANY = 600;

let stampMarks: typeof import('./stamps.ts').stampMarks | null = null;
let asked: Promise<void> | null = null;

/** Copying is fetched when so much flies for the first time; until it is there, all is drawn. */
export function loadStamps(): Promise<void> {
  asked ??= import('./stamps.ts').then((module) => {
    stampMarks = module.stampMarks;
  });
  return asked;
}

/** Draws in the coordinates of the plate; the caller has set the transform. @param scale screen px a unit */
export function drawMarks(
  ctx: CanvasRenderingContext2D,
  marks: Marks,
  palette: Palette,
  scale: number,
): void {
  const unit = unitAt(scale);
  const paint = (on: CanvasRenderingContext2D, mark: Mark, at: readonly number[]) =>
    paintMarks(on, mark, at, palette, unit);
  const count = MARKS.reduce((sum, mark) => sum + marks[mark].length / 2, 0);
  if (count >= MANY && stampMarks) {
    const look = `${unit} ${Object.values(palette).join()}`;
    stampMarks(ctx, marks, REACH * unit, look, (on, mark) => paint(on, mark, [0, 0]));
    return;
  }
  for (const mark of MARKS) paint(ctx, mark, marks[mark]);
  // Without it all goes on as it is.
  if (count >= MANY) loadStamps().catch(() => {});
}

function paintMarks(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  at: readonly number[],
  palette: Palette,
  unit: number,
): void {
  if (at.length === 0) return;
  ctx.beginPath();
  for (let i = 0; i < at.length; i += 2) SHAPE[mark](ctx, at[i]!, at[i + 1]!, unit);
  const colour = palette[COLOUR[mark]];
  if (mark === 'bad') {
    // Halo first: a cross lies over the wire and over other marks.
    stroke(ctx, palette.paper, 3.6 * unit);
    stroke(ctx, colour, 1.6 * unit);
  } else {
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

/** Of the largest mark, a cross with its halo. */
const REACH = 5;

function stroke(ctx: CanvasRenderingContext2D, colour: string, width: number): void {
  ctx.lineWidth = width;
  ctx.lineCap = 'round';
  ctx.strokeStyle = colour;
  ctx.stroke();
}

type Draw = (ctx: CanvasRenderingContext2D, x: number, y: number, unit: number) => void;

const SHAPE: Readonly<Record<Mark, Draw>> = {
  request: (ctx, x, y, u) => disc(ctx, x, y, 2.8 * u),
  answer: (ctx, x, y, u) => disc(ctx, x, y, 1.6 * u),
  message: (ctx, x, y, u) => ctx.rect(x - 3 * u, y - 3 * u, 6 * u, 6 * u),
  bad: (ctx, x, y, u) => {
    const r = 3 * u;
    ctx.moveTo(x - r, y - r);
    ctx.lineTo(x + r, y + r);
    ctx.moveTo(x + r, y - r);
    ctx.lineTo(x - r, y + r);
  },
};

function disc(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
}
