import { expect, test } from 'vitest';
import type { BitSource } from '../../src/engine/random.ts';
import { World } from '../../src/engine/world.ts';
import { modelOf } from '../../src/theory/bench.ts';

/**
 * The generator that A. Law's "Simulation Modeling and Analysis" prints with its first programs: the prime-modulus
 * multiplicative congruential generator of Marse and Roberts, multiplier 630360016, stream 1.
 */
function lawGenerator(): BitSource {
  let z = 1973272912n;
  return {
    next() {
      z = (z * 630360016n) % 2147483647n;
      // The book keeps the upper 24 bits and sets the last of them.
      return (Number(z >> 7n) | 1) * 256;
    },
  };
}

/** The book's M/M/1: stops when the thousandth customer begins to be served. Minutes are taken for seconds. */
function firstThousand(meanInterarrival: number) {
  const generator = lawGenerator();
  const model = modelOf(
    [
      ['traffic-source', 'users', { rate: `${1 / meanInterarrival}/s` }],
      ['service', 'server', { slots: 1, queue: 1_000_000, serviceTime: 'exp 500ms' }],
    ],
    [['users.out', 'server.in']],
    100_000,
  );
  const world = new World(model, { seed: 0, source: () => generator });
  const metric = (name: string) => world.metricIndex.get(`server.${name}`)!;
  let delays = 0;
  let sum = 0;
  world.ledger.sink = {
    timing(index, value) {
      if (index !== metric('wait')) return;
      delays++;
      sum += value;
    },
  };
  while (delays < 1000) world.run(Number.POSITIVE_INFINITY, 1);
  return {
    delay: (sum / 1000 / 1e6).toFixed(3),
    queue: (world.ledger.area(metric('waiting'), world.now) / world.now).toFixed(3),
    utilisation: (world.ledger.area(metric('busy'), world.now) / world.now).toFixed(3),
    end: (world.now / 1e6).toFixed(3),
  };
}

test('the published run: mean interarrival time 1, mean service time 0.5', () => {
  expect(firstThousand(1)).toEqual({ delay: '0.430', queue: '0.418', utilisation: '0.460', end: '1027.915' });
});

test('the published run under heavy load: mean interarrival time 0.505', () => {
  expect(firstThousand(0.505)).toMatchObject({ delay: '17.404', queue: '34.831', utilisation: '0.997' });
});
