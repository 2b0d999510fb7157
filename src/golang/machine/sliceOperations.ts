/** Slices. Their values never change; their arrays are containers, which grow as they are written. */
import {
  APPEND,
  APPEND_SLICE,
  CAPACITY,
  CLEAR_SLICE,
  COPY_SLICE,
  LITERAL,
  MAKE_SLICE,
  REF_ELEMENT,
  SET_ELEMENT_NEW,
  SLICE,
  SLICE_TO_ARRAY,
  WIDTH,
} from '../code/ops.ts';
import type { Layout, SliceExtra } from '../code/program.ts';
import { grow, toil } from './effort.ts';
import { nilDereference, runtimeError } from './faults.ts';
import { grownCapacity } from './growth.ts';
import type { Machine } from './machine.ts';
import {
  assignContainer,
  innerLayout,
  layoutOf,
  newContainer,
  slotOf,
  store,
  twin,
  zeroOfSlot,
} from './memory.ts';
import type { Operations } from './operation.ts';
import type { Container, Goroutine, SliceValue, Value } from './state.ts';

type Integer = number | bigint;
type ArrayLayout = Extract<Layout, { kind: 'array' }>;

/** Beyond it no block of memory can be, bytes. */
const ADDRESSES = 2 ** 47;

export function lengthOf(slice: Value): number {
  return slice === null ? 0 : (slice as SliceValue).length;
}

export function capacityOf(slice: Value): number {
  return slice === null ? 0 : (slice as SliceValue).capacity;
}

export function newSlice(
  m: Machine,
  g: Goroutine | null,
  layout: number,
  length: number,
  capacity: number,
): SliceValue {
  const array = newContainer(m, g, layout, capacity);
  return { is: 'slice', array, offset: 0, length, capacity };
}

export function indexError(index: Integer, length: number): never {
  return runtimeError(`index out of range [${index}]${index < 0 ? '' : ` with length ${length}`}`);
}

/** Place in the array of the slice's element. Panics: out of range. */
export function elementAt(slice: SliceValue | null, index: Integer): number {
  const length = slice === null ? 0 : slice.length;
  if (slice === null || !(index >= 0 && index < length)) return indexError(index, length);
  return slice.offset + Number(index);
}

/** o[i] = value: an aggregate takes the place of what may be pointed to, in place. */
export function setElement(m: Machine, o: Container, i: number, value: Value): void {
  if (innerLayout(layoutOf(m, o), i) >= 0 && o.slots[i] !== undefined)
    assignContainer(m, o.slots[i] as Container, value as Container);
  else store(m, o, i, value);
}

/** Whether the elements hold pointers: their zero value, or that of what lies in them, is no plain number. */
function hasPointers(m: Machine, layout: number): boolean {
  const shape = m.program.layouts[layout];
  const inner = shape.kind === 'array' ? [shape.inner] : shape.inner;
  const zeros = shape.kind === 'array' ? [shape.zero] : shape.zeros;
  return inner.some((one, i) => (one >= 0 ? hasPointers(m, one) : zeros[i] === null || zeros[i] === ''));
}

/** The slice with room for `more` elements behind its own: itself, or a copy in an array of its own. */
function grown(
  m: Machine,
  g: Goroutine,
  slice: SliceValue | null,
  more: number,
  layout: number,
): SliceValue | null {
  const length = lengthOf(slice);
  if (slice === null && more === 0) return null;
  if (slice !== null && length + more <= slice.capacity) {
    const { array, offset, capacity } = slice;
    return { is: 'slice', array, offset, length: length + more, capacity };
  }
  const { bytes } = m.program.layouts[layout];
  const capacity = grownCapacity(capacityOf(slice), length + more, bytes, hasPointers(m, layout));
  const made = newSlice(m, g, layout, length + more, capacity);
  if (slice !== null) copyElements(m, g, made.array, 0, slice.array, slice.offset, length);
  return made;
}

/** Elements into a fresh array, or over each other in any direction. */
function copyElements(
  m: Machine,
  g: Goroutine,
  to: Container,
  at: number,
  from: Container,
  first: number,
  count: number,
): void {
  const aggregates = innerLayout(layoutOf(m, to), 0) >= 0;
  bulk(m, from, first, count);
  const step = to === from && at > first ? -1 : 1;
  for (let n = 0, i = step > 0 ? 0 : count - 1; n < count; n++, i += step) {
    const value = from.slots[first + i];
    if (value === undefined && to.slots[at + i] === undefined) continue;
    if (!aggregates) store(m, to, at + i, value ?? zeroOfSlot(m, from));
    else if (to.slots[at + i] === undefined) store(m, to, at + i, twin(m, g.id, value as Container));
    else assignContainer(m, to.slots[at + i] as Container, slotOf(m, from, first + i) as Container);
  }
}

