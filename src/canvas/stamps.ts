import { MARKS, type Mark } from './flights.ts';
import type { Marks } from './particles.ts';

/** Places within a pixel at which a mark is drawn, in either direction: finer is not seen. */
const PLACES = 4;

/** One small picture: pixels as the canvas keeps them, red in the lowest byte, alpha in the highest. */
type Stamp = Uint32Array;

/** Everything that a canvas needs to be stamped, made again only when its size, the zoom or the colours change. */
interface Press {
  readonly look: string;
  readonly image: ImageData;
  readonly pixels: Uint32Array;
  /** Pixels in a row of a stamp. */
  readonly span: number;
  /** By mark, then by place within a pixel. */
  readonly stamps: Map<Mark, readonly Stamp[]>;
}

const presses = new WeakMap<CanvasRenderingContext2D, Press>();

/**
 * Draws thousands of marks of a few kinds: each kind is drawn once in every place within a pixel, and then only copied,
 * which costs a tenth of drawing it. Replaces all that is on the canvas.
 * @param reach of the largest mark, in units of the plate @param look changes whenever the marks look different
 * @param draw one mark at the origin, with a transform like that of `ctx`
 */
export function stampMarks(
  ctx: CanvasRenderingContext2D,
  marks: Marks,
  reach: number,
  look: string,
  draw: (ctx: CanvasRenderingContext2D, mark: Mark) => void,
): void {
  const { a: scale, e: left, f: top } = ctx.getTransform();
  const press = pressFor(ctx, Math.ceil(reach * scale) * 2 + 4, `${look} ${scale}`);
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

function pressFor(ctx: CanvasRenderingContext2D, span: number, shown: string): Press {
  const { width, height } = ctx.canvas;
  const look = `${shown} ${width} ${height} ${span}`;
  const known = presses.get(ctx);
  if (known?.look === look) return known;
  const fits = known?.image.width === width && known.image.height === height;
  const image = fits ? known.image : ctx.createImageData(width, height);
  const press = { look, image, pixels: new Uint32Array(image.data.buffer), span, stamps: new Map() };
  presses.set(ctx, press);
  return press;
}

function stampsOf(
  { stamps, span }: Press,
  mark: Mark,
  scale: number,
  { canvas }: CanvasRenderingContext2D,
  draw: (ctx: CanvasRenderingContext2D, mark: Mark) => void,
): readonly Stamp[] {
  const known = stamps.get(mark);
  if (known) return known;
  const sheet = canvas.ownerDocument.createElement('canvas');
  sheet.width = span * PLACES;
  sheet.height = span * PLACES;
  const ctx = sheet.getContext('2d', { willReadFrequently: true })!;
  const places = Array.from(
    { length: PLACES * PLACES },
    (_, i) => [i % PLACES, Math.floor(i / PLACES)] as const,
  );
  const made = places.map(([column, row]): Stamp => {
    const middle = span / 2;
    ctx.setTransform(
      scale,
      0,
      0,
      scale,
      column * (span + 1 / PLACES) + middle,
      row * (span + 1 / PLACES) + middle,
    );
    draw(ctx, mark);
    return new Uint32Array(ctx.getImageData(column * span, row * span, span, span).data.buffer);
  });
  stamps.set(mark, made);
  return made;
}

/** @param x the pixel in which the middle of the stamp lies */
function copy({ image: { width, height }, pixels, span }: Press, stamp: Stamp, x: number, y: number): void {
  const [left, top] = [x - span / 2, y - span / 2];
  const [from, to] = [Math.max(0, -left), Math.min(span, width - left)];
  for (let row = Math.max(0, -top); row < Math.min(span, height - top); row++) {
    const line = (top + row) * width + left;
    for (let column = from; column < to; column++) {
      const over = stamp[row * span + column]!;
      if (over === 0) continue;
      const under = pixels[line + column]!;
      pixels[line + column] = under === 0 || over >>> 24 === 255 ? over : blend(over, under);
    }
  }
}

/** What is half transparent lets through what lies under it. */
function blend(over: number, under: number): number {
  const alpha = (over >>> 24) / 255;
  const rest = ((under >>> 24) / 255) * (1 - alpha);
  const sum = alpha + rest;
  const mix = (shift: number) =>
    Math.round((((over >>> shift) & 255) * alpha + ((under >>> shift) & 255) * rest) / sum) << shift;
  return (mix(0) | mix(8) | mix(16) | (Math.round(sum * 255) << 24)) >>> 0;
}
