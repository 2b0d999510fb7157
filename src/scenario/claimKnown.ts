/** From which moment of a run on the verdict over a claim could be known to somebody who watches. */
import type { Comparison, Expression, Figures } from './claim.ts';
import { evaluate, measure } from './claimVerdict.ts';

/** A finished run that also says when its figures came to stand. */
export interface Course extends Figures {
  /** The run's last tick. */
  readonly end: number;
  /** The tick at which the last of the requests that arrived in a window ended; the run's end while one is open. */
  lastEnd(part: string | null, from: number, to: number): number;
}

/**
 * @param claim an expression that is true or false
 * @returns a tick, never too early and at most as late as the windows of the figures make it; null when undecided
 */
export function knownAt(claim: Expression, course: Course): number | null {
  if (evaluate(claim, course).verdict === 'undecided') return null;
  return Math.min(course.end, settlesAt(claim, course));
}

function settlesAt(e: Expression, course: Course): number {
  if (e.is === 'not') return settlesAt(e.of, course);
  if (e.is === 'logic') return together([e.left, e.right], e.word === 'or', course);
  if (e.is !== 'comparison') return valueAt(e, course);
  if (e.sides.length === 2) return pairAt(e.sides[0]!, e.signs[0]!, e.sides[1]!, course);
  const pairs = e.signs.map((sign, i): Expression => {
    return { is: 'comparison', sides: [e.sides[i]!, e.sides[i + 1]!], signs: [sign], dimension: 'truth' };
  });
  return together(pairs, false, course);
}

/** One truth that decides is enough; without one all must be known. @param deciding false for `and`, true for `or` */
function together(truths: readonly Expression[], deciding: boolean, course: Course): number {
  const decided = truths.filter((truth) => evaluate(truth, course).verdict === deciding);
  const times = (decided.length > 0 ? decided : truths).map((truth) => settlesAt(truth, course));
  return decided.length > 0 ? Math.min(...times) : Math.max(...times);
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

function pairAt(left: Expression, sign: Comparison, right: Expression, course: Course): number {
  if (isFixed(right)) return againstAt(left, sign, measure(right, course), course);
  if (isFixed(left)) return againstAt(right, MIRRORED[sign], measure(left, course), course);
  return Math.max(valueAt(left, course), valueAt(right, course));
}

/** Something measured beside a plain value: what only grows, or has passed the value once, need not be waited for. */
function againstAt(e: Expression, sign: Comparison, value: number, course: Course): number {
  if (e.is === 'timeUntil') return e.from + Math.max(0, Math.min(measure(e, course), value));
  const atLatest = valueAt(e, course);
  if (e.is !== 'figure') return atLatest;
  const { figure, from } = e;
  const grows = figure.type === 'counter' && figure.stat === 'total' && from === 0;
  const isExtreme = figure.type !== 'users' && (figure.stat === 'max' || figure.stat === 'min');
  if (!grows && !(isExtreme && figure.type !== 'timing')) return atLatest;
  const passed = PASSED[figure.stat === 'min' ? MIRRORED[sign] : sign];
  const comparison = figure.stat === 'min' ? MIRRORED[passed] : passed;
  const first = course.firstTime(figure.part, figure.metric, comparison, value, from);
  // Passing the value decides only where it does: `max <= 5` that holds is known at the end.
  const decides = holdsBeyond(sign, figure.stat === 'min') === verdictOf(e, sign, value, course);
  return decides && first <= atLatest ? first : atLatest;
}

/** How a highest value compares with the other side once it has passed it. */
const PASSED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>=',
  '<=': '>',
  '>': '>',
  '>=': '>=',
  '=': '>',
  '!=': '>',
};

/** The verdict that stands once the value was passed, upwards for a highest value and downwards for a lowest. */
function holdsBeyond(sign: Comparison, downwards: boolean): boolean {
  const upwards = downwards ? MIRRORED[sign] : sign;
  return upwards === '>' || upwards === '>=' || upwards === '!=';
}

function verdictOf(e: Expression, sign: Comparison, value: number, course: Course): boolean | 'undecided' {
  const other: Expression = { is: 'literal', value, dimension: e.dimension };
  return evaluate({ is: 'comparison', sides: [e, other], signs: [sign], dimension: 'truth' }, course).verdict;
}

/** Whether it is the same in every run. */
function isFixed(e: Expression): boolean {
  if (e.is === 'minus') return isFixed(e.of);
  if (e.is === 'arithmetic') return isFixed(e.left) && isFixed(e.right);
  return e.is === 'literal';
}

/** When a value stands: at the end of its window; for requests, when the last of those that arrived in it has ended. */
function valueAt(e: Expression, course: Course): number {
  switch (e.is) {
    case 'literal':
      return 0;
    case 'figure': {
      const { figure, from, to } = e;
      if (figure.type !== 'users' || figure.metric === 'requests') return to;
      // Those without an end are counted when the run is over.
      return figure.metric === 'open' ? course.end : Math.max(to, course.lastEnd(figure.part, from, to));
    }
    case 'timeUntil':
      return e.from + measure(e, course);
    case 'minus':
      return valueAt(e.of, course);
    case 'arithmetic':
      return Math.max(valueAt(e.left, course), valueAt(e.right, course));
    default:
      return course.end;
  }
}

/** The tick at which the latest window that an expression speaks of closes; `until` where it speaks of the whole run. */
export function speaksUntil(e: Expression, until: number): number {
  const latest = (...all: readonly Expression[]) => Math.max(...all.map((one) => speaksUntil(one, until)));
  switch (e.is) {
    case 'literal':
      return 0;
    case 'figure':
      return e.to;
    case 'minus':
    case 'not':
      return latest(e.of);
    case 'arithmetic':
    case 'logic':
      return latest(e.left, e.right);
    case 'comparison':
      return latest(...e.sides);
    default:
      return until;
  }
}
