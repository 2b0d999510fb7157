/** Who looks on while a world runs. Neither changes anything in it. */

/** Follows calls and rows closely, for a picture or a trace. */
export interface Tracer {
  /**
   * An event is about to be handled. `op` is RECEIVE, REPLY, TIMER or ACT of `exchange.ts`; `arg` the outcome of a reply,
   * the place of a timer in its part's list or of an act in the model's. The row's columns may be read.
   */
  event?(at: number, part: number, op: number, row: number, arg: number): void;
  /** A call (or its answer) is on a wire from one moment to another; an answer may carry stored messages. */
  flight?(
    wire: number,
    uid: number,
    request: number,
    departs: number,
    arrives: number,
    answer: boolean,
    outcome: number,
    carries: boolean,
  ): void;
  /** A call is over for the part that received it. Row columns tell when it was sent, arrived and was begun. */
  span?(row: number, at: number, outcome: number, dropped: boolean): void;
  /** Whoever made a call stops waiting for its answer. */
  left?(row: number, at: number): void;
  /** A stored row of a part's own came or went. */
  kept?(part: number, row: number, at: number, outcome: number, ended: boolean): void;
}

/** Hears of users' requests and of the ends of buckets. */
export interface Witness {
  begin(request: number, part: number, at: number): void;
  end(request: number, at: number, outcome: number): void;
  /** First call made for a request: the part at its door. */
  door(request: number, part: number): void;
  turn(edge: number): void;
  readonly edges: ArrayLike<number>;
}
