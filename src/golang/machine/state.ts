/**
 * Everything a running Go program is, as plain data: it can be copied, put away, hashed, undone and compared.
 *
 * Values by Go type:
 * - bool: a boolean. Strings: a JavaScript string of bytes (char codes 0..255).
 * - Integers: a number that is whole and safe, else (int, int64, uint, uint64, uintptr beyond 2^53 - 1) a bigint; never -0.
 *   One value has one form, so `===` tells equality. Floats: numbers. Complex: { re, im }, frozen in meaning.
 * - Structs and arrays: a Container. A pointer to one is the same Container. A pointer to a scalar is a Ref.
 * - Slices, interfaces, functions: immutable little objects. Maps and channels: objects with identity. nil of all kinds is null.
 */
import type { ConstantValue } from '../code/program.ts';

export type Value =
  | ConstantValue
  | Container
  | Ref
  | SliceValue
  | InterfaceValue
  | FunctionValue
  | GoMap
  | GoChan
  | MapIterator;

interface HeapObject {
  /** The only goroutine that can reach it, or 0 when others can: then its slots are visible. */
  owner: number;
  /** Made as 0. Scratch of who walks the heap, which numbers what it meets with ever growing numbers; no part of the state, never undone. */
  mark: number;
  /** 0 until something asked for it (a pointer as the key of a map, %p): then its number from `nextObject`. Tells nothing else of a state. */
  id: number;
}

/** Struct, array or box: the slots are the memory. What is missing in an array (a hole) is its layout's zero. */
export interface Container extends HeapObject {
  readonly is: 'container';
  readonly layout: number;
  readonly slots: Value[];
  /** What the race detector remembers, by slot; null until it has to. */
  shadow: Shadow[] | null;
}

/** Of one slot (or map header, or channel): who wrote last, who has read since, what its releases handed on. race/ alone looks inside. */
export type Shadow = object | null;

export interface Ref {
  readonly is: 'ref';
  readonly o: Container;
  readonly i: number;
}

export interface SliceValue {
  readonly is: 'slice';
  readonly array: Container;
  readonly offset: number;
  readonly length: number;
  readonly capacity: number;
}

export interface InterfaceValue {
  readonly is: 'interface';
  /** Index in the program's types. */
  readonly type: number;
  readonly value: Value;
}

export interface FunctionValue {
  readonly is: 'function';
  /** Index in functions; -1 - n for natives[n]. */
  readonly code: number;
  readonly captured: readonly Value[];
}

export interface GoMap extends HeapObject {
  readonly is: 'map';
  readonly type: number;
  /** Place of an entry by its key as a primitive (hashing.ts). */
  index: Map<string | number | bigint | boolean, number>;
  /** Entries in the order of their making; deleted ones are undefined. Replaced by new arrays when too many are, and by clear. */
  keys: (Value | undefined)[];
  values: (Value | undefined)[];
  /** Set between the two steps of a write. The goroutine that writes, or 0. */
  writing: number;
  shadow: Shadow[] | null;
}

/** Of a range loop; keys that come after its start may or may not be seen, deleted ones are not. */
export interface MapIterator {
  readonly is: 'iterator';
  readonly map: GoMap | null;
  /** The map's keys when it began; still the map's own unless those were replaced since: then each is looked up. */
  readonly keys: readonly (Value | undefined)[];
  /** How many there were, where it began (places go round), and how many places it has been at. */
  readonly length: number;
  readonly start: number;
  seen: number;
}

export interface GoChan extends HeapObject {
  readonly is: 'chan';
  readonly type: number;
  readonly capacity: number;
  /** That of a timer or ticker, which looks as if it had no buffer. */
  timer?: boolean;
  /** A ring that grows up to its capacity: the k-th value that went in lies at k mod capacity, for `received` <= k < `sent`; null elsewhere. */
  readonly buffer: Value[];
  closed: boolean;
  /** Ids of goroutines that wait, first come first; empty while exploring. One goroutine of a select waits at many. */
  readonly receivers: Waiter[];
  readonly senders: Waiter[];
  /** How many values went in and came out: the k-th lies in slot k mod capacity, as the runtime's ring has it. */
  sent: number;
  received: number;
  /** 0: the channel itself; 1 + n: the n-th slot of its ring. */
  shadow: Shadow[] | null;
}

export interface Waiter {
  readonly goroutine: number;
  /** Which case of its select, 0 for a plain operation. */
  readonly nth: number;
  /** Grows with every time a goroutine waits: an entry of an older wait is dead. */
  readonly ticket: number;
}

export interface Frame {
  /** Index in the program's functions. */
  readonly code: number;
  pc: number;
  readonly registers: Value[];
  readonly captured: readonly Value[];
  /** Where in the caller the results go. */
  readonly into: number;
  defers: Deferred[] | null;
  /** Set when it runs as a deferred call while this panic (place in the goroutine's panics) is on its way; -1 otherwise. */
  readonly panic: number;
  /** Whether it was called by RUN_DEFERS or by a panic: its results are dropped. */
  readonly deferred: boolean;
  /** Bytes that its cost comment holds. */
  held: number;
}

export interface Deferred {
  readonly code: number;
  readonly captured: readonly Value[];
  readonly args: readonly Value[];
}

export interface Panic {
  readonly value: Value;
  recovered: boolean;
  /** runtime.Goexit: runs the defers, cannot be recovered. */
  readonly goexit: boolean;
  /** Whether the runtime threw it (a runtime.Error). */
  readonly runtime: boolean;
  /** The frame (depth) whose defers are running. */
  depth: number;
  /** The trace at its beginning: function, offset. */
  readonly trace: readonly { readonly code: number; readonly at: number }[];
}

