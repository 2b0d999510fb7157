/**
 * A machine is a program, the state of its run, and what watches it. All modules of machine/ are functions over it.
 *
 * Two ways to run:
 * - **free** (scheduler.ts): processors in virtual time, queues as the runtime has them; an instruction that has to wait parks
 *   its goroutine on the object's queue, and whoever makes it possible does it for the first one waiting.
 * - **by doors** (doors.ts): the caller names who takes the next visible step. Nobody is queued; a goroutine at a door that is
 *   not open simply cannot be chosen. The learner as scheduler, replayed schedules and the explorer all use this one way.
 */
import type { Program } from '../code/program.ts';
import type { Container, Frame, GoChan, GoMap, Goroutine, MachineState, Value } from './state.ts';

export interface MachineOptions {
  /** GOMAXPROCS. */
  readonly processors: number;
  /** Of the machine's chance: select, order of maps, jitter, rand without a seed. */
  readonly seed: number;
  /** Free runs: as the runtime does, or any runnable goroutine at every door. */
  readonly policy: 'runtime' | 'random';
  /** Bytes that the program may hold; Infinity for no limit. */
  readonly memoryLimit: number;
  /** What happens at the limit: the kernel kills (exit 137, no output), or the allocation is refused (exit 2). */
  readonly atLimit: 'killed' | 'refused';
  readonly openFilesLimit: number;
  /** Goes on after main returned, until everything has ended or waits for ever: finds leaks. */
  readonly afterMain: boolean;
  /** Instructions after which the run is ended with `budget`. */
  readonly stepsMax: number;
  /** Bytes of output after which it is, too. */
  readonly outputMax: number;
  /** Bytes that a state may take of JavaScript's heap, about: beyond them an allocation is refused whatever Go would say. */
  readonly heapMax: number;
  /** By doors: timers may fire while others could run. */
  readonly adversarialTime: boolean;
  /** A panic that nobody recovers in a goroutine that was called from outside ends that goroutine alone, as a server of net/http has it. */
  readonly requestPanics: boolean;
  /** Somebody outside answers the calls of costed functions; otherwise they take no time. */
  readonly answersCalls: boolean;
  /** Times as long as the comments say take costs of io. */
  readonly ioFactor: number;
}

export const DEFAULTS: MachineOptions = {
  processors: 1,
  seed: 1,
  policy: 'runtime',
  memoryLimit: Number.POSITIVE_INFINITY,
  atLimit: 'killed',
  openFilesLimit: Number.POSITIVE_INFINITY,
  afterMain: false,
  stepsMax: 200_000_000,
  outputMax: 64 * 2 ** 20,
  heapMax: 256 * 2 ** 20,
  adversarialTime: false,
  requestPanics: false,
  answersCalls: false,
  ioFactor: 1,
};

export interface Machine {
  readonly program: Program;
  readonly options: MachineOptions;
  state: MachineState;
  /** By index in program.natives. */
  readonly natives: readonly Native[];
  readonly races: RaceHooks | null;
  /** Old values of what was written since `mark`, while somebody may want to go back (trail.ts); null otherwise. */
  trail: unknown[] | null;
  /** True while stepping by doors. */
  readonly byDoors: boolean;
  readonly effort: Effort;
}

/** What the computer that the machine runs on has to bear: no part of the state, never undone (effort.ts). */
export interface Effort {
  /** Work that `steps` does not tell, in instructions that would take as long; by doors all work. */
  done: number;
  /** Where the run ends. */
  doneMax: number;
  /** Bytes printed, in free runs. */
  printed: number;
  /** Bytes of JavaScript's heap when it was measured, and grown since, at most. */
  heap: number;
  grown: number;
  /** Whether the lab has refused memory that Go would have given. */
  refused: boolean;
}

/**
 * What happens-before is made of, in the words of the race detector. `slot` -1: all slots; aggregates in them are told on their own.
 * Of a map, 0 or -1 is its header; of a channel, 0 or -1 the channel, 1 + n the n-th slot of its ring.
 * The place is that of the instruction at the running frame's pc. `atomic`: by sync/atomic, which never races with its like.
 */
