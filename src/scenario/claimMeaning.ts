/** Syntax of a claim -> its meaning in one design: names resolved, windows in ticks, dimensions checked. */
import type { ClaimProblem, Dimension, Expression } from './claim.ts';
import {
  CHART_DEFAULTS,
  CLAIM_DEFAULTS,
  lookUp,
  type Named,
  type Scope,
  type Span as Ticks,
} from './claimScope.ts';
import { readSyntax, type Span, type Syntax } from './claimSyntax.ts';
import { quoted, unknownName } from './problem.ts';

export interface Meaning {
  /** Null when there is a problem. */
  readonly expression: Expression | null;
  readonly problems: readonly ClaimProblem[];
}

/** Reads a claim, a task or a check: something that is true or false. */
export function readClaim(text: string, scope: Scope): Meaning {
  const { expression, problems } = readExpression(text, scope);
  if (!expression || expression.dimension === 'truth') return { expression, problems };
  const says = 'A claim is true or false: compare this with something, as in >= 99.9 %.';
  return {
    expression: null,
    problems: [{ at: 0, found: NOUN[expression.dimension], expected: 'a comparison', says }],
  };
}

/** Reads any expression: also one that is a number, to be shown. */
export function readExpression(text: string, scope: Scope): Meaning {
  const read = readSyntax(text);
  if ('problem' in read) return { expression: null, problems: [read.problem] };
  const problems: ClaimProblem[] = [];
  const expression = meaning({ scope, problems }, read.syntax);
  return {
    expression: problems.length === 0 ? expression : null,
    problems: problems.toSorted((a, b) => a.at - b.at),
  };
}

/** Reads one line of a chart: a single figure, without a window. */
export function readChartFigure(text: string, scope: Scope): Named {
  const read = readSyntax(text);
  if ('problem' in read) return read;
  const { syntax } = read;
  if (syntax.is !== 'figure' || syntax.span)
    return {
      problem: {
        at: syntax.at,
        found: quoted(text),
        expected: 'one figure such as checkout.busy',
        says: 'A line of a chart is one figure, without a window.',
      },
    };
  return lookUp(scope, syntax.name, syntax.stat, syntax.at, syntax.statAt, CHART_DEFAULTS);
}

interface Context {
  readonly scope: Scope;
  readonly problems: ClaimProblem[];
}

const NOUN: Readonly<Record<Dimension, string>> = {
  number: 'a number',
  share: 'a share (99.9 %)',
  money: 'an amount of money',
  duration: 'a duration (60s)',
  rate: 'a rate (50/s)',
  truth: 'true or false',
};

/** Null where a problem was found further down: nothing is said twice. */
function meaning(c: Context, s: Syntax): Expression | null {
  switch (s.is) {
    case 'literal':
      return { is: 'literal', value: s.value, dimension: s.dimension };
    case 'figure':
      return figureOf(c, s);
    case 'timeUntil':
      return timeUntil(c, s);
    case 'minus': {
      const of = valueIn(c, s.of);
      return of && { is: 'minus', of, dimension: of.dimension };
    }
    case 'arithmetic':
      return arithmetic(c, s);
    case 'comparison':
      return comparison(c, s);
    case 'not': {
      const of = truthIn(c, s.of);
      return of && { is: 'not', of, dimension: 'truth' };
    }
    case 'logic': {
      const left = truthIn(c, s.left);
      const right = truthIn(c, s.right);
      return left && right && { is: 'logic', word: s.word, left, right, dimension: 'truth' };
    }
  }
}

function refuse(c: Context, at: number, found: string, expected: string, says: string): null {
  c.problems.push({ at, found, expected, says });
  return null;
}

function valueIn(c: Context, s: Syntax): Expression | null {
  const m = meaning(c, s);
  if (m?.dimension !== 'truth') return m;
  return refuse(
    c,
    s.at,
    NOUN.truth,
    'a value',
    'One cannot calculate with true and false; use and, or, not.',
  );
}

function truthIn(c: Context, s: Syntax): Expression | null {
  const m = meaning(c, s);
  if (!m || m.dimension === 'truth') return m;
  return refuse(
    c,
    s.at,
    NOUN[m.dimension],
    'a comparison',
    `Beside and, or and not stand comparisons; this is ${NOUN[m.dimension]}.`,
  );
}

function figureOf(c: Context, s: Extract<Syntax, { is: 'figure' }>): Expression | null {
  const span = spanOf(c, s.span);
  if (s.name === 'cost' && s.stat === null) {
    if (s.span)
      return refuse(
        c,
        s.span.at,
        s.span.window,
        'cost alone',
        'cost is that of the whole run and has no window.',
      );
    return { is: 'cost', dimension: 'money' };
  }
  const named = lookUp(c.scope, s.name, s.stat, s.at, s.statAt, CLAIM_DEFAULTS);
  if ('problem' in named) {
    c.problems.push(named.problem);
    return null;
  }
  return span && { is: 'figure', ...named, ...span };
}

