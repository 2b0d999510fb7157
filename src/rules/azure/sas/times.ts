/** Moments as Azure Storage writes and reads them. In here they are milliseconds since 1970, as everywhere outside a run. */
import { timestamp } from '../../moment.ts';
import type { Read } from '../../quantity.ts';

/** 2026-01-01T00:00:00Z: tick 0. */
export const TICK_ZERO_MS = 1_767_225_600_000;
export const DAY_MS = 86_400_000;

export const msOfTick = (tick: number): number => TICK_ZERO_MS + Math.floor(tick / 1000);

/** As a token has it: `2026-01-01T00:00:00Z`. */
export function momentText(ms: number): string {
  return `${timestamp((ms - TICK_ZERO_MS) * 1000).slice(0, 19)}Z`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** As the details of an error have it: `Thu, 01 Jan 2026 00:00:00 GMT`. */
export function httpDate(ms: number): string {
  const text = momentText(ms);
  const weekday = WEEKDAYS[((Math.floor(ms / DAY_MS) % 7) + 7) % 7]!;
  const month = MONTHS[Number(text.slice(5, 7)) - 1]!;
  return `${weekday}, ${text.slice(8, 10)} ${month} ${text.slice(0, 4)} ${text.slice(11, 19)} GMT`;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(Z|[+-]\d{2}:\d{2}))?$/;
const EXPECTED = 'a time in UTC such as 2026-01-01T12:00:00Z';

/**
 * A date, a minute, a second or parts of one; the last three with Z or an offset.
 * https://learn.microsoft.com/rest/api/storageservices/formatting-datetime-values
 */
export function readMoment(text: string): Read<number> {
  const match = FORM.exec(text);
  if (!match) return { ok: false, expected: EXPECTED };
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((piece) => Number(piece ?? 0));
  const days = daysOf(year!, month!, day!);
  // The text that a date gives back tells whether there is such a day: 30 February is not.
  const real = year! >= 1 && momentText(days * DAY_MS).slice(0, 10) === text.slice(0, 10);
  if (!real || hour! > 23 || minute! > 59 || second! > 59) return { ok: false, expected: EXPECTED };
  const offset = offsetMinutes(match[8] ?? 'Z');
  if (offset === null) return { ok: false, expected: EXPECTED };
  const seconds = hour! * 3600 + (minute! - offset) * 60 + second!;
  const parts = Math.floor(Number((match[7] ?? '').padEnd(7, '0')) / 10_000);
  return { ok: true, value: days * DAY_MS + seconds * 1000 + parts };
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 14 || minutes > 59) return null;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** Days since 1970-01-01; years that begin in March have their leap day at the end. */
function daysOf(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const years = month > 2 ? year : year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day - 1 - 719_468;
}
