/** The transaction log: so many bytes a second, shared evenly by all who write at the moment. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';

export interface Log {
  /** Bytes that each of those who write has been given since somebody last had it for himself. */
  given: number;
  at: number;
  /** Calls that write, who is done first standing first. */
  readonly writing: Writing[];
}

interface Writing {
  readonly call: number;
  /** It is done when so much has been given. */
  readonly until: number;
}

export const newLog = (): Log => ({ given: 0, at: 0, writing: [] });

/** @param rate bytes a second for all together */
export function advance(log: Log, rate: number, now: number): void {
  const { writing } = log;
  if (writing.length === 0) log.given = 0;
  else log.given += ((now - log.at) * rate) / (writing.length * TICKS_PER_SECOND);
  log.at = now;
}

/** Begins to write, at the tick up to which the log was advanced. */
export function join({ given, writing }: Log, call: number, bytes: number): void {
  const until = given + bytes;
  const place = writing.findIndex((one) => one.until > until);
  writing.splice(place < 0 ? writing.length : place, 0, { call, until });
}

/** Ticks until the first is done, when nobody else comes. */
export function untilFirst({ given, writing }: Log, rate: number): number {
  const rest = Math.max(0, writing[0]!.until - given);
  return Math.ceil((rest * writing.length * TICKS_PER_SECOND) / rate);
}

/** Takes out the first, whose time has come, and all that are done with it. @returns their calls */
export function leave(log: Log): number[] {
  // The tick was rounded up, and the share given in it may miss a last bit of a byte.
  log.given = Math.max(log.given, log.writing[0]!.until);
  const still = log.writing.findIndex(({ until }) => until > log.given);
  return log.writing.splice(0, still < 0 ? log.writing.length : still).map(({ call }) => call);
}
