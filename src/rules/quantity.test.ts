import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Read,
  readDistribution,
  readDuration,
  readNumber,
  readRate,
  readShare,
  readSize,
} from './quantity.ts';

const valueIn = <T>(read: Read<T>): T | string => (read.ok ? read.value : 'refused');

test.each([
  ['30s', 30_000_000],
  ['250ms', 250_000],
  ['7us', 7],
  ['7µs', 7],
  ['5m', 300_000_000],
  ['5min', 300_000_000],
  ['1h', 3_600_000_000],
  ['4d', 345_600_000_000],
  ['1h 30m', 5_400_000_000],
  ['1h30m 15s', 5_415_000_000],
  ['1.5s', 1_500_000],
  ['1_000ms', 1_000_000],
  ['1e3ms', 1_000_000],
  ['2 s', 2_000_000],
  ['  2s ', 2_000_000],
  ['0s', 0],
  ['0', 0],
  [0, 0],
  ['0.4us', 0],
])('the duration %s', (text, ticks) => {
  expect(valueIn(readDuration(text))).toBe(ticks);
});

test.each([
  '',
  ' ',
  '5',
  5,
  'five seconds',
  '5 seconds',
  '-5s',
  '5s ago',
  '1,5s',
  '5S',
  's',
  '1e999s',
  '300y',
  '1_0s',
  '400000000000s',
  '5s5',
  null,
  undefined,
  true,
  {},
  [],
  Number.NaN,
  ['5s'],
])('no duration: %j', (text) => {
  expect(readDuration(text)).toMatchObject({ ok: false, expected: expect.stringContaining('30s') });
});

test.each([
  [readRate, '50/s', 50],
  [readRate, '1200/m', 20],
  [readRate, '1200 / min', 20],
  [readRate, '0.5/s', 0.5],
  [readRate, '3/ms', 3000],
  [readRate, '86400/d', 1],
  [readRate, '0', 0],
  [readRate, '50', 'refused'],
  [readRate, '50/week', 'refused'],
  [readRate, '-1/s', 'refused'],
  [readRate, '1e999/s', 'refused'],
  [readSize, '256KiB', 262_144],
  [readSize, '256 KiB', 262_144],
  [readSize, '1MB', 1_000_000],
  [readSize, '512B', 512],
  [readSize, '1.5GiB', 1_610_612_736],
  [readSize, '256', 'refused'],
  [readSize, '256kib', 'refused'],
  [readSize, '1e400TB', 'refused'],
  [readShare, '2.5 %', 0.025],
  [readShare, '100%', 1],
  [readShare, 0.3, 0.3],
  [readShare, '0.3', 'refused'],
  [readShare, '1e999 %', 'refused'],
  [readShare, Number.NaN, 'refused'],
  [readNumber, 7, 7],
  [readNumber, '7', 'refused'],
  [readNumber, Number.POSITIVE_INFINITY, 'refused'],
] as const)('%o of %s is %s', (read, raw, value) => {
  expect(valueIn(read(raw))).toBe(value);
});

