/** Words of the chain of causes: names, moments, settings as they are written. */
import { seconds, TICKS_PER_SECOND } from '../engine/clock.ts';
import { OUTCOMES, type OutcomeName } from '../engine/outcome.ts';
import { SET } from '../engine/part.ts';
import type { PartDefinition } from '../parts/contract.ts';
import type { Compiled } from '../scenario/compile.ts';
import { formatCount, formatSeconds } from '../ui/format.ts';

/** What a user says of an ending; only bad ones are ever complained of. */
const COMPLAINED: Readonly<Record<OutcomeName, string>> = {
  ok: 'answered',
  rejected: 'turned away',
  timedOut: 'timed out',
  failed: 'failed with an error',
  unreachable: 'nobody listened',
  throttled: 'over the rate limit',
  soldOut: 'sold out',
  gaveUp: 'left the line unserved',
  lost: 'lost on the way',
  expired: 'too old',
  deadLettered: 'set aside',
  deleted: 'processed',
  late: 'answered too late',
  crashed: 'a process died',
  limitExceeded: 'too many at once',
  refused: 'not allowed',
  invalid: 'not a valid request',
  notFound: 'no such thing',
  conditionFailed: 'a condition did not hold',
  circuitOpen: 'the circuit was open',
  filtered: 'filtered out',
  deduplicated: 'sent before',
};

export const complaintOf = (code: number): string => COMPLAINED[OUTCOMES[code]!.name];

export const nameOfOutcome = (code: number): OutcomeName => OUTCOMES[code]!.name;

/** Requests are counted from one, as everywhere on the screen. */
export const requestName = (request: number): string => `Request ${formatCount(request + 1)}`;

export const lasted = (ticks: number): string => formatSeconds(seconds(ticks));

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A clause as the beginning of a sentence; a part's own name stays as it is written. */
export const opening = (clause: string, name: string): string =>
  clause.startsWith(name) ? clause : capital(clause);

/** "0:20", "0:20.4", "1:02:39". */
export function moment(ticks: number): string {
  const tenths = Math.floor(ticks / (TICKS_PER_SECOND / 10));
  const whole = Math.floor(tenths / 10);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const text = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  return tenths % 10 === 0 ? text : `${text}.${tenths % 10}`;
}

/** "from 0:20 to 1:20", "from 0:20 on", "at 0:20". */
export function stretch(
  { at, end }: { readonly at: number; readonly end: number | null },
  until: number,
): string {
  if (end === null) return `at ${moment(at)}`;
  return end >= until ? `from ${moment(at)} on` : `from ${moment(at)} to ${moment(end)}`;
}

/** A setting as it is written in the scenario, or as an act has changed it by that moment. */
export function settingText(
  compiled: Compiled,
  kinds: readonly PartDefinition[],
  part: number,
  setting: string,
  at: number,
): string {
  const { id, written } = compiled.parts[part]!;
  const changed = compiled.acts.findLast(
    (act) =>
      act.act === SET &&
      act.part === id &&
      act.at <= at &&
      (act.end === null || at < act.end) &&
      Object.hasOwn(act.written, setting),
  );
  const raw = (changed?.written ?? written)[setting] ?? kinds[part]!.settings[setting]!.default;
  return raw === null ? 'none' : String(raw);
}
