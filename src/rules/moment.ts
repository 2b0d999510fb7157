/** What a tick is on the calendar. */
import { TICKS_PER_SECOND } from '../engine/clock.ts';

const DAY = 86_400 * TICKS_PER_SECOND;
/** 2026-01-01, in days from the first of March of the year 0: tick 0. */
const EPOCH_DAYS = 739_922;
const ERA_DAYS = 146_097;

/** The moment of a tick as clouds write it, with tick 0 at the start of 2026: `2026-01-01T00:00:00.000Z`. */
export function timestamp(tick: number): string {
  const days = Math.floor(tick / DAY);
  const [year, month, day] = civil(days);
  const ms = Math.floor((tick - days * DAY) / 1000);
  const time = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${time.map((n) => digits(n, 2)).join(':')}.${digits(ms % 1000, 3)}Z`;
}

/** Years that begin in March have their leap day at the end: so months have a pattern, and no table is needed. */
function civil(sinceEpoch: number): readonly [year: number, month: number, day: number] {
  const days = sinceEpoch + EPOCH_DAYS;
  const era = Math.floor(days / ERA_DAYS);
  const dayOfEra = days - era * ERA_DAYS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return [era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day];
}

const digits = (n: number, width: number): string => String(n).padStart(width, '0');
