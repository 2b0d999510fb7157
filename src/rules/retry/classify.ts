/** What an SDK makes of an error: whether another try may help, and whether it was too much that was asked. */
import { isGood, isRetriable, isThrottling, outcome } from '../../engine/outcome.ts';

export type ErrorType = 'transient' | 'throttling' | 'other';

/** Error codes that mean throttling, whatever the HTTP status. Source: botocore/retries/standard.py, @smithy/core. */
const THROTTLING: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

const TRANSIENT: ReadonlySet<string> = new Set(['RequestTimeout', 'RequestTimeoutException', 'TimeoutError']);
const TRANSIENT_STATUS: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const TOO_MANY_REQUESTS = 429;

/** An error by its code and HTTP status, as an SDK sees it. */
export function errorTypeOf(code: string, status: number): ErrorType {
  if (status === TOO_MANY_REQUESTS || THROTTLING.has(code)) return 'throttling';
  return TRANSIENT.has(code) || TRANSIENT_STATUS.has(status) ? 'transient' : 'other';
}

/** The same for an answer that did not say which error it was. A call's outcome, not a good one. */
export function errorTypeOfOutcome(code: number): ErrorType {
  if (isGood(code)) throw new Error('A good answer is no error.');
  if (isThrottling(code)) return 'throttling';
  return isRetriable(code) ? 'transient' : 'other';
}

/** Somebody else's write came first: no SDK tries that again by itself, but many programs do. */
export function isConflict(code: number): boolean {
  return code === outcome.conditionFailed;
}
