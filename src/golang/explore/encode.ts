/**
 * A state of a machine stepped by doors as a row of whole numbers, the same for all states that go on in the same way:
 * - heap objects are numbered as they are met from global variables, timers and goroutines, in this order;
 * - goroutines stand in an order by what they are (functions, places, live registers), not by their ids: main first;
 * - registers and captured values that nobody reads again, dead goroutines and what only they reached are left out;
 * - times are relative to now, which is told only when the program can read the clock; what was printed, counters of steps and memory, tickets, clocks and parents are left out;
 * - an object is owned by the goroutine that alone can reach it, whoever made it: what was handed over whole is private again.
 * Values, the machine's chance and whether main is done are in it.
 */
import type { Container, Frame, Goroutine, MachineState, Value } from '../machine/state.ts';
import { timersThatMatter } from './deadTimers.ts';
import * as w from './words.ts';
import { type Heap, newWriter } from './writer.ts';

export interface Encoder {
  /** What was encoded last: words[0 .. length). Overwritten by the next time. */
  words: Int32Array;
  length: number;
  /** What tells states apart: words[0 .. keyLength). Behind it lie values that decide nothing (liveness.ts). */
  keyLength: number;
  /** Ids of the goroutines and timers by place; that of main, the first, is 0 when it has ended. */
  readonly goroutines: number[];
  readonly timers: number[];
  /**
   * @param moved who may have changed since `forget`, 0 for anybody; the others are told as they were then. Null: nothing is
   * known of that.
   */
  encode(state: MachineState, moved: readonly number[] | null): void;
  /** Another state is to be encoded from now on. @param started how many goroutines it has */
  forget(started: number): void;
}

interface Section {
  readonly g: Goroutine;
  readonly from: number;
  to: number;
  /** Words that wait for an object's number, and the objects. */
  readonly fixes: number;
  fixesEnd: number;
  /** What was put aside. */
  readonly asides: Value[];
  /** Of the words without the objects' numbers, and then with them. */
  plain: number;
  hash: number;
}

