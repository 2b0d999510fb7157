/** `x[i]` and `x[i:j]`. https://go.dev/ref/spec#Index_expressions */
import type { Expression, IndexExpr, SliceExpr } from '../syntax/tree.ts';
import { assign } from './assign.ts';
import { BASIC, BYTE, INVALID, isInvalid, isString, isUntyped } from './basics.ts';
import { type Checker, posOf, report } from './checker.ts';
import { notGeneric, use, value, valueOrType } from './expressions.ts';
import { identical, underlying } from './identical.ts';
import type { Type } from './model.ts';
import { invalid, type Operand, operand, operandText, text } from './operands.ts';
import { variableType } from './typeExpressions.ts';
import { coreString, specificTerms } from './typeSet.ts';
import { asIndex } from './untyped.ts';

interface Indexed {
  readonly x: Operand;
  /** x is a generic function, and the indices are its type arguments. */
  readonly generic: boolean;
}

/** What can be got out of a type by an index. */
interface Elements {
  readonly element: Type;
  /** Of a map. */
  readonly key: Type | null;
  /** -1: not known before the program runs. */
  readonly length: number;
  readonly mode: 'variable' | 'value';
}

export function index(c: Checker, e: IndexExpr): Indexed {
  const before = valueOrType(c, e.operand, true);
  const is = (x: Operand): Indexed => ({ x, generic: false });
  if (before.mode === 'invalid') {
    use(c, e.indices);
    return is(invalid(e));
  }
  if (before.mode === 'type') {
    const type = variableType(c, e);
    return is(isInvalid(type) ? invalid(e) : operand('type', e, type));
  }
  if (before.mode === 'value' && before.type.kind === 'signature' && before.type.typeParameters.length > 0) {
    return { x: before, generic: true };
  }
  const x = notGeneric(c, before, null);
  if (x.mode === 'invalid') return is(invalid(e));
  const found = elementsOf(x);
  if (found === null) {
    report(c, posOf(e), `invalid operation: cannot index ${operandText(c, x)}`);
    use(c, e.indices);
    return is(invalid(e));
  }
  const [first, second] = e.indices;
  if (second !== undefined) report(c, second, 'invalid operation: more than one index');
  if (first === undefined) return is(invalid(e));
  if (found.key !== null) {
    assign(c, value(c, first), found.key, 'map index');
    return is(operand('mapIndex', e, found.element));
  }
  constantIndex(c, first, found.length);
  return is(operand(found.mode, e, found.element));
}

function elementsOf(x: Operand): Elements | null {
  const terms = specificTerms(x.type);
  const list = terms?.map(({ type }) => elementsIn(x, underlying(type))) ?? [];
  let all = list[0] ?? null;
  for (const one of list) {
    if (all === null || one === null || !identical(all.element, one.element)) return null;
    if ((all.key === null) !== (one.key === null)) return null;
    if (all.key !== null && one.key !== null && !identical(all.key, one.key)) return null;
    const shorter = one.length >= 0 && (all.length < 0 || one.length < all.length);
    all = {
      ...all,
      length: shorter ? one.length : all.length,
      mode: one.mode === 'value' ? 'value' : all.mode,
    };
  }
  return all;
}

function elementsIn({ mode, value: constant }: Operand, under: Type): Elements | null {
  const array = under.kind === 'pointer' ? underlying(under.element) : under;
  if (array.kind === 'array') {
    const variable = under.kind === 'pointer' || mode === 'variable';
    const { element, length } = array;
    return { element, key: null, length, mode: variable ? 'variable' : 'value' };
  }
  if (under.kind === 'slice') return { element: under.element, key: null, length: -1, mode: 'variable' };
  if (under.kind === 'map') return { element: under.element, key: under.key, length: -1, mode: 'value' };
  if (!isString(under)) return null;
  const length = constant?.kind === 'string' ? constant.value.length : -1;
  return { element: BYTE, key: null, length, mode: 'value' };
}

export interface Index {
  readonly type: Type;
  /** -1: no constant. */
  readonly value: number;
}

/** @param end the first index that is out of bounds, -1 when that is not known; the type is invalid after a mistake */
export function constantIndex(c: Checker, e: Expression, end: number): Index {
  const x = asIndex(c, value(c, e), 'index');
  if (x.mode === 'invalid') return { type: INVALID, value: -1 };
  if (x.mode !== 'constant') return { type: x.type, value: -1 };
  if (x.value?.kind !== 'int') return { type: INVALID, value: -1 };
  const { value: at } = x.value;
  if (end < 0 || at < BigInt(end)) return { type: x.type, value: Number(at) };
  report(c, e, `invalid argument: index ${at} out of bounds [0:${end}]`);
  return { type: INVALID, value: -1 };
}

export function slice(c: Checker, e: SliceExpr): Operand {
  const x = value(c, e.operand);
  const bounds = [e.low, e.high, e.max];
  if (x.mode === 'invalid') {
    use(
      c,
      bounds.filter((one) => one !== null),
    );
    return invalid(e);
  }
  const no = (what: string, at: Expression = x.expression): Operand => {
    report(c, at, `invalid operation: ${what}`);
    return invalid(e);
  };
  const under = coreString(x.type);
  if (under === null) return no(`cannot slice ${operandText(c, x)}: ${text(c, x.type)} has no core type`);
  const array = under.kind === 'pointer' ? underlying(under.element) : under;
  let { type } = x;
  let length = -1;
  if (isString(under)) {
    if (e.max !== null) return no('3-index slice of string', e.max);
    if (x.value?.kind === 'string') length = x.value.value.length;
    if (isUntyped(type)) type = BASIC.string;
  } else if (array.kind === 'array') {
    if (under.kind === 'array' && x.mode !== 'variable') {
      return no(`${operandText(c, x)} (slice of unaddressable value)`);
    }
    length = array.length;
    type = { kind: 'slice', element: array.element };
  } else if (under.kind !== 'slice') return no(`cannot slice ${operandText(c, x)}`);
  const known = bounds.map((one, i) => {
    if (one !== null) return constantIndex(c, one, length < 0 ? -1 : length + 1).value;
    return i === 0 ? 0 : length;
  });
  inOrder(c, bounds, known);
  return operand('value', e, type);
}

/** Of the constant bounds none may be below one before it. */
function inOrder(c: Checker, bounds: readonly (Expression | null)[], known: readonly number[]): void {
  for (const [i, x] of known.entries()) {
    for (let j = i + 1; x > 0 && j < known.length; j++) {
      const [y, at] = [known[j]!, bounds[j]];
      if (y < 0 || y >= x || !at) continue;
      report(c, at, `invalid slice indices: ${y} < ${x}`);
      return;
    }
  }
}
