/**
 * What may be asked of a queue's `send` and a topic's `publish`, and how it is laid into the call's row.
 * - one (SendMessage, Publish): the call's content is the letter. In the answer `due` is the uid of the stored message: the
 *   MessageId, and for FIFO the SequenceNumber, follow from it. A duplicate is answered with the uid of the first.
 * - batch (SendMessageBatch, PublishBatch): up to ten rows of the caller's travel with the call, each with a letter. Whoever
 *   receives it leaves them there and writes into each: `step`, its outcome; `due`, the uid; its content where it was refused.
 */
export const SEND = { one: 0, batch: 1 } as const;

/** Entries that a batch may have. */
export const BATCH_MAX = 10;
