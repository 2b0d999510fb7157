import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../engine/random.ts';
import { admits, answered, type CircuitRules, change, freshCircuit } from './circuit.ts';

const rules: CircuitRules = {
  requestVolumeThreshold: 4,
  failureRatio: 0.75,
  successThreshold: 1,
  halfOpenRequests: 1,
};

/** One call after the other: S succeeds, F fails, - waits out the delay. @returns what the circuit was after each */
function told(story: string, with_: Partial<CircuitRules> = {}): string {
  const circuit = freshCircuit();
  const all = { ...rules, ...with_ };
  return [...story]
    .map((one) => {
      if (one === '-') change(circuit, 'halfOpen');
      else if (!admits(circuit, all)) return 'x';
      else answered(circuit, all, circuit.era, one === 'F');
      return { closed: 'c', open: 'o', halfOpen: 'h' }[circuit.is];
    })
    .join('');
}

describe('the example of the TCK: a window of 4, ratio 0.75', () => {
  test('opens with the third failure of four, and refuses', () => {
    expect(told('SFFFSS')).toBe('cccoxx');
  });

  test('three failures are not enough while the window is not full', () => {
    expect(told('FFF')).toBe('ccc');
    expect(told('FFFS')).toBe('ccco');
  });

  test('half open: one success closes it, and the window begins anew', () => {
    expect(told('SFFF-SFFFS')).toBe('cccohcccco');
  });

  test('half open: a failure opens it again', () => {
    expect(told('SFFF-FS')).toBe('cccohox');
  });

  test('two successes close it where two are asked for', () => {
    expect(told('SFFF-SSSFFF', { successThreshold: 2 })).toBe('cccohhcccco');
    expect(told('SFFF-SF', { successThreshold: 2 })).toBe('cccohho');
  });

  test('the window rolls: only the latest four count', () => {
    expect(told('FSSFSSFS')).toBe('cccccccc');
    expect(told('SSSSFFF')).toBe('cccccco');
  });
});

test('half open, only so many are under way at once; answers to calls of before tell nothing', () => {
  const circuit = freshCircuit();
  const before = circuit.era;
  change(circuit, 'open');
  change(circuit, 'halfOpen');
  const two = { ...rules, halfOpenRequests: 2 };
  expect([1, 2, 3].map(() => admits(circuit, two))).toEqual([true, true, false]);
  expect(answered(circuit, two, before, true)).toBe(false);
  expect(circuit.is).toBe('halfOpen');
  expect(answered(circuit, two, circuit.era, false)).toBe(true);
  expect(circuit.is).toBe('closed');
});

test('random stories: its count of failures is that of its window, and it opens exactly when the share is reached', () => {
  const stream = new RandomStreams('circuit', ['test']).stream(0);
  const u = () => stream.next() / 4294967296;
  for (let story = 0; story < 200; story++) {
    const all: CircuitRules = {
      requestVolumeThreshold: 1 + Math.floor(u() * 12),
      failureRatio: 0.05 + 0.95 * u(),
      successThreshold: 1 + Math.floor(u() * 3),
      halfOpenRequests: 1 + Math.floor(u() * 3),
    };
    const circuit = freshCircuit();
    const bad = u();
    let latest: boolean[] = [];
    for (let call = 0; call < 100; call++) {
      if (!admits(circuit, all)) {
        expect(circuit.is).toBe('open');
        change(circuit, 'halfOpen');
        latest = [];
        continue;
      }
      const failed = u() < bad;
      const was = circuit.is;
      answered(circuit, all, circuit.era, failed);
      if (was !== 'closed') continue;
      latest = [...latest, failed].slice(-all.requestVolumeThreshold);
      const share = latest.filter(Boolean).length / all.requestVolumeThreshold;
      const full = latest.length === all.requestVolumeThreshold;
      const opens = full && share >= all.failureRatio;
      expect(circuit.is).toBe(opens ? 'open' : 'closed');
      if (!opens) expect(circuit.failures).toBe(latest.filter(Boolean).length);
    }
  }
});
