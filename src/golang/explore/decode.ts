/** Words back to a state that runs on: goroutines get the numbers of their places, 1 is main; see encode.ts for what is lost. */

import { rebuildIndex } from '../machine/hashing.ts';
import type { Machine } from '../machine/machine.ts';
import type {
  Container,
  Frame,
  GoChan,
  GoMap,
  Goroutine,
  MachineState,
  MapIterator,
  Panic,
  Timer,
  Value,
  WaitReason,
} from '../machine/state.ts';
import * as w from './words.ts';

type Heap = Container | GoMap | GoChan | MapIterator;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface Decoder {
  /** Puts a state into the machine, which then has no trail. */
  decode(from: Int32Array): void;
  /** By place of a goroutine: the first place of one that is exactly like it and could stand for it. */
  readonly twins: number[];
}

/** Global variables that no remaining code names stay those of `first`. */
export function newDecoder(m: Machine, words: w.Words, first: MachineState): Decoder {
  const { program } = words;
  let from: Int32Array = new Int32Array(0);
  let at = 0;
  let now = 0;
  let asideAt = 0;
  const twins: number[] = [];
  let objects: Heap[] = [];
  const next = () => from[at++] as number;
  const container = (number: number) => objects[number] as Container;

  function value(): Value | undefined {
    const word = next();
    const rest = word >> 3;
    switch (word & 7) {
      case w.SMALL:
        return rest;
      case w.INTERNED:
        return words.values[rest] as Value;
      case w.OBJECT:
        return objects[rest] as Heap;
      case w.POINTER:
        return { is: 'ref', o: container(rest), i: next() };
      case w.SLICE:
        return { is: 'slice', array: container(rest), offset: next(), length: next(), capacity: next() };
      case w.BOXED:
        return { is: 'interface', type: rest, value: some() };
      default:
        return { is: 'function', code: rest - program.natives.length, captured: list() };
    }
  }
  const some = (): Value => value() ?? null;
  const list = (): Value[] => {
    const values: Value[] = [];
    for (let count = next(); count > 0; count--) values.push(some());
    return values;
  };
  /** The next of the values that lie behind all else. */
  const putAside = (): Value => {
    const back = at + 1;
    at = asideAt;
    const held = some();
    asideAt = at;
    at = back;
    return held;
  };

  function shells(end: number): void {
    while (at < end) {
      const kind = from[at];
      const type = from[at + 1] as number;
      const owner = from[at + 2] as number;
      if (kind === w.CONTAINER)
        objects.push({ is: 'container', layout: type, slots: [], shadow: null, owner, mark: 0, id: 0 });
      else if (kind === w.MAP)
        objects.push({
          is: 'map',
          type,
          index: new Map(),
          keys: [],
          values: [],
          writing: 0,
          shadow: null,
          owner,
          mark: 0,
          id: 0,
        });
      else if (kind === w.CHAN)
        objects.push({
          is: 'chan',
          type,
          capacity: from[at + w.HEAD] as number,
          buffer: [],
          closed: false,
          receivers: [],
          senders: [],
          sent: 0,
          received: 0,
          shadow: null,
          owner,
          mark: 0,
          id: 0,
        });
      else objects.push({ is: 'iterator', map: null, keys: [], length: 0, start: 0, seen: 0 });
      at += from[at + 3] as number;
    }
  }

  function fill(number: number): void {
    at += w.HEAD;
    const object = objects[number] as Heap;
    switch (object.is) {
      case 'container': {
        const length = next();
        const { slots } = object;
        for (let i = 0; i < length; i++) {
          const word = from[at] as number;
          if ((word & 7) === w.HOLES) {
            at += 1;
            i += (word >> 3) - 1;
            slots.length = i + 1;
          } else slots[i] = some();
        }
        return;
      }
      case 'map': {
        object.writing = next();
        const count = next();
        for (let i = 0; i < count; i++) {
          const hole = (from[at] as number) === w.HOLES;
          if (hole) at += 1;
          object.keys.push(hole ? undefined : some());
          object.values.push(hole ? undefined : some());
        }
        return;
      }
      case 'chan': {
        at += 1;
        object.closed = next() === 1;
        object.sent = next();
        for (let i = 0; i < object.sent; i++) object.buffer.push(some());
        return;
      }
      case 'iterator': {
        const iterator = object as Writable<MapIterator>;
        iterator.map = some() as GoMap | null;
        iterator.length = next();
        iterator.start = next();
        iterator.seen = next();
        const count = next();
        iterator.keys =
          count < 0 && iterator.map !== null
            ? iterator.map.keys
            : times(count, () => {
                if (from[at] !== w.HOLES) return some();
                at += 1;
                return undefined;
              });
        return;
      }
    }
  }

  function frame(above: Frame | undefined): Frame {
    const code = next();
    const pc = next();
    const into = next();
    const flags = next();
    const count = next();
    const defers = count < 0 ? null : times(count, () => ({ code: next(), captured: list(), args: list() }));
    // What nobody reads for good may still be added to what nobody reads: 0 does no harm there, null does.
    const captured: Value[] = new Array(next()).fill(0);
    const registers: Value[] = new Array(program.functions[code]?.registers ?? 0).fill(0);
    const empty = w.resultsOf(words, above);
    for (const r of w.liveAt(words, code, pc)) {
      if (r >= empty.from && r < empty.to) continue;
      const held = from[at] === w.HOLES ? putAside() : some();
      if (r < 0) captured[-1 - r] = held;
      else registers[r] = held;
    }
    return {
      code,
      pc,
      registers,
      captured,
      into,
      defers,
      panic: flags >> 1,
      deferred: (flags & 1) === 1,
      held: 0,
    };
  }

  function goroutine(id: number): Goroutine {
    at += 1;
    const status = some() as Goroutine['status'];
    const owes = some() as number;
    const reason = some() as WaitReason | null;
    const on = list() as (Container | GoChan)[];
    const woken = next() === 0 ? undefined : { nth: some() as number, value: some(), ok: some() as boolean };
    const panics = times(next(), (): Panic => {
      const thrown = some();
      const flags = next();
      return {
        value: thrown,
        depth: flags >> 3,
        recovered: (flags & 4) !== 0,
        goexit: (flags & 2) !== 0,
        runtime: (flags & 1) !== 0,
        trace: [],
      };
    });
    const frames: Frame[] = [];
    for (let count = next(); count > 0; count--) frames.unshift(frame(frames[0]));
    return {
      id,
      parent: 0,
      startedAt: null,
      status,
      frames,
      panics,
      waiting: reason === null ? null : { reason, on, since: 0 },
      ticket: 0,
      woken,
      owes,
      clock: null,
      request: -1,
    };
  }

  function timer(id: number): Timer {
    const when = now + (some() as number);
    const period = some() as number;
    const kind = next();
    const does: Timer['does'] =
      kind === 0
        ? wakes(next())
        : kind === 1
          ? { kind: 'send', to: some() as GoChan }
          : { kind: 'call', function: some() as Extract<Value, { is: 'function' }> };
    return { id, when, period, does, active: true, clock: null };
  }
  const wakes = (id: number) =>
    ({ kind: 'wake', goroutine: Math.max(id, 1), ticket: id === 0 ? -1 : 0 }) as const;

  /** Whether two neighbours are the same words: whatever they alone own would have another number. */
  function isSame(start: number, middle: number, end: number): boolean {
    if (middle - start !== end - middle) return false;
    for (let i = start; i < middle; i++) if (from[i] !== from[i + middle - start]) return false;
    return true;
  }

  const decode = (encoded: Int32Array): void => {
    from = encoded;
    objects = [];
    at = from[0] as number;
    shells(from[1] as number);
    const early = objects.length;
    at = from[2] as number;
    asideAt = from[3] as number;
    shells(asideAt);
    at = from[0] as number;
    for (let i = 0; i < early; i++) fill(i);
    at = from[2] as number;
    for (let i = early; i < objects.length; i++) fill(i);
    at = 4;
    now = some() as number;
    const random = next();
    const flags = next();
    const globals = first.globals.slice();
    for (const index of words.globals) globals[index] = some() as Container;
    const timers = times(next(), (i) => timer(i + 1));
    at = from[1] as number;
    const count = next();
    const goroutines: (Goroutine | null)[] = from[at] === 1 ? [] : [null];
    twins.length = 0;
    if (goroutines.length > 0) twins.push(1);
    let start = at;
    for (let i = 0; i < count; i++) {
      const from = at;
      goroutines.push(goroutine(goroutines.length + 1));
      const last = twins.length;
      twins.push(last > 0 && isSame(start, from, at) ? (twins[last - 1] as number) : last + 1);
      start = from;
    }
    if (flags > 1 && goroutines.length < 2) goroutines.push(null);
    m.trail = null;
    m.state = {
      ...first,
      now,
      globals,
      goroutines,
      processors: [],
      globalQueue: [],
      timers,
      nextTimer: timers.length + 1,
      memory: { ...first.memory },
      random,
      ending: null,
      mainDone: (flags & 1) !== 0,
      output: [],
      steps: 0,
      openFiles: 0,
    };
    for (const object of objects) if (object.is === 'map') rebuildIndex(m, object);
  };
  return { decode, twins };
}

/** Several of them; none is the most frequent number here. */
function times<T>(count: number, make: (nth: number) => T): T[] {
  const all: T[] = [];
  for (let nth = 0; nth < count; nth++) all.push(make(nth));
  return all;
}
