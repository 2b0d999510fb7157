/**
 * Queues of goroutines that wait for a lock, a group or a signal. In free runs such a queue lies in a slot of the object itself:
 * a channel that carries nothing, whose receivers they are; null while nobody has waited yet.
 */
import { dequeue, park, type Woken, wake } from './goroutines.ts';
import type { Machine } from './machine.ts';
import { timeNow } from './queues.ts';
import type { Container, GoChan, Goroutine, WaitReason } from './state.ts';

export function queueOf(object: Container, slot: number): GoChan | null {
  return (object.slots[slot] ?? null) as GoChan | null;
}

export function hasWaiters(object: Container, slot: number): boolean {
  return (queueOf(object, slot)?.receivers.length ?? 0) > 0;
}

export function newQueue(): GoChan {
  return {
    is: 'chan',
    owner: 0,
    mark: 0,
    id: 0,
    type: 0,
    capacity: 0,
    buffer: [],
    closed: false,
    receivers: [],
    senders: [],
    sent: 0,
    received: 0,
    shadow: null,
  };
}

/** Parks g in the queue of a slot. @param since when it began to wait: `wakeFirst` hands it on */
export function waitIn(
  m: Machine,
  g: Goroutine,
  object: Container,
  slot: number,
  reason: WaitReason,
  { nth = 0, first = false, since = timeNow(m) }: { nth?: number; first?: boolean; since?: number } = {},
): void {
  const queue = queueOf(object, slot) ?? newQueue();
  object.slots[slot] = queue;
  park(m, g, reason, [object], since);
  const waiter = { goroutine: g.id, nth, ticket: g.ticket };
  if (first) queue.receivers.unshift(waiter);
  else queue.receivers.push(waiter);
}

/** Lets the first one of a slot's queue go on. @param woken what it is told; `value` is when it began to wait @returns whether there was one */
export function wakeFirst(m: Machine, object: Container, slot: number, nth: number): boolean {
  const queue = queueOf(object, slot);
  const first = queue === null ? null : dequeue(m, queue.receivers);
  if (first === null) return false;
  const woken: Woken = { nth, value: first.g.waiting?.since ?? 0, ok: true };
  wake(m, first.g, woken);
  return true;
}
