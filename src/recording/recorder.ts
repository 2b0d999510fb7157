import { grown } from '../engine/eventList.ts';
import { HISTOGRAM_SIZE, placeOf } from '../engine/histogram.ts';
import { type TimingSink, timingCells } from '../engine/ledger.ts';
import type { Model } from '../engine/part.ts';
import type { Witness } from '../engine/watch.ts';
import type { World } from '../engine/world.ts';
import { type RecordedMetric, type Recording, SERIES_SPAN, type Window } from './types.ts';

/** About this many buckets a run: more than a chart has pixels for is waste. */
const BUCKETS = 600;
const NO_DOOR = 0xffff;

/** Writes a run down while it happens: what stood in the ledger at every edge, every request, every timing. */
export class Recorder implements Witness, TimingSink {
  readonly edges: Float64Array;
  private readonly windows: readonly Window[];
  private readonly metrics: readonly RecordedMetric[];
  private readonly model: Model;
  private readonly series: Float64Array;
  private readonly histograms: (Uint32Array | null)[][];
  private active: (Uint32Array | null)[][] = [];
  private world: World | null = null;
  private row = 0;

  private count = 0;
  private arrived = new Float64Array(1024);
  private ended = new Float64Array(1024);
  private outcome = new Uint8Array(1024);
  private source = new Uint16Array(1024);
  private doors = new Uint16Array(1024);

  /** @param windows named stretches besides `run`, which is everything */
  constructor(model: Model, windows: readonly Window[]) {
    this.model = model;
    this.windows = [
      { name: 'run', from: 0, to: model.until },
      ...windows.flatMap((w) => around(w, model.until)),
    ];
    this.edges = edgesOf(model.until, this.windows);
    this.metrics = model.parts.flatMap(({ id, kind }) =>
      Object.entries(kind.spec.metrics).map(([name, metric]) => ({ part: id, name, ...metric })),
    );
    this.series = new Float64Array(this.edges.length * this.metrics.length * SERIES_SPAN);
    this.histograms = this.windows.map(() =>
      this.metrics.map((metric) => (metric.type === 'timing' ? new Uint32Array(HISTOGRAM_SIZE) : null)),
    );
    this.activate(0);
  }

  watch(world: World): void {
    this.world = world;
    world.ledger.sink = this;
  }

  begin(request: number, part: number, at: number): void {
    if (request === this.arrived.length) this.growLog();
    this.arrived[request] = at;
    this.ended[request] = -1;
    this.source[request] = part;
    this.doors[request] = NO_DOOR;
    this.count = request + 1;
  }

  end(request: number, at: number, outcome: number): void {
    this.ended[request] = at;
    this.outcome[request] = outcome;
  }

  door(request: number, part: number): void {
    if (this.doors[request] === NO_DOOR) this.doors[request] = part;
  }

  timing(metric: number, value: number): void {
    const place = placeOf(value);
    for (let i = 0; i < this.active.length; i++) {
      const counts = this.active[i]![metric]!;
      counts[place] = counts[place]! + 1;
    }
  }

  turn(edge: number): void {
    const { ledger } = this.world!;
    const { series, metrics } = this;
    let at = this.row++ * metrics.length * SERIES_SPAN;
    for (let i = 0; i < metrics.length; i++, at += SERIES_SPAN) {
      const { type } = metrics[i]!;
      if (type === 'counter') series[at] = ledger.read(i, edge);
      else if (type === 'timing') {
        const { count, sum, squares, high } = timingCells(ledger.cells, i);
        series[at] = count;
        series[at + 1] = sum;
        series[at + 2] = squares;
        series[at + 3] = high;
      } else {
        series[at] = ledger.read(i, edge);
        series[at + 1] = ledger.area(i, edge);
        series[at + 2] = ledger.low(i, edge);
        series[at + 3] = ledger.high(i, edge);
      }
    }
    this.activate(edge);
  }

  /** The finished run as plain data. */
  finish(costs: Recording['costs'] = []): Recording {
    const world = this.world!;
    const { count } = this;
    return {
      digest: world.readDigest(),
      ending: world.ending ?? { kind: 'finished', at: world.now },
      dispatched: world.dispatched,
      until: this.model.until,
      partIds: this.model.parts.map(({ id }) => id),
      metrics: this.metrics,
      windows: this.windows,
      edges: this.edges,
      series: this.series,
      histograms: this.histograms,
      requests: {
        count,
        arrived: this.arrived.slice(0, count),
        ended: this.ended.slice(0, count),
        outcome: this.outcome.slice(0, count),
        source: this.source.slice(0, count),
        door: this.doors.slice(0, count),
      },
      wires: world.wireCounts.slice(),
      costs,
    };
  }

  private activate(from: number): void {
    this.active = this.histograms.filter(
      (_, i) => this.windows[i]!.from <= from && from < this.windows[i]!.to,
    );
    // Asking for `from` alone would leave out what is recorded at the very last tick.
    if (this.active.length === 0) this.active = [this.histograms[0]!];
  }

  private growLog(): void {
    this.arrived = grown(this.arrived, Float64Array);
    this.ended = grown(this.ended, Float64Array);
    this.outcome = grown(this.outcome, Uint8Array);
    this.source = grown(this.source, Uint16Array);
    this.doors = grown(this.doors, Uint16Array);
  }
}

/** A window, and what lies before and after it: claims speak of all three. */
function around({ name, from, to }: Window, until: number): Window[] {
  const all = [
    { name, from, to },
    { name: `before ${name}`, from: 0, to: from },
    { name: `after ${name}`, from: to, to: until },
  ];
  return all.filter((w) => w.to > w.from && (w.from > 0 || w.to < until));
}

/** Bucket widths are 1, 2 or 5 times a power of ten, so that their edges are moments a person would name. */
export function bucketWidth(until: number): number {
  let width = 1;
  for (let i = 0; until / width > BUCKETS; i++) width *= i % 3 === 1 ? 2.5 : 2;
  return width;
}

function edgesOf(until: number, windows: readonly Window[]): Float64Array {
  const width = bucketWidth(until);
  const edges = new Set<number>();
  for (let edge = width; edge < until; edge += width) edges.add(edge);
  for (const { from, to } of windows) {
    if (from > 0 && from < until) edges.add(from);
    if (to > 0 && to < until) edges.add(to);
  }
  // The last bucket holds what happens at the very last tick.
  edges.add(until + 1);
  return Float64Array.from(edges).sort();
}
