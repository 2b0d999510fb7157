/** Which values may stand where a type is wanted, and in Go's words why not. https://go.dev/ref/spec#Assignability */
import {
  defaultType,
  isBoolean,
  isComplex,
  isFloat,
  isInteger,
  isInvalid,
  isNumeric,
  isString,
  isUntyped,
  widerUntyped,
} from './basics.ts';
import { represent } from './constants.ts';
import {
  hasName,
  hasNil,
  identical,
  identicalButTags,
  isInterfacePointer,
  isUnsafe,
  underlying,
} from './identical.ts';
import { implementsCause } from './implements.ts';
import type { Constant, Package, Type } from './model.ts';
import { all, specificTerms, typeSet } from './typeSet.ts';
import { typeText } from './typeText.ts';

/** What is known of a value besides its type: its constant value, and whether it is `nil`. */
export interface ValueInfo {
  readonly value: Constant | null;
  readonly isNil: boolean;
}

export interface Verdict {
  readonly ok: boolean;
  /** Why not, as Go says it; '' where it says nothing more. */
  readonly cause: string;
}

/** What an untyped value becomes where a `target` is wanted, a constant rounded; or why it cannot. */
export type Implicit =
  | { readonly type: Type; readonly value: Constant | null }
  | { readonly type: null; readonly why: 'mismatch' | 'truncated' | 'overflows' };

const MISMATCH: Implicit = { type: null, why: 'mismatch' };

export function implicitType(type: Type, info: ValueInfo, target: Type): Implicit {
  const { value, isNil } = info;
  if (!isUntyped(type) || isInvalid(target)) return { type, value };
  if (isUntyped(target)) {
    const wider = widerUntyped(type, target);
    return wider === null ? MISMATCH : { type: wider, value };
  }
  if (isNil) return hasNil(target) ? { type: target, value: null } : MISMATCH;
  if (target.kind === 'typeParam') {
    return all(target, (one) => implicitType(type, info, one).type !== null)
      ? { type: target, value: null }
      : MISMATCH;
  }
  const under = underlying(target);
  if (under.kind === 'interface') {
    const { methods, terms, comparable } = typeSet(under);
    const empty = methods.length === 0 && terms === null && !comparable;
    return empty ? { type: defaultType(type), value } : MISMATCH;
  }
  if (under.kind !== 'basic') return MISMATCH;
  if (value !== null) {
    const rounded = represent(value, under);
    if (rounded !== null) return { type: target, value: rounded };
    if (!isNumeric(type) || !isNumeric(under)) return MISMATCH;
    return { type: null, why: !isInteger(type) && isInteger(under) ? 'truncated' : 'overflows' };
  }
  const fits = [isBoolean, isNumeric, isString].some((is) => is(type) && is(target));
  return fits ? { type: target, value: null } : MISMATCH;
}

const OK: Verdict = { ok: true, cause: '' };
const no = (cause: string): Verdict => ({ ok: false, cause });

/** Whether a value of `type` may be assigned to a variable of type `target`. */
export function assignable(type: Type, info: ValueInfo, target: Type, from: Package | null): Verdict {
  if (isInvalid(type) || isInvalid(target) || identical(type, target)) return OK;
  if (isUntyped(type)) return { ok: implicitType(type, info, target).type !== null, cause: '' };
  const [under, wanted] = [underlying(type), underlying(target)];
  const isParameter = type.kind === 'typeParam';
  const wantsParameter = target.kind === 'typeParam';
  const unnamed = !hasName(type) || !hasName(target);
  if (!isParameter && !wantsParameter && unnamed && identical(under, wanted)) return OK;
  if ((wanted.kind === 'interface' && !wantsParameter) || isInterfacePointer(target)) {
    const cause = implementsCause(type, target, false, from);
    if (cause === null) return OK;
    // A type parameter's types may all be assignable though it implements nothing.
    if (!isParameter) return no(cause);
  }
  if (under.kind === 'interface' && !isParameter && implementsCause(target, type, false, from) === null) {
    return no('need type assertion');
  }
  if (under.kind === 'chan' && under.direction === 'both' && wanted.kind === 'chan') {
    if (identical(under.element, wanted.element)) return { ok: unnamed, cause: '' };
  }
  const text = (one: Type): string => typeText(one, from);
  if (wantsParameter && !hasName(type)) {
    return each(
      target,
      (term) => assignable(type, info, term, from),
      (term) => `cannot assign ${text(type)} to ${text(term)} (in ${text(target)})`,
    );
  }
  if (isParameter && !hasName(target)) {
    return each(
      type,
      (term) => assignable(term, info, target, from),
      (term) => `cannot assign ${text(term)} (in ${text(type)}) to ${text(target)}`,
    );
  }
  return no('');
}

