/**
 * Quantities as people write them in a scenario: `30s`, `256KiB`, `50/s`, `99.9 %`, `exp 12ms`.
 * Each reader returns the value in the engine's unit or says what was expected.
 */
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { Distribution } from '../engine/distributions.ts';

/** A document: what JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly expected: string };

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (expected: string): Read<never> => ({ ok: false, expected });

const DURATION_UNITS: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1000,
  s: TICKS_PER_SECOND,
  m: 60 * TICKS_PER_SECOND,
  min: 60 * TICKS_PER_SECOND,
  h: 3600 * TICKS_PER_SECOND,
  d: 86400 * TICKS_PER_SECOND,
};
const NUMBER = String.raw`\d+(?:_\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?`;
const DURATION_PIECE = new RegExp(String.raw`(${NUMBER})\s*(us|µs|ms|min|s|m|h|d)`, 'y');
const DURATION_EXPECTED = 'a duration such as 250ms, 30s, 5m or 1h 30m';

const PLAIN = new RegExp(`^${NUMBER}$`);
/** 285 years: times beyond are not exact any more. */
const DURATION_MAX = Number.MAX_SAFE_INTEGER;

const numberOf = (text: string): number => Number(text.replaceAll('_', ''));
/** NaN for what is no plain number: `0x10`, `Infinity`, nothing at all. */
const plainNumberOf = (text = ''): number => (PLAIN.test(text) ? numberOf(text) : Number.NaN);
const finite = (value: number, expected: string): Read<number> =>
  Number.isFinite(value) ? good(value) : bad(expected);

/** `1h 30m` -> ticks. A bare 0 is a duration too. */
export function readDuration(raw: unknown): Read<number> {
  if (raw === 0 || raw === '0') return good(0);
  if (typeof raw !== 'string') return bad(DURATION_EXPECTED);
  const text = raw.trim();
  let sum = 0;
  let at = 0;
  while (at < text.length) {
    DURATION_PIECE.lastIndex = at;
    const piece = DURATION_PIECE.exec(text);
    if (!piece) return bad(DURATION_EXPECTED);
    sum += numberOf(piece[1]!) * DURATION_UNITS[piece[2]!]!;
    at = DURATION_PIECE.lastIndex;
    while (text[at] === ' ') at++;
  }
  return text.length > 0 && sum <= DURATION_MAX ? good(Math.round(sum)) : bad(DURATION_EXPECTED);
}

const RATE = new RegExp(String.raw`^(${NUMBER})\s*/\s*(us|ms|s|m|min|h|d)$`);

/** `50/s` -> 50 a second. */
export function readRate(raw: unknown): Read<number> {
  if (raw === 0 || raw === '0') return good(0);
  const match = typeof raw === 'string' ? RATE.exec(raw.trim()) : null;
  const expected = 'a rate such as 50/s, 1200/m or 0.5/s';
  if (!match) return bad(expected);
  return finite((numberOf(match[1]!) * TICKS_PER_SECOND) / DURATION_UNITS[match[2]!]!, expected);
}

const SIZE_UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
  kB: 1000,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
};
const SIZE = new RegExp(String.raw`^(${NUMBER})\s*(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)$`);

/** `256KiB` -> bytes. */
export function readSize(raw: unknown): Read<number> {
  if (raw === 0 || raw === '0') return good(0);
  const match = typeof raw === 'string' ? SIZE.exec(raw.trim()) : null;
  const expected = 'a size such as 512B, 256KiB or 1MiB';
  return match ? finite(numberOf(match[1]!) * SIZE_UNITS[match[2]!]!, expected) : bad(expected);
}

const SHARE = new RegExp(String.raw`^(${NUMBER})\s*%$`);

/** `2.5 %` or 0.025 -> 0.025. */
export function readShare(raw: unknown): Read<number> {
  if (typeof raw === 'number' && Number.isFinite(raw)) return good(raw);
  const match = typeof raw === 'string' ? SHARE.exec(raw.trim()) : null;
  const expected = 'a share such as 2.5 % or 0.025';
  return match ? finite(numberOf(match[1]!) / 100, expected) : bad(expected);
}

