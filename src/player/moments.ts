import type { Moment, PartMoment } from '../canvas/scene.ts';
import type { Plate } from '../lab/protocol.ts';
import type { Status } from '../parts/contract.ts';
import type { Recording } from '../recording/types.ts';
import { rateAt, valuesNear } from '../recording/view.ts';
import type { Found } from './strips.ts';

/** Nobody has said how a part is: before the first exact frame, and where it is unfinished. */
const UNKNOWN: Status = { mood: 'calm', word: '' };

/** A moment as the lab has drawn it. */
export function momentOf(plate: Plate, recording: Recording, { frames, index, at }: Found): Moment {
  const n = recording.metrics.length;
  const values = frames.values.subarray(index * n, (index + 1) * n);
  const rates = frames.rates.subarray(index * n, (index + 1) * n);
  const now = Math.min(at, recording.ending.at);
  const statuses = frames.statuses[index]!;
  return {
    plate,
    at,
    exact: true,
    values,
    rates,
    parts: partsOf(plate, recording, now, values, rates, statuses),
  };
}

/** A picture at once, from the nearest bucket; the states stay as they were until the exact frame is here. */
export function momentNear(plate: Plate, recording: Recording, at: number, before: Moment | null): Moment {
  const values = valuesNear(recording, at);
  const rates = values.map((value, m) => {
    const { type } = recording.metrics[m]!;
    return type === 'counter' || type === 'timing' ? rateAt(recording, m, at, value) : 0;
  });
  // By id: after an edit the same parts stand in another plate.
  const known = new Map(before?.plate.parts.map(({ id }, i) => [id, before.parts[i]!.status]));
  const statuses = plate.parts.map(({ id }) => known.get(id) ?? UNKNOWN);
  return {
    plate,
    at,
    exact: false,
    values,
    rates,
    parts: partsOf(plate, recording, at, values, rates, statuses),
  };
}

/** Metrics stand part by part, in the order of the plate. */
function partsOf(
  plate: Plate,
  recording: Recording,
  now: number,
  values: Float64Array,
  allRates: Float64Array,
  statuses: readonly Status[],
): PartMoment[] {
  let m = 0;
  return plate.parts.map(({ id, settings: first, changes }, i) => {
    const settings = changes.findLast(({ from }) => from <= now)?.settings ?? first;
    const metrics: Record<string, number> = {};
    const rates: Record<string, number> = {};
    for (; recording.metrics[m]?.part === id; m++) {
      const { name } = recording.metrics[m]!;
      metrics[name] = values[m]!;
      rates[name] = allRates[m]!;
    }
    // What is unfinished is drawn after all others and takes no part in the run: nobody says how it is.
    return { view: { now, settings, metrics, rates }, status: statuses[i] ?? UNKNOWN };
  });
}
