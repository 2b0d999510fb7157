import { POWER_OF_TWO } from './arithmetic.ts';

/**
 * A log-linear histogram of whole numbers: exact below 512, then 256 steps to each doubling.
 * A value read back differs from the one recorded by at most a step, 1/256 (0.4 %) of it.
 */
const STEP_BITS = 8;
const STEPS = 1 << STEP_BITS;
export const HISTOGRAM_ERROR = 1 / STEPS;
/** Values below 2^52 have a place. */
export const HISTOGRAM_SIZE = (52 - STEP_BITS + 1) * STEPS;

/** @param v a whole number >= 0 */
export function placeOf(v: number): number {
  if (v < 2 * STEPS) return v;
  if (v < 0x80000000) {
    const shift = 31 - Math.clz32(v) - STEP_BITS;
    return shift * STEPS + (v >>> shift);
  }
  const high = Math.floor(v / 16777216);
  const shift = 31 - Math.clz32(high) + 24 - STEP_BITS;
  return shift * STEPS + Math.floor(v / POWER_OF_TWO[shift]!);
}

/** The least value that falls into a place. */
export function floorOf(place: number): number {
  if (place < 2 * STEPS) return place;
  const shift = Math.floor(place / STEPS) - 1;
  return (place - shift * STEPS) * POWER_OF_TWO[shift]!;
}

/** @param q 0..1 @returns the value below which a share q of the counted values lies, straight-lined within a step; NaN when empty */
export function quantile(counts: ArrayLike<number>, q: number): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  if (total === 0) return Number.NaN;
  const target = q * total;
  let below = 0;
  for (let i = 0; i < counts.length; i++) {
    const n = counts[i]!;
    if (n > 0 && below + n >= target) {
      const low = floorOf(i);
      const width = floorOf(i + 1) - low;
      return width === 1 ? low : low + (width * (target - below)) / n;
    }
    below += n;
  }
  return Number.NaN;
}

/** The share of values above a limit, straight-lined within the step that holds the limit. */
export function shareAbove(counts: ArrayLike<number>, limit: number): number {
  let total = 0;
  let above = 0;
  for (let i = 0; i < counts.length; i++) {
    const n = counts[i]!;
    if (n === 0) continue;
    total += n;
    const low = floorOf(i);
    const high = floorOf(i + 1);
    if (low > limit) above += n;
    else if (high > limit + 1) above += (n * (high - limit - 1)) / (high - low);
  }
  return total === 0 ? Number.NaN : above / total;
}
