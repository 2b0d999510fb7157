/** What comes into a program from outside and goes out of it: calls of its functions, and costed functions that call others. */
import { CALL_NATIVE, WIDTH } from '../code/ops.ts';
import { callFunction, newGoroutine } from './call.ts';
import { goroutineOf, park, takeWoken, topFrame } from './goroutines.ts';
import type { Machine, Native } from './machine.ts';
import { serveCode } from './programStubs.ts';
import { enqueueFromOutside } from './queues.ts';
import type { Goroutine, Value } from './state.ts';
import { push, setKey } from './trail.ts';

/**
 * Starts a goroutine for a call that comes from outside the program.
 * @param request what `Goroutine.request` is to be; its end is told in `outgoing`
 */
export function callFromOutside(
  m: Machine,
  functionIndex: number,
  args: readonly Value[],
  request: number,
): Goroutine {
  const g = newGoroutine(m, null, serveCode(m), [], [functionIndex, ...args], 0, request);
  if (!m.byDoors) enqueueFromOutside(m, g.id);
  return g;
}

/** The first frame of such a goroutine: registers are what to call and its arguments; the second time, a mark and the results. */
const serve: Native = {
  name: 'runtime.serve',
  run(m, g, { registers: r }, base) {
    const code = r[base] as number;
    if (code >= 0) {
      const { parameters } = m.program.functions[code];
      r[base] = -1 - code;
      callFunction(
        m,
        g,
        { is: 'function', code, captured: [] },
        r.slice(base + 1, base + 1 + parameters),
        base + 1,
      );
      return 'called';
    }
    const { results } = m.program.functions[-1 - code];
    tellEnd(m, g, results === 0 ? null : r[base + results], false);
    return 'done';
  },
};

/** The goroutine of a request ends. */
export function tellEnd(m: Machine, { request }: Goroutine, value: Value, panicked: boolean): void {
  push(m, m.state.outgoing, { kind: 'answer', request, value, panicked });
}

/** g waits until somebody outside has answered the call of the costed function that it is in. @param wire from 1 */
export function callOut(m: Machine, g: Goroutine, wire: number): void {
  park(m, g, 'IO wait', []);
  push(m, m.state.outgoing, { kind: 'call', goroutine: g.id, wire });
}

/** The answer has come. @param error what the caller says of a bad one; null when all went well */
export function answerCall(m: Machine, goroutine: number, error: string | null): void {
  const g = goroutineOf(m, goroutine);
  if (g?.waiting?.reason !== 'IO wait') return;
  setKey(m, g, 'status', 'runnable');
  setKey(m, g, 'waiting', null);
  if (error !== null && asksForError(m, g)) setKey(m, g, 'woken', { nth: 0, value: error, ok: false });
  enqueueFromOutside(m, g.id);
}

/** Whether the costed function gives an error back: its next instruction is then `callError`. */
function asksForError(m: Machine, g: Goroutine): boolean {
  const frame = topFrame(g);
  const { code } = m.program.functions[frame.code];
  const next = frame.pc + WIDTH;
  return code[next] === CALL_NATIVE && m.natives[code[next + 2]] === callError;
}

/** What went wrong with the call that the running function has paid for, as an error; nil when nothing did. */
const callError: Native = {
  name: 'runtime.callFailed',
  run(m, g, { registers }, base) {
    const woken = takeWoken(m, g);
    const type = m.program.typeByText['runtime.callError'];
    registers[base] = woken === undefined ? null : { is: 'interface', type, value: woken.value };
    return 'done';
  },
};

export const outsideNatives: readonly Native[] = [serve, callError];
