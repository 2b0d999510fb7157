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

/** What a state has beside its lists and objects. */
type Numbers = Omit<
  MachineState,
  'globals' | 'goroutines' | 'processors' | 'globalQueue' | 'timers' | 'output' | 'outgoing'
>;

interface Kept {
  readonly numbers: Numbers;
  readonly outputLength: number;
}

/** Name by name: a loop over the names takes several times as long, and this is done at every step of a search. */
function setNumbers(to: Numbers, from: Numbers): void {
  to.now = from.now;
  to.current = from.current;
  to.nextTimer = from.nextTimer;
  to.nextObject = from.nextObject;
  to.random = from.random;
  to.ending = from.ending;
  to.mainDone = from.mainDone;
  to.steps = from.steps;
  to.openFiles = from.openFiles;
  to.worked = from.worked;
  to.memory.allocated = from.memory.allocated;
  to.memory.live = from.memory.live;
  to.memory.stacks = from.memory.stacks;
  to.memory.held = from.memory.held;
  to.memory.most = from.memory.most;
  to.memory.collections = from.memory.collections;
}

/** Begins the trail when there is none. The mark can be gone back to as often as wanted, until an older one is. */
export function mark(m: Machine): number {
  m.trail ??= [];
  const { trail, state } = m;
  const { now, current, nextTimer, nextObject, random, ending, mainDone, steps, openFiles, worked } = state;
  const { allocated, live, stacks, held, most, collections } = state.memory;
  const memory = { allocated, live, stacks, held, most, collections };
  const numbers: Numbers = {
    now,
    current,
    nextTimer,
    nextObject,
    memory,
    random,
    ending,
    mainDone,
    steps,
    openFiles,
    worked,
  };
  const kept: Kept = { numbers, outputLength: state.output.length };
  trail.push(state, NUMBERS, kept);
  return trail.length - 3;
}

/** The state is again what it was at the mark, object for object. */
export function undoTo(m: Machine, to: number): void {
  const trail = m.trail;
  if (trail === null) return;
  while (trail.length > to + 3) {
    const old = trail.pop();
    const key = trail.pop();
    undo(trail.pop(), key, old);
  }
  undo(trail[to], trail[to + 1], trail[to + 2]);
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
    const { numbers, outputLength } = old as Kept;
    const state = target as MachineState;
    setNumbers(state, numbers);
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
