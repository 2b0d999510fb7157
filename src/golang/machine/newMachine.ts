/** The beginning of a run, and copies of its state. */
import type { Program } from '../code/program.ts';
import { newGoroutine } from './call.ts';
import { newEffort } from './effort.ts';
import { endFatally } from './endings.ts';
import { isFatal } from './faults.ts';
import { DEFAULTS, type Machine, type MachineOptions, type RaceHooks } from './machine.ts';
import { newContainer } from './memory.ts';
import { nativesOf } from './natives.ts';
import { withStubs } from './programStubs.ts';
import { enqueue, newProcessors } from './queues.ts';
import type { MachineState } from './state.ts';

/**
 * A machine that stands before the first instruction of the program.
 * @param byDoors see machine.ts
 * @throws Error with the names of natives that the program needs and that do not exist
 */
export function newMachine(
  source: Program,
  options: Partial<MachineOptions> = {},
  races: RaceHooks | null = null,
  byDoors = false,
): Machine {
  const all = { ...DEFAULTS, ...options };
  const effort = newEffort(all.stepsMax);
  const m: Machine = {
    ...prepared(source),
    options: all,
    state: newState(all),
    races,
    trail: null,
    byDoors,
    effort,
  };
  try {
    for (const { layout } of m.program.globals) m.state.globals.push(newContainer(m, null, layout));
  } catch (thrown) {
    if (!isFatal(thrown)) throw thrown;
    endFatally(m, null, thrown);
  }
  const main = newGoroutine(m, null, m.program.entry, [], [], 0);
  if (!byDoors) enqueue(m, main.id);
  return m;
}

/** What all machines of a program share: who keeps a state by itself puts them together again. */
export function prepared(source: Program): Pick<Machine, 'program' | 'natives'> {
  const program = withStubs(source);
  return { program, natives: nativesOf(program) };
}

function newState({ seed, processors }: MachineOptions): MachineState {
  return {
    now: 0,
    globals: [],
    goroutines: [],
    processors: newProcessors(processors),
    current: 0,
    globalQueue: [],
    timers: [],
    nextTimer: 1,
    nextObject: 0,
    memory: { allocated: 0, live: 0, stacks: 0, held: 0, most: 0, collections: 0 },
    random: seed,
    ending: null,
    mainDone: false,
    output: [],
    outgoing: [],
    worked: 0,
    steps: 0,
    openFiles: 0,
  };
}

/** A copy of a state: what was one object within it is one object within the copy. The scratch of who walked the heap is left out. */
export function cloneState(state: MachineState): MachineState {
  const copies = new Map<object, object>();
  const open: [object, object][] = [];
  // Lists may be long: no call within a call for every object.
  const copyOf = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    const copy = emptyLike(value);
    copies.set(value, copy);
    open.push([value, copy]);
    return copy;
  };
  const root = copyOf(state) as MachineState;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    if (from instanceof Map)
      for (const [key, value] of from) (to as Map<unknown, unknown>).set(key, copyOf(value));
    else if (Array.isArray(from)) {
      const into = to as unknown[];
      into.length = from.length;
      from.forEach((value, i) => {
        into[i] = copyOf(value);
      });
    } else if (!ArrayBuffer.isView(from))
      for (const key of Object.keys(from))
        (to as Record<string, unknown>)[key] =
          key === 'mark' ? 0 : copyOf((from as Record<string, unknown>)[key]);
  }
  return root;
}

function emptyLike(value: object): object {
  if (Array.isArray(value)) return [];
  if (value instanceof Map) return new Map();
  return ArrayBuffer.isView(value) ? (value as Int32Array).slice() : {};
}
