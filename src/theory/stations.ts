import { ENDLESS, modelOf, type Params, type Placed, perSecond, Steady, s, type Wired } from './bench.ts';
import type { Experiment, Measured, Row } from './row.ts';

/** One source, one service. */
export function station(
  p: Params,
  settings: Readonly<Record<string, unknown>>,
  serviceTime: string,
  read: (steady: Steady, p: Params) => Measured = everythingOf,
  arrivals = 'poisson',
): Experiment {
  const parts = (extra: Readonly<Record<string, unknown>> = {}): Placed[] => [
    ['traffic-source', 'users', { arrivals, rate: perSecond(p.lam!) }],
    ['service', 'station', { ...settings, serviceTime, ...extra }],
  ];
  const wires: Wired[] = [['users.out', 'station.in']];
  return {
    kind: 'chance',
    measure(seed, jobs) {
      const steady = new Steady(modelOf(parts(), wires, jobs / p.lam!), seed);
      const measured = read(steady, p);
      if (p.c === undefined || settings.queue !== ENDLESS) return measured;
      // The same load with no room to wait: what Erlang's B formula is about.
      const loss = new Steady(modelOf(parts({ queue: 0 }), wires, jobs / p.lam!), seed);
      return { ...measured, ErlangB: lossOf(loss) };
    },
  };
}

export const lossOf = (steady: Steady): number =>
  steady.count('station', 'rejected') / steady.count('station', 'arrived');

function everythingOf(steady: Steady, p: Params): Measured {
  const busy = steady.mean('station', 'busy');
  const waiting = steady.mean('station', 'waiting');
  const waits = steady.share('station', 'wait', 0);
  return {
    rho: busy / (p.c ?? 1),
    L: busy + waiting,
    Lq: waiting,
    W: steady.time('station', 'latency'),
    Wq: steady.time('station', 'wait'),
    P_wait: waits,
    ErlangC: waits,
    sigma: waits,
    W_p50: steady.quantile('station', 'latency', 0.5),
    W_p95: steady.quantile('station', 'latency', 0.95),
    W_p99: steady.quantile('station', 'latency', 0.99),
    Wq_p95: steady.quantile('station', 'wait', 0.95),
    P_Wq_gt_1: steady.share('station', 'wait', 1),
    var_W: steady.variance('station', 'latency'),
    busy_period:
      (steady.wholeMean('station', 'busy') * steady.world.now) / 1e6 / steady.rises('station', 'busy'),
    P_loss: lossOf(steady),
    // An arrival that finds nobody makes the station rise from zero; Poisson arrivals see time averages.
    p0: steady.rises('station', 'busy') / steady.total('station', 'arrived'),
    throughput: steady.rate('station', 'answered'),
  };
}

export function lawOf({ id, params }: Row): string {
  const mean = s(params.ES as number);
  const cv2 = params.cv2 as number;
  const name = id.replace(/^mg1_/, '');
  const erlang = /^Erlang-(\d+)/.exec(name);
  if (name === 'D' || cv2 === 0) return mean;
  if (name.startsWith('U')) return `uniform 0s..${s(2 * (params.ES as number))}`;
  if (erlang) return `erlang ${erlang[1]} ${mean}`;
  if (name.startsWith('H2')) return `hyper ${mean} cv2 ${cv2}`;
  if (name.startsWith('lognormal')) return `lognormal ${mean} cv ${Math.sqrt(cv2)}`;
  return `exp ${mean}`;
}

export function breakdowns({ lam, mu, fail, repair }: Params): Experiment {
  const settings = {
    slots: 1,
    queue: ENDLESS,
    serviceTime: `exp ${s(1 / mu!)}`,
    failEvery: `exp ${s(1 / fail!)}`,
    repairTime: `exp ${s(1 / repair!)}`,
    onCrash: 'pause',
  };
  return station({ lam: lam! }, settings, settings.serviceTime, (steady) => {
    const L = steady.mean('station', 'busy') + steady.mean('station', 'waiting');
    return {
      L,
      closed_form_L: L,
      W: steady.time('station', 'latency'),
      availability: steady.mean('station', 'up'),
    };
  });
}

export function impatient({ lam, mu, c, theta }: Params): Experiment {
  const settings = { slots: c!, queue: ENDLESS, patience: `exp ${s(1 / theta!)}` };
  return station({ lam: lam! }, settings, `exp ${s(1 / mu!)}`, (steady) => {
    const arrived = steady.count('station', 'arrived');
    const left = steady.count('station', 'gaveUp');
    const waited = steady.share('station', 'wait', 0) * steady.timings('station', 'wait') + left;
    const Lq = steady.mean('station', 'waiting');
    return {
      P_wait: waited / arrived,
      P_abandon: left / arrived,
      Lq,
      Wq: Lq / steady.rate('station', 'arrived'),
    };
  });
}
