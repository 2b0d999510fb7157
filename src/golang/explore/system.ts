/** What a search needs of the thing it searches: a Go machine (machineSystem.ts), or a model of a few lines in a test. */
export interface System {
  /** The initial state becomes the current one. */
  reset(): void;
  /** A state that `encode` gave becomes the current one; `undo` reaches back no further. */
  load(words: Int32Array): void;
  /** How many steps could be taken now. */
  choices(): number;
  /** A step that commutes with all that the others can do before it, so that it can be taken alone; -1: none is known. */
  alone(): number;
  /** Right after `load`: whether an earlier step leads to the same state, because who takes it is exactly like somebody else. */
  repeats(nth: number): boolean;
  /** Takes the nth step. */
  take(nth: number): void;
  /** A place to come back to. */
  mark(): number;
  undo(mark: number): void;
  /** The current state as words[0 .. length), valid until the next call. Equal up to keyLength: alike in all that follows. */
  encode(): { readonly words: Int32Array; readonly length: number; readonly keyLength: number };
  /** What is wrong in the current state, by kinds; a state that is `final` goes on nowhere. */
  judge(find: (kind: string) => void): void;
  /** Whether the program has ended. */
  over(): boolean;
  /** Grows with everything that the outside world could notice: output, the end of main, the end of all. */
  noticed(): number;
  /** What the last step printed: place in a list of texts of the system's own; 0: nothing. */
  printed(): number;
  /** Of the nth step: place from 1 of who takes it in the current state, 0: nobody's (a timer). For counting preemptions. */
  mover(nth: number): number;
  /** After `encode`: the place of who was at `place` before the last `take`, 0 when he is no more. */
  placeNow(place: number): number;
  /** Grows with the work that was done, in instructions that would take as long; left out: nobody counts. */
  work?(): number;
}
