import { TICKS_PER_SECOND } from '../engine/clock.ts';

/** "0:39.2", "1:02:39.2": a moment of a run. */
export function formatMoment(ticks: number): string {
  // Cut, not rounded: what happens at 0:59.97 must not read 1:00.0.
  const tenths = Math.floor(ticks / (TICKS_PER_SECOND / 10));
  return `${formatWhole(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** "0:20.001234": a moment to the tick. */
export function formatTick(ticks: number): string {
  const seconds = Math.floor(ticks / TICKS_PER_SECOND);
  return `${formatWhole(seconds)}.${String(ticks - seconds * TICKS_PER_SECOND).padStart(6, '0')}`;
}

/** "5:00": a moment without its fraction. */
export function formatLength(ticks: number): string {
  return formatWhole(Math.round(ticks / TICKS_PER_SECOND));
}

function formatWhole(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** For somebody who listens: "39.2 seconds", "1 minute 20 seconds". */
export function sayMoment(ticks: number): string {
  const seconds = Math.floor(ticks / (TICKS_PER_SECOND / 10)) / 10;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round((seconds - minutes * 60) * 10) / 10;
  const words = [];
  if (minutes > 0) words.push(`${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`);
  if (rest > 0 || minutes === 0) words.push(`${rest} ${rest === 1 ? 'second' : 'seconds'}`);
  return words.join(' ');
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

/** Round moments, in ticks, for an axis of at most so many labels. */
export function axisMoments(end: number, most: number): number[] {
  const seconds = end / TICKS_PER_SECOND;
  const step = STEPS_S.find((s) => seconds / s <= most) ?? Math.ceil(seconds / most / 86400) * 86400;
  const count = Math.floor(seconds / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => i * step * TICKS_PER_SECOND);
}
