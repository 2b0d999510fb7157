import { expect, it } from 'vitest';
import { formatRate } from './figures.ts';

it('a rate is a second where there is one, and else by the unit in which it can be read', () => {
  expect([0, 50, 1873, 2.25, 1, 0.1, 0.05, 1 / 300, 12 / 86_400, 0.2 / 86_400].map(formatRate)).toEqual([
    '0/s',
    '50/s',
    '1,873/s',
    '2.3/s',
    '1/s',
    '0.1/s',
    '3/min',
    '12/h',
    '12/d',
    '< 1/d',
  ]);
});
