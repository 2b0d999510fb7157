/**
 * The race detector: happens-before by vector clocks, as `go run -race` has it, for every access to memory that others can reach.
 * It tells of races that this very run shows to be unordered, whichever came first; of code that did not run it says nothing.
 * All it knows lies in the state of the machine (`clock`, `shadow`) as immutable data, and is changed through the trail.
 */
import type { Layout } from '../code/program.ts';
import type { Machine, RaceHooks } from '../machine/machine.ts';
import { innerLayout, layoutOf, slotOf } from '../machine/memory.ts';
import type { Container, GoChan, GoMap, Goroutine } from '../machine/state.ts';
import { setKey } from '../machine/trail.ts';
import { type Cell, conflictOf, isCovered, noted, UNTOUCHED } from './cell.ts';
import { BEGINNING, type Clock, joined, knowledge, type Times } from './clocks.ts';
import { largest } from './sparse.ts';
import { clockOf, type Passing, type Touch, touchMaker } from './touch.ts';

type Target = Container | GoMap | GoChan;

/** Cells that a touch remembers. */
const KEPT = 64;

export interface RaceAccess {
  readonly write: boolean;
  readonly atomic: boolean;
  readonly goroutine: number;
  /** Function and offset in its file, innermost first; at most 16. */
  readonly stack: readonly Place[];
  /** The go statement that started the goroutine; null of main and of calls from outside. */
  readonly startedAt: Place | null;
  /** Whether it had ended when the race was seen. */
  readonly finished: boolean;
}

interface Place {
  readonly code: number;
  readonly at: number;
}

/** Two accesses that nothing orders. */
export interface RaceReport {
  readonly current: RaceAccess;
  readonly previous: RaceAccess;
  readonly object: Target;
  readonly slot: number;
}

/**
 * Hooks for one machine and its clones. `reports` tells each pair of places once, in the order in which they were seen;
 * what the trail undoes is not told any more. `told`: what an earlier detector found of the state that this one goes on with.
 */
