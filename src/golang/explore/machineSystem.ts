/** A Go program stepped by doors as a system to be searched. */
import { take } from '../machine/doors.ts';
import type { Choice, Machine } from '../machine/machine.ts';
import { mark, undoTo } from '../machine/trail.ts';
import { isAlone } from './alone.ts';
import { choicesThatMatter } from './deadTimers.ts';
import { newDecoder } from './decode.ts';
import { newEncoder } from './encode.ts';
import { isTest, judgeState } from './judge.ts';
import { remainingOf } from './remaining.ts';
import { withoutCutSleeps } from './sleeps.ts';
import type { System } from './system.ts';
import { newWords } from './words.ts';

export interface MachineSystem extends System {
  readonly machine: Machine;
  /** What can be done now, in the order of the numbers that `take` is given. */
  list(): readonly Choice[];
  /** Numbers of goroutines by place and timers by their order, as the last `encode` found them. */
  readonly goroutines: readonly number[];
  /** By place in the first state: numbers in the machine as it was given. */
  readonly first: readonly number[];
  /** How many it had started. */
  readonly started: number;
  readonly texts: readonly string[];
  /** What was printed before the first state. */
  readonly printedBefore: string;
  /** Whether some value was put aside. */
  putAside(): boolean;
  /** Whether a timer was set in some state. */
  hadTimers(): boolean;
}

/**
 * @param m by doors, every goroutine at its first door: its state is the first one. It is stepped to and fro.
 * @param exact a step is a step of the real run; otherwise memory that came into one hand is no door any more, which makes fewer
 * @param sleepsLast timers may go off early, but not those by which somebody sleeps for long (sleeps.ts)
 * @param asides values that are no more than printed in the end do not tell states apart: verdicts are the same, outcomes are not
 */
/** Work, in instructions that take as long: pairs of goroutines for one; a step at least, and more for each timer. */
const PAIRS = 64;
const STEP = 30;
const TIMER = 16;

/** A state is read or written; large ones take up memory besides. */
const ofWords = (words: number): number => words / 8 + (words * words) / 20_000;

export function newMachineSystem(
  m: Machine,
  exact: boolean,
  asides = false,
  sleepsLast = false,
): MachineSystem {
  const remaining = remainingOf(m.program, m.state);
  const words = newWords(m.program, remaining, asides);
  const encoder = newEncoder(words, exact);
  const decoder = newDecoder(m, words, m.state);
  encoder.encode(m.state, null);
  const first = encoder.words.slice(0, encoder.length);
  const firstGoroutines = encoder.goroutines.slice();
  const printedBefore = m.state.output.join('');
  const started = m.state.goroutines.length;
  const livesOn = isTest(m.program);
  const over = () => m.state.ending !== null;
  const texts: string[] = [''];
  const places = new Map<string, number>([['', 0]]);
  let outputBefore = 0;
  let anyAside = false;
  let anyTimer = false;
  let listed: readonly Choice[] | null = null;
  /** Who moved since the state was loaded (0: perhaps anybody), and how long the trail was then. */
  const moved: number[] = [];
  const movedAt: number[] = [];
  const note = (id: number) => {
    moved.push(id);
    movedAt.push(m.trail?.length ?? -1);
  };

  const list = () => {
    if (listed === null) {
      m.effort.done += STEP + m.state.goroutines.length + TIMER * m.state.timers.length;
      listed = over() ? [] : choicesThatMatter(m);
      anyTimer ||= m.state.timers.length > 0;
      if (sleepsLast) listed = withoutCutSleeps(m, listed);
    }
    return listed;
  };
  const load = (state: Int32Array) => {
    m.effort.done += ofWords(state.length);
    decoder.decode(state);
    listed = null;
    moved.length = 0;
    movedAt.length = 0;
    encoder.forget(m.state.goroutines.length);
  };
  return {
    machine: m,
    goroutines: encoder.goroutines,
    first: firstGoroutines,
    started,
    texts,
    printedBefore,
    putAside: () => anyAside,
    hadTimers: () => anyTimer,
    list,
    reset: () => load(first),
    load,
    choices: () => list().length,
    alone() {
      const all = list();
      for (let nth = 0; nth < all.length; nth++) {
        const choice = all[nth] as Choice;
        // One of several cases of a select is no step that must be taken.
        if ((nth > 0 && sameMover(choice, all[nth - 1])) || sameMover(choice, all[nth + 1])) continue;
        if (isAlone(m, choice, remaining.ownLocks)) return nth;
      }
      return -1;
    },
    take(nth) {
      const choice = list()[nth] as Choice;
      outputBefore = m.state.output.length;
      listed = null;
      note(choice.kind === 'step' ? choice.goroutine : 0);
      if (choice.kind === 'step' && choice.partner !== 0) note(choice.partner);
      take(m, choice);
    },
    mark: () => mark(m),
    undo(to) {
      undoTo(m, to);
      listed = null;
      while ((movedAt.at(-1) ?? -1) > to) {
        movedAt.pop();
        moved.pop();
      }
    },
    encode() {
      encoder.encode(m.state, moved);
      m.effort.done += ofWords(encoder.length);
      if (encoder.length > encoder.keyLength) anyAside = true;
      return encoder;
    },
    judge(find) {
      const { length } = m.state.goroutines;
      m.effort.done += (length * length) / PAIRS;
      judgeState(m, list(), find, livesOn);
    },
    work: () => m.effort.done,
    over,
    noticed: () => m.state.output.length + (m.state.mainDone ? 1 : 0) + (over() ? 1 : 0),
    printed() {
      if (m.state.output.length === outputBefore) return 0;
      const text = m.state.output.slice(outputBefore).join('');
      let place = places.get(text);
      if (place === undefined) {
        place = texts.length;
        texts.push(text);
        places.set(text, place);
      }
      return place;
    },
    repeats(nth) {
      const choice = list()[nth] as Choice;
      if (choice.kind === 'timer') return false;
      const { twins } = decoder;
      const one = twins[choice.goroutine - 1];
      if (choice.partner === 0) return one !== choice.goroutine;
      const other = twins[choice.partner - 1];
      return one !== other && (one !== choice.goroutine || other !== choice.partner);
    },
    mover(nth) {
      const choice = list()[nth];
      return choice?.kind === 'step' ? choice.goroutine : 0;
    },
    placeNow: (place) => encoder.goroutines.indexOf(place) + 1,
  };
}

function sameMover(a: Choice, b: Choice | undefined): boolean {
  return a.kind === 'step' && b?.kind === 'step' && a.goroutine === b.goroutine;
}
