/** Meaning of a claim + the figures of a run -> a verdict that a person can check. */
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { Comparison, Dimension, Expression, Figure, Figures } from './claim.ts';

export interface Verdict {
  /** Undecided: nothing was measured that could decide. */
  readonly verdict: boolean | 'undecided';
  /** The outer sides of the comparison that decided, in ticks, shares, ...; null when there was none. */
  readonly left: number | null;
  readonly right: number | null;
  /** `96.2 % >= 99.9 %: false` */
  readonly text: string;
}

/** @param claim an expression that is true or false */
export function evaluate(claim: Expression, figures: Figures): Verdict {
  const truth = judge(claim, figures);
  const word = truth.verdict === 'undecided' ? 'undecided, nothing to measure' : String(truth.verdict);
  return { ...truth, text: `${truth.text}: ${word}` };
}

/** The value of an expression that is not a truth; NaN when there is nothing to measure. */
export function measure(e: Expression, figures: Figures): number {
  switch (e.is) {
    case 'literal':
      return e.value;
    case 'cost':
      return figures.cost();
    case 'figure':
      return e.to > e.from ? look(e.figure, e.from, e.to, figures) : Number.NaN;
    case 'timeUntil':
      return (
        figures.firstTime(e.part, e.metric, e.comparison, measure(e.threshold, figures), e.from) - e.from
      );
    case 'minus':
      return -measure(e.of, figures);
    case 'arithmetic':
      return calculate(e, measure(e.left, figures), measure(e.right, figures));
    default:
      return Number.NaN;
  }
}

function look(f: Figure, from: number, to: number, figures: Figures): number {
  switch (f.type) {
    case 'level':
    case 'age':
      return figures.level(f.part, f.metric, f.stat, from, to);
    case 'counter':
      return figures.counter(f.part, f.metric, f.stat, from, to);
    case 'timing':
      return figures.timing(f.part, f.metric, f.stat, from, to);
    case 'users':
      return figures.users(f.part, f.metric, from, to);
  }
}

function calculate(e: Extract<Expression, { is: 'arithmetic' }>, a: number, b: number): number {
  const [left, right] = [e.left.dimension, e.right.dimension];
  // Rates are a second and durations ticks: where they meet, the ticks become seconds or come from them.
  const meet = (d: Dimension, other: Dimension): boolean => d === 'duration' && other === 'rate';
  switch (e.sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return meet(left, right) || meet(right, left) ? (a * b) / TICKS_PER_SECOND : a * b;
    case '/': {
      // Nothing by nothing is no figure; neither is something by nothing.
      if (b === 0) return Number.NaN;
      const timeless = left === 'number' || left === 'share';
      return timeless && (right === 'duration' || right === 'rate') ? (a * TICKS_PER_SECOND) / b : a / b;
    }
  }
}

function judge(e: Expression, figures: Figures): Verdict {
  if (e.is === 'comparison') return compare(e, figures);
  if (e.is === 'not') {
    const of = judge(e.of, figures);
    return {
      ...of,
      verdict: of.verdict === 'undecided' ? 'undecided' : !of.verdict,
      text: `not (${of.text})`,
    };
  }
  if (e.is !== 'logic') return { verdict: 'undecided', left: null, right: null, text: 'no comparison' };
  const left = judge(e.left, figures);
  const right = judge(e.right, figures);
  // What decides: for `and` a false side, for `or` a true one.
  const deciding = e.word === 'or';
  const decided = [left, right].find((side) => side.verdict === deciding);
  const open = [left, right].find((side) => side.verdict === 'undecided');
  const side = decided ?? open ?? left;
  const verdict = decided ? deciding : open ? 'undecided' : !deciding;
  return {
    ...side,
    verdict,
    text: `${grouped(e.left, e.word, left)} ${e.word} ${grouped(e.right, e.word, right)}`,
  };
}

function grouped(side: Expression, word: 'and' | 'or', { text }: Verdict): string {
  return side.is === 'logic' && side.word !== word ? `(${text})` : text;
}

function compare(e: Extract<Expression, { is: 'comparison' }>, figures: Figures): Verdict {
  const values = e.sides.map((side) => measure(side, figures));
  const results = e.signs.map((sign, i) => holds(values[i]!, sign, values[i + 1]!));
  const verdict = results.includes(false) ? false : results.includes('undecided') ? 'undecided' : true;
  const texts = textsOf(e.sides, values);
  const text = e.signs.reduce((sofar, sign, i) => `${sofar} ${sign} ${texts[i + 1]}`, texts[0]!);
  return { verdict, left: values[0]!, right: values.at(-1)!, text };
}

/** 99.9 / 100 is not 999 / 1000 in binary; people who write 99.9 % mean both. */
const SAME = 1e-12;

function holds(a: number, sign: Comparison, b: number): boolean | 'undecided' {
  if (Number.isNaN(a) || Number.isNaN(b)) return 'undecided';
  const same = a === b || Math.abs(a - b) <= SAME * Math.min(Math.abs(a), Math.abs(b));
  switch (sign) {
    case '=':
      return same;
    case '!=':
      return !same;
    case '<=':
      return same || a < b;
    case '>=':
      return same || a > b;
    case '<':
      return !same && a < b;
    case '>':
      return !same && a > b;
  }
}

/** With as many digits as it takes to tell neighbours apart that differ. */
function textsOf(sides: readonly Expression[], values: readonly number[]): readonly string[] {
  const dimensions = sides.map((side) => side.dimension);
  const shown = dimensions.find((d) => d !== 'number') ?? 'number';
  for (let digits = 4; ; digits += 2) {
    const texts = values.map((value, i) =>
      written(value, dimensions[i] === 'number' ? shown : dimensions[i]!, digits),
    );
    const told = values.every(
      (value, i) => i === 0 || holds(value, '=', values[i - 1]!) !== false || texts[i] !== texts[i - 1],
    );
    if (told || digits >= 14) return texts;
  }
}

/** A value as a person reads it: `96.2 %`, `1m 30s`, `17.4`. */
export function written(value: number, dimension: Dimension, digits = 4): string {
  if (Number.isNaN(value)) return 'nothing';
  if (value === Number.POSITIVE_INFINITY) return 'never';
  switch (dimension) {
    case 'share':
      return `${decimal(value * 100, digits)} %`;
    case 'money':
      return `$${decimal(value, digits)}`;
    case 'rate':
      return `${decimal(value, digits)}/s`;
    case 'duration':
      return duration(value, digits);
    default:
      return decimal(value, digits);
  }
}

function duration(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size < 1000) return `${decimal(value, digits)}us`;
  if (size < TICKS_PER_SECOND) return `${decimal(value / 1000, digits)}ms`;
  return `${decimal(value / TICKS_PER_SECOND, digits)}s`;
}

function decimal(value: number, digits: number): string {
  // Counts are exact, however large; the rest is rounded.
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)));
}