export function newRaceHooks(
  told: readonly RaceReport[] = [],
): RaceHooks & { reports(): readonly RaceReport[] } {
  const touchOf = touchMaker();
  // Immutable lists in a changing place, so that the trail can take a report back.
  const found: { list: readonly RaceReport[]; outside: Times | null } = { list: told, outside: null };
  let keys: { of: readonly RaceReport[]; readonly seen: Set<string> } = { of: [], seen: new Set() };

  const setClock = (m: Machine, g: Goroutine, clock: Clock): void => {
    if (clock !== g.clock) setKey(m, g, 'clock', clock);
  };
  const release = (m: Machine, g: Goroutine): Times | null => {
    const clock = clockOf(g);
    const times = knowledge(g.id, clock);
    if (clock.touched) setClock(m, g, { time: clock.time + 1, touched: false, seen: times });
    return times;
  };
  const acquire = (m: Machine, g: Goroutine, times: Times | null): void => {
    if (times !== null) setClock(m, g, joined(clockOf(g), times));
  };
  const setSync = (m: Machine, object: Target, slot: number, sync: Times | null): void => {
    setCell(m, object, slot, { ...cellOf(object, slot), sync });
  };

  const report = (m: Machine, object: Target, slot: number, current: Touch, previous: Touch): void => {
    if (keys.of !== found.list) keys = { of: found.list, seen: new Set(found.list.map(keyOf)) };
    const made = {
      current: accessOf(m, current),
      previous: accessOf(m, previous),
      object,
      slot,
    };
    const key = keyOf(made);
    if (keys.seen.has(key)) return;
    const list = [...found.list, made];
    setKey(m, found, 'list', list);
    keys.seen.add(key);
    keys.of = list;
  };

  /** Whoever fills an array makes the same of every slot: what a touch made of a cell, it makes of it again, while its clock stands. */
  const advance = (m: Machine, object: Target, slot: number, by: Passing): void => {
    const { touch, clock, first } = by;
    const cell = cellOf(object, slot);
    if (isCovered(cell, touch)) return;
    let after = first?.cell === cell ? first.after : by.others?.get(cell);
    if (after === undefined) {
      const conflict = conflictOf(cell, touch, clock);
      // Once a race was told the place begins anew, as in Go: nobody needs all its consequences.
      after = conflict === null ? noted(cell, touch, clock) : { ...UNTOUCHED, sync: cell.sync };
      if (conflict !== null) report(m, object, slot, touch, conflict);
      else if (first === null) by.first = { cell, after };
      else {
        by.others ??= new Map();
        if (by.others.size < KEPT) by.others.set(cell, after);
      }
    }
    setCell(m, object, slot, after);
  };

  /** Aggregates within an aggregate are told on their own, but for those that nobody has asked for yet. */
  const touch = (m: Machine, object: Target, slot: number, by: Passing): void => {
    if (object.is !== 'container') return advance(m, object, Math.max(slot, 0), by);
    const layout = layoutOf(m, object);
    const length = layout.kind === 'array' && layout.length < 0 ? object.slots.length : lengthOf(layout);
    const [from, to] = slot < 0 ? [0, length] : [slot, slot + 1];
    for (let i = from; i < to; i++) {
      if (innerLayout(layout, i) < 0) advance(m, object, i, by);
      else if (object.slots[i] === undefined) touch(m, slotOf(m, object, i) as Container, -1, by);
    }
  };

  return {
    read: (m, g, object, slot, atomic = false) => touch(m, object, slot, touchOf(m, g, false, atomic)),
    write: (m, g, object, slot, atomic = false) => touch(m, object, slot, touchOf(m, g, true, atomic)),
    acquire: (m, g, object, slot) => acquire(m, g, cellOf(object, slot).sync),
    release: (m, g, object, slot) => setSync(m, object, slot, release(m, g)),
    releaseMerge: (m, g, object, slot) =>
      setSync(m, object, slot, largest(cellOf(object, slot).sync, release(m, g))),
    releaseAcquire: (m, g, object, slot) => {
      const { sync } = cellOf(object, slot);
      setSync(m, object, slot, release(m, g));
      acquire(m, g, sync);
    },
    started: (m, parent, child) => {
      // A call from outside comes after all that main has done so far: nobody calls a server that is not up.
      const from = child.request >= 0 ? (m.state.goroutines[0] ?? null) : parent;
      const outside = child.request >= 0 ? found.outside : null;
      setClock(m, child, { ...BEGINNING, seen: from === null ? outside : release(m, from) });
    },
    ended: (m, g) => {
      if (g.id === 1) setKey(m, found, 'outside', knowledge(1, clockOf(g)));
    },
    timerSet: (m, g, timer) => setKey(m, timer, 'clock', release(m, g)),
    timerFired: (m, timer, g, channel) => {
      const times = timer.clock as Times | null;
      if (g !== null) acquire(m, g, times);
      if (channel !== null) {
        const slot = 1 + (channel.sent % Math.max(channel.capacity, 1));
        setSync(m, channel, slot, largest(cellOf(channel, slot).sync, times));
      }
    },
    reports: () => found.list,
  };
}

const lengthOf = (layout: Layout): number => (layout.kind === 'array' ? layout.length : layout.inner.length);

function cellOf(object: Target, slot: number): Cell {
  return (object.shadow?.[Math.max(slot, 0)] as Cell | undefined) ?? UNTOUCHED;
}

function setCell(m: Machine, object: Target, slot: number, cell: Cell): void {
  const at = Math.max(slot, 0);
  // Of its full length at once: an array that grows by leaps becomes slow.
  if (object.shadow === null) setKey(m, object, 'shadow', new Array(lengthOfShadow(object, at)));
  const { shadow } = object;
  if (shadow === null) return;
  if (m.trail !== null && at >= shadow.length) setKey(m, shadow, 'length', at + 1);
  setKey(m, shadow, at, cell);
}

const lengthOfShadow = (object: Target, at: number): number =>
  Math.max(object.is === 'container' ? object.slots.length : 0, at + 1);

function accessOf(m: Machine, { goroutine, write, atomic, stack, startedAt }: Touch): RaceAccess {
  const status = m.state.goroutines[goroutine - 1]?.status ?? 'dead';
  return { write, atomic, goroutine, stack: placesOf(stack), startedAt, finished: status === 'dead' };
}

/** The same for both orders of the two. */
function keyOf({ current, previous }: RaceReport): string {
  return [current, previous]
    .map(({ write, stack }) => `${write}:${stack.map(({ code, at }) => `${code}.${at}`).join()}`)
    .sort()
    .join('|');
}

function placesOf(stack: readonly number[]): readonly Place[] {
  const places: Place[] = [];
  for (let i = 0; i < stack.length; i += 2) places.push({ code: stack[i] ?? 0, at: stack[i + 1] ?? 0 });
  return places;
}
