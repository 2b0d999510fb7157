/**
 * The heap: making, copying, writing and sharing objects. Bytes are counted as the gc compiler would lay things out;
 * an aggregate within another one is counted with it.
 */
import type { Layout, RuntimeType } from '../code/program.ts';
import { collect } from './collect.ts';
import { grow, outOfMemory } from './effort.ts';
import type { Machine } from './machine.ts';
import type { Container, GoChan, GoMap, Goroutine, Value } from './state.ts';
import { setKey } from './trail.ts';

/** Longer arrays are filled as they are written: a buffer that nobody looks at costs nothing. */
const FILLED_MAX = 256;
const FILLED_BYTES = 1 << 16;
/** The runtime collects for the first time at 4 MiB. */
const COLLECT_FROM = 4 << 20;

type Struct = Extract<Layout, { kind: 'struct' | 'box' }>;

/** A fresh container, all zero. `length` is that of an array that stands behind a slice. Null: a goroutine that nobody is; the object is shared. */
export function newContainer(m: Machine, g: Goroutine | null, layout: number, length?: number): Container {
  const { layouts } = m.program;
  const shape = layouts[layout];
  const long = shape.kind === 'array' ? (length ?? shape.length) : 1;
  const bytes = shape.bytes * long;
  count(m, bytes, bytes > WEIGHED_FROM ? weightOf(layouts, layout, long) : undefined);
  return make(layouts, g === null ? 0 : g.id, layout, long);
}

function make(layouts: readonly Layout[], owner: number, layout: number, length: number): Container {
  return {
    is: 'container',
    owner,
    mark: 0,
    id: 0,
    layout,
    slots: zeros(layouts, owner, layout, length),
    shadow: null,
  };
}

function zeros(layouts: readonly Layout[], owner: number, layout: number, length: number): Value[] {
  const shape = layouts[layout];
  if (shape.kind !== 'array') {
    const slots = (shape.zeros as readonly Value[]).slice();
    shape.inner.forEach((inner, i) => {
      if (inner >= 0) slots[i] = inside(layouts, owner, inner);
    });
    return slots;
  }
  if (length > FILLED_MAX || shape.bytes * length > FILLED_BYTES) return [];
  const slots: Value[] = [];
  for (let i = 0; i < length; i++)
    slots.push(shape.inner < 0 ? shape.zero : inside(layouts, owner, shape.inner));
  return slots;
}

function inside(layouts: readonly Layout[], owner: number, layout: number): Container {
  const shape = layouts[layout];
  return make(layouts, owner, layout, shape.kind === 'array' ? shape.length : 1);
}

/** What a slot holds, where nothing was written yet: the zero value. Aggregates are made when they are asked for. */
export function slotOf(m: Machine, o: Container, i: number): Value {
  const value = o.slots[i];
  if (value !== undefined) return value;
  const { layouts } = m.program;
  const shape = layouts[o.layout];
  if (shape.kind !== 'array') return null;
  if (shape.inner < 0) return shape.zero;
  const made = inside(layouts, o.owner, shape.inner);
  write(m, o.slots, i, made);
  return made;
}

export function layoutOf(m: Machine, o: Container): Layout {
  return m.program.layouts[o.layout];
}

/** The layout of what lies in a slot, or -1 for a scalar. */
export function innerLayout(shape: Layout, i: number): number {
  return shape.kind === 'array' ? shape.inner : shape.inner[i];
}

/** Whether other objects may be reached from it: not from arrays of numbers or strings, which may be long. */
export function leadsOn(shape: Layout): boolean {
  return shape.kind !== 'array' || shape.inner >= 0 || shape.zero === null;
}

/** A copy of an aggregate that only g can reach. */
export function copyContainer(m: Machine, g: Goroutine | null, source: Container): Container {
  const shape = layoutOf(m, source);
  const bytes = shape.kind === 'array' ? shape.bytes * shape.length : shape.bytes;
  count(m, bytes, bytes > WEIGHED_FROM ? weighed(m, source) : undefined);
  return twin(m, g === null ? 0 : g.id, source);
}

/** A copy for an object that was counted with all that lies in it. */
export function twin(m: Machine, owner: number, source: Container): Container {
  const { layout } = source;
  const slots = source.slots.slice();
  const shape = m.program.layouts[layout];
  if (shape.kind === 'array' ? shape.inner >= 0 : hasInner(shape))
    slots.forEach((value, i) => {
      if (innerLayout(shape, i) >= 0 && value !== undefined) slots[i] = twin(m, owner, value as Container);
    });
  return { is: 'container', owner, mark: 0, id: 0, layout, slots, shadow: null };
}

function hasInner(shape: Struct): boolean {
  for (const inner of shape.inner) if (inner >= 0) return true;
  return false;
}

/** The target becomes like the source, in place: its own aggregates stay where they are. */
export function assignContainer(m: Machine, target: Container, source: Container): void {
  if (target === source) return;
  const shape = layoutOf(m, target);
  const length = Math.max(target.slots.length, source.slots.length);
  for (let i = 0; i < length; i++) {
    const value = source.slots[i];
    if (innerLayout(shape, i) < 0) store(m, target, i, value as Value);
    else if (value !== undefined || target.slots[i] !== undefined)
      assignContainer(m, slotOf(m, target, i) as Container, slotOf(m, source, i) as Container);
  }
}

/** slots[i] = value, and nothing else. */
export function write(m: Machine, slots: Value[], i: number, value: Value): void {
  if (m.trail !== null) m.trail.push(slots, i, slots[i]);
  slots[i] = value;
}

