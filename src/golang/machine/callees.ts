/** What calls, go statements and meetings with other goroutines need besides the interpreter's loop. */
import * as ops from '../code/ops.ts';
import { WIDTH } from '../code/ops.ts';
import type { CallExtra, CostExtra, SelectExtra } from '../code/program.ts';
import { newGoroutine, stubOf, targetOf } from './call.ts';
import { draw } from './chance.ts';
import { receive, send } from './channels.ts';
import { grow } from './effort.ts';
import { throwFatal } from './faults.ts';
import { methodOf } from './interfaceOperations.ts';
import type { Machine, Native } from './machine.ts';
import { count } from './memory.ts';
import { nilCode } from './programStubs.ts';
import { enqueue, spend } from './queues.ts';
import { selectCase } from './selects.ts';
import type { Deferred, Frame, FunctionValue, GoChan, Goroutine, InterfaceValue, Value } from './state.ts';

import { setKey } from './trail.ts';

const NOTHING: readonly Value[] = [];
/** Of JavaScript's heap, bytes. */
const CALLED = 160;
/** Starting a goroutine takes so many nanoseconds at least, and up to so many more. */
const START = 200;
const START_MORE = 300;

/** The go statement at pc. */
export function startCalled(m: Machine, g: Goroutine, frame: Frame, code: Int32Array, pc: number): void {
  const called = calledBy(m, frame, code, pc);
  if (called.code === nilCode(m)) throwFatal('fatal', 'go of nil func value');
  const at = m.program.functions[frame.code].positions[pc / WIDTH];
  const started = newGoroutine(m, g, called.code, called.captured, called.args, at);
  if (m.byDoors) return;
  spend(m, START + (draw(m) % START_MORE));
  enqueue(m, started.id);
}

/** Whether the frame has a cost to pay first; when it was paid it goes on. The bytes are held until the frame returns. */
export function owesCost(m: Machine, g: Goroutine, frame: Frame, { cost }: CostExtra): boolean {
  const begins = g.owes === 0;
  if (begins) {
    setKey(m, frame, 'held', cost.bytes);
    m.state.memory.held += cost.bytes;
    count(m, 0);
  }
  setKey(m, g, 'owes', begins ? cost.nanoseconds : 0);
  if (g.owes === 0) m.state.worked++;
  return g.owes > 0;
}

/** What go and defer call: the arguments are those that stand there now. Panics: a method of a nil interface. */
export function calledBy(m: Machine, frame: Frame, code: Int32Array, pc: number): Deferred {
  grow(m, CALLED);
  const r = frame.registers;
  const { how, target, count: number } = m.program.functions[frame.code].extras[code[pc + 2]] as CallExtra;
  const args = r.slice(code[pc + 1], code[pc + 1] + number);
  if (how === 'value') {
    const value = r[target] as FunctionValue | null;
    return value === null ? { code: nilCode(m), captured: NOTHING, args: NOTHING } : targetOf(m, value, args);
  }
  if (how === 'method') {
    const held = args[0] as InterfaceValue | null;
    const method = methodOf(m, held, target);
    args[0] = held?.value ?? null;
    return { code: stubOf(m, method), captured: NOTHING, args };
  }
  return { code: stubOf(m, how === 'native' ? -1 - target : target), captured: NOTHING, args };
}

/** Does an instruction that may have to wait for others. */
export function meet(
  m: Machine,
  g: Goroutine,
  frame: Frame,
  code: Int32Array,
  pc: number,
): ReturnType<Native['run']> {
  const r = frame.registers;
  const [a, b] = [code[pc + 1], code[pc + 2]];
  switch (code[pc]) {
    case ops.SEND:
      return send(m, g, r[a] as GoChan | null, r[b]) ? 'done' : 'wait';
    case ops.RECEIVE: {
      const received = receive(m, g, r[b] as GoChan | null);
      if (received === null) return 'wait';
      r[a] = received.value;
      if (code[pc + 3] === 1) r[a + 1] = received.ok;
      return 'done';
    }
    case ops.SELECT: {
      const nth = selectCase(m, g, frame, m.program.functions[frame.code].extras[b] as SelectExtra);
      if (nth === null) return 'wait';
      r[a] = nth;
      return 'done';
    }
    default:
      return m.natives[b].run(m, g, frame, a);
  }
}
