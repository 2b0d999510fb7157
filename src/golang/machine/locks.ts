/**
 * sync.Mutex and sync.RWMutex. Free runs do as the runtime does: a mutex in normal mode lets newcomers win over the one it woke,
 * until somebody has waited for more than a millisecond; a waiting writer keeps new readers out, and its Unlock lets in all
 * readers that wait, before the next writer. By doors a lock that cannot be had is a closed door; a writer's Lock is two doors.
 *
 * Slots of a Mutex: whether it is locked, whether somebody was woken, whether it is starving (0 or 1), queue.
 * Slots of a RWMutex: the Mutex of writers, readers (those that wait for a writer, too), whether a writer is there or waits,
 * readers for which it waits, queue of readers, queue of the writer.
 */
import { throwFatal } from './faults.ts';
import { takeWoken } from './goroutines.ts';
import type { Machine, Native } from './machine.ts';
import { method, type NativeRun, self } from './nativeHelp.ts';
import { timeNow } from './queues.ts';
import type { Container, Goroutine, Value } from './state.ts';
import { setKey } from './trail.ts';
import { hasWaiters, waitIn, wakeFirst } from './waiting.ts';

const LOCKED = 0;
const WOKEN = 1;
const STARVING = 2;
const QUEUE = 3;
const STARVES_AFTER = 1_000_000;

const WRITERS = 0;
const READERS = 1;
const PENDING = 2;
const AWAITED = 3;
const READER_QUEUE = 4;
const WRITER_QUEUE = 5;

/** The mutex that writers of a RWMutex have among themselves. */
export function writersOf(rw: Container): Container {
  return rw.slots[WRITERS] as Container;
}

export function isMutexFree({ slots }: Container): boolean {
  return slots[LOCKED] === 0;
}

/** Whether nobody has it, and no writer waits for it. */
export function isRwFree({ slots }: Container): boolean {
  return slots[READERS] === 0 && slots[PENDING] === 0;
}

/** @returns whether g has it now; otherwise it was parked and comes again */
function lock(m: Machine, g: Goroutine, mutex: Container): boolean {
  const { slots } = mutex;
  if (m.byDoors) {
    setKey(m, slots, LOCKED, 1);
    return true;
  }
  const woken = takeWoken(m, g);
  const since = (woken?.value as number | undefined) ?? timeNow(m);
  let starves = false;
  if (woken !== undefined) {
    starves = timeNow(m) - since > STARVES_AFTER;
    if (slots[STARVING] === 1) {
      // It was handed over. Nobody starves once the last one has it, or one that did not wait long.
      slots[LOCKED] = 1;
      if (!starves || !hasWaiters(mutex, QUEUE)) slots[STARVING] = 0;
      return true;
    }
    slots[WOKEN] = 0;
  }
  if (slots[LOCKED] === 0 && slots[STARVING] === 0) {
    slots[LOCKED] = 1;
    return true;
  }
  if (starves && slots[LOCKED] === 1) slots[STARVING] = 1;
  waitIn(m, g, mutex, QUEUE, 'sync.Mutex.Lock', { first: woken !== undefined, since });
  return false;
}

function unlock(m: Machine, mutex: Container): void {
  const { slots } = mutex;
  if (slots[LOCKED] !== 1) throwFatal('fatal', 'sync: unlock of unlocked mutex');
  setKey(m, slots, LOCKED, 0);
  if (m.byDoors) return;
  if (slots[STARVING] === 1) wakeFirst(m, mutex, QUEUE, 0);
  else if (slots[WOKEN] === 0 && wakeFirst(m, mutex, QUEUE, 0)) slots[WOKEN] = 1;
}

const lockMutex: NativeRun = (m, g, frame, base) => {
  const mutex = self(frame, base);
  if (!lock(m, g, mutex)) return 'wait';
  m.races?.write(m, g, mutex, LOCKED, true);
  m.races?.acquire(m, g, mutex, LOCKED);
  return 'done';
};

const tryLockMutex: NativeRun = (m, g, frame, base) => {
  const mutex = self(frame, base);
  const free = mutex.slots[LOCKED] === 0 && mutex.slots[STARVING] === 0;
  frame.registers[base] = free;
  if (!free) return 'done';
  setKey(m, mutex.slots, LOCKED, 1);
  m.races?.write(m, g, mutex, LOCKED, true);
  m.races?.acquire(m, g, mutex, LOCKED);
  return 'done';
};

const unlockMutex: NativeRun = (m, g, frame, base) => {
  const mutex = self(frame, base);
  m.races?.write(m, g, mutex, LOCKED, true);
  m.races?.release(m, g, mutex, LOCKED);
  unlock(m, mutex);
  return 'done';
};

/** The plain read of its first word that the race detector is shown at every operation of a RWMutex. */
function seen(m: Machine, g: Goroutine, rw: Container): Container {
  const writers = writersOf(rw);
  m.races?.read(m, g, writers, LOCKED);
  return writers;
}

