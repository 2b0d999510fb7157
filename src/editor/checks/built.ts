/** An expression as a form says it, and back: most of what a lesson asks needs no more than this. */
import type { Comparison } from '../../scenario/claim.ts';
import { readSyntax, type Span, type Syntax } from '../../scenario/claimSyntax.ts';

/** Null: the whole run. */
export type WindowAsked = { readonly word: Span['word']; readonly window: string } | null;

export interface FigureAsked {
  readonly is: 'figure';
  /** `checkout.busy` */
  readonly name: string;
  /** Null: the one that the language takes when none is written. */
  readonly stat: string | null;
  readonly window: WindowAsked;
}

/** How long it takes until a figure compares so with a value. */
export interface WaitAsked {
  readonly is: 'wait';
  readonly name: string;
  readonly sign: Comparison;
  /** As written: `50`. */
  readonly value: string;
  /** Waiting begins with a window or behind it; never before it. */
  readonly window: WindowAsked;
}

export type Asked = FigureAsked | WaitAsked | { readonly is: 'cost' };

export type Against =
  | { readonly is: 'value'; readonly value: string }
  /** Both are allowed themselves. */
  | { readonly is: 'between'; readonly least: string; readonly most: string }
  /** Another figure, or a part of it: `0.99 * requests.successes`. */
  | { readonly is: 'figure'; readonly factor: string | null; readonly of: FigureAsked };

export interface Condition {
  readonly of: Asked;
  /** Means nothing beside `between`. */
  readonly sign: Comparison;
  readonly against: Against;
}

export interface Built {
  /** Means nothing where there is one condition only. */
  readonly join: 'and' | 'or';
  readonly conditions: readonly Condition[];
}

/** More than a person follows in a form; the text may go on. */
export const CONDITIONS_MAX = 6;

export function writeBuilt({ join, conditions }: Built): string {
  return conditions.map(writeCondition).join(` ${join} `);
}

export function writeCondition({ of, sign, against }: Condition): string {
  const asked = writeAsked(of);
  if (against.is === 'between') return `${against.least} <= ${asked} <= ${against.most}`;
  if (against.is === 'value') return `${asked} ${sign} ${against.value}`;
  const factor = against.factor === null ? '' : `${against.factor} * `;
  return `${asked} ${sign} ${factor}${writeAsked(against.of)}`;
}

export function writeAsked(asked: Asked): string {
  if (asked.is === 'cost') return 'cost';
  const { name, window } = asked;
  const during = window ? ` ${window.word} ${window.window}` : '';
  if (asked.is === 'wait') return `time until ${name} ${asked.sign} ${asked.value}${during}`;
  return `${asked.stat === null ? '' : `${asked.stat} of `}${name}${during}`;
}

/** @returns null for what is more than the form can say, and for what cannot be read */
export function readBuilt(text: string): Built | null {
  const read = readSyntax(text);
  if ('problem' in read) return null;
  const { syntax } = read;
  const join = syntax.is === 'logic' ? syntax.word : 'and';
  const leaves = leavesOf(syntax, join);
  if (leaves.length > CONDITIONS_MAX) return null;
  const conditions = leaves.map(conditionOf);
  return conditions.every((one) => one !== null) ? { join, conditions } : null;
}

/** What stands between words of one kind; another word inside makes a leaf that is no condition. */
function leavesOf(syntax: Syntax, word: 'and' | 'or'): readonly Syntax[] {
  if (syntax.is !== 'logic' || syntax.word !== word) return [syntax];
  return [...leavesOf(syntax.left, word), ...leavesOf(syntax.right, word)];
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

function conditionOf(syntax: Syntax): Condition | null {
  if (syntax.is !== 'comparison') return null;
  const { sides, signs } = syntax;
  const [first, second, third] = sides;
  if (sides.length === 3 && first?.is === 'literal' && third?.is === 'literal') {
    const of = askedOf(second!);
    const isBetween = signs.every((sign) => sign === '<=');
    if (!of || !isBetween) return null;
    return { of, sign: '<=', against: { is: 'between', least: first.text, most: third.text } };
  }
  if (sides.length !== 2) return null;
  // `50 <= checkout.busy` says the same the other way round.
  if (first!.is === 'literal') return pair(second!, MIRRORED[signs[0]!], first!);
  return pair(first!, signs[0]!, second!);
}

function pair(left: Syntax, sign: Comparison, right: Syntax): Condition | null {
  const of = askedOf(left);
  if (!of) return null;
  if (right.is === 'literal') return { of, sign, against: { is: 'value', value: right.text } };
  const [factor, other] = scaled(right);
  const figure = askedOf(other);
  return figure?.is === 'figure' ? { of, sign, against: { is: 'figure', factor, of: figure } } : null;
}

function scaled(syntax: Syntax): readonly [factor: string | null, of: Syntax] {
  if (syntax.is !== 'arithmetic' || syntax.sign !== '*') return [null, syntax];
  const { left, right } = syntax;
  if (left.is === 'literal') return [left.text, right];
  return right.is === 'literal' ? [right.text, left] : [null, syntax];
}

function askedOf(syntax: Syntax): Asked | null {
  if (syntax.is === 'timeUntil') {
    const { name, comparison: sign, threshold, span } = syntax;
    if (threshold.is !== 'literal' || splitName(name).length !== 2) return null;
    return { is: 'wait', name, sign, value: threshold.text, window: windowOf(span) };
  }
  if (syntax.is !== 'figure') return null;
  const { name, stat, span } = syntax;
  if (name === 'cost') return stat === null && span === null ? { is: 'cost' } : null;
  const [part, metric, last, ...rest] = splitName(name);
  if (metric === undefined || rest.length > 0 || (stat !== null && last !== undefined)) return null;
  return { is: 'figure', name: `${part}.${metric}`, stat: stat ?? last ?? null, window: windowOf(span) };
}

const windowOf = (span: Span | null): WindowAsked =>
  span && !(span.word === 'during' && span.window === 'run')
    ? { word: span.word, window: span.window }
    : null;

/** At dots, but `p99.9` is one word. */
export function splitName(name: string): readonly string[] {
  return name.split(/\.(?!\d)/);
}
