/** Cost comments in free runs: a wait for something outside parks the goroutine, work keeps its processor busy. */
import type { CostExtra } from '../code/program.ts';
import { park, topFrame } from './goroutines.ts';
import type { Machine } from './machine.ts';
import { callOut } from './outside.ts';
import { timeNow } from './queues.ts';
import type { Goroutine } from './state.ts';
import { setTimer } from './timers.ts';

/** What `owes` says of a cost that was paid. */
export const PAID = -1;

/** g stands before a COST that it owes. @returns whether it was parked until that is paid; otherwise its processor pays it */
export function waitForCost(m: Machine, g: Goroutine): boolean {
  const frame = topFrame(g);
  const { code, extras } = m.program.functions[frame.code];
  const { cost } = extras[code[frame.pc + 1]] as CostExtra;
  const { answersCalls, ioFactor } = m.options;
  if (cost.kind === 'cpu' || (cost.kind === 'call' && !answersCalls)) return false;
  g.owes = PAID;
  if (cost.kind === 'call') {
    callOut(m, g, cost.wire);
    return true;
  }
  park(m, g, 'IO wait', []);
  const when = timeNow(m) + Math.round(cost.nanoseconds * ioFactor);
  setTimer(m, g, when, 0, { kind: 'wake', goroutine: g.id, ticket: g.ticket });
  return true;
}
