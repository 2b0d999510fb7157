/**
 * How a call, a message or a user's request ended. The codes are part of the digest: append, never renumber.
 * `good`: the one who asked got what was asked for. `retriable`: asking again may help. `throttling`: too much was asked,
 * not too little there: clients wait longer before they ask again.
 */
export const OUTCOMES = [
  { name: 'ok', good: true, retriable: false, says: 'answered' },
  { name: 'rejected', good: false, retriable: true, says: '503: no free slot' },
  { name: 'timedOut', good: false, retriable: true, says: 'no answer in time' },
  { name: 'failed', good: false, retriable: true, says: '500: failed while working' },
  { name: 'unreachable', good: false, retriable: true, says: 'nobody listens there' },
  { name: 'throttled', good: false, retriable: true, throttling: true, says: '429: over the rate limit' },
  { name: 'soldOut', good: false, retriable: false, says: '409: no stock left' },
  { name: 'gaveUp', good: false, retriable: true, says: 'left the queue unserved' },
  { name: 'lost', good: false, retriable: true, says: 'lost on the way' },
  { name: 'expired', good: false, retriable: false, says: 'older than the retention period' },
  { name: 'deadLettered', good: false, retriable: false, says: 'received too often, set aside' },
  { name: 'deleted', good: true, retriable: false, says: 'processed and deleted' },
  { name: 'late', good: false, retriable: false, says: 'answered after the caller had left' },
  { name: 'crashed', good: false, retriable: true, says: 'its process died' },
  { name: 'limitExceeded', good: false, retriable: true, throttling: true, says: '400: too many at once' },
  { name: 'refused', good: false, retriable: false, says: '403: not allowed' },
  { name: 'invalid', good: false, retriable: false, says: '400: not a valid request' },
  { name: 'notFound', good: false, retriable: false, says: '404: no such thing' },
  { name: 'conditionFailed', good: false, retriable: false, says: '400: its condition did not hold' },
  { name: 'circuitOpen', good: false, retriable: true, says: 'not asked: the circuit is open' },
  { name: 'filtered', good: true, retriable: false, says: 'did not match the filter' },
  { name: 'deduplicated', good: true, retriable: false, says: 'sent before: nothing was stored' },
] as const;

export type OutcomeName = (typeof OUTCOMES)[number]['name'];

/** The code of each outcome, by name. */
export const outcome = Object.fromEntries(OUTCOMES.map((o, i) => [o.name, i])) as Record<OutcomeName, number>;

export function isGood(code: number): boolean {
  return OUTCOMES[code]?.good ?? false;
}

export function isRetriable(code: number): boolean {
  return OUTCOMES[code]?.retriable ?? false;
}

export function isThrottling(code: number): boolean {
  const known = OUTCOMES[code];
  return known !== undefined && 'throttling' in known;
}
