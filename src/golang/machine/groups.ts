/**
 * sync.WaitGroup, the list that sync.Cond waits in, and the free list of sync.Pool.
 *
 * Slots of a WaitGroup: counter, waiters, queue, and by doors how many waiters were let go and have not gone on yet.
 * Slots of a notify list: tickets given, tickets called, those who have one and have not gone on yet, queue.
 */
import { takeWoken } from './goroutines.ts';
import type { Machine, Native } from './machine.ts';
import { share } from './memory.ts';
import { method, type NativeRun, panicText, self } from './nativeHelp.ts';
import type { Container, Goroutine, Value } from './state.ts';
import { push, setKey } from './trail.ts';
import { newQueue, queueOf, waitIn, wakeFirst } from './waiting.ts';

const COUNTER = 0;
const WAITERS = 1;
const QUEUE = 2;
const LET_GO = 3;
const MISUSE = 'sync: WaitGroup misuse: Add called concurrently with Wait';

function at(object: Container, slot: number): number {
  return object.slots[slot] as number;
}

function set(m: Machine, object: Container, slot: number, value: Value): void {
  setKey(m, object.slots, slot, value);
}

/** Of a WaitGroup. */
export function counterOf(group: Container): number {
  return at(group, COUNTER);
}

const addToGroup: NativeRun = (m, g, frame, base) => {
  const group = self(frame, base);
  const delta = frame.registers[base + 1] as number;
  const waiters = at(group, WAITERS);
  if (takeWoken(m, g) === undefined) {
    if (delta < 0) m.races?.releaseMerge(m, g, group, COUNTER);
    const counter = at(group, COUNTER) + delta;
    set(m, group, COUNTER, counter);
    if (delta > 0 && counter === delta) {
      m.races?.read(m, g, group, QUEUE);
      if (waiters !== 0) panicText(m, MISUSE);
    }
    if (counter < 0) panicText(m, 'sync: negative WaitGroup counter');
    if (counter > 0 || waiters === 0) return 'done';
    if (m.byDoors) {
      // Between the last Done and the waking of the waiters there is a moment when an Add can spoil it.
      setKey(m, g, 'woken', { nth: waiters, value: null, ok: true });
      return 'wait';
    }
  } else if (at(group, COUNTER) !== 0) {
    panicText(m, MISUSE);
  }
  set(m, group, WAITERS, 0);
  if (m.byDoors) set(m, group, LET_GO, at(group, LET_GO) + waiters);
  else while (wakeFirst(m, group, QUEUE, 0));
  return 'done';
};

const waitForGroup: NativeRun = (m, g, frame, base) => {
  const group = self(frame, base);
  if (takeWoken(m, g) === undefined) {
    if (at(group, COUNTER) !== 0) {
      if (at(group, WAITERS) === 0) m.races?.write(m, g, group, QUEUE);
      set(m, group, WAITERS, at(group, WAITERS) + 1);
      if (m.byDoors) setKey(m, g, 'woken', { nth: 0, value: null, ok: true });
      else waitIn(m, g, group, QUEUE, 'sync.WaitGroup.Wait');
      return 'wait';
    }
  } else {
    if (m.byDoors) set(m, group, LET_GO, at(group, LET_GO) - 1);
    if (at(group, COUNTER) !== 0) panicText(m, 'sync: WaitGroup is reused before previous Wait has returned');
  }
  m.races?.acquire(m, g, group, COUNTER);
  return 'done';
};

const canLeaveGroup = (group: Container, _: Value, g: Goroutine): boolean =>
  g.woken === undefined || at(group, LET_GO) > 0;

const GIVEN = 0;
const CALLED = 1;
const OUTSTANDING = 2;
const WAITING = 3;

/** func notifyAdd(l *notifyList) int */
const takeTicket: NativeRun = (m, _g, frame, base) => {
  const list = self(frame, base);
  const ticket = at(list, GIVEN);
  set(m, list, GIVEN, ticket + 1);
  set(m, list, OUTSTANDING, at(list, OUTSTANDING) + 1);
  frame.registers[base] = ticket;
  return 'done';
};

