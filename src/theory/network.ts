/**
 * The parts of a run as a network of stations: how requests come to each, how long each holds them, and so which model
 * of queueing theory fits it. First rates and holding times are reckoned as if every stream were Poisson; then those
 * that are not are found out, and whatever rests on them is taken back.
 */
import type { Model } from '../engine/part.ts';
import type { Role, ServiceLaw, StationSpec } from '../parts/stationSpec.ts';
import { type Coming, type Fit, fitOf, RARE, type StationNumbers } from './fit.ts';
import { after, type Moments, NO_TIME, oneOf } from './moments.ts';
import { askingPort, timeOf, type Way, type Wiring, wiringOf } from './wiring.ts';

export interface Station {
  /** Null for a part that theory does not know. */
  readonly spec: StationSpec | null;
  /** Requests that come, a second; NaN where that is not known. */
  readonly rate: number;
  readonly coming: Coming;
  /** Null where there is nobody who serves. */
  readonly fit: Fit | null;
  /** Why the rest is not known; null when it is. */
  readonly broken: string | null;
  /** From coming to the answer, in seconds; NaN where it is not known. */
  readonly stay: Moments;
}

/**
 * @param names of the parts, for sentences @param length seconds for which the network is looked at
 * @param disturbed by part: what was seen to happen that its role knows nothing of; null for nothing
 */
export function networkOf(
  model: Model,
  names: readonly string[],
  length: number,
  disturbed: readonly (string | null)[],
): readonly Station[] {
  const network = new Network(wiringOf(model, names, disturbed), length);
  return model.parts.map((_, part) => network.station(part));
}

type Servers = Extract<Role, { is: 'servers' | 'takers' }>;

const UNKNOWN: Moments = { mean: Number.NaN, variance: Number.NaN };
const RING = 'requests go round in a ring';
const ENDLESS = Number.POSITIVE_INFINITY;

class Network {
  private readonly wiring: Wiring;
  private readonly length: number;
  private readonly known = new Map<string, unknown>();

  constructor(wiring: Wiring, length: number) {
    this.wiring = wiring;
    this.length = length;
  }

  station(part: number): Station {
    const broken = this.broken(part);
    return {
      spec: this.wiring.specs[part]!,
      rate: this.through(part) ? this.rate(part) : Number.NaN,
      coming: this.coming(part),
      fit: this.shownFit(part),
      broken,
      stay: broken === null ? this.stay(part) : UNKNOWN,
    };
  }

  /** Each thing is reckoned once; a ring of wires would be reckoned for ever. */
  private once<T>(what: string, part: number, inARing: T, reckon: () => T): T {
    const key = `${what} ${part}`;
    if (this.known.has(key)) return this.known.get(key) as T;
    this.known.set(key, inARing);
    const value = reckon();
    this.known.set(key, value);
    return value;
  }

  private role(part: number): Role | null {
    return this.wiring.specs[part]?.role ?? null;
  }

  private serversAt(part: number): Servers | null {
    const role = this.role(part);
    return role?.is === 'servers' || role?.is === 'takers' ? role : null;
  }

  /** Requests that come, a second, when all are served. */
  private rate(part: number): number {
    return this.once('rate', part, Number.NaN, () => {
      const role = this.role(part);
      if (role?.is !== 'source')
        return this.wiring.into(part).reduce((sum, way) => sum + this.rate(way.from) * this.share(way), 0);
      const { arrivals } = role;
      return arrivals.is === 'poisson' || arrivals.is === 'even' ? arrivals.rate : Number.NaN;
    });
  }

  private share({ from, port, weight }: Way): number {
    if (this.role(from)?.is !== 'split') return 1;
    return weight / this.wiring.outOf(from, port).reduce((sum, way) => sum + way.weight, 0);
  }

