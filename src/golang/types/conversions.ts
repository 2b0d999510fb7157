/** Conversions, of constants above all. https://go.dev/ref/spec#Conversions */
import { convertible, isBytesOrRunes } from './assignable.ts';
import { defaultType, isConstantType, isInteger, isString, isUntyped } from './basics.ts';
import { encodeRune } from './bytes.ts';
import type { Checker } from './checker.ts';
import { constantText, represent } from './constants.ts';
import { isTypeParam, underlying } from './identical.ts';
import type { Constant, Type } from './model.ts';
import { type Operand, operandText, refuse, text } from './operands.ts';
import { all, specificTerms } from './typeSet.ts';
import { unsafeFault } from './unsafe.ts';
import { isPlainInterface, settle, valueInfo } from './untyped.ts';

const RUNE_MAX = 0x10ffffn;
const NO_RUNE = 0xfffd;

/** The constant in another type; an integer becomes the string of that character. */
function constantIn({ value, type }: Operand, target: Type): Constant | null {
  const under = underlying(target);
  if (value === null || under.kind !== 'basic') return null;
  const found = value.kind === 'unknown' ? value : represent(value, under);
  if (found !== null || !isInteger(type) || !isString(under) || value.kind !== 'int') return found;
  const code = value.value >= 0n && value.value <= RUNE_MAX ? Number(value.value) : NO_RUNE;
  return { kind: 'string', value: encodeRune(code) };
}

export function convert(c: Checker, x: Operand, target: Type): Operand {
  const { value } = x;
  const constant = x.mode === 'constant' && value !== null;
  const no = (why: string): Operand => {
    // Where the type is a parameter, the result is no constant.
    const shown =
      constant && isTypeParam(target) ? operandText(c, { ...x, mode: 'value' }) : operandText(c, x);
    const what = `cannot convert ${shown} to type ${text(c, target)}`;
    return refuse(c, x.expression, why === '' ? what : `${what}: ${why}`);
  };
  let mode: Operand['mode'] = 'value';
  let result: Constant | null = null;
  if (constant && isConstantType(target)) {
    result = constantIn(x, target);
    if (result === null && isInteger(x.type) && isInteger(target)) {
      return refuse(c, x.expression, `constant ${constantText(value)} overflows ${text(c, target)}`);
    }
    if (result === null) return no('');
    mode = 'constant';
  } else if (constant && isTypeParam(target)) {
    const why = misfit(c, x, value, target);
    if (why !== null) return no(why);
  } else {
    const { ok, cause } = convertible(x.type, valueInfo(x), target, c.package);
    if (!ok) return no(cause);
    const fault = unsafeFault(c, x, target);
    if (fault !== null) return refuse(c, x.expression, fault);
  }
  if (isUntyped(x.type)) {
    let final = target;
    if (x.mode !== 'nil' && (isPlainInterface(target) || (constant && !isConstantType(target)))) {
      final = defaultType(x.type);
    } else if (mode === 'constant' && isInteger(x.type) && all(target, isString)) final = x.type;
    settle(c, x.expression, final, true);
  }
  return { ...x, mode, type: target, value: result };
}

/** Why a constant is not convertible to each type of a type parameter; null: it is. */
function misfit(c: Checker, x: Operand, value: Constant, target: Type): string | null {
  const terms = specificTerms(target);
  if (terms === null) return `${text(c, target)} does not contain specific types`;
  for (const { type } of terms) {
    const under = underlying(type);
    if ((isString(x.type) && isBytesOrRunes(under)) || constantIn(x, under) !== null) continue;
    const where = `${text(c, under)} (in ${text(c, target)})`;
    return isInteger(x.type) && isInteger(under)
      ? `constant ${constantText(value)} overflows ${where}`
      : `cannot convert ${operandText(c, x)} to type ${where}`;
  }
  return null;
}
