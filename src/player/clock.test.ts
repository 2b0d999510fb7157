import { expect, it } from 'vitest';
import { axisMoments, formatLength, formatMoment, formatTick, sayMoment } from './clock.ts';

it('writes moments, cut and not rounded', () => {
  expect([0, 39_250_000, 59_999_999, 60_000_000, 3_725_100_000].map(formatMoment)).toEqual([
    '0:00.0',
    '0:39.2',
    '0:59.9',
    '1:00.0',
    '1:02:05.1',
  ]);
  expect(formatLength(300_000_000)).toBe('5:00');
});

it('counts days from the first day on', () => {
  expect([86_399_900_000, 86_400_000_000, 1_051_859_999_999].map(formatMoment)).toEqual([
    '23:59:59.9',
    'day 1, 0:00',
    'day 12, 4:10',
  ]);
  expect([86_400_000_000, 31_536_000_000_000, 129_600_000_000].map(formatLength)).toEqual([
    '1 d',
    '365 d',
    '1 d 12:00:00',
  ]);
  expect(axisMoments(31_536_000_000_000, 13).map(formatLength)).toHaveLength(13);
});

it('writes the tick of an event', () => {
  expect([0, 20_001_234, 3_725_100_000].map(formatTick)).toEqual([
    '0:00.000000',
    '0:20.001234',
    '1:02:05.100000',
  ]);
});

it('says moments', () => {
  expect([0, 1_000_000, 39_250_000, 60_000_000, 140_500_000].map(sayMoment)).toEqual([
    '0 seconds',
    '1 second',
    '39.2 seconds',
    '1 minute',
    '2 minutes 20.5 seconds',
  ]);
});

it('marks an axis at round moments', () => {
  expect(axisMoments(300_000_000, 10).map(formatLength)).toHaveLength(11);
  expect(axisMoments(300_000_000, 5).map(formatLength)).toEqual([
    '0:00',
    '1:00',
    '2:00',
    '3:00',
    '4:00',
    '5:00',
  ]);
  expect(axisMoments(0, 10)).toEqual([0]);
  expect(axisMoments(30 * 86_400_000_000, 10).length).toBeLessThanOrEqual(11);
});
