/** Mark and sweep, only to count: how many bytes of the heap can still be reached. JavaScript's own collector frees them. */
import type { Machine } from './machine.ts';
import { innerLayout, layoutOf, leadsOn } from './memory.ts';
import type { Container, Value } from './state.ts';
import { TIMER_BYTES } from './timers.ts';

/** Below zero: others who walk the heap mark with growing numbers. */
let lastMark = 0;

/** After a collection `live` is what can be reached, and nothing was allocated since. */
export function collect(m: Machine): void {
  const { state } = m;
  lastMark--;
  const mark = lastMark;
  const found: Value[] = [];
  const all = (values: readonly (Value | undefined)[]): void => {
    for (const value of values) if (typeof value === 'object' && value !== null) found.push(value);
  };
  all(state.globals);
  for (const g of state.goroutines) {
    if (g === null) continue;
    all(g.panics.map(({ value }) => value));
    if (g.woken !== undefined) all([g.woken.value]);
    for (const { registers, captured, defers } of g.frames) {
      all(registers);
      all(captured);
      for (const deferred of defers ?? []) {
        all(deferred.args);
        all(deferred.captured);
      }
    }
  }
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
    const shape = layoutOf(m, o);
    if (!leadsOn(shape)) return;
    o.slots.forEach((value, i) => {
      if (value === null || typeof value !== 'object') return;
      if (innerLayout(shape, i) >= 0) visit(value as Container, 0);
      else found.push(value);
    });
  };
  for (let value = found.pop(); value !== undefined; value = found.pop()) {
    if (value === null || typeof value !== 'object' || !('is' in value)) continue;
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
        const type = m.program.types[value.type];
        if (value.is === 'chan') {
          live += 96 + value.capacity * (m.program.types[type.element]?.bytes ?? 0);
          all(value.buffer);
        } else {
          const { key, element } = type;
          live += 48 + value.index.size * (m.program.types[key].bytes + m.program.types[element].bytes);
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
  memory.allocated = 0;
  memory.live = live;
  memory.collections++;
}
