/**
 * The machine's loop: runs one goroutine, instruction by instruction, until it has to stop.
 * What programs do most is done here; the rest stands in operations.ts.
 */
import * as ops from '../code/ops.ts';
import { WIDTH } from '../code/ops.ts';
import type { CostExtra } from '../code/program.ts';
import { accessesAt, isTold, tellRaces } from './accesses.ts';
import { addInts, arithmetic, STRING, subtractInts } from './arithmetic.ts';
import { pushFrame, targetOf } from './call.ts';
import { calledBy, meet, owesCost, startCalled } from './callees.ts';
import { concatenated } from './effort.ts';
import { nilDereference } from './faults.ts';
import { methodOf } from './interfaceOperations.ts';
import type { Machine } from './machine.ts';
import { lengthOfArray, newContainer, slotOf, store } from './memory.ts';
import { OPERATIONS, placeOfIndex, present } from './operations.ts';
import { afterDeferred, broken, enterDeferred } from './panics.ts';
import { elementAt, lengthOf } from './sliceOperations.ts';
import type {
  Deferred,
  Frame,
  FunctionValue,
  Goroutine,
  InterfaceValue,
  MachineState,
  Ref,
  SliceValue,
  Value,
} from './state.ts';
import { pop, push, saveFrame, setKey } from './trail.ts';

export { accessesAt } from './accesses.ts';

export interface StopRule {
  /** Instructions. */
  readonly budget: number;
  /** Stands still before a visible instruction that touches something others can reach, and before one that may have to wait. */
  readonly atDoors: boolean;
}

/**
 * Why it stopped. 'waiting': parked, the instruction comes again. 'ended': it has no frames left (of a Goexit its panic is left).
 * 'budget'. 'door': before such an instruction. 'cost': before a COST that `owes` now tells; set `owes` to -1 when it is paid.
 * 'over': the program has ended, `state.ending` tells how.
 */
export type StopReason = 'waiting' | 'ended' | 'budget' | 'door' | 'cost' | 'over';

const NOTHING: readonly Value[] = [];

