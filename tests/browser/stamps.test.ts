/** Many marks are copied where few are drawn; nobody can tell which. */
import { beforeAll, expect, it } from 'vitest';
import { MARKS } from '../../src/canvas/flights.ts';
import { drawMarks, loadStamps, type Marks, type Palette } from '../../src/canvas/particles.ts';

const palette: Palette = { ink: 'black', faint: 'gray', failing: 'red', paper: 'white' };
const [WIDTH, HEIGHT] = [600, 400];

function canvas(scale: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = WIDTH;
  element.height = HEIGHT;
  const ctx = element.getContext('2d', { willReadFrequently: true })!;
  ctx.setTransform(scale, 0, 0, scale, 3, -5);
  return ctx;
}

beforeAll(loadStamps);

/** Marks of all kinds on a grid, none upon another, in all places within a pixel; some lie on the edge. */
function grid(scale: number): Marks[] {
  const all: Marks[] = [];
  let n = 0;
  for (let y = 0; y <= HEIGHT; y += 16)
    for (let x = 0; x <= WIDTH; x += 16) {
      const at = [(x + (n % 4) / 4 - 3) / scale, (y + (Math.floor(n / 4) % 4) / 4 + 5) / scale];
      all.push({ request: [], answer: [], message: [], bad: [], [MARKS[n++ % MARKS.length]!]: at });
    }
  return all;
}

const pixels = (ctx: CanvasRenderingContext2D) => ctx.getImageData(0, 0, WIDTH, HEIGHT).data;

it.each([1, 0.8, 1.5])('marks look the same, drawn or copied, at a scale of %s', (scale) => {
  const one = grid(scale);
  expect(one.length).toBeGreaterThan(600);
  const few = canvas(scale);
  for (const marks of one) drawMarks(few, marks, palette, scale);
  const many = canvas(scale);
  const together = Object.fromEntries(MARKS.map((mark) => [mark, one.flatMap((marks) => marks[mark])]));
  drawMarks(many, together as unknown as Marks, palette, scale);
  const [drawn, copied] = [pixels(few), pixels(many)];
  let far = 0;
  let filled = 0;
  for (let i = 3; i < drawn.length; i += 4) {
    if (drawn[i] !== 0) filled++;
    // What is nearly transparent may be kept a little differently.
    const differs = [i - 3, i - 2, i - 1].some(
      (c) => Math.abs(drawn[c]! - copied[c]!) * drawn[i]! > 24 * 255,
    );
    if (differs || Math.abs(drawn[i]! - copied[i]!) > 24) far++;
  }
  expect(filled).toBeGreaterThan(5000);
  expect(far / filled).toBeLessThan(0.005);
});

it('what was there before is gone, and marks upon marks hide each other', () => {
  const ctx = canvas(1);
  ctx.fillRect(100, 100, 50, 50);
  const at = Array.from({ length: 700 }, () => [300, 200]).flat();
  drawMarks(ctx, { request: at, answer: [], message: [], bad: at }, palette, 1);
  expect([...ctx.getImageData(120, 120, 1, 1).data]).toEqual([0, 0, 0, 0]);
  const [red, green, , alpha] = ctx.getImageData(303, 195, 1, 1).data;
  expect([red, alpha]).toEqual([255, 255]);
  expect(green).toBeLessThan(128);
});
