/** What an instruction would touch that others can reach: for doors, for the race detector, for the screen. */
import * as ops from '../code/ops.ts';
import type { SelectExtra } from '../code/program.ts';
import { canReceive, canSend } from './channels.ts';
import type { Access, Machine } from './machine.ts';
import { isAggregate, layoutOf } from './memory.ts';
import { capacityOf, lengthOf } from './sliceOperations.ts';
import type {
  Container,
  Frame,
  GoChan,
  GoMap,
  Goroutine,
  MapIterator,
  Ref,
  SliceValue,
  Value,
} from './state.ts';

type Kind = Access['kind'];
type Heap = Container | GoMap | GoChan;
type Teller = (look: Look, a: number, b: number, c: number, d: number) => void;

const NONE: readonly Access[] = [];

/** Gathers the accesses of one instruction. */
interface Look {
  readonly m: Machine;
  readonly g: Goroutine;
  readonly frame: Frame;
  readonly r: readonly Value[];
  readonly found: Access[];
}

/** Of the instruction at the pc of g's running frame, which must be up to date. Empty: it is no door now. */
export function accessesAt(m: Machine, g: Goroutine): readonly Access[] {
  const frame = g.frames[g.frames.length - 1];
  if (frame === undefined) return NONE;
  const { code } = m.program.functions[frame.code];
  const { pc } = frame;
  if (code[pc] === ops.CALL_NATIVE)
    return m.natives[code[pc + 2]].access?.(m, g, frame, code[pc + 1]) ?? NONE;
  const teller = TELLERS[code[pc]];
  if (teller === undefined) return NONE;
  const look: Look = { m, g, frame, r: frame.registers, found: [] };
  teller(look, code[pc + 1], code[pc + 2], code[pc + 3], code[pc + 4]);
  return look.found;
}

/** Tells the race detector what the instruction touches of memory and maps. Channels and natives tell it themselves. */
export function tellRaces(m: Machine, g: Goroutine, accesses: readonly Access[]): void {
  const { races } = m;
  if (races === null) return;
  for (const { kind, object, slot } of accesses)
    if (object !== null && (kind === 'read' || kind === 'write')) races[kind](m, g, object, slot);
}

/** Whether others can reach it, now that there are others. */
function isVisible({ m, g }: Look, object: Heap): boolean {
  return object.owner !== g.id && m.state.goroutines.length > 1;
}

function touch(look: Look, kind: Kind, object: Value | undefined, slot: number): void {
  if (object === null || typeof object !== 'object' || !isVisible(look, object as Heap)) return;
  look.found.push({ kind, object: object as Heap, slot });
}

/** All of an aggregate: the aggregates in it, too. */
function touchAll(look: Look, kind: Kind, object: Value): void {
  if (object === null) return;
  const { slots } = object as Container;
  touch(look, kind, object, -1);
  const shape = layoutOf(look.m, object as Container);
  if (shape.kind === 'array' ? shape.inner < 0 : !shape.inner.some((inner) => inner >= 0)) return;
  slots.forEach((slot, i) => {
    if ((shape.kind === 'array' ? shape.inner : shape.inner[i]) >= 0 && slot !== undefined)
      touchAll(look, kind, slot);
  });
}

/** Elements of a slice, with the aggregates that they are. */
function touchRange(look: Look, kind: Kind, slice: Value, from: number, to: number): void {
  if (slice === null || typeof slice === 'string') return;
  const { array, offset } = slice as SliceValue;
  if (!isVisible(look, array)) return;
  const shape = layoutOf(look.m, array);
  const aggregates = shape.kind === 'array' && shape.inner >= 0;
  for (let i = offset + from; i < offset + to; i++) {
    look.found.push({ kind, object: array, slot: i });
    const inner = aggregates ? array.slots[i] : undefined;
    if (inner !== undefined) touchAll(look, kind, inner);
  }
}

/** One element; none where the instruction will panic. */
function touchElement(look: Look, kind: Kind, slice: Value, index: Value): void {
  if (slice === null || !((index as number) >= 0 && (index as number) < lengthOf(slice))) return;
  const { array, offset } = slice as SliceValue;
  touch(look, kind, array, offset + Number(index));
}

function touchRef(look: Look, kind: Kind, ref: Value): void {
  if (ref !== null) touch(look, kind, (ref as Ref).o, (ref as Ref).i);
}

/** Appending reads what moves and writes what comes behind it. */
function touchAppended(look: Look, slice: Value, more: number): void {
  const length = lengthOf(slice);
  if (length + more > capacityOf(slice)) touchRange(look, 'read', slice, 0, length);
  else touchRange(look, 'write', slice, length, length + more);
}

