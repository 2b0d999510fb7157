/**
 * Writes values and heap objects as words. Objects are numbered as they are met and told in that order, and it is kept who
 * alone reaches each of them.
 */
import type { Container, GoChan, GoMap, MapIterator, Value } from '../machine/state.ts';
import { eachInside } from './deadTimers.ts';
import * as w from './words.ts';

export type Heap = Container | GoMap | GoChan | MapIterator;

interface At {
  out: Int32Array;
  n: number;
  reacher: number;
  inSection: boolean;
  /** How many entries the lists below have: those behind are old. Emptying a list would cost more. */
  met: number;
  told: number;
  fixes: number;
  patches: number;
  base: number;
}

export interface Writer {
  /** Where is written now, and who reaches what is met: the place of a goroutine from 1, or 0 for all. */
  readonly at: At;
  /** By number: the objects, who alone reaches them (0: several), and where they are told. */
  readonly objects: Heap[];
  readonly by: number[];
  readonly starts: number[];
  /** In a section references are left open: where, and to what. */
  readonly fixAt: number[];
  readonly fixObject: Heap[];
  /** Places of goroutines that are not known yet: where, and of whom. */
  readonly patchAt: number[];
  readonly patchId: number[];
  /** Forgets all but the references that were left open. */
  begin(): void;
  /** Makes sure that so many words more can be written. */
  room(count: number): void;
  put(word: number): void;
  value(value: Value | undefined): void;
  list(values: readonly Value[]): void;
  refer(object: Heap, tag: number): void;
  numberOf(object: Heap): number;
  known(object: Heap): number;
  /** Tells all objects that were met and not told yet. */
  drain(): void;
  patch(id: number): void;
}

let lastMark = 0;
const iteratorMarks = new WeakMap<MapIterator, number>();
/** Marks are small whole numbers. An old one is harmless: `known` looks whether the object is there. */
const MARK_MAX = 1 << 29;

