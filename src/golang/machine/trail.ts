/**
 * Going back: while `m.trail` is not null, every change of the state leaves what was there before, as three entries
 * [target, key, old]. Free runs have no trail and pay one test.
 *
 * Not everything needs an entry of its own: `mark` keeps all plain numbers of the state (time, steps, memory, chance,
 * the length of the output ...), and `saveFrame` keeps a frame's place and registers at once.
 */
import type { Machine } from './machine.ts';
import type { Frame, MachineState } from './state.ts';

const FRAME = Symbol('frame');
const WHOLE = Symbol('whole array');
const NUMBERS = Symbol('numbers of the state');

type Numbers = Omit<
  MachineState,
  'globals' | 'goroutines' | 'processors' | 'globalQueue' | 'timers' | 'output' | 'outgoing'
> & { readonly outputLength: number };

/** Begins the trail when there is none. The mark can be gone back to as often as wanted, until an older one is. */
export function mark(m: Machine): number {
  m.trail ??= [];
  const { trail, state } = m;
  const { now, current, nextTimer, nextObject, memory, random, ending, mainDone, steps, openFiles, worked } =
    state;
  const numbers: Numbers = {
    now,
    current,
    nextTimer,
    nextObject,
    memory: { ...memory },
    random,
    ending,
    mainDone,
    steps,
    openFiles,
    worked,
    outputLength: state.output.length,
  };
  trail.push(state, NUMBERS, numbers);
  return trail.length - 3;
}

/** The state is again what it was at the mark, object for object. */
export function undoTo(m: Machine, to: number): void {
  const trail = m.trail;
  if (trail === null) return;
  for (let at = trail.length - 3; at >= to; at -= 3) undo(trail[at], trail[at + 1], trail[at + 2]);
  trail.length = to + 3;
}

function undo(target: unknown, key: unknown, old: unknown): void {
  if (key === FRAME) {
    const frame = target as Frame;
    const saved = old as Frame['registers'];
    frame.pc = saved[saved.length - 1] as number;
    // Setting a length costs much, and it is hardly ever another one.
    if (frame.registers.length !== saved.length - 1) frame.registers.length = saved.length - 1;
    for (let i = 0; i < frame.registers.length; i++) frame.registers[i] = saved[i] as never;
  } else if (key === WHOLE) {
    const array = target as unknown[];
    const saved = old as unknown[];
    array.length = saved.length;
    for (let i = 0; i < saved.length; i++) array[i] = saved[i];
  } else if (key === NUMBERS) {
    const { outputLength, memory, ...numbers } = old as Numbers;
    const state = target as MachineState;
    Object.assign(state, numbers);
    Object.assign(state.memory, memory);
    if (state.output.length !== outputLength) state.output.length = outputLength;
  } else if (target instanceof Map) {
    if (old === undefined) target.delete(key);
    else target.set(key, old);
  } else {
    (target as Record<string, unknown>)[key as string] = old;
    // The array of a slice had not been filled so far.
    if (old === undefined && Array.isArray(target))
      while (target.length > 0 && target[target.length - 1] === undefined) target.length--;
  }
}

/** object[key] = value */
export function setKey<T extends object, K extends keyof T>(
  m: Machine,
  object: T,
  key: K,
  value: T[K],
): void {
  if (m.trail !== null) m.trail.push(object, key, object[key]);
  object[key] = value;
}

export function push<T>(m: Machine, array: T[], value: T): void {
  if (m.trail !== null) m.trail.push(array, 'length', array.length);
  array.push(value);
}

export function pop<T>(m: Machine, array: T[]): T | undefined {
  const last = array.length - 1;
  if (last >= 0 && m.trail !== null) m.trail.push(array, last, array[last]);
  return array.pop();
}

/** Before a change of an array that is more than one of the above: shift, splice, sort. Costs a copy. */
export function keep(m: Machine, array: readonly unknown[]): void {
  if (m.trail !== null) m.trail.push(array, WHOLE, array.slice());
}

export function setEntry<K, V>(m: Machine, map: Map<K, V>, key: K, value: V): void {
  if (m.trail !== null) m.trail.push(map, key, map.get(key));
  map.set(key, value);
}

export function deleteEntry<K, V>(m: Machine, map: Map<K, V>, key: K): void {
  if (m.trail !== null) m.trail.push(map, key, map.get(key));
  map.delete(key);
}

/** Before the registers or the place of a frame change: `execute` does it for frames it runs; others who write registers do it too. */
export function saveFrame(m: Machine, frame: Frame): void {
  if (m.trail === null) return;
  const saved = frame.registers.slice();
  saved.push(frame.pc);
  m.trail.push(frame, FRAME, saved);
}
