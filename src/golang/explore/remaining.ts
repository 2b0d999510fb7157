/** What the code that can still run names: found once, from where the goroutines stand when an exploration begins. */
import * as op from '../code/ops.ts';
import type { CallExtra, Program } from '../code/program.ts';
import type { MachineState, Value } from '../machine/state.ts';

export interface Remaining {
  /** Global variables by index: the others can neither change nor be seen any more. */
  readonly globals: readonly number[];
  /** Whether maps are ranged over; if not, the order of their entries is nobody's concern. */
  readonly rangesMaps: boolean;
  /** Whether it can tell what time it is: asks the clock, or looks into a time that a channel gave it. */
  readonly clock: boolean;
  /**
   * Whether only who locked unlocks, as far as the text shows: nobody tries locks, and in every function of the learner's the
   * first unlocking stands behind a locking of its kind.
   */
  readonly ownLocks: boolean;
}

export function remainingOf(program: Program, state: MachineState): Remaining {
  const functions = new Set<number>();
  const globals = new Set<number>();
  const natives = new Set<string>();
  const todo: number[] = [];
  let rangesMaps = false;
  let ownLocks = true;

  const reach = (code: number) => {
    // Method values of interfaces have numbers behind all functions.
    const index = code >= program.functions.length ? code - program.functions.length : code;
    if (index < 0) natives.add(program.natives[-1 - index] ?? '');
    else if (!functions.has(index)) {
      functions.add(index);
      todo.push(index);
    }
  };
  const scan = (code: number, from: number) => {
    const { code: words, extras, library } = program.functions[code] as Program['functions'][number];
    let locked = '';
    const native = (index: number) => {
      reach(-1 - index);
      const [, read, verb] = /\.(?:Try)?(R?)(Lock|Unlock)$/.exec(program.natives[index] ?? '') ?? [];
      if (verb === 'Lock') locked += read === 'R' ? 'R' : 'W';
      else if (verb === 'Unlock' && !library && !locked.includes(read === 'R' ? 'R' : 'W')) ownLocks = false;
    };
    for (let pc = from; pc < words.length; pc += op.WIDTH) {
      const b = words[pc + 2] as number;
      switch (words[pc]) {
        case op.GLOBAL:
          globals.add(b);
          break;
        case op.MAP_RANGE:
          rangesMaps = true;
          break;
        case op.FUNCTION:
        case op.CALL:
          reach(b);
          break;
        case op.CALL_NATIVE:
          native(b);
          break;
        case op.GO:
        case op.DEFER: {
          const extra = extras[b] as CallExtra;
          if (extra.how === 'function') reach(extra.target);
          else if (extra.how === 'native') native(extra.target);
          break;
        }
      }
    }
  };

  for (const type of program.types) for (const method of Object.values(type.methods)) reach(method);
  const heldFunctions = (value: Value): void => {
    if (typeof value === 'object' && value !== null && 'is' in value && value.is === 'function') {
      reach(value.code);
      value.captured.forEach(heldFunctions);
    }
  };
  for (const global of state.globals) global.slots.forEach(heldFunctions);
  for (const g of state.goroutines) {
    for (const frame of g?.frames ?? []) {
      // The function that initialises everything stands behind main: what it has done is not done again.
      const top = frame.code === program.entry;
      if (top) scan(frame.code, frame.pc);
      else reach(frame.code);
      frame.registers.forEach(heldFunctions);
      frame.captured.forEach(heldFunctions);
      for (const deferred of frame.defers ?? []) reach(deferred.code);
    }
  }
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) scan(next, 0);
  const looks = [...functions].some((code) => program.functions[code]?.name.startsWith('time.Time.'));
  return {
    globals: [...globals].sort((a, b) => a - b),
    rangesMaps,
    clock: looks || natives.has('time.clock'),
    ownLocks: ownLocks && ![...natives].some((name) => name.includes(').Try')),
  };
}
