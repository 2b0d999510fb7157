/** Who holds which lock: the machine does not know, as Go does not; whoever watches every step does. */
import type { Program } from '../../golang/code/program.ts';
import { accessesAt } from '../../golang/machine/accesses.ts';
import { goroutineOf } from '../../golang/machine/goroutines.ts';
import { counterOf } from '../../golang/machine/groups.ts';
import { isMutexFree, isRwFree, writersOf } from '../../golang/machine/locks.ts';
import type { Machine } from '../../golang/machine/machine.ts';
import type { Container, Goroutine, Value } from '../../golang/machine/state.ts';
import type { Names } from '../../golang/view/names.ts';
import { nativeAt } from '../../golang/view/steps.ts';
import type { GoLock } from './protocol.ts';

export interface Held {
  readonly writers: Map<object, number>;
  readonly readers: Map<object, readonly number[]>;
}

export const nothingHeld = (): Held => ({ writers: new Map(), readers: new Map() });

interface LockStep {
  readonly does: 'take' | 'try' | 'give';
  /** With other readers. */
  readonly shared: boolean;
}

const LOCK_STEPS: Readonly<Record<string, LockStep>> = {
  'sync.(*Mutex).Lock': { does: 'take', shared: false },
  'sync.(*Mutex).TryLock': { does: 'try', shared: false },
  'sync.(*Mutex).Unlock': { does: 'give', shared: false },
  'sync.(*RWMutex).Lock': { does: 'take', shared: false },
  'sync.(*RWMutex).TryLock': { does: 'try', shared: false },
  'sync.(*RWMutex).Unlock': { does: 'give', shared: false },
  'sync.(*RWMutex).RLock': { does: 'take', shared: true },
  'sync.(*RWMutex).TryRLock': { does: 'try', shared: true },
  'sync.(*RWMutex).RUnlock': { does: 'give', shared: true },
};

/** A step of a goroutine upon a lock, and the lock's slots before it. */
export interface LockWatch extends LockStep {
  readonly g: Goroutine;
  readonly lock: Container;
  readonly before: readonly Value[];
}

/** To be asked before a step; null: it is not one upon a lock. */
export function watchLock(m: Machine, goroutine: number): LockWatch | null {
  const g = goroutineOf(m, goroutine);
  const step = g && LOCK_STEPS[nativeAt(m, g)];
  const lock = g && accessesAt(m, g)[0]?.object;
  if (!step || lock?.is !== 'container') return null;
  return { ...step, g, lock, before: [...lock.slots] };
}

/** To be told after that step. */
export function noteLock({ writers, readers }: Held, { g, lock, does, shared, before }: LockWatch): void {
  // A writer of an RWMutex announces itself first, and has the lock only when the readers have gone.
  if (does === 'take' && g.woken !== undefined) return;
  if (does === 'try' && lock.slots.every((slot, i) => slot === before[i])) return;
  const reading = readers.get(lock) ?? [];
  if (shared) readers.set(lock, does === 'give' ? without(reading, g.id) : [...reading, g.id]);
  else if (does === 'give') writers.delete(lock);
  else writers.set(lock, g.id);
}

function without(list: readonly number[], one: number): number[] {
  const place = list.indexOf(one);
  return list.filter((_, i) => i !== place);
}

const KINDS: Readonly<Record<string, GoLock['kind']>> = {
  'sync.Mutex': 'Mutex',
  'sync.RWMutex': 'RWMutex',
  'sync.WaitGroup': 'WaitGroup',
};

/** By layout. A lock that has a name has it from a variable, whose type is known with all that it is made of. */
function kindsOf({ types }: Program): ReadonlyMap<number, GoLock['kind']> {
  const kinds = new Map<number, GoLock['kind']>();
  for (const { text, layout } of types) {
    const kind = KINDS[text];
    if (kind !== undefined) kinds.set(layout, kind);
  }
  return kinds;
}

/** @param closed who stands at a door that is not open */
export function locksOf(
  m: Machine,
  names: Names,
  { writers, readers }: Held,
  closed: readonly Goroutine[],
): readonly GoLock[] {
  const kinds = kindsOf(m.program);
  const found = [...names].flatMap(([lock, name]) => {
    const kind = lock.is === 'container' ? kinds.get(lock.layout) : undefined;
    return kind === undefined ? [] : [{ lock: lock as Container, name, kind }];
  });
  // The mutex within an RWMutex is nobody's own.
  const inner = new Set(found.flatMap(({ lock, kind }) => (kind === 'RWMutex' ? [writersOf(lock)] : [])));
  return found
    .filter(({ lock }) => !inner.has(lock))
    .map(({ lock, name, kind }) => ({
      name,
      kind,
      free: kind === 'Mutex' ? isMutexFree(lock) : kind === 'RWMutex' ? isRwFree(lock) : true,
      holder: writers.get(lock) ?? null,
      readers: readers.get(lock) ?? [],
      waiting: closed
        .filter((g) => accessesAt(m, g).some(({ object }) => object === lock))
        .map(({ id }) => id),
      counter: kind === 'WaitGroup' ? counterOf(lock) : 0,
    }));
}
