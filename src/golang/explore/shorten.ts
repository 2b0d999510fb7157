/** A schedule that fails, made shorter: parts are left out as long as what is left still fails (delta debugging). */
import type { Schedule } from './schedule.ts';

/**
 * @param fails plays a schedule, skipping what cannot be taken, and tells the steps up to the failure; null when there is none
 * @param tries how often it may be asked
 */
export function shorten(
  schedule: Schedule,
  fails: (schedule: Schedule) => Schedule | null,
  tries: number,
): Schedule {
  let best = schedule;
  for (let size = Math.ceil(best.length / 2); size >= 1 && tries > 0; ) {
    let better = false;
    for (let from = 0; from < best.length && tries > 0; ) {
      tries -= 1;
      const played = fails([...best.slice(0, from), ...best.slice(from + size)]);
      if (played !== null && played.length < best.length) {
        best = played;
        better = true;
      } else from += size;
    }
    if (size === 1 && !better) break;
    size = Math.max(1, Math.min(size >> (better ? 0 : 1), best.length >> 1));
  }
  return best;
}