/** @returns how many elements there were to copy */
export function copySlice(
  m: Machine,
  g: Goroutine,
  to: SliceValue | null,
  from: SliceValue | string | null,
): number {
  const count = Math.min(lengthOf(to), typeof from === 'string' ? from.length : lengthOf(from));
  if (to !== null && typeof from === 'string') copyBytes(m, to.array, to.offset, from, count);
  else if (to !== null && from !== null && typeof from !== 'string')
    copyElements(m, g, to.array, to.offset, from.array, from.offset, count);
  return count;
}

/** So many elements of an array are about to be gone through, and perhaps to be written elsewhere. */
function bulk(m: Machine, array: Container, first: number, count: number): void {
  const there = Math.max(0, Math.min(count, array.slots.length - first));
  const each = innerLayout(layoutOf(m, array), 0) >= 0 ? 8 : 1;
  grow(m, 8 * each * there);
  toil(m, (count + each * there) / 4);
}

function copyBytes(m: Machine, to: Container, at: number, text: string, count: number): void {
  toil(m, count / 2);
  grow(m, 8 * count);
  for (let i = 0; i < count; i++) store(m, to, at + i, text.charCodeAt(i));
}

/** A length or capacity that make was given. */
function sizeOf(m: Machine, size: Integer, layout: number, what: 'len' | 'cap'): number {
  const { bytes } = m.program.layouts[layout];
  if (size < 0 || Number(size) * bytes > ADDRESSES) runtimeError(`makeslice: ${what} out of range`);
  return Number(size);
}

/** Checks `[low:high:max]`. `capacity` of an array or string is its length. Panics with what is wrong first, from the right. */
export function checkSlice(
  low: Integer,
  high: Integer,
  max: Integer | null,
  capacity: number,
  what: 'length' | 'capacity',
): void {
  const fail = (text: string, bad: Integer, more: string): never =>
    runtimeError(`slice bounds out of range [${text}]${bad < 0 ? '' : more}`);
  const tail = ` with ${what} ${capacity}`;
  if (max !== null) {
    if (!(max >= 0 && max <= capacity)) fail(`::${max}`, max, tail);
    if (!(high >= 0 && high <= max)) fail(high < 0 ? `:${high}:` : `:${high}:${max}`, high, '');
    if (!(low >= 0 && low <= high)) fail(low < 0 ? `${low}::` : `${low}:${high}:`, low, '');
    return;
  }
  if (!(high >= 0 && high <= capacity)) fail(`:${high}`, high, tail);
  if (!(low >= 0 && low <= high)) fail(low < 0 ? `${low}:` : `${low}:${high}`, low, '');
}

