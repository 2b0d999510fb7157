import { ticks } from '../engine/clock.ts';
import { World } from '../engine/world.ts';
import { ENDLESS, EXIT, modelOf, type Params, type Placed, perSecond, Steady, s } from './bench.ts';
import type { Experiment } from './row.ts';

/** Even arrivals, even work, and a consumer that stands still for T seconds. */
export function outage({ lam, mu, T }: Params): Experiment {
  const begins = 100;
  const drain = (lam! * T!) / (mu! - lam!);
  const job = 1 / lam! + 1 / mu!;
  return {
    kind: 'fixed',
    tolerance: {
      backlog_peak: 1,
      drain_time: drain / (lam! * T!) + job,
      max_wait: job,
      area_backlog: T! + drain + job,
    },
    measure(seed) {
      const parts: Placed[] = [
        ['traffic-source', 'users', { arrivals: 'constant', rate: perSecond(lam!) }],
        ['service', 'station', { slots: 1, queue: ENDLESS, serviceTime: s(1 / mu!), onCrash: 'pause' }],
      ];
      const settings = { instances: 1 };
      const acts = [
        { at: ticks(begins), part: 1, act: 'crash', phase: 'begin' as const, settings },
        { at: ticks(begins + T!), part: 1, act: 'crash', phase: 'end' as const, settings },
      ];
      const world = new World(modelOf(parts, [['users.out', 'station.in']], begins + T! + 2 * drain, acts), {
        seed,
      });
      const waiting = world.metricIndex.get('station.waiting')!;
      let longest = 0;
      world.ledger.sink = {
        timing: (metric, value) => {
          if (metric === world.metricIndex.get('station.wait')) longest = Math.max(longest, value);
        },
      };
      world.run(ticks(begins));
      const area = world.ledger.area(waiting, ticks(begins));
      world.run(ticks(begins + T!));
      while (world.ledger.read(waiting, world.now) > 0) world.run(Number.POSITIVE_INFINITY, 1);
      return {
        backlog_peak: world.ledger.high(waiting, world.now),
        drain_time: world.now / 1e6 - begins - T!,
        max_wait: longest / 1e6,
        area_backlog: (world.ledger.area(waiting, world.now) - area) / 1e6,
      };
    },
  };
}

export function retrial({ lam, mu, theta }: Params): Experiment {
  const parts: Placed[] = [
    [
      'traffic-source',
      'users',
      {
        rate: perSecond(lam!),
        retries: ENDLESS,
        backoff: `exp ${s(1 / theta!)}`,
        backoffFactor: 1,
        backoffMax: '1d',
      },
    ],
    ['service', 'station', { slots: 1, queue: 0, serviceTime: `exp ${s(1 / mu!)}` }],
  ];
  return {
    kind: 'chance',
    measure(seed, jobs) {
      const orbit = new Steady(modelOf(parts, [['users.out', 'station.in']], jobs / lam!), seed).mean(
        'users',
        'backingOff',
      );
      return { orbit_mean: orbit, orbit_numeric: orbit };
    },
  };
}

/** So many at once that they are looked at now and then, further apart than a job lasts. */
export function unbounded({ lam, ES }: Params): Experiment {
  const parts: Placed[] = [
    ['traffic-source', 'users', { rate: perSecond(lam!) }],
    ['service', 'station', { slots: 1_000_000, serviceTime: `exp ${s(ES!)}` }],
  ];
  return {
    kind: 'chance',
    measure(seed) {
      const looks = 24;
      const world = new World(modelOf(parts, [['users.out', 'station.in']], ES! * (10 + 5 * looks)), {
        seed,
      });
      const busy = world.metricIndex.get('station.busy')!;
      const seen: number[] = [];
      for (let i = 1; i <= looks; i++) {
        world.run(ticks(ES! * (10 + 5 * i)));
        seen.push(world.ledger.read(busy, world.now));
      }
      const L = seen.reduce((a, b) => a + b, 0) / looks;
      return { L, sd: Math.sqrt(seen.reduce((sum, x) => sum + (x - L) * (x - L), 0) / (looks - 1)) };
    },
  };
}

export function tokenBucket({ rate, burst, lam, T }: Params): Experiment {
  const parts: Placed[] = [
    ['traffic-source', 'users', { arrivals: 'constant', rate: perSecond(lam!) }],
    ['rate-limiter', 'limit', { rate: perSecond(rate!), burst: burst! }],
    EXIT,
  ];
  return {
    kind: 'fixed',
    tolerance: { admitted: 1, rejected: 1 },
    measure(seed) {
      const world = new World(
        modelOf(
          parts,
          [
            ['users.out', 'limit.in'],
            ['limit.out', 'exit.in'],
          ],
          T!,
        ),
        { seed },
      );
      world.run();
      const read = (metric: string) =>
        world.ledger.read(world.metricIndex.get(`limit.${metric}`)!, world.now);
      return { admitted: read('passed'), rejected: read('throttled') };
    },
  };
}