/** One that only g can reach and that does not keep it waiting is no door. */
function touchChannel(look: Look, kind: 'send' | 'receive', chan: GoChan | null): void {
  if (chan !== null && !isVisible(look, chan) && (kind === 'send' ? canSend : canReceive)(look.m, chan))
    return;
  look.found.push({ kind, object: chan, slot: -1 });
}

const of =
  (kind: Kind, object: 'a' | 'b', slot: 0 | 'b' | 'c'): Teller =>
  (look, a, b, c) =>
    touch(look, kind, look.r[object === 'a' ? a : b], slot === 0 ? 0 : slot === 'b' ? b : c);

const readMap = of('read', 'b', 0);
const writeMap = of('write', 'a', 0);

const TELLERS: Readonly<Record<number, Teller>> = {
  [ops.FIELD]: of('read', 'b', 'c'),
  [ops.SET_FIELD]: of('write', 'a', 'b'),
  [ops.COPY]: (look, _a, b) => touchAll(look, 'read', look.r[b]),
  [ops.ASSIGN]: (look, a, b) => {
    touchAll(look, 'read', look.r[b]);
    touchAll(look, 'write', look.r[a]);
  },
  [ops.EQUAL]: (look, _a, b, c, d) => {
    if (!isAggregate(look.m.program.types[d])) return;
    touchAll(look, 'read', look.r[b]);
    touchAll(look, 'read', look.r[c]);
  },
  [ops.AT]: (look, _a, b, c) => touch(look, 'read', look.r[b], Number(look.r[c])),
  [ops.SET_AT]: (look, a, b) => touch(look, 'write', look.r[a], Number(look.r[b])),
  [ops.LOAD]: (look, _a, b) => touchRef(look, 'read', look.r[b]),
  [ops.STORE]: (look, a) => touchRef(look, 'write', look.r[a]),
  [ops.ELEMENT]: (look, _a, b, c) => touchElement(look, 'read', look.r[b], look.r[c]),
  [ops.SET_ELEMENT]: (look, a, b) => touchElement(look, 'write', look.r[a], look.r[b]),
  [ops.STRING_CONVERT]: (look, _a, b) => {
    const from = look.r[b];
    if (typeof from === 'object') touchRange(look, 'read', from, 0, lengthOf(from));
  },
  [ops.APPEND]: (look, _a, b, _c, d) => touchAppended(look, look.r[b], d),
  [ops.APPEND_SLICE]: (look, _a, b, c) => {
    const more = look.r[c];
    const count = typeof more === 'string' ? more.length : lengthOf(more);
    touchAppended(look, look.r[b], count);
    touchRange(look, 'read', more, 0, count);
  },
  [ops.COPY_SLICE]: (look, _a, b, c) => {
    const [to, from] = [look.r[b], look.r[c]];
    const count = Math.min(lengthOf(to), typeof from === 'string' ? from.length : lengthOf(from));
    touchRange(look, 'read', from, 0, count);
    touchRange(look, 'write', to, 0, count);
  },
  [ops.CLEAR_SLICE]: (look, a) => touchRange(look, 'write', look.r[a], 0, lengthOf(look.r[a])),
  [ops.SLICE_TO_ARRAY]: (look, _a, b) => touchRange(look, 'read', look.r[b], 0, lengthOf(look.r[b])),
  [ops.MAP_GET]: readMap,
  [ops.MAP_GET_OK]: readMap,
  [ops.MAP_LENGTH]: readMap,
  [ops.MAP_RANGE]: readMap,
  [ops.MAP_NEXT]: (look, a) => touch(look, 'read', (look.r[a] as MapIterator).map, 0),
  [ops.MAP_BEGIN]: writeMap,
  [ops.MAP_BEGIN_DELETE]: writeMap,
  [ops.MAP_SET]: writeMap,
  [ops.MAP_DELETE]: writeMap,
  [ops.MAP_CLEAR]: writeMap,
  [ops.SEND]: (look, a) => touchChannel(look, 'send', look.r[a] as GoChan | null),
  [ops.RECEIVE]: (look, _a, b) => touchChannel(look, 'receive', look.r[b] as GoChan | null),
  [ops.CLOSE]: of('close', 'a', 0),
  [ops.CHAN_LENGTH]: of('atomic', 'b', 0),
  [ops.SELECT]: (look, _a, b) => {
    const { m, frame, found } = look;
    const { cases, hasDefault } = m.program.functions[frame.code].extras[b] as SelectExtra;
    for (const one of cases)
      found.push({
        kind: one.send ? 'send' : 'receive',
        object: look.r[one.channel] as GoChan | null,
        slot: -1,
      });
    // Without cases it waits for ever.
    if (cases.length === 0 && !hasDefault) found.push({ kind: 'wait', object: null, slot: -1 });
  },
};

/** Instructions that may have to wait or that others may see: all others need no look at all. */
export function isTold(op: number): boolean {
  return op === ops.CALL_NATIVE || TELLERS[op] !== undefined;
}
