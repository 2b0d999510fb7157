import { expect, it } from 'vitest';
import { formatFigure, formatTop, describe as inWords, type Line, topOf } from './lines.ts';

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