  /** Whether as many come as are sent: nothing is refused or held up on the way. */
  private through(part: number): boolean {
    return this.once('through', part, false, () => {
      const ways = this.wiring.into(part);
      if (this.role(part)?.is === 'source') return !Number.isNaN(this.rate(part));
      return ways.length > 0 && ways.every(({ from }) => this.through(from) && this.passesAll(from));
    });
  }

  private passesAll(part: number): boolean {
    if (this.wiring.specs[part]?.misfit !== undefined) return false;
    const role = this.role(part);
    switch (role?.is) {
      case 'servers':
      case 'takers': {
        const fit = this.fit(part)!;
        return fit.model !== null && fit.P_loss < RARE;
      }
      case 'split':
        return role.random || this.wiring.outOf(part, role.out).length === 1;
      case 'delay':
        return role.loss === 0;
      default:
        return role !== null && role.is !== 'other';
    }
  }

  /** The most that can be at a part at once. */
  private atMost(part: number): number {
    return this.once('atMost', part, ENDLESS, () => {
      const role = this.role(part);
      if (role?.is === 'line') return ENDLESS;
      if (role?.is === 'source') return role.arrivals.is === 'closed' ? role.arrivals.users : ENDLESS;
      return this.wiring.into(part).reduce((sum, { from }) => sum + this.openAtMost(from), 0);
    });
  }

  /** The most calls that a part can have open at once. */
  private openAtMost(part: number): number {
    const role = this.serversAt(part);
    if (role?.is === 'takers') return role.servers;
    return role?.holds ? Math.min(role.servers, this.atMost(part)) : this.atMost(part);
  }

  /** How long a server is held by one request. */
  private held(part: number): Moments {
    return this.once('held', part, UNKNOWN, () => {
      const role = this.serversAt(part);
      if (role === null) return NO_TIME;
      const asks = role.is === 'takers' || role.holds;
      return asks ? after(own(role.service), this.asking(part)) : own(role.service);
    });
  }

  /** Time spent on calls to others, made in turn. */
  private asking(part: number): Moments {
    const ways = this.wiring.outOf(part, askingPort(this.role(part)));
    return ways.reduce((sum, way) => after(sum, this.answer(way)), NO_TIME);
  }

  private answer({ to, latency }: Way): Moments {
    return after(after(latency, latency), this.stay(to));
  }

  /** From coming to the answer. */
  private stay(part: number): Moments {
    return this.once('stay', part, UNKNOWN, () => {
      const role = this.role(part);
      switch (role?.is) {
        case 'servers': {
          const fit = this.fit(part)!;
          if (fit.model === null || Number.isNaN(fit.Wq)) return UNKNOWN;
          const served = role.holds ? this.held(part) : after(this.held(part), this.asking(part));
          return {
            mean: fit.Wq + served.mean,
            variance: fit.P_wait < RARE ? served.variance : Number.NaN,
          };
        }
        case 'line':
          return NO_TIME;
        case 'delay': {
          const crossing = timeOf(role.law);
          return after(after(crossing, crossing), this.asking(part));
        }
        case 'source':
          return this.asking(part);
        case 'split': {
          const ways = this.wiring.outOf(part, role.out);
          if (!role.random && ways.length > 1) return UNKNOWN;
          return oneOf(ways.map((way) => ({ share: this.share(way), of: this.answer(way) })));
        }
        case 'copy': {
          const ways = this.wiring.outOf(part, role.out);
          return ways.length === 1 ? this.answer(ways[0]!) : UNKNOWN;
        }
        default:
          return UNKNOWN;
      }
    });
  }

  /** The model as if what comes were as random as it was at its source. */
  private fit(part: number): Fit | null {
    return this.once<Fit | null>('fit', part, { model: null, says: RING }, () => {
      const role = this.serversAt(part);
      return role && fitOf(this.numbers(part, role));
    });
  }