function add(m: Machine, rw: Container, slot: number, by: number): number {
  const sum = (rw.slots[slot] as number) + by;
  setKey(m, rw.slots, slot, sum);
  return sum;
}

const lockReader: NativeRun = (m, g, frame, base) => {
  const rw = self(frame, base);
  if (takeWoken(m, g) === undefined) {
    seen(m, g, rw);
    add(m, rw, READERS, 1);
    if (!m.byDoors && rw.slots[PENDING] === 1) {
      waitIn(m, g, rw, READER_QUEUE, 'sync.RWMutex.RLock');
      return 'wait';
    }
  }
  m.races?.acquire(m, g, rw, READER_QUEUE);
  return 'done';
};

const tryLockReader: NativeRun = (m, g, frame, base) => {
  const rw = self(frame, base);
  seen(m, g, rw);
  const free = rw.slots[PENDING] === 0;
  frame.registers[base] = free;
  if (!free) return 'done';
  add(m, rw, READERS, 1);
  m.races?.acquire(m, g, rw, READER_QUEUE);
  return 'done';
};

const unlockReader: NativeRun = (m, g, frame, base) => {
  const rw = self(frame, base);
  seen(m, g, rw);
  m.races?.releaseMerge(m, g, rw, WRITER_QUEUE);
  if (rw.slots[READERS] === 0 || (rw.slots[PENDING] === 1 && !m.byDoors && rw.slots[AWAITED] === 0))
    throwFatal('fatal', 'sync: RUnlock of unlocked RWMutex');
  add(m, rw, READERS, -1);
  if (!m.byDoors && rw.slots[PENDING] === 1 && add(m, rw, AWAITED, -1) === 0)
    wakeFirst(m, rw, WRITER_QUEUE, 1);
  return 'done';
};

const lockWriter: NativeRun = (m, g, frame, base) => {
  const rw = self(frame, base);
  if (g.woken?.nth === 1) {
    takeWoken(m, g);
  } else {
    const writers = g.woken === undefined ? seen(m, g, rw) : writersOf(rw);
    if (!lock(m, g, writers)) return 'wait';
    setKey(m, rw.slots, PENDING, 1);
    const readers = rw.slots[READERS] as number;
    if (readers > 0) {
      setKey(m, rw.slots, AWAITED, m.byDoors ? 0 : readers);
      if (m.byDoors) setKey(m, g, 'woken', { nth: 1, value: null, ok: true });
      else waitIn(m, g, rw, WRITER_QUEUE, 'sync.RWMutex.Lock');
      return 'wait';
    }
  }
  m.races?.acquire(m, g, rw, READER_QUEUE);
  m.races?.acquire(m, g, rw, WRITER_QUEUE);
  return 'done';
};

const tryLockWriter: NativeRun = (m, g, frame, base) => {
  const rw = self(frame, base);
  const writers = seen(m, g, rw);
  const free = writers.slots[LOCKED] === 0 && writers.slots[STARVING] === 0 && rw.slots[READERS] === 0;
  frame.registers[base] = free;
  if (!free) return 'done';
  setKey(m, writers.slots, LOCKED, 1);
  setKey(m, rw.slots, PENDING, 1);
  m.races?.acquire(m, g, rw, READER_QUEUE);
  m.races?.acquire(m, g, rw, WRITER_QUEUE);
  return 'done';
};

const unlockWriter: NativeRun = (m, g, frame, base) => {
  const rw = self(frame, base);
  const writers = seen(m, g, rw);
  m.races?.release(m, g, rw, READER_QUEUE);
  // A writer that waits for its turn has announced itself, but does not hold the lock.
  if (rw.slots[PENDING] !== 1) throwFatal('fatal', 'sync: Unlock of unlocked RWMutex');
  setKey(m, rw.slots, PENDING, 0);
  while (!m.byDoors && wakeFirst(m, rw, READER_QUEUE, 0));
  unlock(m, writers);
  return 'done';
};

const canRead = (rw: Container): boolean => rw.slots[PENDING] === 0;
const canWrite = (rw: Container, _: Value, g: Goroutine): boolean =>
  g.woken === undefined ? isMutexFree(writersOf(rw)) : rw.slots[READERS] === 0;

export const lockNatives: readonly Native[] = [
  method('sync.(*Mutex).Lock', 'lock', lockMutex, { isOpen: isMutexFree }),
  method('sync.(*Mutex).TryLock', 'lock', tryLockMutex),
  method('sync.(*Mutex).Unlock', 'unlock', unlockMutex),
  method('sync.(*RWMutex).Lock', 'lock', lockWriter, { isOpen: canWrite }),
  method('sync.(*RWMutex).TryLock', 'lock', tryLockWriter),
  method('sync.(*RWMutex).Unlock', 'unlock', unlockWriter),
  method('sync.(*RWMutex).RLock', 'lock', lockReader, { isOpen: canRead }),
  method('sync.(*RWMutex).TryRLock', 'lock', tryLockReader),
  method('sync.(*RWMutex).RUnlock', 'unlock', unlockReader),
];
