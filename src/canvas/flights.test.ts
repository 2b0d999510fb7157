import { describe, expect, it } from 'vitest';
import { outcome } from '../engine/outcome.ts';
import type { Frames } from '../lab/frames.ts';
import { FLIGHT, type PlateWire } from '../lab/protocol.ts';
import { lingerTicks, markOf, tally } from './flights.ts';
import { marksAt } from './particles.ts';
import { wirePaths } from './wirePath.ts';

const wire = (asksBack: boolean): PlateWire => ({
  from: 0,
  to: 1,
  fromPort: 'out',
  toPort: 'in',
  asksBack,
  label: 'a.out -> b.in',
  latency: '0s',
  weight: 1,
  with: {},
});
const WIRES = [wire(false), wire(true)];
const box = (x: number) => ({ x, y: 0, width: 100, height: 80, wiresAt: 40 });
const PATHS = WIRES.flatMap((one) => wirePaths([box(0), box(200)], [one]));

/** @param flights wire, departs, arrives, answer, outcome */
const framesOf = (flights: readonly (readonly number[])[]): Frames => ({
  from: 0,
  step: 1,
  count: 1,
  values: new Float64Array(),
  rates: new Float64Array(),
  statuses: [],
  flights: Float64Array.from(flights.flatMap((flight, i) => [...flight, i + 1])),
  each: 1,
});

describe('markOf', () => {
  it('tells requests, messages, answers and failures apart', () => {
    expect(markOf(WIRES[0]!, FLIGHT.call, 0)).toBe('request');
    expect(markOf(WIRES[0]!, FLIGHT.answer, outcome.ok)).toBe('answer');
    expect(markOf(WIRES[0]!, FLIGHT.answer, outcome.rejected)).toBe('bad');
    expect(markOf(WIRES[1]!, FLIGHT.call, 0)).toBe('answer');
    expect(markOf(WIRES[1]!, FLIGHT.answer, outcome.ok)).toBe('answer');
    expect(markOf(WIRES[1]!, FLIGHT.answerWithMessages, outcome.ok)).toBe('message');
  });
});

describe('marksAt', () => {
  const at = (flights: readonly (readonly number[])[], t: number, speed = 1) =>
    marksAt(framesOf(flights), WIRES, PATHS, t, speed, 1);

  it('shows a long flight for exactly as long as it took', () => {
    const flight = [[0, 1_000_000, 3_000_000, 0, 0]];
    expect(at(flight, 999_999).request).toHaveLength(0);
    expect(at(flight, 2_000_000).request[0]).toBeCloseTo(150, 1);
    expect(at(flight, 2_999_999).request).toHaveLength(2);
    expect(at(flight, 3_000_000).request).toHaveLength(0);
  });

  it('lets a short one linger, by the wall and not by the run', () => {
    const flight = [[0, 1_000_000, 1_001_000, 0, 0]];
    expect(at(flight, 1_000_000).request[0]).toBeCloseTo(100, 1);
    expect(at(flight, 1_399_000).request).toHaveLength(2);
    expect(at(flight, 1_000_000 + lingerTicks(1)).request).toHaveLength(0);
    expect(at(flight, 1_399_000, 10).request).toHaveLength(2);
    expect(at(flight, 1_050_000, 0.1).request).toHaveLength(0);
  });

  it('lets answers run back, beside what runs on', () => {
    const marks = at(
      [
        [0, 0, 2_000_000, 0, 0],
        [0, 0, 2_000_000, 1, outcome.ok],
      ],
      500_000,
    );
    expect(marks.request[0]).toBeCloseTo(125, 1);
    expect(marks.answer[0]).toBeCloseTo(175, 1);
    expect(marks.request[1]).toBeLessThan(40);
    expect(marks.answer[1]).toBeGreaterThan(40);
  });
});

describe('tally', () => {
  it('counts what departed in the last second, in both directions, and what failed most', () => {
    const calls = Array.from({ length: 100 }, (_, i) => [0, i * 20_000, i * 20_000, 0, 0]);
    const [first] = tally(
      framesOf([
        ...calls,
        [0, 1_500_000, 1_500_000, 1, outcome.timedOut],
        [0, 1_600_000, 1_600_000, 1, outcome.rejected],
        [0, 1_700_000, 1_700_000, 1, outcome.rejected],
        [0, 1_800_000, 1_800_000, 1, outcome.ok],
      ]),
      WIRES,
      1_990_000,
    );
    expect(first).toEqual({ along: 50, back: 4, bad: 3, badOutcome: outcome.rejected });
  });

  it('counts over as long as is seen at once, where a day passes in a second', () => {
    const hour = 3_600_000_000;
    const crates = Array.from({ length: 24 }, (_, i) => [0, i * hour, i * hour, 0, 0]);
    const [first] = tally(framesOf(crates), WIRES, 23 * hour, 12 * hour);
    expect(first!.along * 86_400).toBeCloseTo(24, 10);
  });

  it('takes the time that there was, at the beginning of a run', () => {
    const [first] = tally(framesOf([[0, 100_000, 100_000, 0, 0]]), WIRES, 200_000);
    expect(first).toMatchObject({ along: 5 });
  });
});