/** @param timers ids of those that are set, in order */
export function newWriter(words: w.Words, timers: readonly number[]): Writer {
  const at: At = {
    out: new Int32Array(1 << 10),
    n: 0,
    reacher: 0,
    inSection: false,
    met: 0,
    told: 0,
    fixes: 0,
    patches: 0,
    base: 0,
  };
  const objects: Heap[] = [];
  const by: number[] = [];
  const starts: number[] = [];
  const fixAt: number[] = [];
  const fixObject: Heap[] = [];
  const patchAt: number[] = [];
  const patchId: number[] = [];

  function begin(): void {
    if (lastMark > MARK_MAX) lastMark = 0;
    at.base = lastMark;
    at.met = 0;
    at.told = 0;
    at.patches = 0;
  }

  function room(count: number): void {
    if (at.n + count <= at.out.length) return;
    const wider = new Int32Array((at.n + count) * 2);
    wider.set(at.out);
    at.out = wider;
  }

  function put(word: number): void {
    if (at.n >= at.out.length) room(1);
    at.out[at.n++] = word;
  }

  /** The number of an object that was met, -1 of others. Somebody else may have left a mark. */
  function known(object: Heap): number {
    const number = (object.is === 'iterator' ? (iteratorMarks.get(object) ?? 0) : object.mark) - at.base - 1;
    return number >= 0 && number < at.met && objects[number] === object ? number : -1;
  }

  /** The number of an object, which is met now by `reacher`. */
  function numberOf(object: Heap): number {
    const number = known(object);
    if (number >= 0) {
      if (by[number] !== 0 && by[number] !== at.reacher) shareAll(number);
      return number;
    }
    lastMark += 1;
    if (object.is === 'iterator') iteratorMarks.set(object, lastMark);
    else object.mark = lastMark;
    objects[at.met] = object;
    by[at.met] = at.reacher;
    return at.met++;
  }

  /** What two reach is shared with all that hangs on it. */
  function shareAll(number: number): void {
    if (by[number] === 0) return;
    by[number] = 0;
    // Not met yet from here: its turn in the queue comes, and finds it shared.
    if (number >= at.told) return;
    eachInside(objects[number] as Heap, (object) => {
      const inner = known(object);
      if (inner >= 0) shareAll(inner);
    });
  }

  function refer(object: Heap, tag: number): void {
    if (!at.inSection) {
      put((numberOf(object) << 3) | tag);
      return;
    }
    fixAt[at.fixes] = at.n;
    fixObject[at.fixes++] = object;
    put(tag);
  }

  function value(v: Value | undefined): void {
    if (typeof v === 'number') {
      if ((v << 3) >> 3 === v && (v !== 0 || 1 / v > 0)) put(v << 3);
      else put((w.intern(words, v) << 3) | w.INTERNED);
    } else if (typeof v !== 'object' || v === null) {
      put((w.intern(words, v ?? null) << 3) | w.INTERNED);
    } else if ('is' in v) {
      switch (v.is) {
        case 'container':
        case 'map':
        case 'chan':
        case 'iterator':
          refer(v, w.OBJECT);
          return;
        case 'ref':
          refer(v.o, w.POINTER);
          put(v.i);
          return;
        case 'slice':
          refer(v.array, w.SLICE);
          put(v.offset);
          put(v.length);
          put(v.capacity);
          return;
        case 'interface':
          put((v.type << 3) | w.BOXED);
          value(v.value);
          return;
        case 'function':
          put(((v.code + words.program.natives.length) << 3) | w.CLOSURE);
          list(v.captured);
          return;
      }
    } else put((w.intern(words, v) << 3) | w.INTERNED);
  }

  function list(values: readonly Value[]): void {
    put(values.length);
    for (let i = 0; i < values.length; i++) value(values[i]);
  }

  function heap(object: Heap): void {
    const start = at.n;
    starts[at.told++] = start;
    room(w.HEAD);
    at.n += w.HEAD;
    at.out.fill(0, start, at.n);
    switch (object.is) {
      case 'container': {
        at.out[start] = w.CONTAINER;
        at.out[start + 1] = object.layout;
        const { slots } = object;
        put(slots.length);
        if (object.layout === words.quietTimes) {
          // A zero time stays one; all others are alike.
          for (let i = 0; i < slots.length; i++) value(slots[i] === 0 ? 0 : 1);
          break;
        }
        if (object.layout === words.timerLayout) {
          // A timer is known by its place among those that are set.
          for (let i = 0; i < slots.length; i++)
            value(i === w.TIMER_ID ? timers.indexOf(slots[i] as number) + 1 : slots[i]);
          break;
        }
        for (let i = 0; i < slots.length; i++) {
          const v = slots[i];
          if (v !== undefined) {
            value(v);
            continue;
          }
          let end = i + 1;
          while (end < slots.length && slots[end] === undefined) end += 1;
          put(((end - i) << 3) | w.HOLES);
          i = end - 1;
        }
        break;
      }
      case 'map': {
        at.out[start] = w.MAP;
        at.out[start + 1] = object.type;
        patch(object.writing);
        const { keys, values } = object;
        const places: number[] = [];
        for (let i = 0; i < keys.length; i++) if (words.rangesMaps || keys[i] !== undefined) places.push(i);
        if (!words.rangesMaps && places.length > 1) places.sort((a, b) => order(keys[a], keys[b]));
        put(places.length);
        for (const i of places) {
          if (keys[i] === undefined) put(w.HOLES);
          else {
            value(keys[i]);
            value(values[i]);
          }
        }
        break;
      }
      case 'chan': {
        at.out[start] = w.CHAN;
        at.out[start + 1] = object.type;
        put(object.capacity);
        put(object.closed ? 1 : 0);
        put(object.sent - object.received);
        for (let i = object.received; i < object.sent; i++) value(object.buffer[i % object.capacity]);
        break;
      }
      case 'iterator': {
        at.out[start] = w.ITERATOR;
        value(object.map);
        put(object.length);
        put(object.start);
        put(object.seen);
        put(object.keys === object.map?.keys ? -1 : object.keys.length);
        if (object.keys !== object.map?.keys)
          for (const key of object.keys) {
            if (key === undefined) put(w.HOLES);
            else value(key);
          }
        break;
      }
    }
    at.out[start + 3] = at.n - start;
  }

  function drain(): void {
    while (at.told < at.met) {
      const number = at.told;
      // An object is told of by whoever met it first; what it reaches is reached by him, too.
      const was = at.reacher;
      at.reacher = by[number] as number;
      heap(objects[number] as Heap);
      at.reacher = was;
    }
  }

  /** A goroutine's place, which is known when all stand in order. */
  function patch(id: number): void {
    patchAt[at.patches] = at.n;
    patchId[at.patches++] = id;
    put(0);
  }

  return {
    at,
    objects,
    by,
    starts,
    fixAt,
    fixObject,
    patchAt,
    patchId,
    begin,
    room,
    put,
    value,
    list,
    refer,
    numberOf,
    known,
    drain,
    patch,
  };
}

/** Of keys that are plain, to make one of maps that were filled in different orders; others stay as they are. */
function order(a: Value | undefined, b: Value | undefined): number {
  if (typeof a !== typeof b || typeof a === 'object' || a === undefined || b === undefined) return 0;
  return a === b ? 0 : (a as number) < (b as number) ? -1 : 1;
}
