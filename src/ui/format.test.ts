import { expect, it } from 'vitest';
import { formatCount, formatSeconds } from './format.ts';

it('counts', () => {
  expect([0, 7, 1873, 999_999, 1_870_000].map(formatCount)).toEqual(['0', '7', '1,873', '999,999', '1.8 M']);
});

it('durations', () => {
  const given = [0, 0.00085, 0.012, 0.0035, 1, 3.25, 41.9, 59.97, 60, 320, 3600, 15_000, 90_000];
  expect(given.map(formatSeconds)).toEqual([
    '0 s',
    '850 µs',
    '12 ms',
    '3.5 ms',
    '1 s',
    '3.2 s',
    '41 s',
    '59 s',
    '1 min',
    '5 min 20 s',
    '1 h',
    '4 h 10 min',
    '1 d 1 h',
  ]);
});
