/** Mark and sweep, only to count: how many bytes of the heap can still be reached. JavaScript's own collector frees them. */
import type { Machine } from './machine.ts';
import { innerLayout, layoutOf, leadsOn } from './memory.ts';
import { PANIC_HEAP } from './panics.ts';
import type { Container, Value } from './state.ts';
import { TIMER_BYTES } from './timers.ts';

/** Below zero: others who walk the heap mark with growing numbers. */
let lastMark = 0;

/** The aggregate, box or array that a pointer, a slice, or one of them in an interface leads to first. */
function pointedTo(value: Value): Value {
  if (typeof value !== 'object' || value === null || !('is' in value)) return null;
  if (value.is === 'interface') return pointedTo(value.value);
  if (value.is === 'ref') return value.o;
  return value.is === 'slice' ? value.array : value;
}

/** Of JavaScript's heap, bytes: an object with its list, a small object, an entry of a map, a goroutine, a frame. */
const OBJECT = 144;
const SMALL = 64;
const ENTRY = 72;
const GOROUTINE = 400;
const FRAME = 176;
/** So many times as much with what the race detector knows of it. */
const CLOCKED = 4;
const STRING = 24;

/**
 * After a collection `live` is what can be reached, and nothing was allocated since. What it takes of JavaScript's heap is measured, too.
 * @param measures only that
 * @returns the mark of all that it came to
 */
export function collect(m: Machine, measures = false): number {
  const { state } = m;
  lastMark--;
  const mark = lastMark;
  const found: Value[] = [];
  let heap = 0;
  let objects = 0;
  const all = (values: readonly (Value | undefined)[]): void => {
    heap += 8 * values.length;
    for (const value of values)
      if (typeof value === 'object' && value !== null) found.push(value);
      else if (typeof value === 'string' && value !== '') heap += STRING + value.length;
  };
  all(state.globals);
  for (const g of state.goroutines) {
    if (g === null) continue;
    all(g.panics.map(({ value }) => value));
    heap += PANIC_HEAP * g.panics.length;
    if (g.woken !== undefined) all([g.woken.value]);
    heap += (m.races === null ? 1 : CLOCKED) * GOROUTINE + FRAME * g.frames.length;
    for (const { registers, captured, defers } of g.frames) {
      all(registers);
      all(captured);
      for (const deferred of defers ?? []) {
        heap += 2 * SMALL;
        all(deferred.args);
        all(deferred.captured);
      }
    }
  }
  heap += 2 * OBJECT * state.timers.length;
  for (const { does } of state.timers) {
    if (does.kind === 'send') found.push(does.to);
    if (does.kind === 'call') found.push(does.function);
  }
  let live = TIMER_BYTES * state.timers.length;
  /** What lies within another aggregate is counted with that one. */
  const visit = (o: Container, bytes: number): void => {
    if (o.mark === mark) return;
    o.mark = mark;
    live += bytes;
    heap += OBJECT + (o.shadow === null ? 8 : SMALL) * o.slots.length;
    objects++;
    follow(o, (inner) => visit(inner, 0));
  };
  const follow = (o: Container, into: (inner: Container) => void): void => {
    const shape = layoutOf(m, o);
    if (!leadsOn(shape) && (shape.kind !== 'array' || shape.zero !== '')) return;
    o.slots.forEach((value, i) => {
      if (typeof value === 'string' && value !== '') heap += STRING + value.length;
      if (value === null || typeof value !== 'object') return;
      if (innerLayout(shape, i) >= 0) into(value as Container);
      else found.push(value);
    });
  };
  // Having a finalizer does not keep an object, but all that it leads to.
  for (const { object, call } of state.finalizers?.set ?? []) {
    const own = new Set<Value>();
    const others = found.length;
    const open = (o: Container): void => {
      own.add(o);
      follow(o, open);
    };
    open(object);
    // Nor do its own pointers to itself.
    found.push(...found.splice(others).filter((value) => !own.has(pointedTo(value))), call);
  }
  for (const { pointer, call } of state.finalizers?.due ?? []) found.push(pointer, call);
  for (let value = found.pop(); value !== undefined; value = found.pop()) {
    if (value === null || typeof value !== 'object' || !('is' in value)) continue;
    heap += SMALL;
    objects++;
    switch (value.is) {
      case 'container': {
        const shape = layoutOf(m, value);
        visit(
          value,
          shape.kind === 'array' ? shape.bytes * Math.max(shape.length, value.slots.length) : shape.bytes,
        );
        break;
      }
      case 'map':
      case 'chan': {
        if (value.mark === mark) break;
        value.mark = mark;
        heap += 2 * OBJECT;
        const type = m.program.types[value.type];
        if (value.is === 'chan') {
          live += 96 + value.capacity * (m.program.types[type.element]?.bytes ?? 0);
          all(value.buffer);
        } else {
          const { key, element } = type;
          live += 48 + value.index.size * (m.program.types[key].bytes + m.program.types[element].bytes);
          heap += ENTRY * value.index.size;
          all(value.keys);
          all(value.values);
        }
        break;
      }
      case 'ref':
        found.push(value.o);
        break;
      case 'slice':
        // Long arrays are filled as they are written: what a slice may reach tells how long this one is.
        visit(value.array, layoutOf(m, value.array).bytes * (value.offset + value.capacity));
        break;
      case 'interface':
        found.push(value.value);
        break;
      case 'function':
        all(value.captured);
        break;
      case 'iterator':
        found.push(value.map);
    }
  }
  const { memory } = state;
  const { effort } = m;
  effort.heap = heap;
  effort.grown = 0;
  effort.done += 2 * objects;
  if (measures) return mark;
  memory.allocated = 0;
  memory.live = live;
  memory.collections++;
  return mark;
}