export interface RaceHooks {
  read(m: Machine, g: Goroutine, object: Container | GoMap | GoChan, slot: number, atomic?: boolean): void;
  write(m: Machine, g: Goroutine, object: Container | GoMap | GoChan, slot: number, atomic?: boolean): void;
  /** What was released there is now known to g. */
  acquire(m: Machine, g: Goroutine, object: Container | GoMap | GoChan, slot: number): void;
  /** What g knows is stored there, in place of what was / joined with what was. */
  release(m: Machine, g: Goroutine, object: Container | GoMap | GoChan, slot: number): void;
  releaseMerge(m: Machine, g: Goroutine, object: Container | GoMap | GoChan, slot: number): void;
  /** What g knew takes the place of what was there, which is known to g from now on: a slot of a channel's ring. */
  releaseAcquire(m: Machine, g: Goroutine, object: Container | GoMap | GoChan, slot: number): void;
  started(m: Machine, parent: Goroutine | null, child: Goroutine): void;
  ended(m: Machine, g: Goroutine): void;
  /** A timer was set by g; it fires for g (a goroutine woken, or the goroutine of its function; null where a channel gets the time). */
  timerSet(m: Machine, g: Goroutine, timer: { clock: object | null }): void;
  timerFired(m: Machine, timer: { clock: object | null }, g: Goroutine | null, channel: GoChan | null): void;
}

/** What a visible step touches: for conflicts, for the screen, for the words of a story. */
export interface Access {
  readonly kind:
    | 'read'
    | 'write'
    | 'atomic'
    | 'lock'
    | 'unlock'
    | 'send'
    | 'receive'
    | 'close'
    | 'wait'
    | 'signal'
    | 'spawn'
    | 'sleep';
  readonly object: Container | GoMap | GoChan | null;
  /** -1: all of it. */
  readonly slot: number;
}

/** A function of the prelude that is written here. Arguments stand in frame.registers[base], ...; results go to the same places. */
export interface Native {
  /** `sync.(*Mutex).Lock` */
  readonly name: string;
  /** Left out: nobody else can see it. */
  readonly access?: (m: Machine, g: Goroutine, frame: Frame, base: number) => readonly Access[];
  /** By doors: whether it could go on now; left out: always. */
  readonly ready?: (m: Machine, g: Goroutine, frame: Frame, base: number) => boolean;
  /**
   * 'done': results are in place. 'wait': the goroutine was parked, the instruction comes again when it is woken.
   * 'called': a frame was pushed (call.ts), whose results will be in place when it returns.
   */
  readonly run: (m: Machine, g: Goroutine, frame: Frame, base: number) => 'done' | 'wait' | 'called';
}

/** Ends the run of an instruction with a Go panic; caught by the interpreter, which begins the panic in the running goroutine. */
export interface GoPanic {
  readonly goPanic: true;
  readonly value: Value;
  /** A runtime.Error: its text without `runtime error: ` is said by the runtime. */
  readonly runtime: boolean;
}

/** Ends the whole program; no recover catches it. */
export interface GoFatal {
  readonly goFatal: true;
  readonly kind:
    | 'fatal'
    | 'map-fatal'
    | 'oom'
    | 'oom-killed'
    | 'stack-overflow'
    | 'too-many-files'
    | 'budget';
  readonly message: string;
}

/** One step that can be taken when running by doors. */
export type Choice =
  | {
      readonly kind: 'step';
      readonly goroutine: number;
      /** Of a select: which case; 0 otherwise, -1 the default. */
      readonly nth: number;
      /** Of an unbuffered channel: the goroutine at the other side and its case; 0 when none is needed. Senders choose receivers. */
      readonly partner: number;
      readonly partnerNth: number;
    }
  | { readonly kind: 'timer'; readonly timer: number };

/** Where a goroutine stands when running by doors. */
export interface Door {
  readonly goroutine: number;
  /** Function and offset in its file. */
  readonly code: number;
  readonly at: number;
  readonly accesses: readonly Access[];
}
