/** Expressions: what each of them is. The kinds that need more than a few lines stand in files of their own. */
import { expressionText } from '../syntax/text.ts';
import type { BasicLit, Expression, FunctionLit, StarExpr, TypeAssertion } from '../syntax/tree.ts';
import { bare, localOnLeft } from './assign.ts';
import { BASIC, isInvalid } from './basics.ts';
import { call, instantiateFor } from './calls.ts';
import { type Checker, enter, later, report } from './checker.ts';
import { literalConstant } from './constants.ts';
import { functionBody, signatureOf } from './functions.ts';
import { identical, isInterface, isTypeParam } from './identical.ts';
import { assertableCause } from './implements.ts';
import { index, slice } from './indexing.ts';
import { compositeLiteral } from './literals.ts';
import type { BasicName, Signature, Type } from './model.ts';
import { invalid, type Operand, operand, operandText, refuse, text } from './operands.ts';
import { binary, unary } from './operations.ts';
import { identifier, selector } from './selectors.ts';
import { isGeneric, typeOf, validVariableType, variableType } from './typeExpressions.ts';
import { all } from './typeSet.ts';
import { checkOverflow, record } from './untyped.ts';

/** The function type of a variable that is assigned to: from it the type arguments of a generic function follow. */
export interface Target {
  readonly type: Signature;
  /** As messages name the variable. */
  readonly name: string;
}

export interface Wanted {
  readonly target?: Target | null;
  /** The type of an element of a composite literal, for literals without one. */
  readonly hint?: Type;
  /** A generic function or type may stand here without its arguments. */
  readonly generic?: boolean;
}

/** What an expression takes of the stack. */
const LEVELS = 2;

/** Whatever it is: a value, several, none, a type, a builtin. */
export function anything(c: Checker, e: Expression, wanted: Wanted = {}): Operand {
  if (!enter(c, e, LEVELS)) return invalid(e);
  let x = evaluate(c, e, wanted);
  c.depth -= LEVELS;
  if (wanted.generic !== true) x = notGeneric(c, x, wanted.target ?? null);
  record(c, x);
  return x;
}

export function notGeneric(c: Checker, x: Operand, target: Target | null): Operand {
  if (x.mode === 'invalid' || x.mode === 'noValue' || !isGeneric(x.type)) return x;
  if (x.type.kind === 'signature' && target !== null) return instantiateFor(c, x, null, target);
  const what = x.type.kind === 'signature' ? 'function' : 'type';
  return refuse(
    c,
    x.expression,
    `cannot use generic ${what} ${expressionText(x.expression)} without instantiation`,
  );
}

/** One value. */
export function value(c: Checker, e: Expression, target: Target | null = null): Operand {
  return single(c, noType(c, anything(c, e, { target })));
}

export function element(c: Checker, e: Expression, hint: Type): Operand {
  return single(c, noType(c, anything(c, e, { hint })));
}

export function valueOrType(c: Checker, e: Expression, generic: boolean): Operand {
  const x = anything(c, e, { generic });
  if (x.mode !== 'noValue') return single(c, x);
  return refuse(c, e, `${operandText(c, x)} used as value or type`);
}

const NO_VALUE: Partial<Readonly<Record<Operand['mode'], string>>> = {
  noValue: 'used as value',
  builtin: 'must be called',
  type: 'is not an expression',
};

/** One value or several. */
export function noType(c: Checker, x: Operand): Operand {
  const why = NO_VALUE[x.mode];
  return why === undefined ? x : refuse(c, x.expression, `${operandText(c, x)} ${why}`);
}

export function single(c: Checker, x: Operand): Operand {
  if (x.mode !== 'value' || x.type.kind !== 'tuple') return x;
  return refuse(c, x.expression, `multiple-value ${operandText(c, x)} in single-value context`);
}

export interface Values {
  readonly list: readonly Operand[];
  /** The second is the `ok` of `v, ok`. */
  readonly commaOk: boolean;
}

/** A list of values, or those that one call yields. */
export function values(c: Checker, given: readonly Expression[], commaOk: boolean): Values {
  const [first] = given;
  if (given.length !== 1 || first === undefined)
    return { list: given.map((e) => value(c, e)), commaOk: false };
  return unpack(noType(c, anything(c, first)), commaOk);
}

export function unpack(x: Operand, commaOk: boolean): Values {
  const { expression, type, mode } = x;
  if (mode !== 'invalid' && type.kind === 'tuple') {
    return { list: type.elements.map((one) => operand('value', expression, one)), commaOk: false };
  }
  if (!commaOk || (mode !== 'mapIndex' && mode !== 'commaOk')) return { list: [x], commaOk: false };
  return { list: [x, operand('value', expression, BASIC['untyped bool'])], commaOk: true };
}

/** One call on the right, which may have several results. */
export function callsForValues(given: readonly Expression[]): boolean {
  const [first] = given;
  return given.length === 1 && first !== undefined && bare(first).kind === 'CallExpr';
}

/**
 * Looks at expressions that are not needed any more, for their own mistakes and so that their variables are used.
 * @returns whether they were right
 */
