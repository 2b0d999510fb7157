import { describe, expect, test } from 'vitest';
import { hash128, RandomStreams, uniform } from './random.ts';

const first = (streams: RandomStreams, name: string, n = 64): number[] => {
  const stream = streams.stream(streams.names.indexOf(name));
  return Array.from({ length: n }, () => stream.next());
};

describe('names', () => {
  test('the same seed and name give the same stream, whoever else is there', () => {
    const alone = first(new RandomStreams(7, ['shoppers/arrivals']), 'shoppers/arrivals');
    const among = new RandomStreams(7, ['api/service', 'shoppers/arrivals', 'db/service']);
    first(among, 'api/service', 1000);
    expect(first(among, 'shoppers/arrivals')).toEqual(alone);
  });

  test('another name or another seed gives another stream', () => {
    const one = first(new RandomStreams(7, ['a/x']), 'a/x');
    expect(first(new RandomStreams(7, ['a/y']), 'a/y')).not.toEqual(one);
    expect(first(new RandomStreams(8, ['a/x']), 'a/x')).not.toEqual(one);
    expect(first(new RandomStreams('7', ['a/x']), 'a/x')).toEqual(one);
  });

  test('ten thousand neighbouring names and seeds share no state', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 100; seed++)
      for (let part = 0; part < 100; part++) seen.add(hash128(`${seed}/part-${part}/service`).join());
    expect(seen.size).toBe(10_000);
  });

  test('each bit of a name moves about half of the bits of its state', () => {
    const bitsOf = (name: string) =>
      hash128(name)
        .map((word) => (word >>> 0).toString(2).padStart(32, '0'))
        .join('');
    let changed = 0;
    const pairs = 500;
    for (let i = 0; i < pairs; i++) {
      const [a, b] = [bitsOf(`7/part-${i}`), bitsOf(`7/part-${i + 1}`)];
      for (let at = 0; at < 128; at++) if (a[at] !== b[at]) changed++;
    }
    // 64,000 tosses of a coin: the mean, give or take five standard deviations.
    expect(Math.abs(changed - 64 * pairs)).toBeLessThan(5 * Math.sqrt(32 * pairs));
  });
});

describe('chance', () => {
  const CELLS = 256;
  const DRAWS = 200_000;
  /** Mean and spread of chi-square with 255 degrees of freedom; five standard deviations off is no accident. */
  const fair = (counts: ArrayLike<number>, draws: number) => {
    let chi2 = 0;
    for (let i = 0; i < counts.length; i++) {
      const expected = draws / counts.length;
      chi2 += (counts[i]! - expected) ** 2 / expected;
    }
    const freedom = counts.length - 1;
    expect(Math.abs(chi2 - freedom)).toBeLessThan(5 * Math.sqrt(2 * freedom));
  };

  test.each([0, 8, 16, 24])('the byte at bit %i is uniform', (shift) => {
    const stream = new RandomStreams('chi', ['bytes']).stream(0);
    const counts = new Uint32Array(CELLS);
    for (let i = 0; i < DRAWS; i++) counts[(stream.next() >>> shift) & 255]!++;
    fair(counts, DRAWS);
  });

  test('two streams drawn in turns are independent', () => {
    const streams = new RandomStreams('chi', ['users/arrivals', 'users/arrivals2']);
    const [a, b] = [streams.stream(0), streams.stream(1)];
    const counts = new Uint32Array(CELLS);
    for (let i = 0; i < DRAWS; i++) counts[((a.next() >>> 28) << 4) | (b.next() >>> 28)]!++;
    fair(counts, DRAWS);
  });

  test('one draw tells nothing of the next', () => {
    const stream = new RandomStreams('chi', ['serial']).stream(0);
    const counts = new Uint32Array(CELLS);
    for (let i = 0; i < DRAWS; i++) counts[((stream.next() >>> 28) << 4) | (stream.next() >>> 28)]!++;
    fair(counts, DRAWS);
  });

  test('a test that can fail: a stream that repeats itself is not fair', () => {
    const counts = new Uint32Array(CELLS);
    for (let i = 0; i < DRAWS; i++) counts[(i % 200) & 255]!++;
    expect(() => fair(counts, DRAWS)).toThrow();
  });

  test('uniform numbers lie strictly between 0 and 1', () => {
    expect(uniform({ next: () => 0 })).toBeGreaterThan(0);
    expect(uniform({ next: () => 2 ** 32 - 1 })).toBeLessThan(1);
  });
});

test('the state of every stream is in one array: put back, it goes on as before', () => {
  const streams = new RandomStreams(1, ['a', 'b']);
  first(streams, 'b', 10);
  const words = streams.words.slice();
  const after = [first(streams, 'a'), first(streams, 'b')];
  streams.words.set(words);
  expect([first(streams, 'a'), first(streams, 'b')]).toEqual(after);
});
