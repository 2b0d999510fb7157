/** What SQS answers to a request that it does not accept, word for word where the words are known. */
import type { ServiceError } from '../serviceError.ts';

/**
 * Stands in a text for the receipt handle that came with the request: handles are made where the service's own protocol
 * is spoken, and a run knows receipts by their number.
 */
export const RECEIPT_HANDLE = '{ReceiptHandle}';

const refusal = (code: string, message: string, status = 400): ServiceError => ({ code, message, status });
const invalid = (message: string): ServiceError => refusal('InvalidParameterValue', message);
const invalidValue = (value: string | number, parameter: string, reason: string): ServiceError =>
  invalid(`Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const missing = (parameter: string): ServiceError =>
  refusal('MissingParameter', `The request must contain the parameter ${parameter}.`);

export const tooLong = (most: number): ServiceError =>
  invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`);

export const INVALID_CONTENTS = refusal(
  'InvalidMessageContents',
  'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
);

export const tooManyAttributes = (n: number): ServiceError =>
  invalid(`Number of message attributes [${n}] exceeds the allowed maximum [10].`);

export const unknownType = (attribute: string): ServiceError =>
  invalid(
    `The message attribute '${attribute}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
  );

export const emptyAttribute = (attribute: string, type: string): ServiceError =>
  invalid(
    `The message attribute '${attribute}' must contain non-empty message attribute value for message attribute type '${type}'.`,
  );

/** @param field `String` or `Binary` */
export const wrongField = (attribute: string, type: string, field: string): ServiceError =>
  invalid(`The message attribute '${attribute}' with type '${type}' must use field '${field}'.`);

export const badId = (value: string, parameter: string): ServiceError =>
  invalidValue(
    value,
    parameter,
    `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );

export const NO_DEDUPLICATION_ID = invalid(
  'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
);

/** @param s seconds */
export const delayOutOfRange = (s: number): ServiceError =>
  invalidValue(s, 'DelaySeconds', 'DelaySeconds must be >= 0 and <= 900.');

export const delayOfFifo = (s: number): ServiceError =>
  invalidValue(s, 'DelaySeconds', 'The request include parameter that is not valid for this queue type.');

export const tooManyWanted = (n: number): ServiceError =>
  invalidValue(n, 'MaxNumberOfMessages', 'Must be between 1 and 10, if provided.');

export const waitOutOfRange = (s: number): ServiceError =>
  invalidValue(s, 'WaitTimeSeconds', 'Must be >= 0 and <= 20, if provided.');

export const visibilityOutOfRange = (s: number): ServiceError =>
  invalidValue(s, 'VisibilityTimeout', 'Must be >= 0 and <= 43200, if provided.');

export const visibleTooLong = (s: number): ServiceError =>
  invalidValue(
    s,
    'VisibilityTimeout',
    'Total VisibilityTimeout for the message is beyond the limit [43200 seconds]',
  );

export const EXPIRED_HANDLE = invalidValue(
  RECEIPT_HANDLE,
  'ReceiptHandle',
  'The receipt handle has expired.',
);

export const GONE = invalidValue(
  RECEIPT_HANDLE,
  'ReceiptHandle',
  'Message does not exist or is not available for visibility timeout change.',
);

export const NOT_IN_FLIGHT = refusal(
  'AWS.SimpleQueueService.MessageNotInflight',
  "The specified message isn't in flight.",
);

export const TOO_MANY_IN_FLIGHT = refusal(
  'OverLimit',
  'The specified action violates a limit: the maximum number of in flight messages is reached.',
  403,
);

export const tooManyResults = (n: number): ServiceError =>
  invalidValue(n, 'MaxResults', 'Must be between 1 and 1000, if provided.');

const ofBatch = (code: string, message: string): ServiceError =>
  refusal(`AWS.SimpleQueueService.${code}`, message);

/** @param action such as `DeleteMessage` */
export const emptyBatch = (action: string): ServiceError =>
  ofBatch('EmptyBatchRequest', `There should be at least one ${action}BatchRequestEntry in the request.`);

export const tooManyEntries = (n: number): ServiceError =>
  ofBatch(
    'TooManyEntriesInBatchRequest',
    `Maximum number of entries per request are 10. You have sent ${n}.`,
  );

export const batchTooLong = (bytes: number): ServiceError =>
  ofBatch(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than 1048576 bytes. You have sent ${bytes} bytes.`,
  );

/** @param queue its name */
export const purgeInProgress = (queue: string): ServiceError =>
  refusal(
    'AWS.SimpleQueueService.PurgeQueueInProgress',
    `Only one PurgeQueue operation on ${queue} is allowed every 60 seconds.`,
    403,
  );
