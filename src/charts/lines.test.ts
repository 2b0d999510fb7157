import { expect, it } from 'vitest';
import { areaOf, inWidth, pathOf, RUN_WIDTH } from './Behind.tsx';
import {
  describeGhost,
  formatFigure,
  formatTop,
  describe as inWords,
  type Line,
  layered,
  topOf,
  valueAt,
} from './lines.ts';

const line = (values: readonly number[]): Line => ({
  name: 'Checkout',
  at: Float64Array.from(values, (_, i) => (i + 1) * 1_000_000),
  values: Float64Array.from(values),
  now: () => values.at(-1)!,
});

it('a scale ends at a round number above everything', () => {
  expect(topOf([line([0.2, 47])], 'count')).toBe(50);
  expect(topOf([line([1, 3046])], 'count')).toBe(4000);
  expect(topOf([line([Number.NaN, 0])], 'count')).toBe(1);
  expect(topOf([line([3])], 'share')).toBe(100);
  expect(topOf([line([64])], 'time')).toBe(90);
});

it('figures have their unit and enough digits', () => {
  expect(formatFigure(99.97, 'share', '%')).toBe('99.9 %');
  expect(formatFigure(100, 'share', '%')).toBe('100 %');
  expect(formatFigure(3046.4, 'count', 'orders')).toBe('3,046 orders');
  expect(formatFigure(1.26, 'count', 'slots')).toBe('1.3 slots');
  expect(formatFigure(64.3, 'time', '')).toBe('1 min 4 s');
  expect(formatFigure(Number.NaN, 'share', '%')).toBe('–');
  expect(formatTop(90, 'time')).toBe('90 s');
});

it('a chart in words says nothing of what is still to come', () => {
  const moment = { at: 2_000_000, values: new Float64Array(), rates: new Float64Array() };
  expect(inWords(line([4, 2, 50]), moment, 'count', 'slots')).toBe(
    'Checkout: lowest 2 slots, highest 4 slots so far, now 50 slots.',
  );
});

it('a ghost says what it was when the last stretch ended', () => {
  const ghost = line([4, 2, 50]);
  expect([0, 999_999, 1_000_000, 2_500_000, 9_000_000].map((t) => valueAt(ghost, t))).toEqual([
    Number.NaN,
    Number.NaN,
    4,
    2,
    50,
  ]);
  const moment = { at: 2_000_000, values: new Float64Array(), rates: new Float64Array() };
  expect(describeGhost('With a queue', ghost, moment, 'count', 'slots')).toBe(
    'With a queue: 2 slots at this moment.',
  );
});

it('layers lie on each other, and where one has nothing to say the next lies on those below', () => {
  const chart = { title: 'bytes', unit: 'TB', stacked: true, lines: [] };
  const layers = layered(chart, [line([1, 2, 3]), line([10, Number.NaN, 10]), line([100, 100, 100])]);
  expect(layers.map(({ values }) => [...values])).toEqual([
    [1, 2, 3],
    [11, 2, 13],
    [111, 102, 113],
  ]);
  expect(areaOf(layers[0]!, 4, 40)).toBe('M0 30L1000000 30L2000000 20L3000000 10V40H0Z');
  const lines = [line([1]), line([2])];
  expect(layered({ ...chart, stacked: false }, lines)).toBe(lines);
});

it('a scale has room for the ghost and for what theory predicts', () => {
  expect(topOf([line([3]), null, line([40])], 'count')).toBe(40);
  expect(topOf([line([3])], 'count', [{ line: 0, value: 18, from: 0, to: 1, says: '' }])).toBe(20);
});

it('a path begins at the left edge and breaks where there is nothing to say', () => {
  expect(pathOf(line([0, 10, Number.NaN, 5]), 10, 40)).toBe('M0 40L1000000 40L2000000 0M4000000 20');
  expect(pathOf(line([Number.NaN, 20]), 10, 40)).toBe('M2000000 0');
});

it('a year is drawn no wider than a minute', () => {
  const YEAR = 365 * 86_400e6;
  const monthly = { ...line([1, 2]), at: Float64Array.of(YEAR / 2, YEAR) };
  expect([...inWidth(monthly, YEAR).at]).toEqual([RUN_WIDTH / 2, RUN_WIDTH]);
  expect(areaOf(inWidth(monthly, YEAR), 4, 40)).toBe('M0 30L50000 30L100000 20V40H0Z');
});