  /** By its usual name, where what comes is random indeed and those who ask are too few to matter. */
  private shownFit(part: number): Fit | null {
    const role = this.serversAt(part);
    if (role === null || this.coming(part).is !== 'poisson') return this.fit(part);
    const usual = fitOf({ ...this.numbers(part, role), atMost: ENDLESS });
    return usual.model !== null && usual.P_wait < RARE ? usual : this.fit(part);
  }

  private numbers(part: number, role: Servers): StationNumbers {
    const asks = (role.is === 'takers' || role.holds) && this.wiring.outOf(part, role.calls).length > 0;
    const patience = role.is === 'servers' ? role.patience : null;
    return {
      coming: this.direct(part) ?? { is: 'poisson' },
      rate: this.rate(part),
      atMost: this.atMost(part),
      servers: role.servers,
      places: role.is === 'servers' ? role.places : ENDLESS,
      service: this.held(part),
      isExponential: !asks && isExponential(role.service),
      patience:
        patience === null ? null : patience.law === 'exponential' ? timeOf(patience).mean : Number.NaN,
      length: this.length,
    };
  }

  /** Even requests and few users keep their kind only over a single way without chance. */
  private direct(part: number): Coming | null {
    const [way, ...more] = this.wiring.into(part);
    const role = way && more.length === 0 ? this.role(way.from) : null;
    if (role?.is !== 'source' || this.wiring.specs[way!.from]!.misfit !== undefined) return null;
    const { arrivals } = role;
    if (arrivals.is === 'even' && way!.isConstant) return { is: 'even' };
    if (arrivals.is !== 'closed') return null;
    return {
      is: 'closed',
      users: arrivals.users,
      think: timeOf(arrivals.think).mean + 2 * way!.latency.mean,
    };
  }

  /** How requests come indeed. */
  private coming(part: number): Coming {
    return this.once<Coming>('coming', part, { is: 'unknown', says: RING }, () => {
      const direct = this.direct(part);
      if (direct !== null) return direct;
      if (this.role(part)?.is === 'source') return this.leaving(part);
      const all = this.wiring.into(part).map(({ from }) => this.leaving(from));
      if (all.length === 0) return { is: 'unknown', says: 'nobody asks it' };
      const twice = this.copierOf(part);
      if (twice !== null)
        return { is: 'unknown', says: `${this.wiring.names[twice]} asks it several times at once` };
      return all.find(({ is }) => is !== 'poisson') ?? { is: 'poisson' };
    });
  }

  /** What a stream is like after a part. */
  private leaving(part: number): Coming {
    const unknown = (says: string): Coming => ({ is: 'unknown', says });
    const role = this.role(part);
    const name = this.wiring.names[part]!;
    if (this.wiring.specs[part]?.misfit !== undefined) return unknown(`no model fits ${name}, which asks it`);
    if (role?.is === 'source') {
      const { arrivals } = role;
      if (arrivals.is === 'poisson') return { is: 'poisson' };
      if (arrivals.is === 'even') return unknown('requests come evenly, not at random');
      if (arrivals.is === 'other') return unknown(`requests ${arrivals.says}, not at random at one rate`);
      return unknown(`it serves ${arrivals.users} users who wait for their answers`);
    }
    if (role === null) return unknown(`theory does not know ${name}`);
    if (role.is === 'other') return unknown(`${name} ${role.says}`);
    if (role.is === 'delay' && role.loss > 0) return unknown(`${name} loses some of what comes`);
    if (role.is === 'split' && !this.passesAll(part)) return unknown(`${name} does not choose at random`);
    const coming = this.coming(part);
    if (role.is !== 'servers' && role.is !== 'takers') return coming;
    if (coming.is === 'unknown') return coming;
    const fit = this.fit(part)!;
    if (fit.model === null || this.isShaky(part)) return unknown(`no model fits ${name}, which asks it`);
    // Where nobody ever waits, what leaves is as random as what came (Mirasol, 1963).
    const isCalm = fit.P_wait < RARE && fit.P_loss < RARE;
    const frees = role.is === 'servers' && !role.holds;
    if (coming.is === 'poisson' && (isCalm || (frees && fit.leavesPoisson))) return coming;
    return unknown(`it is asked by ${name}, whose line makes the requests less random`);
  }

