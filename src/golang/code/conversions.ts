/** Conversions `T(x)`. */
import type { CallExpr } from '../syntax/tree.ts';
import { isInteger, isNumeric, isString } from '../types/basics.ts';
import { isInterface, isUnsafe, underlying } from '../types/identical.ts';
import type { Type } from '../types/model.ts';
import { constant, emit, type Fn, jump, newLabel, place, scoped, temp } from './emit.ts';
import { constantValue, expr, factOf, own, singleType, wrap } from './expressions.ts';
import { arrayLayout, isAggregate, layoutOf } from './layouts.ts';
import * as op from './ops.ts';
import { STRING_CONVERSIONS } from './ops.ts';
import { move, writesAll } from './places.ts';
import { numberKind, typeIndex } from './runtimeTypes.ts';
import { intern, refuse } from './unit.ts';

const { fromRune, toBytes, toRunes, fromBytes, fromRunes } = STRING_CONVERSIONS;

/** @returns the register of the result */
export function convert(f: Fn, e: CallExpr, type: Type): number {
  const [operand] = e.arguments;
  if (operand === undefined) return temp(f);
  const from = singleType(f, operand);
  if (factOf(f, operand)?.mode === 'nil') return constant(f, null);
  const known = factOf(f, operand);
  if (known?.value && known.mode === 'constant' && isNumeric(from) && isNumeric(type)) {
    // The type is that of a parameter, or the checker had made a constant of it all.
    return constant(f, constantValue(known.value, type));
  }
  const register = isInterface(type) || isAggregate(from) ? own(f, operand) : expr(f, operand);
  f.at = e.open;
  return convertTo(f, e, register, from, type);
}

function convertTo(f: Fn, at: CallExpr, register: number, from: Type, type: Type): number {
  const [a, b] = [underlying(from), underlying(type)];
  if (isInterface(type)) return isInterface(from) ? register : wrap(f, register, from);
  const made = temp(f);
  const text = (how: number, layout = 0): number => {
    emit(f, op.STRING_CONVERT, made, register, how, layout);
    return made;
  };
  if (isString(type)) {
    if (isString(from)) return register;
    if (a.kind === 'slice') return text(isByte(a.element) ? fromBytes : fromRunes);
    return text(fromRune);
  }
  if (isString(from) && b.kind === 'slice') {
    return text(isByte(b.element) ? toBytes : toRunes, arrayLayout(f.unit, b.element));
  }
  if (isNumeric(from) && isNumeric(type)) {
    const [was, is] = [numberKind(from), numberKind(type)];
    if (was === is) return register;
    emit(f, op.CONVERT, made, register, was, is);
    return made;
  }
  if (a.kind === 'slice' && b.kind === 'array') {
    emit(f, op.SLICE_TO_ARRAY, made, register, layoutOf(f.unit, b));
    return made;
  }
  if (a.kind === 'slice' && b.kind === 'pointer') {
    refuse(f.unit, f.file, at, "this lab's Go has no conversion of a slice to a pointer to an array");
    return made;
  }
  if (isUnsafe(a) || isUnsafe(b)) return unsafely(f, register, a, b, made);
  if (a.kind === 'pointer' && b.kind === 'pointer' && a.element !== b.element) {
    // The same memory by fields that were declared twice: what is written to one is written to the other.
    writesAll(f.unit, a.element);
    writesAll(f.unit, b.element);
  }
  return register;
}

/** An unsafe.Pointer is a pointer with its type, or nil; a pointer to a scalar has the type that the memory itself has. */
function unsafely(f: Fn, register: number, from: Type, to: Type, made: number): number {
  const isTo = isUnsafe(to);
  const pointer = isTo ? from : to;
  if (isTo && isUnsafe(from)) return register;
  move(f, register, made);
  let type = pointer;
  if (pointer.kind === 'pointer') {
    const { element } = pointer;
    writesAll(f.unit, element);
    type = { kind: 'pointer', element: isAggregate(element) ? element : underlying(element) };
  }
  scoped(f, () => {
    if (isTo) {
      const end = newLabel();
      const isNil = temp(f);
      emit(f, op.SAME, isNil, made, constant(f, null));
      jump(f, op.JUMP_IF, end, isNil);
      wrap(f, made, type, made);
      place(f, end);
      return;
    }
    const base = temp(f, 2);
    move(f, made, base);
    constant(f, typeIndex(f.unit, type), base + 1);
    const name = pointer.kind === 'pointer' ? 'unsafe.see' : 'unsafe.address';
    emit(
      f,
      op.CALL_NATIVE,
      base,
      intern(f.unit.natives, name, () => name),
      2,
    );
    move(f, base, made);
  });
  return made;
}

const isByte = (type: Type): boolean => isInteger(type) && numberKind(type) === 6;