describe('laws', () => {
  test.each([
    ['12ms', { law: 'constant', value: 12_000 }],
    [0, { law: 'constant', value: 0 }],
    ['constant 12ms', { law: 'constant', value: 12_000 }],
    ['exp 12ms', { law: 'exponential', mean: 12_000 }],
    ['exponential 1m 30s', { law: 'exponential', mean: 90_000_000 }],
    ['uniform 5ms..15ms', { law: 'uniform', from: 5_000, to: 15_000 }],
    ['uniform 5ms .. 15ms', { law: 'uniform', from: 5_000, to: 15_000 }],
    ['uniform 0..1m 30s', { law: 'uniform', from: 0, to: 90_000_000 }],
    ['erlang 4 12ms', { law: 'erlang', shape: 4, mean: 12_000 }],
    ['hyper 12ms cv2 4', { law: 'hyper', mean: 12_000, cv2: 4 }],
    ['hyper 1m 30s cv2 1.5', { law: 'hyper', mean: 90_000_000, cv2: 1.5 }],
    ['lognormal 12ms cv 2', { law: 'lognormal', mean: 12_000, cv: 2 }],
    ['pareto 1.5 10ms..10s', { law: 'pareto', shape: 1.5, from: 10_000, to: 10_000_000 }],
    ['empirical 5ms 7ms 12ms', { law: 'empirical', values: [5_000, 7_000, 12_000] }],
    ['  exp   12ms ', { law: 'exponential', mean: 12_000 }],
  ])('%s', (text, law) => {
    expect(valueIn(readDistribution(text))).toEqual(law);
  });

  test.each([
    'exp',
    'exp 12',
    'normal 12ms',
    'exp 12ms 13ms x',
    'uniform 5ms',
    'uniform ..5ms',
    'uniform 5ms..',
    'uniform 15ms..5ms',
    'uniform 1ms..2ms..3ms',
    'erlang 0 12ms',
    'erlang 1.5 12ms',
    'erlang 0x4 12ms',
    'erlang 12ms',
    'erlang 5000 1s',
    'hyper 12ms',
    'hyper 12ms cv2 1',
    'hyper 12ms cv2 4 more',
    'hyper 12ms cv2 4 cv2 5',
    'hyper 12ms cv 4',
    'hyper 12ms cv2 Infinity',
    'hyper 12ms cv2 1e9',
    'lognormal 12ms cv 0',
    'lognormal 12ms cv 1e200',
    'pareto 0 1ms..2ms',
    'pareto Infinity 1ms..2ms',
    'pareto 1.5 0..2ms',
    'pareto 1.5 2ms..2ms',
    'pareto x 1ms..2ms',
    'empirical',
    'empirical 5ms x',
  ])('no law: %s', (text) => {
    expect(valueIn(readDistribution(text))).toBe('refused');
  });
});

describe('whatever is written', () => {
  const READERS = { readDuration, readRate, readSize, readShare, readNumber, readDistribution };
  const pieces = fc
    .array(
      fc.constantFrom(
        ...[
          'exp',
          'hyper',
          'pareto',
          'uniform',
          'cv',
          'cv2',
          '..',
          '.',
          ' ',
          '5',
          '1e9',
          '1e999',
          '0x1',
          'ms',
          's',
          'd',
          '/',
          '%',
          'KiB',
          '-',
          '_',
          'µ',
          '\n',
          'Infinity',
          'NaN',
        ],
      ),
      { maxLength: 12 },
    )
    .map((words) => words.join(''));

  test.each(Object.entries(READERS))('%s never throws, and a good value is a finite one', (_, read) => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string(), fc.anything()), (raw) => {
        const answer = read(raw);
        if (!answer.ok) {
          expect(answer.expected.length).toBeGreaterThan(3);
          return;
        }
        const numbers = JSON.stringify(answer.value);
        expect(numbers).not.toContain('null'); // what JSON makes of Infinity and NaN
        if (typeof answer.value === 'number' && read !== readNumber && read !== readShare)
          expect(answer.value).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000, seed: 6 },
    );
  });

  test('a duration as it is written is the duration that is read', () => {
    const units = fc.constantFrom(
      ['us', 1],
      ['ms', 1000],
      ['s', 1e6],
      ['m', 6e7],
      ['h', 3.6e9],
      ['d', 8.64e10],
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(10_000), units), { minLength: 1, maxLength: 4 }), (pieces) => {
        const text = pieces.map(([n, [unit]]) => `${n}${unit}`).join(' ');
        const ticks = pieces.reduce((sum, [n, [, size]]) => sum + n * (size as number), 0);
        expect(valueIn(readDuration(text))).toBe(ticks);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test('a long text costs no more than its length', () => {
    const begin = performance.now();
    for (const text of [
      '.'.repeat(200_000),
      '1'.repeat(200_000),
      '1s'.repeat(100_000),
      `${'. '.repeat(100_000)}x y`,
    ])
      for (const law of ['', 'uniform ', 'pareto 1 ', 'hyper ', 'empirical ']) readDistribution(law + text);
    expect(performance.now() - begin).toBeLessThan(30_000);
  });
});
