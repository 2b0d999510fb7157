/** Goroutines that wait and go on: the few changes of their state that channels, locks, timers and costs share. */
import { SELECT, SEND, WIDTH } from '../code/ops.ts';
import type { SelectExtra } from '../code/program.ts';
import type { Machine } from './machine.ts';
import { enqueue, timeNow } from './queues.ts';
import type { Container, Frame, GoChan, Goroutine, Value, Waiter, WaitReason } from './state.ts';
import { setKey } from './trail.ts';

export type Woken = NonNullable<Goroutine['woken']>;

export function goroutineOf(m: Machine, id: number): Goroutine | null {
  return m.state.goroutines[id - 1] ?? null;
}

/** The frame that runs. @throws TypeError when the goroutine has ended, which is a fault of the machine */
export function topFrame(g: Goroutine): Frame {
  const frame = g.frames[g.frames.length - 1];
  if (frame === undefined) throw new TypeError(`Goroutine ${g.id} has no frame.`);
  return frame;
}

/** Parks g until `wake`; the instruction at its pc then comes again and finds `woken`. */
export function park(
  m: Machine,
  g: Goroutine,
  reason: WaitReason,
  on: readonly (Container | GoChan)[],
  since = timeNow(m),
): void {
  setKey(m, g, 'status', 'waiting');
  setKey(m, g, 'waiting', { reason, on, since });
  setKey(m, g, 'ticket', g.ticket + 1);
}

/** Lets a parked goroutine go on with what `woken` tells it; free runs put it where it runs next on the waker's processor. */
export function wake(m: Machine, g: Goroutine, woken: Woken | undefined): void {
  setKey(m, g, 'status', 'runnable');
  setKey(m, g, 'waiting', null);
  setKey(m, g, 'woken', woken);
  if (!m.byDoors) enqueue(m, g.id);
}

/** What a waker left for the instruction that comes again, once. */
export function takeWoken(m: Machine, g: Goroutine): Woken | undefined {
  const { woken } = g;
  if (woken !== undefined) setKey(m, g, 'woken', undefined);
  return woken;
}

const LIST_MIN = 32;

/** g, which was just parked, waits in a queue. Entries of older waits stay behind when a select went on elsewhere: they are swept now and then. */
export function enlist(m: Machine, queue: Waiter[], g: Goroutine, nth: number): void {
  queue.push({ goroutine: g.id, nth, ticket: g.ticket });
  const { length } = queue;
  if (length < LIST_MIN || (length & (length - 1)) !== 0) return;
  const alive = queue.filter((waiter) => isAlive(m, waiter));
  queue.splice(0, length, ...alive);
}

/** Whether this very wait still lasts. */
export function isAlive(m: Machine, { goroutine, ticket }: Waiter): boolean {
  const g = goroutineOf(m, goroutine);
  return g?.status === 'waiting' && g.ticket === ticket;
}

/** The first of a queue that still waits there, taken out; entries of older waits are dropped on the way. */
export function dequeue(m: Machine, queue: Waiter[]): { readonly g: Goroutine; readonly nth: number } | null {
  for (let waiter = queue.shift(); waiter !== undefined; waiter = queue.shift()) {
    const g = goroutineOf(m, waiter.goroutine);
    if (g !== null && isAlive(m, waiter)) return { g, nth: waiter.nth };
  }
  return null;
}

/** What g offers to send at its instruction: SEND, or the nth case of its SELECT. */
export function offered(m: Machine, g: Goroutine, nth: number): Value {
  const frame = topFrame(g);
  const code = m.program.functions[frame.code];
  const op = code?.code[frame.pc];
  if (op === SEND) return frame.registers[code?.code[frame.pc + 2] ?? 0] ?? null;
  const extra = op === SELECT ? (code?.extras[code.code[frame.pc + 2] ?? 0] as SelectExtra) : undefined;
  return frame.registers[extra?.cases[nth]?.value ?? 0] ?? null;
}

/** Offset in the source of the instruction at which a frame stands. */
export function positionOf(m: Machine, frame: Frame): number {
  return m.program.functions[frame.code]?.positions[frame.pc / WIDTH] ?? 0;
}