export type WaitReason =
  | 'chan send'
  | 'chan receive'
  | 'chan send (nil chan)'
  | 'chan receive (nil chan)'
  | 'select'
  | 'select (no cases)'
  | 'sleep'
  | 'sync.Mutex.Lock'
  | 'sync.RWMutex.Lock'
  | 'sync.RWMutex.RLock'
  | 'sync.WaitGroup.Wait'
  | 'sync.Cond.Wait'
  /** A costed function that waits for something outside. */
  | 'IO wait';

export interface Goroutine {
  /** From 1: the main goroutine. Numbered in the order of their starts. */
  readonly id: number;
  readonly parent: number;
  /** The go statement: function and offset; null of main and of calls from outside. */
  readonly startedAt: { readonly code: number; readonly at: number } | null;
  status: 'runnable' | 'running' | 'waiting' | 'dead';
  readonly frames: Frame[];
  readonly panics: Panic[];
  waiting: {
    readonly reason: WaitReason;
    readonly on: readonly (Container | GoChan)[];
    readonly since: number;
  } | null;
  /** See Waiter. */
  ticket: number;
  /** What a waker leaves for the instruction that waits (case of a select, value received); undefined while nothing has come. */
  woken: { readonly nth: number; readonly value: Value; readonly ok: boolean } | undefined;
  /** Of a cost that began: nanoseconds still to be spent; -1 when it was paid and its instruction may go on; 0 without one. */
  owes: number;
  /** Its vector clock; race/ alone looks inside. */
  clock: object | null;
  /** Called from outside (a request): what to tell when it ends; -1 otherwise. */
  readonly request: number;
}

export interface Timer {
  readonly id: number;
  /** Nanoseconds of virtual time. */
  when: number;
  /** Nanoseconds between ticks, 0 for once. */
  period: number;
  /** What happens: a goroutine goes on, a channel (of capacity 1) gets the time, or a function starts in a goroutine of its own. */
  readonly does:
    | { readonly kind: 'wake'; readonly goroutine: number; readonly ticket: number }
    | { readonly kind: 'send'; readonly to: GoChan }
    | { readonly kind: 'call'; readonly function: FunctionValue };
  active: boolean;
  clock: object | null;
}

/** How a program ended. `text` is what it leaves on stderr, in Go's own words. */
export interface Ending {
  readonly kind:
    | 'exit'
    | 'panic'
    | 'fatal'
    | 'map-fatal'
    | 'deadlock'
    | 'oom'
    | 'oom-killed'
    | 'stack-overflow'
    | 'too-many-files'
    | 'budget';
  readonly exitCode: number;
  readonly text: string;
  /** The goroutine that did it, 0 for none. */
  readonly goroutine: number;
}

/** What a program has for those outside: free runs gather it, and whoever runs them takes it. */
export type Outgoing =
  /** A goroutine that was called from outside has ended. `value`: its last result, null without one. */
  | { readonly kind: 'answer'; readonly request: number; readonly value: Value; readonly panicked: boolean }
  /** A costed function waits for the answer of a call over that wire (from 1): see `answerCall`. */
  | { readonly kind: 'call'; readonly goroutine: number; readonly wire: number };

/** An object of the heap with what is to be called with the pointer to it when nobody can reach it any more. */
export interface Finalizer {
  readonly object: Container;
  readonly pointer: Value;
  readonly call: Value;
}

export interface Leak {
  readonly goroutine: number;
  readonly reason: WaitReason;
  readonly code: number;
  readonly at: number;
}

export interface MachineState {
  /** Virtual nanoseconds since the start. */
  now: number;
  readonly globals: Container[];
  /** By id - 1; a dead one is dropped to null when its end has been told. */
  readonly goroutines: (Goroutine | null)[];
  /** Processors: who runs there, its local queue, who is next. scheduler.ts alone looks inside. */
  readonly processors: Processor[];
  /** Index of the processor whose goroutine runs now. */
  current: number;
  readonly globalQueue: number[];
  /** A heap by (when, id). */
  readonly timers: Timer[];
  nextTimer: number;
  /** See HeapObject.id. */
  nextObject: number;
  /** Bytes: allocated since the last collection, live at it, most ever held. */
  readonly memory: {
    allocated: number;
    live: number;
    stacks: number;
    held: number;
    most: number;
    collections: number;
  };
  /** State of the machine's own chance (select, map order, rand without seed). */
  random: number;
  ending: Ending | null;
  /** Whether main.main has returned: `ending` may come later when the machine is told to look for leaks. */
  mainDone: boolean;
  readonly output: string[];
  readonly outgoing: Outgoing[];
  /** Costs that were paid: calls of costed functions. */
  worked: number;
  /** Instructions run so far. */
  steps: number;
  openFiles: number;
  /** From the first one on, in free runs: those that wait to become unreachable, and those that are to be called. */
  finalizers?: {
    /** Where the race detector keeps what goroutines knew. */
    readonly order: Container;
    readonly run: FunctionValue;
    set: readonly Finalizer[];
    readonly due: Finalizer[];
    /** Whether a goroutine is at it. */
    running: boolean;
  };
}

export interface Processor {
  /** Ids of goroutines, 0 for none: who runs, and who runs next before the queue. */
  running: number;
  next: number;
  /** At most 256. */
  readonly queue: number[];
  /** Its own clock, nanoseconds: ahead of `now` while it runs; Infinity while it sleeps for want of work. */
  clock: number;
  /** `steps` of the machine when `clock` was right: every instruction since took a nanosecond. */
  clockSteps: number;
  /** When its goroutine began this slice. */
  sliceFrom: number;
  /** How many goroutines it has taken up. */
  tick: number;
  /** How often it has looked round for work in vain since it was woken or ran out of work, plus one; 0 while it works or sleeps. */
  looking: number;
}
