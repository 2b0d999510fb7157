import { describe, expect, it } from 'vitest';
import { isAnother } from './view.ts';
import { firstChain, firstView, type Size, type Viewport, viewOf, viewWith, wholeView } from './viewport.ts';
import type { Box } from './wirePath.ts';

const box = (x: number, y: number): Box => ({ x, y, width: 200, height: 160, wiresAt: 80 });
/** Five in a row, as wide as the Buffer. */
const ROW = [0, 260, 520, 780, 1040].map((x) => box(x, 100));
const CHAIN = [
  { from: 1, to: 2 },
  { from: 0, to: 1 },
  { from: 2, to: 3 },
];
const DESK: Size = { width: 1100, height: 700 };
const PHONE: Size = { width: 390, height: 380 };

const onScreen = ({ x, y, zoom }: Viewport, rect: Box) => ({
  left: rect.x * zoom + x,
  right: (rect.x + rect.width) * zoom + x,
  top: rect.y * zoom + y,
  bottom: (rect.y + rect.height) * zoom + y,
});
const isInside = (view: Viewport, rect: Box, { width, height }: Size) => {
  const { left, right, top, bottom } = onScreen(view, rect);
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
};

describe('wholeView', () => {
  it('has everything in sight, in the middle, and never larger than life by much', () => {
    for (const size of [DESK, PHONE]) {
      const view = wholeView(ROW, size);
      expect(ROW.every((rect) => isInside(view, rect, size))).toBe(true);
      expect(onScreen(view, ROW[0]!).left).toBeCloseTo(size.width - onScreen(view, ROW[4]!).right, 5);
    }
    expect(wholeView([box(0, 0)], DESK).zoom).toBe(1.25);
    expect(wholeView([], DESK).zoom).toBe(1.25);
  });
});

describe('firstView', () => {
  it('is the whole plate wherever that can be read', () => {
    expect(firstView(ROW, CHAIN, DESK, null)).toEqual(wholeView(ROW, DESK));
    expect(firstView([box(0, 0)], [], PHONE, null)).toEqual(wholeView([box(0, 0)], PHONE));
  });

  it('on a phone shows the beginning of the chain large enough, or what is pointed at', () => {
    expect(wholeView(ROW, PHONE).zoom).toBeLessThan(0.5);
    const begin = firstView(ROW, CHAIN, PHONE, null);
    expect(begin.zoom).toBeGreaterThanOrEqual(0.6);
    expect(isInside(begin, ROW[0]!, PHONE)).toBe(true);
    expect(isInside(firstView(ROW, CHAIN, PHONE, ROW[3]!), ROW[3]!, PHONE)).toBe(true);
  });
});

describe('viewWith and viewOf', () => {
  it('moves nothing for what is in sight, and else as little as it takes', () => {
    const view = { x: 0, y: 0, zoom: 1 };
    expect(viewWith(view, box(100, 100), DESK)).toBe(view);
    const moved = viewWith(view, box(1000, 100), DESK);
    expect(moved.y).toBe(0);
    expect(moved.zoom).toBe(1);
    expect(onScreen(moved, box(1000, 100)).right).toBe(DESK.width - 24);
  });

  it('comes nearer on a phone that shows the whole plate', () => {
    const view = viewOf(wholeView(ROW, PHONE), ROW[3]!, PHONE);
    expect(view.zoom).toBeGreaterThanOrEqual(0.6);
    expect(isInside(view, ROW[3]!, PHONE)).toBe(true);
    expect(viewWith(wholeView(ROW, PHONE), ROW[3]!, PHONE)).toEqual(wholeView(ROW, PHONE));
  });
});

it('firstChain follows the requests, and goes round no ring twice', () => {
  expect(firstChain(5, CHAIN)).toEqual([0, 1, 2, 3]);
  const ring = [
    { from: 1, to: 2 },
    { from: 2, to: 1 },
  ];
  expect(firstChain(3, ring)).toEqual([1, 2]);
  expect(firstChain(2, [])).toEqual([0]);
});

describe('isAnother', () => {
  const at = (title: string, design: string, fitKey?: string) => ({ title, design, fitKey });
  it('is true for another scenario or a design that was chosen, not for an edit', () => {
    expect(isAnother(at('A', 'start'), at('B', 'start'), true)).toBe(true);
    expect(isAnother(at('A', 'start'), at('A', 'fix'), true)).toBe(true);
    expect(isAnother(at('A', 'start'), at('A', 'mine'), true)).toBe(false);
    expect(isAnother(at('A', 'start'), at('A', 'mine'), false)).toBe(true);
    expect(isAnother(at('A', 'mine'), at('A', 'mine'), true)).toBe(false);
  });
  it('asks the key where there is one', () => {
    expect(isAnother(at('A', 'start', '1'), at('A', 'fix', '1'), true)).toBe(false);
    expect(isAnother(at('A', 'mine', '1'), at('A', 'mine', '2'), true)).toBe(true);
  });
});
