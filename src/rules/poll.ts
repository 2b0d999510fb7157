/**
 * What a consumer may ask of a queue over a `poll` wire, and how the question is laid into the call's row:
 * - receive: `place` = most messages wanted, `due` = longest wait in ticks, -1 for the queue's own
 * - remove, release: `about` = the stored message
 * An answer to `receive` carries a delivery per message: its parent is the stored message, `attempts` how often it has
 * been received, `due` the tick at which it was first sent, `verb` whether it is `POISON`.
 */
export const POLL = { receive: 0, remove: 1, release: 2 } as const;

/** `verb` of a stored message, and of its deliveries, that no consumer can process; 0 for all others. */
export const POISON = 1;