/** o.slots[i] = value as a program does it: what others can reach through it from now on is shared. */
export function store(m: Machine, o: Container, i: number, value: Value): void {
  if (o.owner === 0 && typeof value === 'object' && value !== null) share(m, value);
  write(m, o.slots, i, value);
}

/** Others can reach the value from now on, and all that it leads to. */
export function share(m: Machine, value: Value): void {
  if (typeof value !== 'object' || value === null || !('is' in value)) return;
  if ('owner' in value && value.owner === 0) return;
  const found: Value[] = [value];
  const all = (values: readonly (Value | undefined)[]): void => {
    for (const one of values) if (typeof one === 'object' && one !== null) found.push(one);
  };
  for (let one = found.pop(); one !== undefined; one = found.pop()) {
    if (one === null || typeof one !== 'object' || !('is' in one)) continue;
    switch (one.is) {
      case 'container':
      case 'map':
      case 'chan':
        if (one.owner === 0) break;
        setKey(m, one, 'owner', 0);
        if (one.is === 'container') {
          if (leadsOn(layoutOf(m, one))) all(one.slots);
        } else if (one.is === 'chan') all(one.buffer);
        else {
          all(one.keys);
          all(one.values);
        }
        break;
      case 'ref':
        found.push(one.o);
        break;
      case 'slice':
        found.push(one.array);
        break;
      case 'interface':
        found.push(one.value);
        break;
      case 'function':
        all(one.captured);
        break;
      case 'iterator':
        found.push(one.map);
    }
  }
}

export function newMap(m: Machine, g: Goroutine | null, type: number): GoMap {
  count(m, 48);
  const owner = g === null ? 0 : g.id;
  return {
    is: 'map',
    owner,
    mark: 0,
    id: 0,
    type,
    index: new Map(),
    keys: [],
    values: [],
    writing: 0,
    shadow: null,
  };
}

export function newChan(m: Machine, g: Goroutine | null, type: number, capacity: number): GoChan {
  const { types } = m.program;
  count(m, 96 + capacity * types[types[type].element].bytes);
  return {
    is: 'chan',
    owner: g === null ? 0 : g.id,
    mark: 0,
    id: 0,
    type,
    capacity,
    buffer: [],
    closed: false,
    receivers: [],
    senders: [],
    sent: 0,
    received: 0,
    shadow: null,
  };
}

/** The zero value of a type: of an aggregate a fresh one. */
export function zeroOf(m: Machine, g: Goroutine | null, type: number): Value {
  const one = m.program.types[type];
  return isAggregate(one) ? newContainer(m, g, one.layout) : one.zero;
}

export function isAggregate(type: RuntimeType): boolean {
  return type.kind === 'struct' || type.kind === 'array';
}

/** A number for an object that nobody needed one for so far. */
export function idOf(m: Machine, object: Container | GoMap | GoChan): number {
  if (object.id === 0) setKey(m, object, 'id', ++m.state.nextObject);
  return object.id;
}

/** A small object: what it takes of JavaScript's heap need not be looked up. */
const WEIGHED_FROM = 256;
const WEIGHT = 160;
const weights = new WeakMap<Layout, number>();

/** What a fresh container takes of JavaScript's heap, bytes. */
function weightOf(layouts: readonly Layout[], layout: number, length?: number): number {
  const shape = layouts[layout];
  if (shape.kind === 'array') {
    const long = length ?? shape.length;
    const isEmpty = long > FILLED_MAX || shape.bytes * long > FILLED_BYTES;
    return WEIGHT + (isEmpty ? 0 : long * (shape.inner < 0 ? 8 : weightOf(layouts, shape.inner)));
  }
  const known = weights.get(shape);
  if (known !== undefined) return known;
  let weight = WEIGHT;
  for (const inner of shape.inner) weight += inner < 0 ? 8 : weightOf(layouts, inner);
  weights.set(shape, weight);
  return weight;
}

/** What a copy takes, bytes: long arrays are as long as they were filled. */
function weighed(m: Machine, o: Container): number {
  const { layouts } = m.program;
  const shape = layouts[o.layout];
  if (shape.kind !== 'array') return weightOf(layouts, o.layout);
  return WEIGHT + o.slots.length * (shape.inner < 0 ? 8 : weightOf(layouts, shape.inner));
}

/**
 * Bytes were allocated. Collects when as much was as is live, and ends the program at its limit.
 * @param weight bytes of JavaScript's heap
 */
export function count(m: Machine, bytes: number, weight = WEIGHT + 16 * bytes): void {
  const { memory } = m.state;
  m.effort.done += weight / 128;
  grow(m, weight);
  memory.allocated += bytes;
  let total = memory.allocated + memory.live + memory.stacks + memory.held;
  const over = total > m.options.memoryLimit;
  if (over || (memory.allocated > COLLECT_FROM && memory.allocated > memory.live)) {
    collect(m);
    total = memory.allocated + memory.live + memory.stacks + memory.held;
    if (over && total + bytes > m.options.memoryLimit) outOfMemory(m, bytes);
  }
  if (total > memory.most) memory.most = total;
}

/** The zero value of an array's elements, scalars. */
export function zeroOfSlot(m: Machine, array: Container): Value {
  const shape = layoutOf(m, array);
  return shape.kind === 'array' ? shape.zero : null;
}

/** Of an array type; of what stands behind a slice -1. */
export function lengthOfArray(m: Machine, o: Container): number {
  const shape = m.program.layouts[o.layout];
  return shape.kind === 'array' ? shape.length : 0;
}