export const SLICE_OPERATIONS: Operations = {
  [MAKE_SLICE]: (m, g, { registers: r }, code, pc) => {
    const layout = code[pc + 2];
    const length = sizeOf(m, r[code[pc + 3]] as Integer, layout, 'len');
    const wanted = code[pc + 4] < 0 ? length : (r[code[pc + 4]] as Integer);
    const capacity = sizeOf(m, wanted, layout, 'cap');
    if (capacity < length) runtimeError('makeslice: cap out of range');
    r[code[pc + 1]] = newSlice(m, g, layout, length, capacity);
  },
  [SLICE]: (m, _g, frame, code, pc) => {
    const r = frame.registers;
    const extra = m.program.functions[frame.code].extras[code[pc + 3]] as SliceExtra;
    const from = r[code[pc + 2]] as SliceValue | Container | null;
    const ofArray = code[pc + 4] === 1;
    if (ofArray && from === null) nilDereference();
    const slice: SliceValue | null = from !== null && from.is === 'container' ? wholeOf(m, from) : from;
    const capacity = capacityOf(slice);
    const low = extra.low < 0 ? 0 : (r[extra.low] as Integer);
    const high = extra.high < 0 ? lengthOf(slice) : (r[extra.high] as Integer);
    const max = extra.max < 0 ? null : (r[extra.max] as Integer);
    checkSlice(low, high, max, capacity, ofArray ? 'length' : 'capacity');
    r[code[pc + 1]] =
      slice === null
        ? null
        : {
            is: 'slice',
            array: slice.array,
            offset: slice.offset + Number(low),
            length: Number(high) - Number(low),
            capacity: Number(max ?? capacity) - Number(low),
          };
  },
  [CAPACITY]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = capacityOf(r[code[pc + 2]]);
  },
  [APPEND]: (m, g, { registers: r }, code, pc) => {
    const slice = r[code[pc + 2]] as SliceValue | null;
    const [first, count] = [code[pc + 3], code[pc + 4]];
    const made = grown(m, g, slice, count, code[pc + WIDTH + 1]);
    if (made !== null) {
      const at = made.offset + made.length - count;
      for (let i = 0; i < count; i++) setElement(m, made.array, at + i, r[first + i]);
    }
    r[code[pc + 1]] = made;
    return pc + 2 * WIDTH;
  },
  [APPEND_SLICE]: (m, g, { registers: r }, code, pc) => {
    const slice = r[code[pc + 2]] as SliceValue | null;
    const more = r[code[pc + 3]] as SliceValue | string | null;
    const count = typeof more === 'string' ? more.length : lengthOf(more);
    const made = grown(m, g, slice, count, code[pc + 4]);
    if (made !== null && count > 0) {
      const at = made.offset + made.length - count;
      if (typeof more === 'string') copyBytes(m, made.array, at, more, count);
      else if (more !== null) copyElements(m, g, made.array, at, more.array, more.offset, count);
    }
    r[code[pc + 1]] = made;
  },
  [COPY_SLICE]: (m, g, { registers: r }, code, pc) => {
    // The results' register is an argument's, too: it is set last.
    r[code[pc + 1]] = copySlice(
      m,
      g,
      r[code[pc + 2]] as SliceValue | null,
      r[code[pc + 3]] as SliceValue | string | null,
    );
  },
  [CLEAR_SLICE]: (m, g, { registers: r }, code, pc) => {
    const slice = r[code[pc + 1]] as SliceValue | null;
    if (slice === null) return;
    const { array, offset, length } = slice;
    const { inner } = layoutOf(m, array) as ArrayLayout;
    bulk(m, array, offset, length);
    for (let i = offset; i < offset + length; i++) {
      if (array.slots[i] === undefined) continue;
      setElement(m, array, i, inner < 0 ? zeroOfSlot(m, array) : newContainer(m, g, inner));
    }
  },
  [LITERAL]: (m, g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = newSlice(m, g, code[pc + 2], code[pc + 3], code[pc + 3]);
  },
  [SET_ELEMENT_NEW]: (m, _g, { registers: r }, code, pc) => {
    const to = r[code[pc + 1]] as SliceValue | Container;
    store(m, to.is === 'slice' ? to.array : to, code[pc + 2], r[code[pc + 3]]);
  },
  [REF_ELEMENT]: (_m, _g, { registers: r }, code, pc) => {
    const slice = r[code[pc + 2]] as SliceValue | null;
    const i = elementAt(slice, r[code[pc + 3]] as Integer);
    r[code[pc + 1]] = slice === null ? null : { is: 'ref', o: slice.array, i };
  },
  [SLICE_TO_ARRAY]: (m, g, { registers: r }, code, pc) => {
    const slice = r[code[pc + 2]] as SliceValue | null;
    const array = newContainer(m, g, code[pc + 3]);
    const length = arrayLength(m, code[pc + 3], slice);
    if (slice !== null) copyElements(m, g, array, 0, slice.array, slice.offset, length);
    r[code[pc + 1]] = array;
  },
};

export function wholeOf(m: Machine, array: Container): SliceValue {
  const { length } = layoutOf(m, array) as ArrayLayout;
  return { is: 'slice', array, offset: 0, length, capacity: length };
}

/** The length of an array that a slice is turned into. Panics: the slice is shorter. */
function arrayLength(m: Machine, layout: number, slice: SliceValue | null): number {
  const { length } = m.program.layouts[layout] as ArrayLayout;
  if (lengthOf(slice) < length)
    runtimeError(
      `cannot convert slice with length ${lengthOf(slice)} to array or pointer to array with length ${length}`,
    );
  return length;
}