/** Runs the top frame of g on from its pc. The first instruction is always taken. */
export function execute(m: Machine, g: Goroutine, stop: StopRule): StopReason {
  const { program, state, races, trail } = m;
  const { functions } = program;
  const { frames } = g;
  const { atDoors, budget } = stop;
  const me = g.id;
  const first = budget - 1;
  const end = state.steps + budget;
  let left = budget;
  let pc = 0;
  /** Frames from here on are kept by the trail, or are younger than the last mark. */
  let kept = frames.length;
  let watching = (atDoors || races !== null) && state.goroutines.length > 1;

  for (;;) {
    const top = frames.length - 1;
    if (top < 0) {
      if (me === 1 && g.panics.length === 0) state.mainDone = true;
      state.steps = end - left;
      return 'ended';
    }
    const frame = frames[top];
    if (trail !== null && top < kept) {
      saveFrame(m, frame);
      kept = top;
    }
    const r = frame.registers;
    const { code, constants } = functions[frame.code];
    pc = frame.pc;
    try {
      running: for (;;) {
        if (--left < 0) {
          left = 0;
          frame.pc = pc;
          state.steps = end;
          return 'budget';
        }
        switch (code[pc]) {
          case ops.MOVE:
            r[code[pc + 1]] = r[code[pc + 2]];
            break;
          case ops.CONST:
            r[code[pc + 1]] = constants[code[pc + 2]];
            break;
          case ops.NUMBER:
            r[code[pc + 1]] = code[pc + 2];
            break;
          case ops.ZERO:
            r[code[pc + 1]] = newContainer(m, g, code[pc + 2]);
            break;
          case ops.GLOBAL:
            r[code[pc + 1]] = state.globals[code[pc + 2]];
            break;
          case ops.CAPTURED:
            r[code[pc + 1]] = frame.captured[code[pc + 2]];
            break;
          case ops.ADD_INT:
            r[code[pc + 1]] = addInts(r[code[pc + 2]], r[code[pc + 3]]);
            break;
          case ops.SUB_INT:
            r[code[pc + 1]] = subtractInts(r[code[pc + 2]], r[code[pc + 3]]);
            break;
          case ops.ADD:
          case ops.SUB:
          case ops.MUL:
          case ops.QUO:
          case ops.REM:
          case ops.AND:
          case ops.OR:
          case ops.XOR:
            r[code[pc + 1]] =
              code[pc + 4] === STRING
                ? concatenated(m, r[code[pc + 2]], r[code[pc + 3]])
                : arithmetic(code[pc], r[code[pc + 2]], r[code[pc + 3]], code[pc + 4]);
            break;
          case ops.NOT:
            r[code[pc + 1]] = !r[code[pc + 2]];
            break;
          case ops.LESS:
            r[code[pc + 1]] = (r[code[pc + 2]] as number) < (r[code[pc + 3]] as number);
            break;
          case ops.LESS_EQUAL:
            r[code[pc + 1]] = (r[code[pc + 2]] as number) <= (r[code[pc + 3]] as number);
            break;
          case ops.SAME:
            r[code[pc + 1]] = r[code[pc + 2]] === r[code[pc + 3]];
            break;
          case ops.JUMP:
            pc = code[pc + 1];
            continue;
          case ops.JUMP_IF:
            if (r[code[pc + 1]] === true) {
              pc = code[pc + 2];
              continue;
            }
            break;
          case ops.JUMP_UNLESS:
            if (r[code[pc + 1]] !== true) {
              pc = code[pc + 2];
              continue;
            }
            break;
          case ops.JUMP_LESS:
            if ((r[code[pc + 1]] as number) < (r[code[pc + 2]] as number)) {
              pc = code[pc + 3];
              continue;
            }
            break;
          case ops.JUMP_NOT_LESS:
            if (!((r[code[pc + 1]] as number) < (r[code[pc + 2]] as number))) {
              pc = code[pc + 3];
              continue;
            }
            break;
          case ops.STRING_AT: {
            const text = r[code[pc + 2]] as string;
            r[code[pc + 1]] = text.charCodeAt(placeOfIndex(text.length, r[code[pc + 3]]));
            break;
          }
          case ops.STRING_LENGTH:
            r[code[pc + 1]] = (r[code[pc + 2]] as string).length;
            break;
          case ops.LENGTH:
            r[code[pc + 1]] = lengthOf(r[code[pc + 2]]);
            break;
          case ops.INNER:
            r[code[pc + 1]] = present(r[code[pc + 2]]).slots[code[pc + 3]];
            break;
          case ops.FIELD_FINAL:
            r[code[pc + 1]] = present(r[code[pc + 2]]).slots[code[pc + 3]];
            break;
          // Memory: what others can reach is looked at more closely.
          case ops.FIELD: {
            const o = present(r[code[pc + 2]]);
            const i = code[pc + 3];
            if (o.owner !== me && watching) {
              if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
              frame.pc = pc;
              races?.read(m, g, o, i);
            }
            r[code[pc + 1]] = o.slots[i];
            break;
          }
          case ops.SET_FIELD: {
            const o = present(r[code[pc + 1]]);
            const i = code[pc + 2];
            if (o.owner !== me && watching) {
              if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
              frame.pc = pc;
              races?.write(m, g, o, i);
            }
            store(m, o, i, r[code[pc + 3]]);
            break;
          }
          case ops.AT: {
            const o = present(r[code[pc + 2]]);
            const i = placeOfIndex(lengthOfArray(m, o), r[code[pc + 3]]);
            if (o.owner !== me && watching) {
              if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
              frame.pc = pc;
              races?.read(m, g, o, i);
            }
            r[code[pc + 1]] = slotOf(m, o, i);
            break;
          }
          case ops.SET_AT: {
            const o = present(r[code[pc + 1]]);
            const i = placeOfIndex(lengthOfArray(m, o), r[code[pc + 2]]);
            if (o.owner !== me && watching) {
              if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
              frame.pc = pc;
              races?.write(m, g, o, i);
            }
            store(m, o, i, r[code[pc + 3]]);
            break;
          }
          case ops.ELEMENT: {
            const slice = r[code[pc + 2]] as SliceValue;
            const i = elementAt(slice, r[code[pc + 3]] as number);
            const o = slice.array;
            if (o.owner !== me && watching) {
              if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
              frame.pc = pc;
              races?.read(m, g, o, i);
            }
            const value = o.slots[i];
            r[code[pc + 1]] = value === undefined ? slotOf(m, o, i) : value;
            break;
          }
          case ops.SET_ELEMENT: {
            const slice = r[code[pc + 1]] as SliceValue;
            const i = elementAt(slice, r[code[pc + 2]] as number);
            const o = slice.array;
            if (o.owner !== me && watching) {
              if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
              frame.pc = pc;
              races?.write(m, g, o, i);
            }
            store(m, o, i, r[code[pc + 3]]);
            break;
          }
          case ops.INNER_ELEMENT: {
            const slice = r[code[pc + 2]] as SliceValue;
            const i = elementAt(slice, r[code[pc + 3]] as number);
            r[code[pc + 1]] = slotOf(m, slice.array, i);
            break;
          }
          case ops.LOAD: {
            const { o, i } = (r[code[pc + 2]] as Ref | null) ?? nilDereference();
            if (o.owner !== me && watching) {
              if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
              frame.pc = pc;
              races?.read(m, g, o, i);
            }
            r[code[pc + 1]] = slotOf(m, o, i);
            break;
          }
          case ops.STORE: {
            const { o, i } = (r[code[pc + 1]] as Ref | null) ?? nilDereference();
            if (o.owner !== me && watching) {
              if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
              frame.pc = pc;
              races?.write(m, g, o, i);
            }
            store(m, o, i, r[code[pc + 2]]);
            break;
          }
          // Calls
          case ops.CALL:
            frame.pc = pc + WIDTH;
            pushFrame(m, g, code[pc + 2], NOTHING, r, code[pc + 1], code[pc + 3], code[pc + 1]);
            break running;
          case ops.CALL_METHOD: {
            const base = code[pc + 1];
            const held = r[base] as InterfaceValue | null;
            const method = methodOf(m, held, code[pc + 2]);
            if (held !== null) r[base] = held.value;
            frame.pc = pc + WIDTH;
            pushFrame(m, g, method, NOTHING, r, base, code[pc + 3], base);
            break running;
          }
          case ops.CALL_VALUE: {
            const value = (r[code[pc + 2]] as FunctionValue | null) ?? nilDereference();
            const base = code[pc + 1];
            frame.pc = pc + WIDTH;
            if (value.code >= 0 && value.code < functions.length)
              pushFrame(m, g, value.code, value.captured, r, base, code[pc + 3], base);
            else {
              const { code: bound, captured, args } = targetOf(m, value, r.slice(base, base + code[pc + 3]));
              pushFrame(m, g, bound, captured, args, 0, args.length, base);
            }
            break running;
          }
          case ops.RETURN: {
            pop(m, frames);
            state.memory.held -= frame.held;
            if (frame.panic >= 0) {
              afterDeferred(m, g, frame.panic);
            } else if (!frame.deferred && top > 0) {
              const caller = frames[top - 1];
              if (trail !== null && top - 1 < kept) {
                saveFrame(m, caller);
                kept = top - 1;
              }
              const from = code[pc + 1];
              const results = code[pc + 2];
              for (let i = 0; i < results; i++) caller.registers[frame.into + i] = r[from + i];
            }
            break running;
          }
          case ops.RUN_DEFERS: {
            const next = frame.defers === null ? undefined : pop(m, frame.defers);
            if (next === undefined) break;
            frame.pc = pc;
            enterDeferred(m, g, next, -1);
            break running;
          }
          case ops.GO:
            frame.pc = pc;
            state.steps = end - left;
            startCalled(m, g, frame, code, pc);
            watching = atDoors || races !== null;
            break;
          case ops.DEFER: {
            frame.pc = pc;
            const box = code[pc + 4] > 0 ? r[code[pc + 4] - 1] : null;
            const place = code[pc + 3];
            const owner =
              box === null ? frame : (frames.find((one) => one.registers[place] === box) ?? frame);
            if (owner.defers === null) setKey(m, owner, 'defers', []);
            push(m, owner.defers as Deferred[], calledBy(m, frame, code, pc));
            break;
          }
          case ops.COST:
            frame.pc = pc;
            if (!owesCost(m, g, frame, functions[frame.code].extras[code[pc + 1]] as CostExtra)) break;
            state.steps = end - left - 1;
            return 'cost';
          // What may have to wait
          case ops.SEND:
          case ops.RECEIVE:
          case ops.SELECT:
          case ops.CALL_NATIVE: {
            frame.pc = pc;
            if (atDoors && left !== first && accessesAt(m, g).length > 0)
              return atDoor(state, frame, pc, end - left - 1);
            state.steps = end - left;
            const outcome = meet(m, g, frame, code, pc);
            if (state.ending !== null) return 'over';
            if (outcome === 'wait') return 'waiting';
            if (outcome === 'called') frame.pc = pc + WIDTH;
            else if (frames.length === top + 1 && frames[top] === frame) break;
            break running;
          }
          default: {
            const op = code[pc];
            frame.pc = pc;
            if (watching && isTold(op)) {
              const accesses = accessesAt(m, g);
              if (accesses.length > 0) {
                if (atDoors && left !== first) return atDoor(state, frame, pc, end - left - 1);
                tellRaces(m, g, accesses);
              }
            }
            const next = OPERATIONS[op](m, g, frame, code, pc);
            if (next === undefined) break;
            pc = next;
            continue;
          }
        }
        pc += WIDTH;
      }
      // Another frame goes on.
    } catch (thrown) {
      frame.pc = pc;
      state.steps = end - left;
      broken(m, g, thrown);
      if (state.ending !== null) return 'over';
    }
  }
}

function atDoor(state: MachineState, frame: Frame, pc: number, steps: number): 'door' {
  frame.pc = pc;
  state.steps = steps;
  return 'door';
}