/** A plain number; a text is not one. */
export function readNumber(raw: unknown): Read<number> {
  return typeof raw === 'number' && Number.isFinite(raw) ? good(raw) : bad('a number');
}

const LAWS =
  'a duration (12ms) or a law: exp 12ms, uniform 5ms..15ms, erlang 4 12ms, hyper 12ms cv2 4, lognormal 12ms cv 2, pareto 1.5 10ms..10s, empirical 5ms 7ms 12ms';
/** More variation than any measurement shows, and less than 32 random bits can carry. */
const VARIATION_MAX = 1000;

/** `exp 12ms` and its like -> a law in ticks; a bare duration is constant. */
export function readDistribution(raw: unknown): Read<Distribution> {
  const constant = readDuration(raw);
  if (constant.ok) return good({ law: 'constant', value: constant.value });
  if (typeof raw !== 'string') return bad(LAWS);
  const [law, ...words] = raw.trim().split(/\s+/);
  const rest = words.join(' ');
  switch (law) {
    case 'constant': {
      const value = readDuration(rest);
      return value.ok ? good({ law, value: value.value }) : bad(LAWS);
    }
    case 'exp':
    case 'exponential':
      return withMean(rest, (mean) => ({ law: 'exponential', mean }));
    case 'uniform': {
      const range = readRange(rest);
      return range
        ? good({ law, from: range[0], to: range[1] })
        : bad('uniform FROM..TO, such as uniform 5ms..15ms');
    }
    case 'erlang': {
      const shape = plainNumberOf(words[0]);
      if (!Number.isInteger(shape) || shape < 1 || shape > 1000)
        return bad('erlang SHAPE MEAN, such as erlang 4 12ms (shape 1 to 1000)');
      return withMean(words.slice(1).join(' '), (mean) => ({ law, shape, mean }));
    }
    case 'hyper':
      return withVariation(rest, 'cv2', 1, (mean, cv2) => ({ law, mean, cv2 }));
    case 'lognormal':
      return withVariation(rest, 'cv', 0, (mean, cv) => ({ law, mean, cv }));
    case 'pareto': {
      const shape = plainNumberOf(words[0]);
      const range = readRange(words.slice(1).join(' '));
      const possible = shape > 0 && range && range[0] > 0 && range[1] > range[0];
      return possible
        ? good({ law, shape, from: range[0], to: range[1] })
        : bad('pareto SHAPE FROM..TO, such as pareto 1.5 10ms..10s');
    }
    case 'empirical': {
      const values = words.map(readDuration);
      if (values.length === 0 || values.some((v) => !v.ok))
        return bad('empirical and one or more durations, such as empirical 5ms 7ms 12ms');
      return good({ law, values: values.map((v) => (v.ok ? v.value : 0)) });
    }
    default:
      return bad(LAWS);
  }
}

function withMean(text: string, make: (mean: number) => Distribution): Read<Distribution> {
  const mean = readDuration(text);
  return mean.ok ? good(make(mean.value)) : bad(LAWS);
}

function withVariation(
  text: string,
  word: string,
  above: number,
  make: (mean: number, cv: number) => Distribution,
): Read<Distribution> {
  const [meanText, cvText, ...more] = text.split(` ${word} `);
  const mean = readDuration(meanText);
  const cv = plainNumberOf(cvText);
  if (!mean.ok || more.length > 0 || !(cv > above && cv <= VARIATION_MAX))
    return bad(`a mean and ${word} above ${above}, at most ${VARIATION_MAX}, such as 12ms ${word} 4`);
  return good(make(mean.value, cv));
}

function readRange(text: string): readonly [number, number] | null {
  const dots = text.indexOf('..');
  const from = readDuration(text.slice(0, Math.max(0, dots)));
  const to = readDuration(text.slice(dots + 2));
  return from.ok && to.ok && to.value >= from.value ? [from.value, to.value] : null;
}