/** func notifyWait(l *notifyList, ticket int) */
const waitForTicket: NativeRun = (m, g, frame, base) => {
  const list = self(frame, base);
  const ticket = frame.registers[base + 1] as number;
  if (takeWoken(m, g) === undefined && ticket >= at(list, CALLED)) {
    waitIn(m, g, list, WAITING, 'sync.Cond.Wait', { nth: ticket });
    return 'wait';
  }
  set(m, list, OUTSTANDING, at(list, OUTSTANDING) - 1);
  if (at(list, OUTSTANDING) === 0) {
    // Nobody has a ticket: counting begins anew, so that a loop of waits comes back to the same state.
    set(m, list, GIVEN, 0);
    set(m, list, CALLED, 0);
  }
  return 'done';
};

/** func notifyOne(l *notifyList) */
const callOne: NativeRun = (m, _g, frame, base) => {
  const list = self(frame, base);
  const called = at(list, CALLED);
  if (called === at(list, GIVEN)) return 'done';
  set(m, list, CALLED, called + 1);
  // Who has the ticket and has not come to wait yet will see that it was called.
  const queue = queueOf(list, WAITING);
  if (queue?.receivers.some(({ nth }) => nth === called)) {
    queue.receivers.sort((a, b) => a.nth - b.nth);
    wakeFirst(m, list, WAITING, 0);
  }
  return 'done';
};

/** func notifyAll(l *notifyList) */
const callAll: NativeRun = (m, _g, frame, base) => {
  const list = self(frame, base);
  set(m, list, CALLED, at(list, GIVEN));
  if (!m.byDoors) while (wakeFirst(m, list, WAITING, 0));
  return 'done';
};

/** func poolPut(p *Pool, x any): a stack of its own; only what is taken out is ordered after its putting in. */
const putInPool: NativeRun = (m, g, frame, base) => {
  const pool = self(frame, base);
  const value = frame.registers[base + 1] ?? null;
  const free = queueOf(pool, 0) ?? newQueue();
  if (pool.slots[0] !== free) set(m, pool, 0, free);
  share(m, value);
  const place = free.sent;
  m.races?.releaseMerge(m, g, free, 1 + place);
  if (place === free.buffer.length) push(m, free.buffer, value);
  else setKey(m, free.buffer, place, value);
  setKey(m, free, 'sent', place + 1);
  return 'done';
};

/** func poolTake(p *Pool) any: nil when it is empty. */
const takeFromPool: NativeRun = (m, g, frame, base) => {
  const free = queueOf(self(frame, base), 0);
  frame.registers[base] = null;
  if (free === null || free.sent === 0) return 'done';
  const place = free.sent - 1;
  frame.registers[base] = free.buffer[place] ?? null;
  m.races?.acquire(m, g, free, 1 + place);
  setKey(m, free.buffer, place, null);
  setKey(m, free, 'sent', place);
  return 'done';
};

const isCalled = (list: Container, ticket: Value): boolean => (ticket as number) < at(list, CALLED);

const ALL = { slot: -1 };

export const groupNatives: readonly Native[] = [
  method('sync.(*WaitGroup).Add', 'signal', addToGroup, ALL),
  method('sync.(*WaitGroup).Wait', 'wait', waitForGroup, { ...ALL, isOpen: canLeaveGroup }),
  method('sync.notifyAdd', 'signal', takeTicket, ALL),
  method('sync.notifyWait', 'wait', waitForTicket, { ...ALL, isOpen: isCalled }),
  method('sync.notifyOne', 'signal', callOne, ALL),
  method('sync.notifyAll', 'signal', callAll, ALL),
  method('sync.poolPut', 'atomic', putInPool, ALL),
  method('sync.poolTake', 'atomic', takeFromPool, ALL),
];
