/** Strings: bytes, one character of 0..255 each. */
import { STRING_CONVERSIONS, STRING_CONVERT, STRING_RUNE, STRING_SLICE } from '../code/ops.ts';
import { decodeRune, encodeRune } from '../types/bytes.ts';
import { grow, textMade, toil } from './effort.ts';
import type { Machine } from './machine.ts';
import { count, newContainer, slotOf } from './memory.ts';
import type { Operations } from './operation.ts';
import { checkSlice } from './sliceOperations.ts';
import type { Container, Goroutine, SliceValue, Value } from './state.ts';

const { fromRune, toBytes, toRunes, fromBytes } = STRING_CONVERSIONS;

export function runesOf(bytes: string): number[] {
  const runes: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { code, size } = decodeRune(bytes, at);
    runes.push(code);
    at += size;
  }
  return runes;
}

function codesOf(bytes: string): Value[] {
  const codes: Value[] = [];
  for (let i = 0; i < bytes.length; i++) codes.push(bytes.charCodeAt(i));
  return codes;
}

/** The bytes (or runes, as UTF-8) of a slice. */
export function stringOf(m: Machine, slice: SliceValue | null, runes = false): string {
  if (slice === null) return '';
  const { array, offset, length } = slice;
  textMade(m, length);
  toil(m, 2 * length);
  let text = '';
  for (let i = offset; i < offset + length; i++) {
    const value = slotOf(m, array, i) as number;
    text += runes ? encodeRune(value) : String.fromCharCode(value);
  }
  return text;
}

/** A fresh slice of the values, which become its array's slots. */
export function sliceOf(m: Machine, g: Goroutine, layout: number, values: Value[]): SliceValue {
  const { length } = values;
  count(m, m.program.layouts[layout].bytes * length);
  const array: Container = { ...newContainer(m, g, layout, 0), slots: values };
  return { is: 'slice', array, offset: 0, length, capacity: length };
}

export const STRING_OPERATIONS: Operations = {
  [STRING_SLICE]: (_m, _g, { registers: r }, code, pc) => {
    const text = r[code[pc + 2]] as string;
    const low = code[pc + 3] < 0 ? 0 : (r[code[pc + 3]] as number | bigint);
    const high = code[pc + 4] < 0 ? text.length : (r[code[pc + 4]] as number | bigint);
    checkSlice(low, high, null, text.length, 'length');
    r[code[pc + 1]] = text.slice(Number(low), Number(high));
  },
  [STRING_CONVERT]: (m, g, { registers: r }, code, pc) => {
    const from = r[code[pc + 2]];
    const [to, how, layout] = [code[pc + 1], code[pc + 3], code[pc + 4]];
    if (how === fromRune) r[to] = encodeRune(typeof from === 'number' ? from : -1);
    else if (how === toRunes || how === toBytes) {
      const { length } = from as string;
      toil(m, length);
      grow(m, 16 * length);
      r[to] = sliceOf(m, g, layout, how === toRunes ? runesOf(from as string) : codesOf(from as string));
    } else {
      const text = stringOf(m, from as SliceValue | null, how !== fromBytes);
      count(m, text.length);
      r[to] = text;
    }
  },
  [STRING_RUNE]: (_m, _g, { registers: r }, code, pc) => {
    const text = r[code[pc + 2]] as string;
    const at = r[code[pc + 3]] as number;
    const to = code[pc + 1];
    if (at >= text.length) {
      r[to + 1] = -1;
      return;
    }
    const { code: rune, size } = decodeRune(text, at);
    r[to] = rune;
    r[to + 1] = at + size;
  },
};
