/**
 * What a consumer may ask of a queue over a `poll` wire, and how the question is laid into the call's row:
 * - receive: `place` = most messages wanted, `due` = longest wait in ticks, -1 for the queue's own; its content may be
 *   `ReceiveWishes`
 * - remove, release, hide: `about` = the stored message, `place` = its receipt (which receive, from 1; -1 for the latest),
 *   `due` of hide = for how long from now, in ticks
 * - removeMany, hideMany: up to ten rows of the caller's travel with the call, each with `about` and `place`, and with `due`
 *   to be hidden; the queue writes each one's outcome into `step`, and into its content why it was refused
 * In an answer to `receive`, `due` is the longest wait that held for it. The answer carries a delivery per message: its
 * parent is the stored message, `attempts` how often it has been received (the receipt), `due` the tick at which it was
 * first sent, `verb` whether it is `POISON`, `place` whether the queue keeps its groups in order (1, FIFO) or not (-1); it
 * says what the message says.
 */
export const POLL = { receive: 0, remove: 1, release: 2, hide: 3, removeMany: 4, hideMany: 5 } as const;

/** What a receive asks for beside its number and wait. */
export interface ReceiveWishes {
  /** Ticks, in place of the queue's own. */
  readonly VisibilityTimeout?: number;
  /** A repeated receive with the same one brings the same messages (FIFO). */
  readonly ReceiveRequestAttemptId?: string;
}

/** `verb` of a stored message, and of its deliveries, that no consumer can process; 0 for all others. */
export const POISON = 1;