  /** A part whose copies of one request meet again, if there is one. */
  private copierOf(part: number): number | null {
    const seen = new Set<number>();
    for (const { from } of this.wiring.into(part)) {
      for (const copier of this.copiersAbove(from)) {
        if (seen.has(copier)) return copier;
        seen.add(copier);
      }
    }
    return null;
  }

  private copiersAbove(part: number): ReadonlySet<number> {
    return this.once<ReadonlySet<number>>('copiers', part, new Set(), () => {
      const above = this.wiring.into(part).flatMap(({ from }) => [...this.copiersAbove(from)]);
      return new Set(this.role(part)?.is === 'copy' ? [part, ...above] : above);
    });
  }

  /** Whether it, or one it waits for, is no station that a model knows. */
  private isShaky(part: number): boolean {
    return this.once('shaky', part, true, () => {
      const spec = this.wiring.specs[part] ?? null;
      if (spec === null || spec.misfit !== undefined || spec.role.is === 'other') return true;
      if (this.fit(part)?.model === null) return true;
      const below = this.wiring.outOf(part, askingPort(spec.role));
      return below.some(({ to }) => this.role(to)?.is !== 'line' && this.isShaky(to));
    });
  }

  /** Why nothing can be said of a part after all; null when it can. */
  private broken(part: number): string | null {
    return this.once<string | null>('broken', part, RING, () => {
      const spec = this.wiring.specs[part] ?? null;
      if (spec === null) return 'theory does not know it';
      if (spec.misfit !== undefined) return spec.misfit;
      const { role } = spec;
      if (role.is === 'other') return `it ${role.says}`;
      const servers = this.serversAt(part);
      const coming = this.coming(part);
      const isRoomy = this.through(part) && (servers === null || this.atMost(part) <= servers.servers);
      if (coming.is === 'unknown' && role.is !== 'source' && !isRoomy) return coming.says;
      const line = role.is === 'takers' ? this.brokenLine(part, role) : null;
      if (line !== null) return line;
      const fit = this.fit(part);
      if (fit?.model === null) return fit.says;
      if (role.is === 'servers' && !role.holds) return null;
      const below = this.wiring
        .outOf(part, askingPort(role))
        .find(({ to }) => this.role(to)?.is !== 'line' && this.broken(to) !== null);
      return below ? `it waits for ${this.wiring.names[below.to]}, which fits no model` : null;
    });
  }

  /** Why a line and those who take from it are not one station. */
  private brokenLine(part: number, taker: Extract<Role, { is: 'takers' }>): string | null {
    const [way, ...more] = this.wiring.into(part);
    const line = way ? this.role(way.from) : null;
    if (!way || more.length > 0 || line?.is !== 'line') return 'it does not take from one line alone';
    if (this.wiring.outOf(way.from, line.out).length > 1) return 'others take from the same line';
    const { misfit } = this.wiring.specs[way.from]!;
    if (misfit !== undefined) return `of ${this.wiring.names[way.from]}: ${misfit}`;
    if (taker.batch > 1) return `it takes up to ${taker.batch} at once`;
    if ((taker.asksFor ?? line.keepsAsking) === 0)
      return 'it asks now and then, and is not handed what comes';
    return way.latency.mean > 0 ? 'what it takes is under way for a while' : null;
  }
}

const own = (service: ServiceLaw): Moments =>
  oneOf(service.map(({ share, law }) => ({ share, of: timeOf(law) })));

function isExponential(service: ServiceLaw): boolean {
  const real = service.filter(({ share }) => share > 0);
  return real.length === 1 && real[0]!.law.law === 'exponential';
}
