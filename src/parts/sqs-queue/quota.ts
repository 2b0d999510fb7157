/** How many calls a second a FIFO queue answers: each action has a quota of its own. */
import { bucketOf, takeTokens } from '../../rules/tokenBucket.ts';
import type { Me } from './spec.ts';

export const ACTION = { send: 0, receive: 1, remove: 2, hide: 3 } as const;

/** @param action one of ACTION @returns whether the call is one too many */
export function isTooMany(self: Me, action: number): boolean {
  const { state, settings: s, now } = self;
  if (!s.FifoQueue) return false;
  const rate = s.FifoThroughputLimit === 'perMessageGroupId' ? s.highThroughputCalls : s.fifoCalls;
  const bucket = bucketOf(rate, Math.max(1, Math.floor(rate)));
  while (state.fills.length <= action) state.fills.push({ credit: bucket.full, at: now });
  if (takeTokens(bucket, state.fills[action]!, now, 1)) return false;
  self.metrics.throttled.add();
  return true;
}
