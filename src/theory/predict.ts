/** What queueing theory says of each part of a model, by the part's own metrics. */
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { Model } from '../engine/part.ts';
import type { Arrivals, Role } from '../parts/stationSpec.ts';
import { type Fit, RARE } from './fit.ts';
import { momentsOf } from './moments.ts';
import { networkOf, type Station } from './network.ts';

export interface Prediction {
  /** "M/M/18", or why no model fits. */
  readonly model: string;
  readonly fits: boolean;
  /** Means by metric: levels and ages in their unit, timings in ticks, counters a second. */
  readonly values: Readonly<Record<string, number>>;
  /** What the model takes for granted, in a sentence; empty when it does not fit. */
  readonly says: string;
}

/**
 * @param names of the parts @param length seconds for which the parts are looked at
 * @param disturbed by part: what was seen to happen that its role knows nothing of; null for nothing
 */
export function predict(
  model: Model,
  names: readonly string[],
  length: number,
  disturbed: readonly (string | null)[] = [],
): readonly Prediction[] {
  const network = networkOf(model, names, length, disturbed);
  /** Who takes from a line, and the line that somebody takes from. */
  const partners = new Map<number, Station>();
  for (const { from, to } of model.wires) {
    const role = network[from.part]!.spec?.role;
    if (role?.is !== 'line' || role.out !== from.port) continue;
    partners.set(from.part, network[to.part]!);
    partners.set(to.part, network[from.part]!);
  }
  return network.map((station, part) => predictionOf(station, partners.get(part) ?? null, length));
}

const no = (model: string): Prediction => ({ model, fits: false, values: {}, says: '' });
const yes = (model: string, values: Prediction['values'], says: string): Prediction => ({
  model,
  fits: true,
  values: Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value))),
  says,
});
const inTicks = (seconds: number): number => seconds * TICKS_PER_SECOND;

function predictionOf(station: Station, partner: Station | null, length: number): Prediction {
  const { spec, rate, broken, stay, fit } = station;
  if (spec === null) return no('theory does not know it');
  const { role, little } = spec;
  switch (role.is) {
    case 'source':
      return sourceOf(station, role);
    case 'delay': {
      if (Number.isNaN(rate)) return no(broken ?? 'how much it carries is not known');
      const crossing = momentsOf(role.law).mean;
      const values = { [role.underWay]: (2 * rate * crossing) / TICKS_PER_SECOND, [role.takes]: crossing };
      return yes('M/G/∞', values, `${short(rate)}/s cross it there and back, each for itself.`);
    }
    case 'split':
    case 'copy': {
      if (broken !== null || little === null) return no(broken ?? 'nobody waits here');
      if (Number.isNaN(stay.mean))
        return no(
          role.is === 'copy'
            ? 'the last of several answers has no formula'
            : 'what its rule leads to has no formula',
        );
      const values = { [little.there[0]!]: rate * stay.mean, [little.time]: inTicks(stay.mean) };
      return yes(
        "Little's law",
        values,
        `${short(rate)}/s pass on, and their answers take ${time(stay.mean)}.`,
      );
    }
    case 'line': {
      if (broken !== null) return no(broken);
      const of = partner?.fit;
      if (!partner || partner.broken !== null || !of || of.model === null)
        return no(partner?.broken ?? 'nobody takes what lies here');
      const there = of.Lq + of.busy + rate * delayOf(station);
      const values = {
        [role.waiting]: of.Lq,
        [role.beingServed]: of.busy,
        ...(little && { [little.there[0]!]: there, [little.time]: inTicks(there / rate) }),
      };
      return yes(of.model, values, comes(partner, of, length));
    }
    case 'takers': {
      if (broken !== null || !fit || fit.model === null) return no(broken ?? 'no model fits');
      const since = (fit.Lq + fit.busy) / rate + delayOf(partner);
      const values = { [role.busy]: fit.busy, [role.since]: inTicks(since) };
      return yes(fit.model, values, comes(station, fit, length));
    }
    case 'servers': {
      if (broken !== null || !fit || fit.model === null) return no(broken ?? 'no model fits');
      const values = {
        [role.busy]: fit.busy,
        [role.waiting]: fit.Lq,
        [role.wait]: inTicks(fit.Wq),
        ...(little && { [little.time]: inTicks(stay.mean) }),
        ...(role.patience === null && fit.P_loss >= RARE && { [role.rejected]: rate * fit.P_loss }),
      };
      return yes(fit.model, values, comes(station, fit, length));
    }
    case 'other':
      return no(`it ${role.says}`);
  }
}

/** How long what comes lies hidden in a line, in seconds. */
function delayOf(line: Station | null): number {
  const role = line?.spec?.role;
  return role?.is === 'line' ? role.delay / TICKS_PER_SECOND : 0;
}

function sourceOf(
  { rate, spec, stay, broken }: Station,
  { arrivals, made }: Extract<Role, { is: 'source' }>,
): Prediction {
  if (arrivals.is === 'other') return no(`requests ${arrivals.says}`);
  const think = arrivals.is === 'closed' ? momentsOf(arrivals.think).mean / TICKS_PER_SECOND : 0;
  // Users who wait go round and round: thinking, then asking.
  const perSecond = arrivals.is === 'closed' ? arrivals.users / (think + stay.mean) : rate;
  const { there, time: takes } = spec!.little!;
  const values = { [made]: perSecond, [there[0]!]: perSecond * stay.mean, [takes]: inTicks(stay.mean) };
  const what = coming(arrivals, think);
  if (Number.isNaN(stay.mean))
    return yes(
      what,
      { [made]: perSecond },
      broken === null ? '' : `How long they wait is not known: ${broken}.`,
    );
  return yes(what, values, `Answers take ${time(stay.mean)}.`);
}

function coming(arrivals: Exclude<Arrivals, { is: 'other' }>, think: number): string {
  if (arrivals.is === 'closed') return `${arrivals.users} users who think for ${time(think)}`;
  return arrivals.is === 'poisson' ? `Poisson, ${short(arrivals.rate)}/s` : `even, ${short(arrivals.rate)}/s`;
}

/** What comes, how full it is, who waits, and whether that has time to show. */
function comes(
  { rate, spec, coming }: Station,
  fit: Extract<Fit, { model: string }>,
  length: number,
): string {
  const { servers } = spec!.role as Extract<Role, { is: 'servers' | 'takers' }>;
  const how =
    coming.is === 'poisson'
      ? ' at random'
      : coming.is === 'even'
        ? ' evenly'
        : coming.is === 'closed'
          ? ' from few users'
          : '';
  const load = `${percent(fit.busy / servers)} of ${servers} ${servers === 1 ? 'server is' : 'servers are'} busy`;
  const waits = Number.isNaN(fit.P_wait)
    ? ''
    : `, ${percent(fit.P_wait)} of the requests ${fit.P_loss > 0 ? 'find none free' : 'wait'}`;
  const late =
    fit.settles > length
      ? ` It takes about ${time(fit.settles)} to settle, and this is ${time(length)}.`
      : '';
  return `${short(Number.isNaN(rate) ? fit.throughput : rate)}/s come${how}; ${load}${waits}.${late}`;
}

const short = (x: number): string => String(Number(x.toPrecision(3)));
const percent = (share: number): string => `${short(share * 100 < 0.001 ? 0 : share * 100)} %`;

function time(seconds: number): string {
  if (seconds >= 1) return `${short(seconds)} s`;
  return seconds >= 1e-3 ? `${short(seconds * 1e3)} ms` : `${short(seconds * 1e6)} µs`;
}
