/** What follows a receive: DeleteMessage and ChangeMessageVisibility, one by one or in batches. */
import { outcome } from '../../engine/outcome.ts';
import { POLL } from '../../rules/poll.ts';
import { BATCH_MAX } from '../../rules/send.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import {
  EXPIRED_HANDLE,
  emptyBatch,
  GONE,
  NOT_IN_FLIGHT,
  tooManyEntries,
  visibilityOutOfRange,
  visibleTooLong,
} from '../../rules/sqs/refusals.ts';
import { remove } from './life.ts';
import { becomeVisible, hideFor, servePolls, VISIBILITY_MAX } from './receive.ts';
import { HIDDEN_AGAIN, IN_FLIGHT, type Me } from './spec.ts';

const TICKS_PER_SECOND = 1_000_000;

/** @param call one of the receipt's: remove, release, hide, or many of them */
export function applyReceipt(self: Me, call: number): void {
  const verb = self.messages.verb[call];
  if (verb === POLL.removeMany || verb === POLL.hideMany) applyReceipts(self, call, verb === POLL.removeMany);
  else {
    const refusal =
      verb === POLL.remove ? deleteMessage(self, call) : changeVisibility(self, call, verb === POLL.hide);
    answer(self, call, refusal);
  }
  // A delete may let the next of its group through, or make room in flight.
  servePolls(self);
}

function answer(self: Me, call: number, refusal: ServiceError | null): void {
  if (refusal === null) return self.reply(call, outcome.ok);
  self.metrics.refused.add();
  self.reply(call, outcome.invalid, refusal);
}

function applyReceipts(self: Me, call: number, deletes: boolean): void {
  const { messages, metrics } = self;
  const rows = self.items(call);
  if (rows.length === 0)
    return answer(self, call, emptyBatch(deletes ? 'DeleteMessage' : 'ChangeMessageVisibility'));
  if (rows.length > BATCH_MAX) return answer(self, call, tooManyEntries(rows.length));
  for (const row of rows) {
    const refusal = deletes ? deleteMessage(self, row) : changeVisibility(self, row, true);
    messages.step[row] = refusal === null ? outcome.ok : outcome.invalid;
    if (refusal === null) continue;
    metrics.refused.add();
    messages.content[row] = self.contents.place(refusal);
  }
  self.reply(call, outcome.ok);
}

/** @param asked a row with `about` and a receipt @returns null when all is well */
function deleteMessage(self: Me, asked: number): ServiceError | null {
  const { metrics, messages, settings: s } = self;
  const row = self.aboutOf(asked);
  if (row >= 0 && s.FifoQueue && !isCurrent(self, row, asked)) return EXPIRED_HANDLE;
  metrics.deleteCalls.add();
  // Deleting what is gone already is no error.
  if (row < 0 || (!s.FifoQueue && self.random.deletes.chance(s.missedDeletes))) return null;
  metrics.deleted.add();
  metrics.dwell.record(self.now - messages.sentAt[row]!);
  remove(self, row, outcome.deleted);
  return null;
}

/** Whether it was this very receive that hides the message now. */
function isCurrent({ messages }: Me, row: number, asked: number): boolean {
  const receipt = messages.place[asked]!;
  return messages.place[row] === IN_FLIGHT && (receipt < 0 || receipt === messages.attempts[row]);
}

/** @param hides for as long as `due` says; else 0: it is there again at once */
function changeVisibility(self: Me, asked: number, hides: boolean): ServiceError | null {
  const { messages, settings: s } = self;
  const row = self.aboutOf(asked);
  const ticks = hides ? messages.due[asked]! : 0;
  if (!(ticks >= 0 && ticks <= VISIBILITY_MAX)) return visibilityOutOfRange(ticks / TICKS_PER_SECOND);
  if (row < 0) return GONE;
  if (!isCurrent(self, row, asked)) return s.FifoQueue ? NOT_IN_FLIGHT : null;
  if (self.now - messages.arrivedAt[row]! + ticks > VISIBILITY_MAX)
    return visibleTooLong(ticks / TICKS_PER_SECOND);
  self.cancel(messages.calleeTimer[row]!);
  if (ticks === 0) becomeVisible(self, row);
  else {
    messages.step[row] = messages.step[row]! | HIDDEN_AGAIN;
    hideFor(self, row, ticks);
  }
  return null;
}
