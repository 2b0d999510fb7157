/** Calls that are gathered into one. */
import { SEND } from '../../rules/send.ts';
import type { Me } from './spec.ts';
import { begin } from './tries.ts';

/** Only what would have been sent alone: a call that is a batch already, or about something, is none of these. */
export function canBeGathered(self: Me, row: number): boolean {
  const { messages, settings: s } = self;
  return s.batch > 1 && messages.verb[row] === SEND.one && self.aboutOf(row) < 0 && messages.items[row]! < 0;
}

export function gather(self: Me, row: number): void {
  const { state, messages, settings: s } = self;
  messages.pushBack(state.gathering, row);
  if (state.gathering.length >= s.batch) sendBatch(self);
  else if (state.gathering.length === 1) state.batchTimer = self.timers.batchFull.after(s.batchFor);
  self.metrics.gathering.set(state.gathering.length);
}

/** Sends what has been gathered, however little. */
export function sendBatch(self: Me): void {
  const { state, messages, settings: s } = self;
  self.cancel(state.batchTimer);
  state.batchTimer = -1;
  while (state.gathering.length > 0) {
    if (s.batch === 1) {
      begin(self, messages.shift(state.gathering));
      continue;
    }
    const job = self.store(-1, -1);
    messages.mark[job] = Math.min(s.batch, state.gathering.length);
    let last = messages.shift(state.gathering);
    messages.place[job] = last;
    for (let n = 1; n < messages.mark[job]!; n++) {
      const row = messages.shift(state.gathering);
      messages.next[last] = row;
      last = row;
    }
    messages.next[last] = -1;
    begin(self, job);
  }
  self.metrics.gathering.set(0);
}
