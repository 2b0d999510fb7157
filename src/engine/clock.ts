/** One tick is one microsecond. Times are integers held in float64: exact for 285 years, so ties are real ties. */
export const TICKS_PER_SECOND = 1_000_000;

/** @param s seconds @returns whole ticks */
export function ticks(s: number): number {
  return Math.round(s * TICKS_PER_SECOND);
}

/** @param t ticks @returns seconds */
export function seconds(t: number): number {
  return t / TICKS_PER_SECOND;
}
