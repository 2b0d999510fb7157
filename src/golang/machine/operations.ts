/** The instructions that the interpreter's switch does not do itself, by number. */
import * as ops from '../code/ops.ts';
import type { PrintExtra } from '../code/program.ts';
import { arithmetic, type Complex, complement, complexOf, convert, negate, shift } from './arithmetic.ts';
import { chanCapacity, chanLength, closeChannel } from './channels.ts';
import { equal, sameRef } from './equality.ts';
import { goPanic, goPanicError, nilDereference } from './faults.ts';
import { INTERFACE_OPERATIONS } from './interfaceOperations.ts';
import { MAP_OPERATIONS } from './mapOperations.ts';
import {
  assignContainer,
  copyContainer,
  count,
  lengthOfArray,
  newChan,
  newContainer,
  slotOf,
  store,
} from './memory.ts';
import type { Operation, Operations } from './operation.ts';
import { output } from './output.ts';
import { recoverIn } from './panics.ts';
import { printed } from './print.ts';
import { indexError, SLICE_OPERATIONS } from './sliceOperations.ts';
import type { Container, GoChan, Value } from './state.ts';
import { STRING_OPERATIONS } from './stringOperations.ts';

type Integer = number | bigint;

const compute: Operation = (_m, _g, { registers: r }, code, pc) => {
  r[code[pc + 1]] = arithmetic(code[pc], r[code[pc + 2]], r[code[pc + 3]], code[pc + 4]);
};

const shifted: Operation = (_m, _g, { registers: r }, code, pc) => {
  const [x, by] = [r[code[pc + 2]] as Integer, r[code[pc + 3]] as Integer];
  r[code[pc + 1]] = shift(code[pc] === ops.SHL, x, by, code[pc + 4]);
};

/** The container that a register holds. Panics: nil. */
export function present(value: Value): Container {
  return value === null ? nilDereference() : (value as Container);
}

/** A place in an array. Panics: out of range. */
export function placeOfIndex(length: number, index: Value): number {
  return (index as number) >= 0 && (index as number) < length
    ? Number(index)
    : indexError(index as Integer, length);
}

/** Most elements that a channel may be asked to hold. */
const CAPACITY_MAX = 2 ** 32;

export const OPERATIONS: Operations = {
  ...MAP_OPERATIONS,
  ...SLICE_OPERATIONS,
  ...STRING_OPERATIONS,
  ...INTERFACE_OPERATIONS,
  [ops.ADD]: compute,
  [ops.SUB]: compute,
  [ops.MUL]: compute,
  [ops.QUO]: compute,
  [ops.REM]: compute,
  [ops.AND]: compute,
  [ops.OR]: compute,
  [ops.XOR]: compute,
  [ops.AND_NOT]: compute,
  [ops.SHL]: shifted,
  [ops.SHR]: shifted,
  [ops.NEG]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = negate(r[code[pc + 2]], code[pc + 4]);
  },
  [ops.COMPLEMENT]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = complement(r[code[pc + 2]] as Integer, code[pc + 4]);
  },
  [ops.CONVERT]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = convert(r[code[pc + 2]], code[pc + 3], code[pc + 4]);
  },
  [ops.COMPLEX]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = complexOf(r[code[pc + 2]], r[code[pc + 3]]);
  },
  [ops.REAL]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = (r[code[pc + 2]] as Complex).re;
  },
  [ops.IMAG]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = (r[code[pc + 2]] as Complex).im;
  },
  [ops.EQUAL]: (m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = equal(m, code[pc + 4], r[code[pc + 2]], r[code[pc + 3]]);
  },
  [ops.COPY]: (m, g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = copyContainer(m, g, present(r[code[pc + 2]]));
  },
  [ops.ASSIGN]: (m, _g, { registers: r }, code, pc) => {
    assignContainer(m, present(r[code[pc + 1]]), present(r[code[pc + 2]]));
  },
  [ops.INNER_AT]: (m, _g, { registers: r }, code, pc) => {
    const o = present(r[code[pc + 2]]);
    r[code[pc + 1]] = slotOf(m, o, placeOfIndex(lengthOfArray(m, o), r[code[pc + 3]]));
  },
  [ops.BOX]: (m, g, { registers: r }, code, pc) => {
    const box = newContainer(m, g, code[pc + 3]);
    box.slots[0] = r[code[pc + 2]];
    r[code[pc + 1]] = box;
  },
  [ops.CHECK_NIL]: (_m, _g, { registers: r }, code, pc) => {
    if ((r[code[pc + 1]] ?? null) === null) nilDereference();
  },
  [ops.REF]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = { is: 'ref', o: present(r[code[pc + 2]]), i: code[pc + 3] };
  },
  [ops.REF_AT]: (m, _g, { registers: r }, code, pc) => {
    const o = present(r[code[pc + 2]]);
    const i = placeOfIndex(lengthOfArray(m, o), r[code[pc + 3]]);
    r[code[pc + 1]] = { is: 'ref', o, i };
  },
  [ops.SAME_REF]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = sameRef(r[code[pc + 2]], r[code[pc + 3]]);
  },
  [ops.SET_FIELD_NEW]: (m, _g, { registers: r }, code, pc) => {
    store(m, r[code[pc + 1]] as Container, code[pc + 2], r[code[pc + 3]]);
  },
  [ops.FUNCTION]: (m, _g, { registers: r }, code, pc) => {
    const [first, captured] = [code[pc + 3], code[pc + 4]];
    count(m, 8 + 8 * captured);
    r[code[pc + 1]] = { is: 'function', code: code[pc + 2], captured: r.slice(first, first + captured) };
  },
  [ops.RECOVER]: (m, g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = recoverIn(m, g);
  },
  [ops.PANIC]: (_m, _g, { registers: r }, code, pc) => goPanic(r[code[pc + 1]]),
  [ops.MAKE_CHAN]: (m, g, { registers: r }, code, pc) => {
    const capacity = code[pc + 3] < 0 ? 0 : (r[code[pc + 3]] as Integer);
    if (!(capacity >= 0 && capacity <= CAPACITY_MAX)) goPanicError('makechan: size out of range');
    r[code[pc + 1]] = newChan(m, g, code[pc + 2], Number(capacity));
  },
  [ops.CLOSE]: (m, g, { registers: r }, code, pc) => {
    closeChannel(m, g, r[code[pc + 1]] as GoChan | null);
  },
  [ops.CHAN_LENGTH]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = chanLength(r[code[pc + 2]] as GoChan | null);
  },
  [ops.CHAN_CAPACITY]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = chanCapacity(r[code[pc + 2]] as GoChan | null);
  },
  [ops.PRINT]: (m, _g, frame, code, pc) => {
    const first = code[pc + 1];
    const { types, line } = m.program.functions[frame.code].extras[code[pc + 3]] as PrintExtra;
    const texts = types.map((type, i) => printed(m.program.types[type], frame.registers[first + i]));
    output(m, line ? `${texts.join(' ')}\n` : texts.join(''));
  },
};
