import { describe, expect, it } from 'vitest';
import { type Box, wirePaths } from './wirePath.ts';

const box = (x: number, y: number, width = 100, height = 80, wiresAt = height / 2): Box => ({
  x,
  y,
  width,
  height,
  wiresAt,
});
const ends = (points: Float32Array) => [...points.slice(0, 2), ...points.slice(-2)];

describe('wirePaths', () => {
  it('joins the sides that face each other', () => {
    const boxes = [box(0, 0), box(200, 0), box(0, 200)];
    const [right, down, left] = wirePaths(boxes, [
      { from: 0, to: 1 },
      { from: 0, to: 2 },
      { from: 1, to: 0 },
    ]);
    expect(ends(right!.points)[0]).toBe(100);
    expect(ends(right!.points)[2]).toBe(200);
    expect(ends(down!.points)).toEqual([50, 80, 50, 200]);
    expect(down!.label.anchor).toBe('start');
    expect(ends(left!.points)[0]).toBe(200);
  });

  it('is straight between parts whose bodies are on one line, whatever words stand underneath', () => {
    const [wire] = wirePaths([box(0, 0, 100, 80), box(200, 10, 100, 104, 30)], [{ from: 0, to: 1 }]);
    for (let i = 1; i < wire!.points.length; i += 2) expect(wire!.points[i]).toBeCloseTo(40, 5);
  });

  it('keeps wires at one side apart and uncrossed', () => {
    const boxes = [box(0, 100), box(300, 0), box(300, 200)];
    const [up, down] = wirePaths(boxes, [
      { from: 0, to: 1 },
      { from: 0, to: 2 },
    ]);
    expect(up!.points[1]).toBeLessThan(down!.points[1]!);
  });

  it('leaves from a port of its own where the part has several at that side, and nowhere else', () => {
    const boxes = [box(0, 0), box(300, 0), box(0, 300)];
    const [first, second, down] = wirePaths(boxes, [
      { from: 0, to: 1, fromBelow: 0 },
      { from: 0, to: 1, fromBelow: 30, toBelow: 20 },
      { from: 0, to: 2, fromBelow: 30 },
    ]);
    expect(ends(first!.points)).toEqual([100, 40, 300, 40]);
    expect(ends(second!.points)).toEqual([100, 70, 300, 60]);
    expect(ends(down!.points)).toEqual([50, 80, 50, 300]);
  });

  it('spaces its points evenly, so that what flies keeps its speed', () => {
    const [{ points, length }] = wirePaths([box(0, 0), box(260, 300)], [{ from: 0, to: 1 }]) as [
      ReturnType<typeof wirePaths>[number],
    ];
    const steps = points.length / 2 - 1;
    for (let i = 0; i < steps; i++) {
      const gap = Math.hypot(points[2 * i + 2]! - points[2 * i]!, points[2 * i + 3]! - points[2 * i + 1]!);
      expect(gap).toBeCloseTo(length / steps, 1);
    }
  });
});