export function use(c: Checker, given: readonly Expression[], onLeft = false): boolean {
  let fine = true;
  for (const e of given) {
    const inner = bare(e);
    if (inner.kind === 'Identifier' && inner.name === '_') continue;
    const local = onLeft ? localOnLeft(c, e) : null;
    const used = local?.used ?? false;
    const x = inner.kind === 'Identifier' ? valueOrType(c, inner, true) : anything(c, e, { generic: true });
    if (local !== null) local.used = used;
    if (x.mode === 'invalid') fine = false;
  }
  return fine;
}

function evaluate(c: Checker, e: Expression, { hint, target = null }: Wanted): Operand {
  switch (e.kind) {
    case 'BadExpr':
      return invalid(e);
    case 'Identifier':
      return identifier(c, e, false);
    case 'BasicLit':
      return basicLiteral(c, e);
    case 'FunctionLit':
      return functionLiteral(c, e);
    case 'CompositeLit':
      return compositeLiteral(c, e, hint ?? null);
    case 'ParenExpr':
      return { ...anything(c, e.inner), expression: e };
    case 'SelectorExpr':
      return selector(c, e, false);
    case 'IndexExpr': {
      const { x, generic } = index(c, e);
      return generic ? instantiateFor(c, x, e, target) : x;
    }
    case 'SliceExpr':
      return slice(c, e);
    case 'TypeAssertion':
      return assertion(c, e);
    case 'CallExpr':
      return call(c, e);
    case 'StarExpr':
      return pointed(c, e);
    case 'UnaryExpr':
      return unary(c, e);
    case 'BinaryExpr':
      return binary(c, e);
    default:
      return operand('type', e, typeOf(c, e));
  }
}

const LITERALS: Readonly<Record<BasicLit['literal'], BasicName>> = {
  int: 'untyped int',
  float: 'untyped float',
  imaginary: 'untyped complex',
  rune: 'untyped rune',
  string: 'untyped string',
};
const DIGITS_MAX = 10_000;

function basicLiteral(c: Checker, e: BasicLit): Operand {
  const { text, literal } = e;
  if (text.length > DIGITS_MAX && /^(?:int|float|imaginary)$/.test(literal)) {
    return refuse(c, e, `excessively long constant: ${text.slice(0, 10)}... (${text.length} chars)`);
  }
  const found = literalConstant(e);
  if (found.kind === 'unknown') return refuse(c, e, `malformed constant: ${text}`);
  return checkOverflow(c, operand('constant', e, BASIC[LITERALS[literal]], found));
}

function functionLiteral(c: Checker, e: FunctionLit): Operand {
  const { type, scope } = signatureOf(c, e.type, null, []);
  // The names around are those of this place, though what they stand for may be known later only.
  later(c, () => functionBody(c, type, scope, e.body));
  c.info.types.set(e.type, { mode: 'type', type, value: null });
  return operand('value', e, type);
}

function assertion(c: Checker, e: TypeAssertion): Operand {
  const x = value(c, e.operand);
  if (x.mode === 'invalid') return invalid(e);
  if (e.type === null) return refuse(c, e, 'invalid syntax tree: use of .(type) outside type switch');
  if (isTypeParam(x.type)) {
    return refuse(
      c,
      e,
      `invalid operation: cannot use type assertion on type parameter value ${operandText(c, x)}`,
    );
  }
  if (!isInterface(x.type))
    return refuse(c, e, `invalid operation: ${operandText(c, x)} is not an interface`);
  const type = variableType(c, e.type);
  if (isInvalid(type)) return invalid(e);
  assertable(c, e, x, type, false);
  return operand('commaOk', e, type);
}

/** Whether a value of x's interface type may hold one of this type; when it cannot, that is told. */
export function assertable(c: Checker, e: Expression, x: Operand, type: Type, inSwitch: boolean): void {
  const why = assertableCause(x.type, type, c.package);
  if (why === null) return;
  const shown = text(c, type);
  report(
    c,
    e,
    inSwitch
      ? `impossible type switch case: ${expressionText(e)}\n\t${operandText(c, x)} cannot have dynamic type ${shown} ${why}`
      : `impossible type assertion: ${expressionText(e)}\n\t${shown} does not implement ${text(c, x.type)} ${why}`,
  );
}

/** `*p`: what p points to, or the type of pointers to p. */
function pointed(c: Checker, e: StarExpr): Operand {
  const x = valueOrType(c, e.operand, false);
  if (x.mode === 'invalid') return invalid(e);
  if (x.mode === 'type') {
    validVariableType(c, e.operand, x.type);
    return operand('type', e, { kind: 'pointer', element: x.type });
  }
  let to: Type | null = null;
  let why = '';
  const fine = all(x.type, (under) => {
    if (under.kind !== 'pointer') why = `cannot indirect ${operandText(c, x)}`;
    else if (to !== null && !identical(under.element, to)) {
      why = `pointers of ${operandText(c, x)} must have identical base types`;
    } else to = under.element;
    return why === '';
  });
  if (fine && to !== null) return operand('variable', e, to);
  return refuse(c, e.operand, `invalid operation: ${why || `cannot indirect ${operandText(c, x)}`}`);
}
