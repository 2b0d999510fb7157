/** What runs on and costs by the hour or the month, in US dollars. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { DAYS_PER_MONTH, GB } from './blob/bill.ts';

export const HOUR = 3600 * TICKS_PER_SECOND;
const MONTH = DAYS_PER_MONTH * 24 * HOUR;

export const HOURS_PER_MONTH = DAYS_PER_MONTH * 24;

/** @param lasted ticks */
export function gbMonths(bytes: number, lasted: number): number {
  return (bytes / GB) * (lasted / MONTH);
}

/**
 * Ticks to the next reading of the meter: the last tick of each hour. What is written down in the hour's first tick would
 * belong to the time after it, and a window that ends with the hour would see the figures of an hour ago.
 */
export function untilReading(now: number): number {
  return (Math.floor((now + 1) / HOUR) + 1) * HOUR - 1 - now;
}
