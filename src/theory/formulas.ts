import { exp } from '../engine/arithmetic.ts';

/** Steady-state formulas of queueing theory. Times in seconds, rates a second. Each names where it is derived. */

/** Erlang's loss formula by its recursion. Source: A. K. Erlang, 1917. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let c = 1; c <= servers; c++) blocked = (load * blocked) / (c + load * blocked);
  return blocked;
}

/** Chance that an arrival must wait in M/M/c. Source: A. K. Erlang, 1917. */
export function erlangC(servers: number, load: number): number {
  const b = erlangB(servers, load);
  return b / (1 - (load / servers) * (1 - b));
}

export function mmc(c: number, lam: number, mu: number) {
  const wait = erlangC(c, lam / mu);
  const Wq = wait / (c * mu - lam);
  return { rho: lam / (c * mu), P_wait: wait, Wq, W: Wq + 1 / mu, Lq: lam * Wq, L: lam * (Wq + 1 / mu) };
}

/** M/M/c/K from its balance equations: room for K in all. */
export function mmck(c: number, K: number, lam: number, mu: number) {
  const share = balance(K, (n) => lam / (Math.min(n, c) * mu));
  const L = share.reduce((a, x, n) => a + n * x, 0);
  const Lq = share.reduce((a, x, n) => a + Math.max(0, n - c) * x, 0);
  const throughput = lam * (1 - share[K]!);
  return { P_loss: share[K]!, p0: share[0]!, L, Lq, W: L / throughput, Wq: Lq / throughput, throughput };
}

/** Shares of time with 0 to `most` there. @param step from n - 1 to n: how often it goes up, over how often down again */
function balance(most: number, step: (n: number) => number): readonly number[] {
  const p = [1];
  for (let n = 1; n <= most; n++) {
    p.push(p[n - 1]! * step(n));
    // Only the proportions count, and what grows without end would leave the numbers; far below all is nothing already.
    if (p[n]! > HUGE) for (let i = n; i >= 0 && p[i]! > 0; i--) p[i]! /= HUGE;
  }
  const sum = p.reduce((a, b) => a + b, 0);
  return p.map((x) => x / sum);
}
const HUGE = 1e250;

/** As M/M/c, stretched by how much the service times vary; exact for one server. Source: Lee & Longton, 1959. */
export function mgc(c: number, lam: number, mean: number, cv2: number) {
  const { rho, P_wait, Wq: even } = mmc(c, lam, 1 / mean);
  const Wq = (even * (1 + cv2)) / 2;
  return { rho, P_wait, Wq, W: Wq + mean, Lq: lam * Wq, L: lam * (Wq + mean) };
}

/** Pollaczek-Khinchine. @param cv2 squared coefficient of variation of the service time */
export function mg1(lam: number, mean: number, cv2: number) {
  const rho = lam * mean;
  const Wq = (rho * mean * (1 + cv2)) / (2 * (1 - rho));
  return { rho, Wq, W: Wq + mean, Lq: lam * Wq, L: lam * (Wq + mean) };
}

/** D/M/1: sigma solves sigma = exp(-(mu / lam)(1 - sigma)). Source: Kleinrock, Queueing Systems I, chapter 6. */
export function dm1(lam: number, mu: number) {
  let sigma = 0.5;
  for (let i = 0; i < 500; i++) sigma = exp((-mu / lam) * (1 - sigma));
  const Wq = sigma / (mu * (1 - sigma));
  return { sigma, Wq, W: Wq + 1 / mu };
}

/** N users who think for Z and share c servers of mean S, from the balance equations. Source: C. Palm, 1958. */
export function finiteSource(c: number, N: number, Z: number, S: number) {
  const share = balance(N, (n) => ((N - n + 1) * S) / (Z * Math.min(n, c)));
  const mean = (of: (n: number) => number) => share.reduce((a, x, n) => a + x * of(n), 0);
  const busy = mean((n) => Math.min(n, c));
  const L = mean((n) => n);
  const X = busy / S;
  return { X, busy, L, Lq: L - busy, W: L / X, Wq: (L - busy) / X };
}

/** N users who think for Z and share one server of mean S, by mean value analysis. */
export function machineRepair(N: number, Z: number, S: number) {
  let Q = 0;
  let X = 0;
  let R = 0;
  for (let n = 1; n <= N; n++) {
    R = S * (1 + Q);
    X = n / (Z + R);
    Q = X * R;
  }
  return { X, R, U: X * S, Q, N_star: (Z + S) / S };
}

/** Two parallel M/M/1 stations and a join, exact; more by approximation. Source: Nelson & Tantawi, 1988. */
export function forkJoin(K: number, lam: number, mu: number): number {
  const rho = lam / mu;
  const two = (12 - rho) / (8 * (mu - lam));
  if (K === 2) return two;
  let harmonic = 0;
  for (let i = 1; i <= K; i++) harmonic += 1 / i;
  return (harmonic / 1.5 + (4 / 11) * (1 - harmonic / 1.5) * rho) * two;
}

/** A consumer that stands still for T behind a buffer, in the fluid limit. */
export function outage(lam: number, mu: number, T: number) {
  const backlog_peak = lam * T;
  const drain_time = backlog_peak / (mu - lam);
  return { backlog_peak, drain_time, max_wait: T, area_backlog: (backlog_peak * (T + drain_time)) / 2 };
}

/** M/M/1 whose server breaks down, busy or idle, and is repaired. Source: White & Christie, 1958. */
export function breakdown(lam: number, mu: number, fail: number, repair: number) {
  const availability = repair / (fail + repair);
  const L =
    (lam * (mu * fail + (fail + repair) * (fail + repair))) /
    ((fail + repair) * (mu * repair - lam * (fail + repair)));
  return { L, W: L / lam, availability };
}

/** Mean number in orbit of the classical retrial queue M/M/1/1. Source: Falin & Templeton, 1997. */
export function retrialOrbit(lam: number, mu: number, theta: number): number {
  const rho = lam / mu;
  return (rho * (lam + rho * theta)) / ((1 - rho) * theta);
}

/** M/M/c with impatient customers, from its balance equations. Source: C. Palm, 1957. */
export function erlangA(lam: number, mu: number, c: number, theta: number) {
  // So far up that nobody ever gets there.
  const most = c + 400 + Math.ceil((4 * lam) / theta);
  const share = balance(most, (n) => lam / (Math.min(n, c) * mu + Math.max(0, n - c) * theta));
  const Lq = share.reduce((a, x, n) => a + Math.max(0, n - c) * x, 0);
  const P_wait = share.reduce((a, x, n) => a + (n >= c ? x : 0), 0);
  return { P_wait, P_abandon: (theta * Lq) / lam, Lq, Wq: Lq / lam };
}
