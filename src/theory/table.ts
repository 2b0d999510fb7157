import * as theory from './formulas.ts';
import type { Row } from './row.ts';

const LITTLE = 'Kleinrock, Queueing Systems I, 1975';

function mm1(lam: number): Row {
  const W = 1 / (1 - lam);
  const values = { ...theory.mmc(1, lam, 1), var_W: W * W, busy_period: W, W_p50: W * LN2, W_p99: W * LN100 };
  return { id: `M/M/1 at ${lam}`, model: 'M/M/1', params: { lam, mu: 1 }, values, source: LITTLE };
}
const LN2 = Math.LN2;
const LN100 = 4.605170185988092;

const mmc = (c: number, lam: number): Row => ({
  id: `M/M/${c} at ${lam}`,
  model: 'M/M/c',
  params: { c, lam, mu: 1 },
  values: { ...theory.mmc(c, lam, 1), ErlangB: theory.erlangB(c, lam) },
  source: 'Erlang, 1917',
});

const loss = (c: number, a: number): Row => ({
  id: `${a} erlang on ${c}`,
  model: 'M/M/c/c',
  params: { c, a },
  values: { B: theory.erlangB(c, a) },
  source: 'Erlang, 1917',
});

const mg1 = (name: string, law: string, cv2: number): Row => ({
  id: `mg1_${law}`,
  model: 'M/G/1',
  params: { lam: 0.7, ES: 1, cv2 },
  values: theory.mg1(0.7, 1, cv2),
  source: 'Pollaczek, 1930; Khinchine, 1932',
  note: name,
});

const mmck = (c: number, K: number, lam: number): Row => ({
  id: `M/M/${c}/${K} at ${lam}`,
  model: 'M/M/c/K',
  params: { c, K, lam, mu: 1 },
  values: theory.mmck(c, K, lam, 1),
  source: 'balance equations',
});

const closed = (N: number): Row => ({
  id: `${N} users, think 5, work 1`,
  model: 'M/M/1//N (mutex contention, interactive system)',
  params: { N, Z: 5, S: 1 },
  values: theory.machineRepair(N, 5, 1),
  source: 'mean value analysis',
});

const forkJoin = (K: number, lam: number): Row => ({
  id: `fork-join of ${K} at ${lam}`,
  model: `fork-join K=${K}`,
  params: { lam, mu: 1 },
  values: { [K === 2 ? 'T' : 'T_approx']: theory.forkJoin(K, lam, 1) },
  source: 'Nelson & Tantawi, 1988',
});

const outage = (lam: number, mu: number, T: number): Row => ({
  id: `outage of ${T} at ${lam}, drained at ${mu}`,
  model: 'deterministic outage of the consumer behind a buffer',
  params: { lam, mu, T },
  values: theory.outage(lam, mu, T),
  source: 'fluid limit, to one job',
});

const breakdown = (lam: number, mu: number, fail: number, repair: number): Row => ({
  id: `breakdowns ${lam}, ${mu}, ${fail}, ${repair}`,
  model: 'M/M/1 with random server breakdowns (operating or idle), exp up/down',
  params: { lam, mu, fail, repair },
  values: theory.breakdown(lam, mu, fail, repair),
  source: 'White & Christie, 1958',
});

const retrial = (lam: number, theta: number): Row => ({
  id: `retries ${lam}, after ${theta}`,
  model: 'M/M/1/1 with exponential retries (classical retrial queue)',
  params: { lam, mu: 1, theta },
  values: { orbit_mean: theory.retrialOrbit(lam, 1, theta) },
  source: 'Falin & Templeton, 1997',
});

/** The project's own table: its figures come from the formulas beside it, its measurements from real parts and wires. */
export const TABLE: readonly Row[] = [
  ...[0.3, 0.6, 0.8, 0.9].map(mm1),
  ...(
    [
      [2, 1.4],
      [4, 3],
      [8, 7],
      [20, 18],
      [50, 45],
    ] as const
  ).map(([c, lam]) => mmc(c, lam)),
  ...(
    [
      [1, 0.5],
      [3, 2],
      [8, 8],
      [20, 15],
      [60, 50],
    ] as const
  ).map(([c, a]) => loss(c, a)),
  mg1('even work', 'D', 0),
  mg1('uniform work', 'U(0,2)', 1 / 3),
  mg1('Erlang work of 3 steps', 'Erlang-3', 1 / 3),
  mg1('exponential work', 'M', 1),
  mg1('two kinds of work', 'H2', 3),
  mg1('lognormal work', 'lognormal', 2.25),
  {
    id: 'M/D/1 at 0.8',
    model: 'M/D/1',
    params: { lam: 0.8, D: 1 },
    values: theory.mg1(0.8, 1, 0),
    source: 'Pollaczek-Khinchine',
  },
  ...(
    [
      [1, 3, 0.9],
      [1, 8, 1.5],
      [3, 6, 2.5],
      [6, 9, 7],
    ] as const
  ).map(([c, K, lam]) => mmck(c, K, lam)),
  {
    id: 'D/M/1 at 0.7',
    model: 'D/M/1',
    params: { lam: 0.7, mu: 1 },
    values: theory.dm1(0.7, 1),
    source: 'Kleinrock, chapter 6',
  },
  {
    id: 'three stations in a row',
    model: 'open Jackson tandem',
    params: { lam: 0.7, mu: [1, 1.4, 0.9] },
    values: { W: 1 / 0.3 + 1 / 0.7 + 1 / 0.2, W1: 1 / 0.3, W2: 1 / 0.7, W3: 1 / 0.2 },
    source: 'Jackson, 1957',
  },
  {
    id: 'a fifth comes back',
    model: 'M/M/1 with Bernoulli feedback p=.25',
    params: { lam: 0.6, mu: 1, p: 0.2 },
    values: { lam_eff: 0.75, L: 3, W: 5 },
    source: 'Jackson, 1957',
  },
  ...[1, 4, 8, 16].map(closed),
  ...(
    [
      [2, 0.6],
      [2, 0.85],
      [4, 0.7],
      [8, 0.7],
    ] as const
  ).map(([K, lam]) => forkJoin(K, lam)),
  outage(50, 125, 60),
  outage(4, 5, 90),
  breakdown(0.5, 1, 0.02, 0.2),
  breakdown(0.4, 1, 0.1, 0.5),
  retrial(0.4, 1),
  retrial(0.6, 0.2),
  {
    id: 'callers who hang up',
    model: 'M/M/c+M (clients time out)',
    params: { lam: 12, mu: 1, c: 10, theta: 0.4 },
    values: theory.erlangA(12, 1, 10, 0.4),
    source: 'Palm, 1957',
  },
  {
    id: 'twenty jobs at once',
    model: 'M/G/c/c: start requests refused over the concurrency quota (insensitive to the job-length law)',
    params: { c: 20, a: 18 },
    values: { P_reject: theory.erlangB(20, 18) },
    source: 'Sevastyanov, 1957',
  },
  {
    id: 'a goroutine for each request',
    model: 'M/G/inf (a goroutine per request)',
    params: { lam: 100, ES: 4 },
    values: { L: 400, sd: 20 },
    source: 'Poisson occupancy',
  },
  {
    id: 'a bucket of 30 tokens',
    model: 'token bucket, D arrivals',
    params: { rate: 20, burst: 30, lam: 40, T: 30 },
    values: { admitted: 630, rejected: 570 },
    source: 'arithmetic, to one request',
  },
];