function spanOf(c: Context, span: Span | null): Ticks | null {
  const run = c.scope.windows.get('run')!;
  if (!span) return run;
  const window = c.scope.windows.get(span.window);
  if (!window) {
    c.problems.push({ at: span.at, ...unknownName('window', span.window, c.scope.windows.keys()) });
    return null;
  }
  if (span.word === 'during') return { from: window.from, to: window.to };
  return span.word === 'before' ? { from: run.from, to: window.from } : { from: window.to, to: run.to };
}

function timeUntil(c: Context, s: Extract<Syntax, { is: 'timeUntil' }>): Expression | null {
  const span = spanOf(c, s.span);
  const named = lookUp(c.scope, s.name, null, s.nameAt, s.nameAt, CLAIM_DEFAULTS);
  const threshold = valueIn(c, s.threshold);
  if ('problem' in named) {
    c.problems.push(named.problem);
    return null;
  }
  const { figure, dimension } = named;
  const course = figure.type === 'level' || figure.type === 'age' || figure.type === 'counter';
  if (!course || figure.stat !== CLAIM_DEFAULTS[figure.type])
    return refuse(
      c,
      s.nameAt,
      s.name,
      'a level, an age or a counter, without a statistic',
      `One can wait for a level, an age or a counter; ${s.name} is a figure of a whole window.`,
    );
  if (!span || !threshold) return null;
  if (!alike(dimension, threshold)) return unlike(c, s.threshold.at, dimension, threshold.dimension);
  const { part, metric } = figure;
  return {
    is: 'timeUntil',
    part,
    metric,
    comparison: s.comparison,
    threshold,
    from: span.from,
    dimension: 'duration',
  };
}

function comparison(c: Context, s: Extract<Syntax, { is: 'comparison' }>): Expression | null {
  const sides = s.sides.map((side) => valueIn(c, side));
  if (!sides.every((side) => side !== null)) return null;
  for (let i = 1; i < sides.length; i++) {
    const [left, right] = [sides[i - 1]!, sides[i]!];
    const at = s.sides[i]!.at;
    if (!comparable(left, right)) return unlike(c, at, left.dimension, right.dimension);
    for (const [share, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (
        share.dimension === 'share' &&
        other.is === 'literal' &&
        other.dimension === 'number' &&
        other.value > 1
      )
        return refuse(
          c,
          at,
          String(other.value),
          `a share such as ${other.value} %`,
          `A share is at most 100 %, and ${other.value} is ${other.value * 100} %. Write ${other.value} %.`,
        );
    }
  }
  return { is: 'comparison', sides, signs: s.signs, dimension: 'truth' };
}

function arithmetic(c: Context, s: Extract<Syntax, { is: 'arithmetic' }>): Expression | null {
  const left = valueIn(c, s.left);
  const right = valueIn(c, s.right);
  if (!left || !right) return null;
  const dimension = dimensionOf(s.sign, left, right);
  if (dimension) return { is: 'arithmetic', sign: s.sign, left, right, dimension };
  return unlike(c, s.at, left.dimension, right.dimension, s.sign);
}

const isPlain = (d: Dimension): boolean => d === 'number' || d === 'share';

function dimensionOf(sign: '+' | '-' | '*' | '/', left: Expression, right: Expression): Dimension | null {
  const [a, b] = [left.dimension, right.dimension];
  if (sign === '+' || sign === '-') {
    if (a === b) return a;
    if (!comparable(left, right)) return null;
    return a === 'money' || b === 'money' ? 'money' : 'number';
  }
  if (isPlain(b)) return a === 'share' ? 'number' : a;
  if (sign === '*') {
    if (isPlain(a)) return b;
    return (a === 'rate' && b === 'duration') || (a === 'duration' && b === 'rate') ? 'number' : null;
  }
  if (a === b) return 'number';
  if (isPlain(a)) return b === 'duration' ? 'rate' : b === 'rate' ? 'duration' : null;
  return null;
}

function comparable(left: Expression, right: Expression): boolean {
  return alike(left.dimension, right) || alike(right.dimension, left);
}

/** Numbers and shares are both plain; a plain number that is written may stand for dollars. */
function alike(dimension: Dimension, other: Expression): boolean {
  if (dimension === other.dimension || (isPlain(dimension) && isPlain(other.dimension))) return true;
  return dimension === 'money' && other.dimension === 'number' && isWritten(other);
}

function isWritten(e: Expression): boolean {
  if (e.is === 'minus') return isWritten(e.of);
  if (e.is === 'arithmetic') return isWritten(e.left) && isWritten(e.right);
  return e.is === 'literal';
}

function unlike(c: Context, at: number, left: Dimension, right: Dimension, sign?: string): null {
  const verb = sign ? `put ${sign} between` : 'compare';
  const bare = (left === 'duration' && right === 'number') || (left === 'number' && right === 'duration');
  const zero = bare ? ' A duration needs its unit: 60s, 0s.' : '';
  return refuse(
    c,
    at,
    NOUN[right],
    NOUN[left],
    `One cannot ${verb} ${NOUN[left]} and ${NOUN[right]}.${zero}`,
  );
}
