import { TICKS_PER_SECOND } from '../engine/clock.ts';

const DAY = 86_400;

/** "0:39.2", "1:02:39.2", "day 12, 4:10": a moment of a run; the first day is day 0. */
export function formatMoment(ticks: number): string {
  // Cut, not rounded: what happens at 0:59.97 must not read 1:00.0.
  const tenths = Math.floor(ticks / (TICKS_PER_SECOND / 10));
  if (tenths >= DAY * 10) return formatDay(Math.floor(tenths / 10));
  return `${formatWhole(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** "0:20.001234": a moment to the tick. */
export function formatTick(ticks: number): string {
  const seconds = Math.floor(ticks / TICKS_PER_SECOND);
  return `${formatWhole(seconds)}.${String(ticks - seconds * TICKS_PER_SECOND).padStart(6, '0')}`;
}

/** "5:00", "365 d": a moment without its fraction. */
export function formatLength(ticks: number): string {
  const seconds = Math.round(ticks / TICKS_PER_SECOND);
  if (seconds < DAY) return formatWhole(seconds);
  const rest = seconds % DAY;
  return `${Math.floor(seconds / DAY)} d${rest > 0 ? ` ${formatWhole(rest)}` : ''}`;
}

function formatDay(seconds: number): string {
  const minutes = Math.floor((seconds % DAY) / 60);
  return `day ${Math.floor(seconds / DAY)}, ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

function formatWhole(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** For somebody who listens: "39.2 seconds", "1 minute 20 seconds". */
export function sayMoment(ticks: number): string {
  const seconds = Math.floor(ticks / (TICKS_PER_SECOND / 10)) / 10;
  if (seconds >= DAY) return formatMoment(ticks);
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round((seconds - minutes * 60) * 10) / 10;
  const words = [];
  if (minutes > 0) words.push(`${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`);
  if (rest > 0 || minutes === 0) words.push(`${rest} ${rest === 1 ? 'second' : 'seconds'}`);
  return words.join(' ');
}

const STEPS_S = [
  1,
  2,
  5,
  10,
  15,
  30,
  60,
  120,
  300,
  600,
  900,
  1800,
  3600,
  7200,
  14400,
  43200,
  DAY,
  7 * DAY,
  30 * DAY,
];

/** Round moments, in ticks, for an axis of at most so many labels. */
export function axisMoments(end: number, most: number): number[] {
  const seconds = end / TICKS_PER_SECOND;
  const step = STEPS_S.find((s) => seconds / s <= most) ?? Math.ceil(seconds / most / (30 * DAY)) * 30 * DAY;
  const count = Math.floor(seconds / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => i * step * TICKS_PER_SECOND);
}
