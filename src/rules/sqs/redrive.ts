/**
 * What goes over a `redrive` wire into a queue, in the `place` of the call's row:
 * - set aside (the default): a message that somebody received too often, or could not deliver. `due` is the tick from which
 *   its retention counts.
 * - moved back: a message that a move task takes out of a dead-letter queue. It is a new message: nothing counts from before.
 * `verb` is that of the stored message (`POISON` or 0), and the call says what the message says.
 */
export const REDRIVE = { setAside: -1, movedBack: 1 } as const;
