/** Figures as faces write them: whole words, a unit, and no more digits than tick calmly. */
import { formatCount, formatSeconds } from '../format.ts';

/** `1` and "request" give "1 request"; the plural is regular unless given. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** "50/s"; below ten with a tenth, because there it matters; what is seldom by the hour or the day: "12/d". */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0/s';
  if (perSecond < 0.1) return seldom(perSecond);
  const tenths = Math.round(perSecond * 10) / 10;
  return tenths < 10 && !Number.isInteger(tenths)
    ? `${tenths.toFixed(1)}/s`
    : `${formatCount(Math.round(perSecond))}/s`;
}

const LONGER = [
  [60, 'min'],
  [3600, 'h'],
  [86_400, 'd'],
] as const;

function seldom(perSecond: number): string {
  const found = LONGER.find(([seconds]) => perSecond * seconds >= 1);
  return found ? `${Math.round(perSecond * found[0])}/${found[1]}` : '< 1/d';
}

/** The share of the first in both: "98.5 %". Never rounded up to all or down to none; a dash when there was neither. */
export function formatShareOf(part: number, rest: number): string {
  if (part + rest <= 0) return '–';
  if (part <= 0) return '0 %';
  if (rest <= 0) return '100 %';
  const percent = (100 * part) / (part + rest);
  return `${Math.min(99.9, Math.max(0.1, percent)).toFixed(1)} %`;
}

/** An age or a duration in microseconds: "3.2 s". */
export function formatMicros(us: number): string {
  return formatSeconds(us / 1_000_000);
}

/** A level between none and all: faces are drawn for a moment at which a fault may have left more than fits. */
export function atMost(n: number, most: number): number {
  return Math.min(most, Math.max(0, n));
}

/** Up to the next line of the 4 px grid. */
export function onGrid(px: number): number {
  return Math.ceil(px / 4) * 4;
}

/** A law of chance as a face needs it, times in microseconds. */
interface Law {
  readonly law: string;
  readonly value?: number;
  readonly from?: number;
  readonly to?: number;
  readonly values?: readonly number[];
  readonly mean?: number;
}

/** What something takes by a law: as it is written when that is one number, its least where the mean says little, else the mean. */
export function formatLaw({ law, value, from = 0, to = 0, values = [], mean = 0 }: Law): string {
  if (value !== undefined) return formatMicros(value);
  if (law === 'pareto') return `≥ ${formatMicros(from)}`;
  if (law === 'uniform') return `≈ ${formatMicros((from + to) / 2)}`;
  if (law !== 'empirical') return `≈ ${formatMicros(mean)}`;
  const sum = values.reduce((a, b) => a + b, 0);
  return `≈ ${formatMicros(sum / Math.max(1, values.length))}`;
}
