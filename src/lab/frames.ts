import type { MetricType } from '../engine/ledger.ts';
import { STRIDE } from '../engine/ledger.ts';
import type { Tracer } from '../engine/watch.ts';
import type { World } from '../engine/world.ts';
import type { PartDefinition, Status } from '../parts/contract.ts';
import { rateAt } from '../recording/view.ts';
import { FLIGHT, FLIGHT_SPAN } from './protocol.ts';
import type { Take } from './take.ts';

/** Which moments a page wants to draw. */
export interface FramesWanted {
  /** Ticks of the first frame, ticks from one to the next, and how many. */
  readonly from: number;
  readonly step: number;
  readonly count: number;
  /** Flights that ended up to so many ticks before `from` come along too: the page lets short flights linger. */
  readonly linger: number;
}

/** Many more flights than this are thinned by chance; `each` says how many one stands for. */
export const FLIGHTS_MAX = 5000;

/** A strip of moments, exact to the tick: typed arrays to be transferred, never copied. */
export interface Frames {
  readonly from: number;
  readonly step: number;
  readonly count: number;
  /** `count` rows of one value a metric: levels, ages in ticks, totals. */
  readonly values: Float64Array;
  /** As `values`: growth of counters in the last second. */
  readonly rates: Float64Array;
  /** Rows of a status a part. */
  readonly statuses: readonly (readonly Status[])[];
  readonly flights: Float64Array;
  /** How many flights one drawn one stands for. */
  readonly each: number;
}

/** Draws a strip by running the events again from the keyframe before it. */
export function drawFrames(take: Take, wanted: FramesWanted): Frames {
  const { probe, recording } = take;
  const { from, step, count } = wanted;
  const drawing = beginDrawing(take, wanted);
  for (let i = 0; i < count; i++) {
    const now = Math.min(from + i * step, recording.ending.at);
    probe.run(now);
    drawMoment(take, drawing, i, now);
  }
  return endDrawing(take, drawing);
}

interface Drawing extends FramesWanted {
  readonly tracer: Tracer;
  readonly values: Float64Array;
  readonly rates: Float64Array;
  readonly statuses: Status[][];
  readonly flights: number[];
}

/** From here on the take's probe is followed: it stands before all that is in the air at the first moment. */
export function beginDrawing(
  { probe, timeline, recording, slowestFlight }: Take,
  wanted: FramesWanted,
): Drawing {
  const { from, linger } = wanted;
  const size = wanted.count * recording.metrics.length;
  const flights: number[] = [];
  const tracer: Tracer = {
    flight: (wire, uid, _request, departs, arrives, answer, outcome, carries) => {
      if (arrives < from - linger) return;
      const what = carries ? FLIGHT.answerWithMessages : answer ? FLIGHT.answer : FLIGHT.call;
      flights.push(wire, departs, arrives, what, outcome, uid);
    },
  };
  probe.tracer = null;
  // What is in the air at the beginning departed earlier.
  timeline.seek(probe, Math.min(from - linger - slowestFlight - 1, recording.ending.at));
  probe.tracer = tracer;
  return {
    ...wanted,
    tracer,
    values: new Float64Array(size),
    rates: new Float64Array(size),
    statuses: [],
    flights,
  };
}

/** Writes down what the probe has at this moment, which may be in the midst of a tick. */
export function drawMoment(
  { probe, recording, kinds }: Take,
  { values, rates, statuses }: Drawing,
  nth: number,
  now: number,
): void {
  const { metrics } = recording;
  const at = nth * metrics.length;
  readAll(probe, metrics, now, values, at);
  for (let m = 0; m < metrics.length; m++) {
    const { type } = metrics[m]!;
    if (type === 'counter' || type === 'timing') rates[at + m] = rateAt(recording, m, now, values[at + m]!);
  }
  statuses.push(statusesAt(probe, kinds, now, values, rates, at));
}

export function endDrawing(
  { probe }: Take,
  { from, step, count, values, rates, statuses, flights }: Drawing,
): Frames {
  probe.tracer = null;
  const { kept, each } = thin(flights);
  return { from, step, count, values, rates, statuses, flights: kept, each };
}

function readAll(
  world: World,
  metrics: readonly { type: MetricType }[],
  now: number,
  into: Float64Array,
  at: number,
): void {
  for (let m = 0; m < metrics.length; m++) {
    into[at + m] =
      metrics[m]!.type === 'timing' ? world.ledger.cells[m * STRIDE]! : world.ledger.read(m, now);
  }
}

function statusesAt(
  world: World,
  kinds: readonly PartDefinition[],
  now: number,
  values: Float64Array,
  rates: Float64Array,
  at: number,
): Status[] {
  let m = at;
  return world.selves.map(({ settings }, i) => {
    const metrics: Record<string, number> = {};
    const partRates: Record<string, number> = {};
    for (const name of Object.keys(kinds[i]!.spec.metrics)) {
      metrics[name] = values[m]!;
      partRates[name] = rates[m++]!;
    }
    return kinds[i]!.status({ now, settings, metrics, rates: partRates } as never);
  });
}

/** A call and its answer stay or go together. By a hash of the uid: every k-th would fall in step with the hops of a request. */
function thin(flights: readonly number[]): { kept: Float64Array; each: number } {
  const each = Math.max(1, Math.ceil(flights.length / FLIGHT_SPAN / FLIGHTS_MAX));
  if (each === 1) return { kept: Float64Array.from(flights), each };
  const kept: number[] = [];
  for (let i = 0; i < flights.length; i += FLIGHT_SPAN) {
    const mixed = Math.imul(flights[i + UID]!, 0x9e3779b1);
    if (((mixed ^ (mixed >>> 15)) >>> 0) % each !== 0) continue;
    for (let c = 0; c < FLIGHT_SPAN; c++) kept.push(flights[i + c]!);
  }
  return { kept: Float64Array.from(kept), each };
}

/** Column of a flight. */
const UID = 5;
