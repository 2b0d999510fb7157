/** Timers that tell a channel nobody will ever look at again: a ticker that was not stopped ticks on after its last reader has gone. */
import type { Program } from '../code/program.ts';
import { choices, conclude } from '../machine/doors.ts';
import type { Choice, Machine } from '../machine/machine.ts';
import type {
  Container,
  Frame,
  GoChan,
  GoMap,
  MachineState,
  MapIterator,
  Timer,
  Value,
} from '../machine/state.ts';
import { liveAt, liveIn } from './words.ts';

type Heap = Container | GoMap | GoChan | MapIterator;

/** Those set that can still make a difference, the first due first: of the others nobody would notice that they go off. */
export function timersThatMatter(program: Program, state: MachineState): Timer[] {
  const pending = state.timers.filter(({ active }) => active);
  pending.sort((a, b) => a.when - b.when || a.id - b.id);
  if (pending.every(({ does }) => does.kind !== 'send')) return pending;
  const seen = new Set<Heap>();
  const todo: Heap[] = [];
  const see = (object: Heap) => {
    if (seen.has(object)) return;
    seen.add(object);
    todo.push(object);
  };
  const live = liveIn(program);
  const frame = ({ code, pc, registers, captured, defers }: Frame) => {
    for (const r of liveAt(live, code, pc)) eachIn(r < 0 ? captured[-1 - r] : registers[r], see);
    for (const one of defers ?? []) for (const value of [...one.args, ...one.captured]) eachIn(value, see);
  };
  state.globals.forEach(see);
  for (const g of state.goroutines) g?.frames.forEach(frame);
  for (const { does } of pending) if (does.kind === 'call') eachIn(does.function, see);
  for (let object = todo.pop(); object !== undefined; object = todo.pop()) eachInside(object, see);
  return pending.filter(({ does }) => does.kind !== 'send' || seen.has(does.to));
}

/** What can be done, as `choices` of doors.ts, without timers that do not matter. */
export function choicesThatMatter(m: Machine): readonly Choice[] {
  const { state, options } = m;
  const all = choices(m);
  if (state.timers.length === 0 || state.ending !== null) return all;
  const found = all.filter(({ kind }) => kind === 'step');
  if (found.length > 0 && !options.adversarialTime) return found;
  const timers = timersThatMatter(m.program, state);
  for (const { id, when } of timers)
    if (when <= Math.max(timers[0]?.when ?? 0, state.now)) found.push({ kind: 'timer', timer: id });
  return found;
}

/** As `conclude` of doors.ts, when nothing that matters can go on. */
export function concludeAll(m: Machine): void {
  if (m.state.ending !== null || choicesThatMatter(m).length > 0) return;
  m.state.timers.length = 0;
  conclude(m);
}

/** Calls back for every heap object that a value leads to directly. */
export function eachIn(value: Value | undefined, see: (object: Heap) => void): void {
  if (typeof value !== 'object' || value === null || !('is' in value)) return;
  switch (value.is) {
    case 'ref':
      return see(value.o);
    case 'slice':
      return see(value.array);
    case 'interface':
      return eachIn(value.value, see);
    case 'function':
      for (const one of value.captured) eachIn(one, see);
      return;
    default:
      return see(value);
  }
}

/** Calls back for every heap object that one holds directly. */
export function eachInside(object: Heap, see: (object: Heap) => void): void {
  const all = (values: readonly (Value | undefined)[]) => {
    for (const value of values) eachIn(value, see);
  };
  switch (object.is) {
    case 'container':
      return all(object.slots);
    case 'map':
      all(object.keys);
      return all(object.values);
    case 'chan':
      return all(object.buffer);
    case 'iterator':
      if (object.map !== null) see(object.map);
  }
}
