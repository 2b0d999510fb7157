/** Which model of queueing theory fits a station, and what it says. Times in seconds, rates a second. */
import { exp, ln } from '../engine/arithmetic.ts';
import { dm1, erlangA, erlangB, erlangC, finiteSource, mgc, mmc, mmck } from './formulas.ts';
import type { Moments } from './moments.ts';

/** How jobs come to a station. */
export type Coming =
  | { readonly is: 'poisson' }
  | { readonly is: 'even' }
  | { readonly is: 'closed'; readonly users: number; readonly think: number }
  /** @property says a sentence without its full stop */
  | { readonly is: 'unknown'; readonly says: string };

export interface StationNumbers {
  readonly coming: Coming;
  /** NaN for users who wait for their answers: then it follows. */
  readonly rate: number;
  /** Never more than so many are there at once. */
  readonly atMost: number;
  readonly servers: number;
  readonly places: number;
  readonly service: Moments;
  /** Whether its law is exponential. */
  readonly isExponential: boolean;
  /** Mean of an exponential patience; null for no end of it, NaN for another law. */
  readonly patience: number | null;
  /** How long it is looked at. */
  readonly length: number;
}

export type Fit =
  | { readonly model: null; readonly says: string }
  | {
      readonly model: string;
      readonly busy: number;
      readonly Lq: number;
      /** Of those who are served; NaN where the model does not say. */
      readonly Wq: number;
      /** Chance to wait or to be turned away. */
      readonly P_wait: number;
      readonly P_loss: number;
      /** Of those served, a second. */
      readonly throughput: number;
      /** Jobs leave at random too, each service by itself (Burke, 1956). */
      readonly leavesPoisson: boolean;
      /** About so long until it stands still. */
      readonly settles: number;
    };

/** Rarer than this, waiting and loss are left out of account. */
export const RARE = 1e-3;
/** Users who do not think at all, in seconds. */
const NO_THOUGHT = 1e-9;
const SERVERS_MAX = 20_000;
const PLACES_MAX = 100_000;
/** A line that is full more rarely than this has no end. */
const NEVER = 1e-6;

export function fitOf(s: StationNumbers): Fit {
  const { coming, rate, servers: c, service, isExponential } = s;
  if (Number.isNaN(service.mean)) return { model: null, says: 'how long it waits for others is not known' };
  const a = rate * service.mean;
  if (coming.is === 'closed') return closed(s, coming.users, coming.think);
  if (Number.isNaN(rate)) return { model: null, says: 'how often it is asked depends on its own answers' };
  if (s.atMost <= c) return nobodyWaits(s, `G/G/${c}, at most ${s.atMost} at once`);
  if (coming.is === 'unknown') return { model: null, says: coming.says };
  if (s.patience !== null && coming.is === 'poisson') return impatient(s, s.patience);
  const rho = a / c;
  if (rho >= 1 && s.places > 0 && !fillsSoon(s)) {
    return {
      model: null,
      says: `no steady state: ${short(rate)}/s come and ${short(c / service.mean)}/s can go`,
    };
  }
  if (c > SERVERS_MAX) {
    // Erlang's sum is long; this far from full, nobody waits.
    if (a + 10 * Math.sqrt(c) < c) return nobodyWaits(s, `M/G/${c}`);
    return { model: null, says: `its ${c} servers are too many to reckon with` };
  }
  const endless = rho < 1 && erlangC(c, a) * exp(s.places * ln(rho)) < NEVER;
  if (coming.is === 'even') {
    if (!endless || c > 1 || !isExponential || s.patience !== null)
      return { model: null, says: 'requests come evenly, not at random' };
    const { Wq, sigma } = dm1(rate, 1 / service.mean);
    return { ...steady(s, { Wq, P_wait: sigma }), model: 'D/M/1', leavesPoisson: false };
  }
  if (s.places === 0) return loss(s);
  const letter = isExponential ? 'M' : service.variance === 0 ? 'D' : 'G';
  if (!endless) {
    if (!isExponential) {
      return {
        model: null,
        says: `its line has an end (${s.places}), and its service times are not exponential`,
      };
    }
    if (s.places > PLACES_MAX) return { model: null, says: 'its line takes too long to settle' };
    const { P_loss, Lq, Wq, throughput } = mmck(c, c + s.places, rate, 1 / service.mean);
    const P_wait = Number.NaN;
    const values = { busy: throughput * service.mean, Lq, Wq, P_wait, P_loss, throughput };
    return { ...values, model: `M/M/${c}/${c + s.places}`, leavesPoisson: false, settles: settling(s) };
  }
  if (isExponential) {
    return { ...steady(s, mmc(c, rate, 1 / service.mean)), model: `M/M/${c}`, leavesPoisson: true };
  }
  if (erlangC(c, a) < RARE) return nobodyWaits(s, `M/${letter}/${c}`);
  if (Number.isNaN(service.variance)) {
    return { model: null, says: 'how much the answers that it waits for vary is not known' };
  }
  const cv2 = service.variance / (service.mean * service.mean);
  const model = c === 1 ? `M/${letter}/1` : `M/${letter}/${c}, approximately`;
  return { ...steady(s, mgc(c, rate, service.mean, cv2)), model, leavesPoisson: false };
}

