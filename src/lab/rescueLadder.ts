/** Which values of a setting are tried, in which order, and how they are written. */
import type { SettingSpec } from '../parts/contract.ts';
import { readDuration, readRate, readSize } from '../rules/quantity.ts';
import type { RawSetting } from '../scenario/types.ts';

/** A setting that can be moved: numbers on a scale of values that a person would write. */
export interface Scale {
  /** The present value in the engine's unit; Infinity for "none". */
  readonly from: number;
  readonly min: number;
  readonly max: number;
  /** Which ways it may be moved. */
  readonly ways: readonly (1 | -1)[];
  /** The first step away from nothing. */
  readonly unit: number;
  /** Where "none" is a value too, it lies beyond `max`. */
  readonly hasNone: boolean;
  /** In the engine's unit -> as written. */
  write(value: number): RawSetting;
  /** The nearest value on the scale at or beyond this one, in the given direction. */
  round(value: number, direction: 1 | -1): number;
}

const BOTH = [1, -1] as const;

/** @param value in the engine's unit @returns null for what has no size: choices, laws, prices, recordings */
export function scaleOf(spec: SettingSpec, value: unknown): Scale | null {
  const from = value === null ? Number.POSITIVE_INFINITY : (value as number);
  const plain = { from, ways: BOTH, hasNone: false, write: (v: number) => v, round: fraction };
  switch (spec.type) {
    case 'duration':
    case 'optionalDuration': {
      const [min, max] = [read(readDuration(spec.min)), read(readDuration(spec.max))];
      const hasNone = spec.type === 'optionalDuration';
      const write = (v: number) => (hasNone && v > max ? 'none' : durationText(v));
      return { from, ways: BOTH, min, max, unit: MS, hasNone, write, round: whole };
    }
    case 'count':
      return { ...plain, min: spec.min, max: spec.max, unit: 1, round: whole };
    case 'rate':
      return {
        ...plain,
        min: read(readRate(spec.min)),
        max: read(readRate(spec.max)),
        unit: 1,
        write: (v) => `${v}/s`,
      };
    case 'size': {
      const [min, max] = [read(readSize(spec.min)), read(readSize(spec.max))];
      return { ...plain, min, max, unit: 1024, write: sizeText, round: whole };
    }
    case 'share':
      // Shares are of what goes wrong: nobody is helped by more of it, only by the chances that it moves.
      return { ...plain, ways: [-1], min: spec.min ?? 0, max: spec.max ?? 1, unit: 0.01 };
    case 'factor':
      return { ...plain, min: spec.min, max: spec.max, unit: 1 };
    default:
      return null;
  }
}

const whole = (value: number, direction: 1 | -1): number => readable(value, direction, 1);
const fraction = (value: number, direction: 1 | -1): number => readable(value, direction, 0);

const read = (quantity: { ok: boolean } & ({ value: number } | { expected: string })): number =>
  'value' in quantity ? quantity.value : Number.NaN;

/** How far apart: 2 for twice or half. "None" counts as the longest that can be written, nothing as half a first step. */
export function ratioOf({ min, max, unit }: Scale, a: number, b: number): number {
  const least = Math.max(min, unit / 2);
  const clamp = (v: number) => Math.min(Math.max(v, least), Math.max(max, least));
  const [x, y] = [clamp(a), clamp(b)];
  return Math.max(x, y) / Math.min(x, y);
}

const STEPS = [1.5, 2, 3, 5, 10, 20, 50, 100, 300, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** Ever farther away from the present value, to the end of the range; `none` at the very end, where there is such a value. */
export function ladder(scale: Scale, direction: 1 | -1): readonly number[] {
  const { from, min, max, unit, hasNone, round } = scale;
  const rungs: number[] = [];
  const add = (wish: number) => {
    const value = Math.min(max, Math.max(min, round(wish, direction)));
    const isBeyond = direction > 0 ? value > from : value < from;
    const last = rungs.at(-1);
    if (isBeyond && (last === undefined || (direction > 0 ? value > last : value < last))) rungs.push(value);
  };
  if (from > max) {
    // From "none" there is only one way: down, from the longest.
    if (direction > 0) return [];
    for (const step of [1, ...STEPS]) add(max / step);
    add(min);
    return rungs;
  }
  const start = from > 0 ? from : direction > 0 ? Math.max(min, unit) : 0;
  if (from === 0 && direction > 0) add(start);
  for (const step of STEPS) add(direction > 0 ? start * step : start / step);
  add(direction > 0 ? max : min);
  if (hasNone && direction > 0) rungs.push(Number.POSITIVE_INFINITY);
  return rungs;
}

/** Between two values, one that is not better than the other by much; null when they are neighbours on the scale. */
export function between(scale: Scale, bad: number, good: number): number | null {
  const direction = good > bad ? 1 : -1;
  const [a, b] = [bad, good].map((value) => Math.min(value, scale.max)) as [number, number];
  const [low, top] = [Math.min(a, b), Math.max(a, b)];
  // Halves the ratio where there is one: from 10 to 1000 by way of 100.
  const middle = low > 0 && top / low > 4 ? Math.sqrt(low * top) : (low + top) / 2;
  const value = scale.round(middle, direction);
  const isInside = direction > 0 ? value > bad && value < good : value < bad && value > good;
  if (isInside) return value;
  const other = scale.round(middle, -direction as 1 | -1);
  const fits = direction > 0 ? other > bad && other < good : other < bad && other > good;
  return fits ? other : null;
}

/** Two digits, as people write: 42, 150, 3800. @param least the smallest step */
function readable(value: number, direction: 1 | -1, least: number): number {
  if (value <= 0 || !Number.isFinite(value)) return value;
  let step = 1;
  while (value / step >= 100) step *= 10;
  while (value / step < 10 && step > 1e-9) step /= 10;
  step = Math.max(step, least);
  const steps = value / step;
  const whole = direction > 0 ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9);
  return step >= 1 ? whole * step : Math.round(whole * step * 1e12) / 1e12;
}

const MS = 1000;
const S = 1_000_000;

/** Ticks -> "42s", "3800ms", "1500us": a number in the unit in which it is whole. */
function durationText(ticks: number): string {
  if (ticks % S === 0) return `${ticks / S}s`;
  if (ticks >= S && ticks % (S / 10) === 0) return `${ticks / S}s`;
  return ticks % MS === 0 ? `${ticks / MS}ms` : `${ticks}us`;
}

const SIZES = [
  ['GiB', 1024 ** 3],
  ['MiB', 1024 ** 2],
  ['KiB', 1024],
] as const;

function sizeText(bytes: number): string {
  const unit = SIZES.find(([, size]) => bytes >= size && bytes % size === 0);
  return unit ? `${bytes / unit[1]}${unit[0]}` : `${bytes}B`;
}