/** What holds of all specific types of a type parameter; of the first that fails its cause, in front of it what was tried. */
function each(
  parameter: Type,
  holds: (term: Type) => Verdict,
  tried: ((term: Type) => string) | null,
): Verdict {
  const terms = specificTerms(parameter);
  if (terms === null) return no('');
  for (const { type } of terms) {
    const { ok, cause } = holds(type);
    if (ok) continue;
    const own = tried?.(type) ?? '';
    return no(own === '' || cause === '' ? own + cause : `${own}\n\t${cause}`);
  }
  return OK;
}

const isIntegerOrFloat = (type: Type): boolean => isInteger(type) || isFloat(type);

export const isBytesOrRunes = (type: Type): boolean => {
  const under = underlying(type);
  if (under.kind !== 'slice') return false;
  const element = underlying(under.element);
  return element.kind === 'basic' && (element.name === 'uint8' || element.name === 'int32');
};

/** Whether `target(x)` is allowed of an x of `type` that is no constant. https://go.dev/ref/spec#Conversions */
export function convertible(type: Type, info: ValueInfo, target: Type, from: Package | null): Verdict {
  const assigned = assignable(type, info, target, from);
  if (assigned.ok) return OK;
  const [under, wanted] = [underlying(type), underlying(target)];
  const isParameter = type.kind === 'typeParam';
  const wantsParameter = target.kind === 'typeParam';
  if (!isParameter && !wantsParameter && identicalButTags(under, wanted)) return OK;
  if (type.kind === 'pointer' && target.kind === 'pointer') {
    const [a, b] = [type.element, target.element];
    const parameters = a.kind === 'typeParam' || b.kind === 'typeParam';
    if (!parameters && identicalButTags(underlying(a), underlying(b))) return OK;
  }
  if (converts(under, wanted)) return OK;
  const text = (one: Type): string => typeText(one, from);
  const into = wantsParameter ? ` (in ${text(target)})` : '';
  const tried = (v: Type, t: Type): string =>
    `cannot convert ${text(v)}${isParameter ? ` (in ${text(type)})` : ''} to type ${text(t)}${into}`;
  const single = (v: Type, t: Type): Verdict => {
    const { ok, cause } = convertible(v, info, t, from);
    return { ok, cause: cause || assigned.cause };
  };
  const every = (v: Type): Verdict =>
    each(
      target,
      (t) => single(v, t),
      (t) => tried(v, t),
    );
  if (isParameter && wantsParameter) return each(type, every, null);
  if (isParameter) {
    return each(
      type,
      (v) => single(v, target),
      (v) => tried(v, target),
    );
  }
  return wantsParameter ? every(type) : no(assigned.cause);
}

const isAddress = (under: Type): boolean =>
  under.kind === 'pointer' || (under.kind === 'basic' && under.name === 'uintptr');

function converts(under: Type, wanted: Type): boolean {
  if (isIntegerOrFloat(under) && isIntegerOrFloat(wanted)) return true;
  if (isComplex(under) && isComplex(wanted)) return true;
  if (isString(wanted) && (isInteger(under) || isBytesOrRunes(under))) return true;
  if (isString(under) && isBytesOrRunes(wanted)) return true;
  if (isUnsafe(wanted)) return isAddress(under);
  if (isUnsafe(under)) return isAddress(wanted);
  if (under.kind !== 'slice') return false;
  const array = wanted.kind === 'pointer' ? underlying(wanted.element) : wanted;
  return array.kind === 'array' && identical(under.element, array.element);
}