function steady(s: StationNumbers, { Wq, P_wait }: { readonly Wq: number; readonly P_wait: number }) {
  const { rate, service } = s;
  const busy = rate * service.mean;
  return { busy, Lq: rate * Wq, Wq, P_wait, P_loss: 0, throughput: rate, settles: settling(s) };
}

/** Mean numbers are the same whatever the law of the service is, as in M/G/infinity. */
function nobodyWaits(s: StationNumbers, model: string): Fit {
  const { rate, service } = s;
  const values = { busy: rate * service.mean, Lq: 0, Wq: 0, P_wait: 0, P_loss: 0, throughput: rate };
  return { model, ...values, leavesPoisson: s.coming.is === 'poisson', settles: 3 * service.mean };
}

/** Erlang's loss formula holds for every law of the service. */
function loss(s: StationNumbers): Fit {
  const { rate, servers: c, service } = s;
  const P_loss = erlangB(c, rate * service.mean);
  const throughput = rate * (1 - P_loss);
  return {
    model: `M/${s.isExponential ? 'M' : 'G'}/${c}/${c}`,
    busy: throughput * service.mean,
    Lq: 0,
    Wq: 0,
    P_wait: P_loss,
    P_loss,
    throughput,
    leavesPoisson: P_loss < RARE,
    settles: 3 * service.mean,
  };
}

function closed(s: StationNumbers, users: number, think: number): Fit {
  const { servers: c, service } = s;
  if (s.patience !== null) return { model: null, says: 'its users are few, and leave the line' };
  if (users > c + s.places) return { model: null, says: 'there is no room for all of its users' };
  if (users > c && !s.isExponential) {
    return { model: null, says: 'its users are few, and its service times are not exponential' };
  }
  const { X, busy, Lq, Wq } = finiteSource(c, users, Math.max(think, NO_THOUGHT), service.mean);
  return {
    model: `M/${s.isExponential ? 'M' : 'G'}/${c}//${users}`,
    busy,
    Lq,
    Wq,
    P_wait: users <= c ? 0 : Number.NaN,
    P_loss: 0,
    throughput: X,
    leavesPoisson: false,
    settles: 3 * (think + service.mean),
  };
}

function impatient(s: StationNumbers, patience: number): Fit {
  const { rate, servers: c, service } = s;
  // Never so many wait: each leaves after its patience at the latest.
  const room = s.places >= 4 * rate * patience + 100;
  if (
    Number.isNaN(patience) ||
    !s.isExponential ||
    !room ||
    rate * patience > PLACES_MAX ||
    c > SERVERS_MAX
  ) {
    return {
      model: null,
      says: 'who waits too long leaves, and not as evenly by chance as the model asks for',
    };
  }
  const { P_wait, P_abandon, Lq } = erlangA(rate, 1 / service.mean, c, 1 / patience);
  const throughput = rate * (1 - P_abandon);
  const values = {
    busy: throughput * service.mean,
    Lq,
    Wq: Number.NaN,
    P_wait,
    P_loss: P_abandon,
    throughput,
  };
  return { model: `M/M/${c}+M`, ...values, leavesPoisson: false, settles: 3 * (service.mean + patience) };
}

/** Whether a line that grows is full within a tenth of the time that one looks. */
function fillsSoon({ rate, servers, places, service, length }: StationNumbers): boolean {
  const grows = rate - servers / service.mean;
  return grows > 0 && places / grows < length / 10;
}

/** The relaxation time of M/M/c grows without bound as the load nears 1. Source: Cohen, The Single Server Queue, 1982. */
function settling({ rate, servers, service }: StationNumbers): number {
  const room = 1 - Math.sqrt(Math.min(1, (rate * service.mean) / servers));
  return 3 * Math.max(service.mean, service.mean / (servers * room * room));
}

const short = (x: number): string => String(Number(x.toPrecision(3)));
