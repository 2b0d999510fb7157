import { ticks } from '../engine/clock.ts';
import { quantile, shareAbove } from '../engine/histogram.ts';
import type { Act, Model, Wire } from '../engine/part.ts';
import { World } from '../engine/world.ts';
import { catalog } from '../parts/catalog.ts';
import { settingsOf, wireSpecs } from '../parts/settings.ts';
import { counterOver, histogramOver, levelOver, metricOf, timingOver } from '../recording/query.ts';
import { Recorder } from '../recording/recorder.ts';
import type { Recording } from '../recording/types.ts';

/** A part of a theory model: kind, id, settings as in a scenario file. */
export type Placed = readonly [kind: string, id: string, settings?: Readonly<Record<string, unknown>>];
/** `a.out > b.in`, with a weight for a router. */
export type Wired = readonly [from: string, to: string, weight?: number];

/** A model of real parts, run for a number of seconds. */
export function modelOf(
  parts: readonly Placed[],
  wires: readonly Wired[],
  length: number,
  acts: readonly Act[] = [],
): Model {
  const indexOf = (end: string) => parts.findIndex(([, id]) => id === end.split('.')[0]);
  const end = (text: string) => ({ part: indexOf(text), port: text.split('.')[1]! });
  return {
    parts: parts.map(([kind, id, settings]) => {
      const definition = catalog.get(kind)!;
      return { id, kind: definition, settings: settingsOf(definition.settings, settings ?? {}) };
    }),
    wires: wires.map(([fromText, toText, weight]): Wire => {
      const [from, to] = [end(fromText), end(toText)];
      const kindOf = (part: number) => catalog.get(parts[part]![0]);
      const specs = wireSpecs(kindOf(from.part), from.port, kindOf(to.part), to.port);
      const latency = { law: 'constant', value: 0 } as const;
      return { from, to, latency, weight: weight ?? 1, settings: settingsOf(specs, {}) };
    }),
    acts,
    until: ticks(length),
  };
}

/** A tenth of the run is thrown away while it settles. */
const WARM_UP = 0.1;

/** Reads steady-state figures of one run, in seconds. */
export class Steady {
  readonly recording: Recording;
  readonly world: World;
  private readonly from: number;
  private readonly to: number;

  constructor(model: Model, seed: number) {
    this.from = ticks(Math.floor((model.until / 1e6) * WARM_UP));
    this.to = model.until;
    const recorder = new Recorder(model, [{ name: 'steady', from: this.from, to: this.to }]);
    this.world = new World(model, { seed, witness: recorder, eventBudget: 1e9 });
    recorder.watch(this.world);
    this.world.run();
    if (this.world.ending?.kind !== 'finished') throw new Error(JSON.stringify(this.world.ending));
    this.recording = recorder.finish();
  }

  /** Time average of a level. */
  mean(part: string, metric: string): number {
    return levelOver(this.recording, metricOf(this.recording, part, metric), this.from, this.to).mean;
  }

  count(part: string, metric: string): number {
    return counterOver(this.recording, metricOf(this.recording, part, metric), this.from, this.to);
  }

  /** A second. */
  rate(part: string, metric: string): number {
    return (this.count(part, metric) * 1e6) / (this.to - this.from);
  }

  /** Seconds. */
  time(part: string, metric: string): number {
    return timingOver(this.recording, metricOf(this.recording, part, metric), this.from, this.to).mean / 1e6;
  }

  /** Square seconds. */
  variance(part: string, metric: string): number {
    return square(
      timingOver(this.recording, metricOf(this.recording, part, metric), this.from, this.to).deviation / 1e6,
    );
  }

  timings(part: string, metric: string): number {
    return timingOver(this.recording, metricOf(this.recording, part, metric), this.from, this.to).count;
  }

  /** Seconds. */
  quantile(part: string, metric: string, q: number): number {
    return quantile(this.histogram(part, metric), q) / 1e6;
  }

  /** Share of a timing above a limit in seconds. */
  share(part: string, metric: string, above: number): number {
    return shareAbove(this.histogram(part, metric), ticks(above));
  }

  private histogram(part: string, metric: string): Uint32Array {
    return histogramOver(this.recording, metricOf(this.recording, part, metric), this.from, this.to)!;
  }

  /** Times a level rose from zero in the whole run. */
  rises(part: string, metric: string): number {
    return this.world.ledger.rises(this.world.metricIndex.get(`${part}.${metric}`)!);
  }

  /** A counter's total in the whole run, the start included. */
  total(part: string, metric: string): number {
    return this.world.ledger.read(this.world.metricIndex.get(`${part}.${metric}`)!, this.world.now);
  }

  /** Time average over the whole run, the start included. */
  wholeMean(part: string, metric: string): number {
    return (
      this.world.ledger.area(this.world.metricIndex.get(`${part}.${metric}`)!, this.world.now) /
      this.world.now
    );
  }
}

const square = (x: number): number => x * x;

/** Seconds as a scenario writes them; six decimals are a tick. */
export const s = (x: number): string => `${x.toFixed(6)}s`;
export const perSecond = (x: number): string => `${x}/s`;
export const ENDLESS = 1_000_000_000;

/** Parameters of a row whose values are all numbers. */
export type Params = Readonly<Record<string, number>>;

/** Where a request goes that is done: answers at once, always has room. */
export const EXIT: Placed = ['service', 'exit', { slots: 1_000_000, serviceTime: '0s' }];
