/** What an expression turned out to be while it is checked, and how messages speak of it. */
import { expressionText } from '../syntax/text.ts';
import type { Expression } from '../syntax/tree.ts';
import { INVALID, isInvalid, isUntyped } from './basics.ts';
import { type Checker, type Place, report } from './checker.ts';
import { constantText } from './constants.ts';
import { constraintOf, underlying } from './identical.ts';
import type { Constant, Type, TypeAndValue } from './model.ts';
import { isEmptySet, typeSet } from './typeSet.ts';
import { typeText } from './typeText.ts';

export interface Operand {
  readonly mode: TypeAndValue['mode'] | 'invalid';
  readonly expression: Expression;
  readonly type: Type;
  readonly value: Constant | null;
  /** Calls and receives may stand alone as statements; conversions may not. */
  readonly effect: 'statement' | 'conversion' | null;
}

export function operand(
  mode: Operand['mode'],
  expression: Expression,
  type: Type,
  value: Constant | null = null,
  effect: Operand['effect'] = null,
): Operand {
  return { mode, expression, type, value, effect };
}

/** Nothing more is said about it. */
export function invalid(expression: Expression): Operand {
  return operand('invalid', expression, INVALID, null, 'statement');
}

export const isBad = (x: Operand): boolean => x.mode === 'invalid' || isInvalid(x.type);

/** Says what is wrong, and that the expression is of no use any more. */
export function refuse(c: Checker, expression: Expression, message: string, at: Place = expression): Operand {
  report(c, at, message);
  return invalid(expression);
}

export const text = (c: Checker, type: Type): string => typeText(type, c.package);

const MODES: Readonly<Record<Operand['mode'], string>> = {
  invalid: 'invalid operand',
  noValue: 'no value',
  builtin: 'built-in',
  type: 'type',
  constant: 'constant',
  variable: 'variable',
  mapIndex: 'map index expression',
  value: 'value',
  nil: 'nil',
  commaOk: 'comma, ok expression',
};

/** `x (variable of type int)`, `"a" (untyped string constant)`, `c (constant 5 of int type T)` */
export function operandText(c: Checker, { mode, expression, type, value }: Operand): string {
  if (mode === 'nil') return isUntyped(type) ? 'nil' : `nil (of type ${text(c, type)})`;
  const written = expressionText(expression);
  const named = !/^(?:invalid|noValue|builtin|type)$/.test(mode);
  let what = MODES[mode];
  if (named && isUntyped(type)) what = `${text(c, type)} ${what}`;
  if (mode === 'constant' && value !== null) {
    const shown = constantText(value);
    if (shown !== written) what += ` ${shown}`;
  }
  if (named && !isUntyped(type))
    what += isInvalid(type) ? ' with invalid type' : ` of ${typeDescription(c, type)}`;
  return `${written} (${what})`;
}

/** `type int`, `struct type T`, `type P constrained by any` */
function typeDescription(c: Checker, type: Type): string {
  const shown = text(c, type);
  if (type.kind === 'typeParam') {
    const none = isEmptySet(typeSet(constraintOf(type))) ? ' with empty type set' : '';
    return `type ${shown} constrained by ${text(c, type.constraint)}${none}`;
  }
  const generic =
    (type.kind === 'named' && type.typeParameters.length > 0 && type.typeArguments.length === 0) ||
    (type.kind === 'signature' && type.typeParameters.length > 0);
  const under = underlying(type);
  const named = type.kind === 'named' || shown === 'any';
  const kind = named ? `${compositeKind(under) || text(c, under)} ` : '';
  return `${generic ? 'generic ' : ''}${kind}type ${shown}`;
}

/** `array`, `func` ... ; empty for basic types. */
export function compositeKind(type: Type): string {
  const { kind } = underlying(type);
  if (kind === 'basic') return '';
  return kind === 'signature' ? 'func' : kind;
}

export function measure(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What was given or is wanted, `(number, string)`: of untyped numbers no more is said. */
export function typesSummary(
  c: Checker,
  types: readonly Type[],
  last: 'variadic' | 'spread' | null = null,
): string {
  const one = (type: Type): string => {
    if (isInvalid(type)) return 'unknown type';
    if (!isUntyped(type)) return text(c, type);
    return /string|bool|nil/.exec(text(c, type))?.[0] ?? 'number';
  };
  const each = types.map((type, i) => {
    if (last === null || i < types.length - 1) return one(type);
    if (last === 'spread') return `${one(type)}...`;
    return `...${one(type.kind === 'slice' ? type.element : type)}`;
  });
  return `(${each.join(', ')})`;
}
