import {
  ENDLESS,
  EXIT,
  modelOf,
  type Params,
  type Placed,
  perSecond,
  Steady,
  s,
  type Wired,
} from './bench.ts';
import type { Experiment } from './row.ts';

const freed = (mu: number): Readonly<Record<string, unknown>> => ({
  slots: 1,
  queue: ENDLESS,
  serviceTime: `exp ${s(1 / mu)}`,
  whileCalling: 'frees its slot',
});

/** Mean time at a station: the slots and the line it fills, over what goes through. */
const stay = (steady: Steady, id: string): number =>
  (steady.mean(id, 'busy') + steady.mean(id, 'waiting')) / steady.rate(id, 'arrived');

export function tandem(lam: number, mu: readonly number[]): Experiment {
  const parts: Placed[] = [
    ['traffic-source', 'users', { rate: perSecond(lam) }],
    ...mu.map((m, i): Placed => ['service', `s${i + 1}`, freed(m)]),
  ];
  const wires: Wired[] = mu.map((_, i): Wired => [i === 0 ? 'users.out' : `s${i}.calls`, `s${i + 1}.in`]);
  return {
    kind: 'chance',
    measure(seed, jobs) {
      const steady = new Steady(modelOf(parts, wires, jobs / lam), seed);
      const stays = Object.fromEntries(mu.map((_, i) => [`W${i + 1}`, stay(steady, `s${i + 1}`)]));
      return { ...stays, W: steady.time('users', 'latency'), L: steady.mean('users', 'open') };
    },
  };
}

export function feedback({ lam, mu, p }: Params): Experiment {
  const parts: Placed[] = [
    ['traffic-source', 'users', { rate: perSecond(lam!) }],
    ['service', 's1', freed(mu!)],
    ['router', 'again'],
    EXIT,
  ];
  const wires: Wired[] = [
    ['users.out', 's1.in'],
    ['s1.calls', 'again.in'],
    ['again.out', 's1.in', p!],
    ['again.out', 'exit.in', 1 - p!],
  ];
  return {
    kind: 'chance',
    measure(seed, jobs) {
      const steady = new Steady(modelOf(parts, wires, jobs / lam!), seed);
      return {
        lam_eff: steady.rate('s1', 'arrived'),
        L: steady.mean('s1', 'busy') + steady.mean('s1', 'waiting'),
        W: steady.time('users', 'latency'),
      };
    },
  };
}

export function jackson(
  gamma: readonly number[],
  R: readonly (readonly number[])[],
  mu: readonly number[],
): Experiment {
  const nodes = mu.map((_, i) => i + 1);
  const parts: Placed[] = [
    ...gamma.flatMap((g, i): Placed[] =>
      g > 0 ? [['traffic-source', `users${i + 1}`, { rate: perSecond(g) }]] : [],
    ),
    ...nodes.flatMap((n): Placed[] => [
      ['service', `s${n}`, freed(mu[n - 1]!)],
      ['router', `r${n}`],
    ]),
    EXIT,
  ];
  const wires: Wired[] = [
    ...gamma.flatMap((g, i): Wired[] => (g > 0 ? [[`users${i + 1}.out`, `s${i + 1}.in`]] : [])),
    ...nodes.flatMap((n): Wired[] => {
      const onward = R[n - 1]!.flatMap((share, j): Wired[] =>
        share > 0 ? [[`r${n}.out`, `s${j + 1}.in`, share]] : [],
      );
      const leaves = 1 - R[n - 1]!.reduce((a, b) => a + b, 0);
      return [[`s${n}.calls`, `r${n}.in`], ...onward, [`r${n}.out`, 'exit.in', leaves]];
    }),
  ];
  const total = gamma.reduce((a, b) => a + b, 0);
  return {
    kind: 'chance',
    measure(seed, jobs) {
      const steady = new Steady(modelOf(parts, wires, jobs / total), seed);
      const measured: Record<string, number> = { W: steady.time('users1', 'latency') };
      for (const n of nodes) {
        measured[`lam${n}`] = steady.rate(`s${n}`, 'arrived');
        measured[`L${n}`] = steady.mean(`s${n}`, 'busy') + steady.mean(`s${n}`, 'waiting');
      }
      return measured;
    },
  };
}

export function closed({ N, Z, S }: Params): Experiment {
  const run = (users: number, seed: number, jobs: number) => {
    const parts: Placed[] = [
      ['traffic-source', 'users', { arrivals: 'closed', users, thinkTime: `exp ${s(Z!)}` }],
      ['service', 'station', { slots: 1, queue: ENDLESS, serviceTime: `exp ${s(S!)}` }],
    ];
    return new Steady(modelOf(parts, [['users.out', 'station.in']], (jobs * (Z! + S!)) / users), seed);
  };
  return {
    kind: 'chance',
    measure(seed, jobs) {
      const steady = run(N!, seed, jobs);
      const X = steady.rate('station', 'answered');
      const U = steady.mean('station', 'busy');
      // The knee: how many users it takes until they must meet, from one user's cycle and the work in it.
      const alone = N === 1 ? steady : run(1, seed, jobs / 4);
      const cycle = 1 / alone.rate('station', 'answered');
      return {
        X,
        U,
        R: steady.time('users', 'latency'),
        Q: U + steady.mean('station', 'waiting'),
        N_star: cycle / (U / X),
      };
    },
  };
}

export function forkJoin({ lam, mu }: Params, width: number): Experiment {
  const branches = Array.from({ length: width }, (_, i) => `b${i + 1}`);
  const parts: Placed[] = [
    ['traffic-source', 'users', { rate: perSecond(lam!) }],
    ['join', 'all'],
    ...branches.map(
      (id): Placed => ['service', id, { slots: 1, queue: ENDLESS, serviceTime: `exp ${s(1 / mu!)}` }],
    ),
  ];
  const wires: Wired[] = [['users.out', 'all.in'], ...branches.map((id): Wired => ['all.out', `${id}.in`])];
  return {
    kind: 'chance',
    measure(seed, jobs) {
      const T = new Steady(modelOf(parts, wires, jobs / lam!), seed).time('users', 'latency');
      return { T, T_approx: T };
    },
  };
}
