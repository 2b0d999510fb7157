import { MARKS, type Mark } from './flights.ts';
import type { Marks } from './particles.ts';

/** Places within a pixel at which a mark is drawn, in either direction: finer is not seen. */
const PLACES = 4;

/** A mark in one place within a pixel: its pixels that are not empty, from the pixel that holds its middle. */
interface Stamp {
  readonly dx: Int32Array;
  readonly dy: Int32Array;
  /** How far each is in the whole picture, row by row. */
  readonly steps: Int32Array;
  /** As the canvas keeps them: red in the lowest byte, alpha in the highest. */
  readonly pixels: Uint32Array;
}

/** Everything that a canvas needs to be stamped, made again only when its size, the zoom or the colours change. */
interface Press {
  readonly look: string;
  readonly image: ImageData;
  readonly pixels: Uint32Array;
  /** How far a stamp reaches from its middle, in pixels. */
  readonly reach: number;
  /** By mark, then by place within a pixel. */
  readonly stamps: Map<Mark, readonly Stamp[]>;
}

type Draw = (ctx: CanvasRenderingContext2D, mark: Mark) => void;

const presses = new WeakMap<CanvasRenderingContext2D, Press>();

/**
 * Draws thousands of marks of a few kinds: each kind is drawn once in every place within a pixel, and then only copied,
 * which costs a small part of drawing it. Replaces all that is on the canvas.
 * @param reach of the largest mark, in units of the plate @param look changes whenever the marks look different
 * @param draw one mark at the origin, with a transform like that of `ctx`
 */
export function stampMarks(
  ctx: CanvasRenderingContext2D,
  marks: Marks,
  reach: number,
  look: string,
  draw: Draw,
): void {
  const { a: scale, e: left, f: top } = ctx.getTransform();
  const press = pressFor(ctx, Math.ceil(reach * scale) + 1, `${look} ${scale}`);
  press.pixels.fill(0);
  for (const mark of MARKS) {
    const at = marks[mark];
    if (at.length === 0) continue;
    const stamps = stampsOf(press, mark, scale, ctx, draw);
    for (let i = 0; i < at.length; i += 2) {
      const x = Math.round((at[i]! * scale + left) * PLACES);
      const y = Math.round((at[i + 1]! * scale + top) * PLACES);
      const place = (y & (PLACES - 1)) * PLACES + (x & (PLACES - 1));
      copy(press, stamps[place]!, Math.floor(x / PLACES), Math.floor(y / PLACES));
    }
  }
  ctx.putImageData(press.image, 0, 0);
}

function pressFor(ctx: CanvasRenderingContext2D, reach: number, shown: string): Press {
  const { width, height } = ctx.canvas;
  const look = `${shown} ${width} ${height}`;
  const known = presses.get(ctx);
  if (known?.look === look) return known;
  const fits = known?.image.width === width && known.image.height === height;
  const image = fits ? known.image : ctx.createImageData(width, height);
  const press = { look, image, pixels: new Uint32Array(image.data.buffer), reach, stamps: new Map() };
  presses.set(ctx, press);
  return press;
}

function stampsOf(
  { stamps, reach, image }: Press,
  mark: Mark,
  scale: number,
  { canvas }: CanvasRenderingContext2D,
  draw: Draw,
): readonly Stamp[] {
  const known = stamps.get(mark);
  if (known) return known;
  const span = 2 * reach + 1;
  const sheet = canvas.ownerDocument.createElement('canvas');
  sheet.width = span;
  sheet.height = span;
  const ctx = sheet.getContext('2d', { willReadFrequently: true })!;
  const made = Array.from({ length: PLACES * PLACES }, (_, place) => {
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, span, span);
    const [x, y] = [(place % PLACES) / PLACES, Math.floor(place / PLACES) / PLACES];
    ctx.setTransform(scale, 0, 0, scale, reach + x, reach + y);
    draw(ctx, mark);
    return stampOf(ctx.getImageData(0, 0, span, span), reach, image.width);
  });
  stamps.set(mark, made);
  return made;
}

function stampOf({ data, width: span }: ImageData, reach: number, width: number): Stamp {
  const all = new Uint32Array(data.buffer);
  const filled = [...all.keys()].filter((i) => all[i] !== 0);
  const dx = Int32Array.from(filled, (i) => (i % span) - reach);
  const dy = Int32Array.from(filled, (i) => Math.floor(i / span) - reach);
  return {
    dx,
    dy,
    steps: dx.map((step, i) => step + dy[i]! * width),
    pixels: Uint32Array.from(filled, (i) => all[i]!),
  };
}

function copy({ image: { width, height }, pixels, reach }: Press, stamp: Stamp, x: number, y: number): void {
  const { dx, dy, steps, pixels: ink } = stamp;
  const middle = y * width + x;
  const isInside = x >= reach && y >= reach && x < width - reach && y < height - reach;
  for (let i = 0; i < steps.length; i++) {
    if (!isInside && !(x + dx[i]! >= 0 && x + dx[i]! < width && y + dy[i]! >= 0 && y + dy[i]! < height))
      continue;
    const at = middle + steps[i]!;
    const over = ink[i]!;
    const under = pixels[at]!;
    pixels[at] = under === 0 || over >>> 24 === 255 ? over : blend(over, under);
  }
}

/** What is half transparent lets through what lies under it. */
function blend(over: number, under: number): number {
  const alpha = over >>> 24;
  const rest = ((under >>> 24) * (255 - alpha)) / 255;
  const sum = alpha + rest;
  const share = alpha / sum;
  const mix = (shift: number) => {
    const below = (under >>> shift) & 255;
    return Math.round(below + (((over >>> shift) & 255) - below) * share) << shift;
  };
  return (mix(0) | mix(8) | mix(16) | (Math.round(sum) << 24)) >>> 0;
}
