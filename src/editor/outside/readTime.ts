/** One written moment -> microseconds. */
import { readDuration } from '../../rules/quantity.ts';

export interface ReadTime {
  /** Since 1970, since midnight or since the start, as the format has it. */
  readonly us: number;
  /** Whether it says in which zone; null where there is nothing to say. */
  readonly zoned: boolean | null;
}

export interface TimeFormat {
  readonly id:
    | 'iso'
    | 'log'
    | 'epochS'
    | 'epochMs'
    | 'epochUs'
    | 'epochNs'
    | 'clock'
    | 'duration'
    | 'seconds';
  readonly words: string;
  /** Days are counted, and it is known which; or it is a time of some day; or it counts from the start. */
  readonly since: '1970' | 'midnight' | 'start';
  readonly read: (cell: string) => ReadTime | null;
}

const S = 1_000_000;
export const DAY_US = 86_400 * S;

/** Digits behind the point, to the microsecond; the rest is cut off. */
const fraction = (digits = ''): number => Number(digits.slice(0, 6).padEnd(6, '0'));

function dayOf(year: number, month: number, day: number): number | null {
  const ms = Date.UTC(year, month - 1, day);
  const at = new Date(ms);
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? ms * 1000 : null;
}

function clockOf(hour: string, minute: string, second = '0', behind?: string): number | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  // A leap second is the first of the next minute.
  return h < 24 && m < 60 && s <= 60 ? ((h * 60 + m) * 60 + s) * S + fraction(behind) : null;
}

const ZONE = String.raw`(?:\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;

/** East of Greenwich. */
function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || '0')];
  if (hours > 15 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60 * S;
}

function moment(day: number | null, clock: number | null, zone: string | undefined): ReadTime | null {
  const offset = offsetOf(zone?.toUpperCase());
  if (day === null || clock === null || offset === null) return null;
  return { us: day + clock - offset, zoned: zone !== undefined };
}

const ISO = new RegExp(
  String.raw`^\[?(\d{4})([-/])(\d{2})\2(\d{2})(?:T|\s+)(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?${ZONE}\]?$`,
  'i',
);
const ISO_BASIC = new RegExp(
  String.raw`^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:[.,](\d+))?${ZONE}$`,
  'i',
);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LOG = new RegExp(
  String.raw`^\[?(\d{2})/([A-Za-z]{3})/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?${ZONE}\]?$`,
);
const CLOCK = /^(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d+))?$/;
const SECONDS = /^(\d{1,10})(?:[.,](\d+))?\s*s?$/;
const TINY = /^\d(?:\.\d+)?e-\d+$/i;

function iso(cell: string): ReadTime | null {
  const full = ISO.exec(cell);
  if (full) {
    const [, year, , month, day, hour, minute, second, behind, zone] = full;
    return moment(
      dayOf(Number(year), Number(month), Number(day)),
      clockOf(hour!, minute!, second, behind),
      zone,
    );
  }
  const basic = ISO_BASIC.exec(cell);
  if (!basic) return null;
  const [, year, month, day, hour, minute, second, behind, zone] = basic;
  return moment(
    dayOf(Number(year), Number(month), Number(day)),
    clockOf(hour!, minute!, second, behind),
    zone,
  );
}

function log(cell: string): ReadTime | null {
  const found = LOG.exec(cell);
  if (!found) return null;
  const [, day, name, year, hour, minute, second, behind, zone] = found;
  const month = MONTHS.indexOf(name!.toLowerCase()) + 1;
  if (month === 0) return null;
  return moment(dayOf(Number(year), month, Number(day)), clockOf(hour!, minute!, second, behind), zone);
}

/** @param digits before the point: they tell seconds from milliseconds, for any year from 2001 to 2286 */
const epoch = (digits: number, exponent: number) => {
  const pattern = new RegExp(String.raw`^(\d{${digits}})(?:[.,](\d+))?$`);
  return (cell: string): ReadTime | null => {
    const found = pattern.exec(cell);
    if (!found) return null;
    // Digits are shifted, not multiplied: nanoseconds are too many for a number.
    const written = `${found[1]}${(found[2] ?? '').padEnd(6, '0')}`;
    return { us: Number(written.slice(0, digits - exponent + 6)), zoned: null };
  };
};

function clock(cell: string): ReadTime | null {
  const found = CLOCK.exec(cell);
  const us = found && clockOf(found[1]!, found[2]!, found[3], found[4]);
  return us === null ? null : { us, zoned: null };
}

function duration(cell: string): ReadTime | null {
  if (!/[a-zµ]/.test(cell) || /e/i.test(cell)) return null;
  const read = readDuration(cell);
  return read.ok ? { us: read.value, zoned: null } : null;
}

function seconds(cell: string): ReadTime | null {
  const found = SECONDS.exec(cell);
  if (found) return { us: Number(found[1]) * S + fraction(found[2]), zoned: null };
  return TINY.test(cell) ? { us: Math.round(Number(cell) * S), zoned: null } : null;
}

/** Those that cannot be mistaken first. */
export const TIME_FORMATS: readonly TimeFormat[] = [
  { id: 'iso', words: 'date and time (ISO 8601)', since: '1970', read: iso },
  { id: 'log', words: 'date and time of a web server’s log', since: '1970', read: log },
  { id: 'epochS', words: 'seconds since 1970', since: '1970', read: epoch(10, 0) },
  { id: 'epochMs', words: 'milliseconds since 1970', since: '1970', read: epoch(13, 3) },
  { id: 'epochUs', words: 'microseconds since 1970', since: '1970', read: epoch(16, 6) },
  { id: 'epochNs', words: 'nanoseconds since 1970', since: '1970', read: epoch(19, 9) },
  { id: 'clock', words: 'time of day', since: 'midnight', read: clock },
  { id: 'duration', words: 'time since the start', since: 'start', read: duration },
  { id: 'seconds', words: 'seconds since the start', since: 'start', read: seconds },
];
