/**
 * The figures of a run, counted as it goes. A part sets levels, adds to counters and records timings; the ledger keeps
 * their present value, the exact area under every level, and nothing that has to be guessed later.
 *
 * One stride of float64 cells a metric:
 *   level   value, since, area (value x ticks), lowest and highest in this bucket, times it left zero
 *   age     as level, but the value is the tick of birth (-1: nobody there), read as now - birth
 *   counter total
 *   timing  count, sum, sum of squares, highest in this bucket
 */
export type MetricType = 'level' | 'age' | 'counter' | 'timing';

export const STRIDE = 6;
const [VALUE, SINCE, AREA, LOW, HIGH, RISES] = [0, 1, 2, 3, 4, 5];
const [COUNT, SUM, SQUARES, HIGHEST] = [0, 1, 2, 3];

export interface Clock {
  readonly now: number;
}

/** Where timings go besides the ledger: the recorder's histograms. */
export interface TimingSink {
  timing(metric: number, value: number): void;
}

export class Ledger {
  readonly types: readonly MetricType[];
  readonly cells: Float64Array;
  readonly clock: Clock;
  sink: TimingSink | null = null;
  /** Tick at which the present bucket began. */
  pageFrom = 0;

  constructor(types: readonly MetricType[], clock: Clock) {
    this.types = types;
    this.clock = clock;
    this.cells = new Float64Array(types.length * STRIDE);
    types.forEach((type, i) => {
      if (type === 'age') this.cells[i * STRIDE + VALUE] = -1;
    });
    this.turnPage(0);
  }

  /** The figure as a person reads it: a level, an age in ticks, a total, or the number of timings. */
  read(metric: number, now: number): number {
    const value = this.cells[metric * STRIDE + VALUE]!;
    if (this.types[metric] !== 'age') return value;
    return value < 0 ? 0 : now - value;
  }

  /** Area under a level or an age up to now, in value x ticks; of a timing the sum of its durations. */
  area(metric: number, now: number): number {
    const at = metric * STRIDE;
    const { cells } = this;
    if (this.types[metric] === 'timing') return cells[at + SUM]!;
    const since = cells[at + SINCE]!;
    const value = cells[at + VALUE]!;
    if (this.types[metric] === 'age')
      return cells[at + AREA]! + (value < 0 ? 0 : trapeze(since - value, now - value));
    return cells[at + AREA]! + value * (now - since);
  }

  /** The lowest value since the bucket began; an age is lowest where it last changed, or where the bucket began. */
  low(metric: number, now: number): number {
    const at = metric * STRIDE;
    const youngest = Math.max(this.cells[at + SINCE]!, this.pageFrom);
    return Math.min(this.cells[at + LOW]!, this.read(metric, Math.min(youngest, now)));
  }

  /** The highest value since the bucket began; an age is highest now, or just before it last changed. */
  high(metric: number, now: number): number {
    return Math.max(this.cells[metric * STRIDE + HIGH]!, this.read(metric, now));
  }

  /** Times a level left zero after it had stood there: the number of busy periods begun. */
  rises(metric: number): number {
    return this.cells[metric * STRIDE + RISES]!;
  }

  /** Begins a new bucket: lowest and highest start again from the present value. */
  turnPage(now: number): void {
    this.pageFrom = now;
    const { cells, types } = this;
    for (let i = 0; i < types.length; i++) {
      const at = i * STRIDE;
      if (types[i] === 'timing') cells[at + HIGHEST] = 0;
      else if (types[i] !== 'counter') {
        cells[at + LOW] = Number.POSITIVE_INFINITY;
        cells[at + HIGH] = Number.NEGATIVE_INFINITY;
      }
    }
  }
}

const trapeze = (from: number, to: number): number => ((to - from) * (to + from)) / 2;

/** A quantity that is somewhere all the time: slots busy, messages waiting. */
export class Level {
  private readonly ledger: Ledger;
  private readonly at: number;

  constructor(ledger: Ledger, metric: number) {
    this.ledger = ledger;
    this.at = metric * STRIDE;
  }

  /** A value that does not last beyond its tick leaves no trace: a slot that is freed and taken at once was never free. */
  set(value: number): void {
    const { cells, clock, pageFrom } = this.ledger;
    const at = this.at;
    const old = cells[at + VALUE]!;
    if (value === old) return;
    const now = clock.now;
    const lasted = now - cells[at + SINCE]!;
    cells[at + VALUE] = value;
    if (lasted === 0) return;
    cells[at + AREA] = cells[at + AREA]! + old * lasted;
    cells[at + SINCE] = now;
    if (old === 0 && value > 0) cells[at + RISES] = cells[at + RISES]! + 1;
    // What changes on the first tick of a bucket belonged to the one before.
    if (now === pageFrom) return;
    if (old > cells[at + HIGH]!) cells[at + HIGH] = old;
    if (old < cells[at + LOW]!) cells[at + LOW] = old;
  }
}

/** How old the oldest thing is. */
export class Age {
  private readonly ledger: Ledger;
  private readonly metric: number;

  constructor(ledger: Ledger, metric: number) {
    this.ledger = ledger;
    this.metric = metric;
  }

  /** @param birth tick at which the now oldest thing came, -1 when there is none */
  since(birth: number): void {
    const { cells, clock, pageFrom } = this.ledger;
    const at = this.metric * STRIDE;
    if (cells[at + VALUE] === birth) return;
    const now = clock.now;
    if (now > cells[at + SINCE]! && now > pageFrom) {
      cells[at + HIGH] = this.ledger.high(this.metric, now);
      cells[at + LOW] = this.ledger.low(this.metric, now);
    }
    cells[at + AREA] = this.ledger.area(this.metric, now);
    cells[at + SINCE] = now;
    cells[at + VALUE] = birth;
  }
}

export class Counter {
  private readonly ledger: Ledger;
  private readonly at: number;

  constructor(ledger: Ledger, metric: number) {
    this.ledger = ledger;
    this.at = metric * STRIDE;
  }

  add(n = 1): void {
    this.ledger.cells[this.at] = this.ledger.cells[this.at]! + n;
  }
}

/** A duration that something took: counted, summed, and put into a histogram. */
export class Timing {
  private readonly ledger: Ledger;
  private readonly metric: number;

  constructor(ledger: Ledger, metric: number) {
    this.ledger = ledger;
    this.metric = metric;
  }

  /** @param duration ticks, a whole number >= 0 */
  record(duration: number): void {
    const { cells, sink } = this.ledger;
    const at = this.metric * STRIDE;
    cells[at + COUNT] = cells[at + COUNT]! + 1;
    cells[at + SUM] = cells[at + SUM]! + duration;
    cells[at + SQUARES] = cells[at + SQUARES]! + duration * duration;
    if (duration > cells[at + HIGHEST]!) cells[at + HIGHEST] = duration;
    if (sink !== null) sink.timing(this.metric, duration);
  }
}

/** Count, sum, sum of squares and highest-in-bucket of a timing. */
export function timingCells(
  cells: Float64Array,
  metric: number,
): { count: number; sum: number; squares: number; high: number } {
  const at = metric * STRIDE;
  return {
    count: cells[at + COUNT]!,
    sum: cells[at + SUM]!,
    squares: cells[at + SQUARES]!,
    high: cells[at + HIGHEST]!,
  };
}
