import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import { expect, test } from 'vitest';
import { OUTCOMES, outcome } from '../../engine/outcome.ts';
import { errorTypeOf, errorTypeOfOutcome, isConflict } from './classify.ts';

const CODES = [
  ...['BandwidthLimitExceeded', 'EC2ThrottledException', 'LimitExceededException', 'PriorRequestNotComplete'],
  ...['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'RequestThrottled', 'SlowDown'],
  ...['RequestThrottledException', 'ThrottledException', 'Throttling', 'ThrottlingException'],
  ...['TooManyRequestsException', 'TransactionInProgressException', 'RequestTimeout', 'TimeoutError'],
  ...['RequestTimeoutException', 'ConditionalCheckFailedException', 'AccessDenied', 'InternalError'],
  ...[
    'ValidationException',
    'ServiceUnavailable',
    'QueueDoesNotExist',
    'KMS.ThrottlingException',
    'toString',
  ],
];

test('every code with every status is what it is to the SDK', () => {
  for (const name of CODES)
    for (const httpStatusCode of [400, 403, 404, 409, 429, 500, 501, 502, 503, 504, 509]) {
      const error = Object.assign(new Error(name), { name, $metadata: { httpStatusCode } }) as never;
      const theirs = isThrottlingError(error)
        ? 'throttling'
        : isTransientError(error)
          ? 'transient'
          : 'other';
      expect([name, httpStatusCode, errorTypeOf(name, httpStatusCode)]).toEqual([
        name,
        httpStatusCode,
        theirs,
      ]);
    }
});

test('outcomes without a code', () => {
  const of = (name: keyof typeof outcome) => errorTypeOfOutcome(outcome[name]);
  expect((['throttled', 'limitExceeded'] as const).map(of)).toEqual(['throttling', 'throttling']);
  expect((['rejected', 'timedOut', 'failed', 'unreachable', 'lost', 'crashed'] as const).map(of)).toEqual(
    Array(6).fill('transient'),
  );
  expect((['refused', 'invalid', 'notFound', 'conditionFailed', 'soldOut'] as const).map(of)).toEqual(
    Array(5).fill('other'),
  );
  expect(() => errorTypeOfOutcome(outcome.ok)).toThrow();
  expect(OUTCOMES.filter((_, code) => isConflict(code)).map(({ name }) => name)).toEqual(['conditionFailed']);
});
