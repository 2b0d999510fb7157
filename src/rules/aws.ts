/**
 * What all of AWS's services write alike: names of things, ids, moments. The account and the region are those of AWS's own
 * examples; the ids follow from the uid of what they name, so that a run gives the same ones every time.
 */
import { TICKS_PER_SECOND } from '../engine/clock.ts';

export const REGION = 'us-east-1';
export const ACCOUNT = '123456789012';

/** `arn('sns', 'orders')` -> `arn:aws:sns:us-east-1:123456789012:orders`. */
export function arn(service: string, name: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
}

const DAY = 86_400 * TICKS_PER_SECOND;
/** 2026-01-01, in days from the first of March of the year 0: tick 0. */
const EPOCH_DAYS = 739_922;
const ERA_DAYS = 146_097;

/** The moment of a tick as AWS writes it, with tick 0 at the start of 2026: `2026-01-01T00:00:00.000Z`. */
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

/** A MessageId: looks like a UUID, and is the same for the same uid; different uids (below 2^53) never share one. */
export function messageId(uid: number): string {
  const low = uid >>> 0;
  const high = Math.floor(uid / 2 ** 32) & 0x1fffff;
  const a = scrambled(low + 0x5bd1e995);
  const b = scrambled(high ^ a);
  const c = scrambled(a + 0x9e3779b9);
  const d = scrambled(b ^ c);
  const hex = [a, c, d].map((word) => word.toString(16).padStart(8, '0')).join('');
  const tail = b.toString(16).padStart(8, '0');
  // Version 4, variant 10: as a random UUID has them.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${'89ab'[d >>> 30]}${hex.slice(17, 20)}-${hex.slice(20, 24)}${tail}`;
}

/** A permutation of the 32-bit numbers: every step can be undone, so none meet. */
function scrambled(n: number): number {
  let word = n >>> 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/** A SequenceNumber: 20 digits, greater for what was stored later. */
export function sequenceNumber(uid: number): string {
  return `188${digits(uid, 17)}`;
}