/** @param exact owners are told as the machine has them, so that every step is one of the real run */
export function newEncoder(words: w.Words, exact: boolean): Encoder {
  const self: Encoder = {
    words: new Int32Array(1 << 10),
    length: 0,
    keyLength: 0,
    goroutines: [],
    timers: [],
    encode,
    forget,
  };
  const writer = newWriter(words, self.timers);
  const { at, objects, by, starts, fixAt, fixObject, patchAt, patchId } = writer;
  /** By id - 1: sections that hold while their goroutines do not move. */
  const kept: (Section | undefined)[] = [];
  let started = 0;
  let scratchUsed = 0;
  const { put, value, list, refer, numberOf, known, drain, patch } = writer;
  let scratch: Int32Array = new Int32Array(1 << 10);
  let aside: Value[] = [];

  /** `above`: the frame that it called. Where that one's results will go, nothing is yet. */
  function frame(f: Frame, above: Frame | undefined): void {
    put(f.code);
    put(f.pc);
    put(f.into);
    put((f.panic << 1) | (f.deferred ? 1 : 0));
    put(f.defers === null ? -1 : f.defers.length);
    for (const one of f.defers ?? []) {
      put(one.code);
      list(one.captured);
      list(one.args);
    }
    put(f.captured.length);
    const live = w.liveAt(words, f.code, f.pc);
    const asides = w.asidesAt(words, f.code, f.pc);
    const { registers, captured } = f;
    const empty = w.resultsOf(words, above);
    for (let i = 0; i < live.length; i++) {
      const r = live[i] as number;
      if (r >= empty.from && r < empty.to) continue;
      const held = r < 0 ? captured[-1 - r] : registers[r];
      if (asides?.[i] === 1 && (typeof held !== 'object' || held === null)) {
        aside.push(held ?? null);
        put(w.HOLES);
      } else value(held);
    }
  }

  function goroutine(g: Goroutine): void {
    put(g.id === 1 ? 1 : 0);
    value(g.status === 'running' ? 'runnable' : g.status);
    value(g.owes);
    value(g.waiting === null ? null : g.waiting.reason);
    list(g.waiting === null ? [] : (g.waiting.on as readonly Value[]));
    put(g.woken === undefined ? 0 : 1);
    if (g.woken !== undefined) {
      value(g.woken.nth);
      value(g.woken.value);
      value(g.woken.ok);
    }
    put(g.panics.length);
    for (const one of g.panics) {
      value(one.value);
      put((one.depth << 3) | (one.recovered ? 4 : 0) | (one.goexit ? 2 : 0) | (one.runtime ? 1 : 0));
    }
    put(g.frames.length);
    for (let i = g.frames.length - 1; i >= 0; i--) frame(g.frames[i] as Frame, g.frames[i + 1]);
  }

  function plainOf({ from, to }: Section): number {
    let h = 17;
    for (let i = from; i < to; i++) {
      h = Math.imul(h ^ (scratch[i] as number), 0x5bd1e995);
      h ^= h >>> 15;
    }
    return h;
  }

  /** Ordered by what they are, not who they are; what they alone own counts by its kind and its plain contents. */
  function hashOf({ g, plain, fixes, fixesEnd }: Section): number {
    if (g.id === 1) return Number.NEGATIVE_INFINITY;
    let h = plain;
    for (let fix = fixes; fix < fixesEnd; fix++) {
      const object = fixObject[fix] as Heap;
      const number = known(object);
      h = Math.imul(h ^ (number >= 0 ? number << 3 : outline(object)), 0x5bd1e995);
      h ^= h >>> 15;
    }
    return h;
  }

  function outline(object: Heap): number {
    if (object.is !== 'container') return object.is.length;
    let h = object.layout;
    const count = Math.min(object.slots.length, 8);
    for (let i = 0; i < count; i++) {
      const v = object.slots[i];
      const word =
        typeof v === 'number' ? v | 0 : typeof v === 'object' && v !== null ? -1 : w.intern(words, v ?? null);
      h = Math.imul(h ^ word, 0x5bd1e995);
      h ^= h >>> 13;
    }
    return h;
  }

  /** In a buffer of their own, for their order is not known yet; it grows until another state comes. */
  function sectionOf(g: Goroutine): Section {
    const section: Section = {
      g,
      from: at.n,
      to: 0,
      fixes: at.fixes,
      fixesEnd: 0,
      asides: [],
      plain: 0,
      hash: 0,
    };
    aside = section.asides;
    goroutine(g);
    section.to = at.n;
    section.fixesEnd = at.fixes;
    scratch = at.out;
    section.plain = plainOf(section);
    return section;
  }

  function sectionsOf(state: MachineState, moved: readonly number[] | null): Section[] {
    const sections: Section[] = [];
    const keeps = moved !== null && !moved.includes(0);
    at.out = scratch;
    at.n = scratchUsed;
    at.inSection = true;
    for (const g of state.goroutines) {
      if (g === null || g.status === 'dead') continue;
      const still = keeps && g.id <= started && !moved.includes(g.id);
      const section = (still ? kept[g.id - 1] : undefined) ?? sectionOf(g);
      if (still) kept[g.id - 1] = section;
      sections.push(section);
    }
    scratchUsed = at.n;
    at.inSection = false;
    return sections;
  }

  function forget(count: number): void {
    kept.length = 0;
    started = count;
    scratchUsed = 0;
    at.fixes = 0;
  }

  function encode(state: MachineState, moved: readonly number[] | null): void {
    writer.begin();
    self.goroutines.length = 0;
    const sections = sectionsOf(state, moved);
    at.out = self.words;
    at.n = 4;
    at.reacher = 0;
    value(words.clock ? state.now : 0);
    put(state.random);
    // Doors begin when there is a second goroutine; in the real run they stay when it has ended.
    put((state.mainDone ? 1 : 0) | (exact && state.goroutines.length > 1 ? 2 : 0));
    for (const index of words.globals) refer(state.globals[index] as Container, w.OBJECT);
    timers(state);
    at.out[0] = at.n;
    drain();
    at.out[1] = at.n;
    if (sections.length > 1) {
      for (const section of sections) section.hash = hashOf(section);
      sections.sort((a, b) => a.hash - b.hash || a.g.id - b.g.id);
    }
    put(sections.length);
    // The first place is main's, also when it has ended.
    if (sections[0]?.g.id !== 1) self.goroutines.push(0);
    for (const { g, from, to, fixes, fixesEnd } of sections) {
      self.goroutines.push(g.id);
      at.reacher = self.goroutines.length;
      writer.room(to - from);
      const { out } = at;
      const shift = at.n - from;
      for (let i = from; i < to; i++) out[i + shift] = scratch[i] as number;
      for (let fix = fixes; fix < fixesEnd; fix++) {
        const i = fixAt[fix] as number;
        out[i + shift] = (numberOf(fixObject[fix] as Heap) << 3) | (scratch[i] as number);
      }
      at.n = to + shift;
    }
    at.out[2] = at.n;
    drain();
    for (let i = 0; i < at.told; i++) {
      const object = objects[i] as Heap;
      const owner = exact && object.is !== 'iterator' ? placeOf(object.owner) : (by[i] as number);
      at.out[(starts[i] as number) + 2] = owner;
    }
    for (let i = 0; i < at.patches; i++) at.out[patchAt[i] as number] = placeOf(patchId[i] as number);
    self.keyLength = at.n;
    at.out[3] = at.n;
    for (const section of sections) section.asides.forEach(value);
    self.words = at.out;
    self.length = at.n;
  }

  function timers(state: MachineState): void {
    const pending = timersThatMatter(words.program, state);
    self.timers.length = 0;
    put(pending.length);
    for (const timer of pending) {
      self.timers.push(timer.id);
      value(timer.when - state.now);
      value(timer.period);
      const { does } = timer;
      if (does.kind === 'wake') {
        put(0);
        patch(state.goroutines[does.goroutine - 1]?.ticket === does.ticket ? does.goroutine : 0);
      } else {
        put(does.kind === 'send' ? 1 : 2);
        value(does.kind === 'send' ? does.to : does.function);
      }
    }
  }

  function placeOf(id: number): number {
    return id === 0 ? 0 : self.goroutines.indexOf(id) + 1;
  }

  return self;
}
