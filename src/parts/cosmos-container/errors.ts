/**
 * What Cosmos DB refuses with: https://learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb. But for the beginning of
 * "Request rate is large", the words are this lab's.
 */
import type { OutcomeName } from '../../engine/outcome.ts';
import type { ServiceError } from '../../rules/serviceError.ts';

const RATE = 'Request rate is large. More request units may be needed, so no changes were made.';

/** @param retryAfterMs x-ms-retry-after-ms */
export function tooManyRequests(retryAfterMs: number): ServiceError {
  return { code: 'TooManyRequests', message: RATE, status: 429, retryAfterMs };
}

export const errors = {
  throttled: { code: 'TooManyRequests', message: RATE, status: 429 },
  invalid: { code: 'RequestEntityTooLarge', message: 'The item is larger than an item may be.', status: 413 },
  refused: { code: 'Forbidden', message: 'The request is not allowed.', status: 403 },
  notFound: { code: 'NotFound', message: 'There is no such item.', status: 404 },
  failed: { code: 'InternalServerError', message: 'Something went wrong in the service.', status: 500 },
} as const satisfies Partial<Record<OutcomeName, ServiceError>>;

export const BAD_REQUEST: ServiceError = {
  code: 'BadRequest',
  message: 'The operation is none of create, read and query.',
  status: 400,
};

export const KEY_FULL: ServiceError = {
  code: 'Forbidden',
  message: 'The partition key has reached its largest size of 20 GB.',
  status: 403,
};

export const DOWN: ServiceError = {
  code: 'ServiceUnavailable',
  message: 'The service is not available.',
  status: 503,
};
