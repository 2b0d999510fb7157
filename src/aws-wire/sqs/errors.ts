/** The names of an error of SQS: that of its shape, which types the SDK's exception, and that of the older protocol. */
const PREFIX = 'AWS.SimpleQueueService.';
const SHAPES: ReadonlyMap<string, string> = new Map([
  ['NonExistentQueue', 'QueueDoesNotExist'],
  ['QueueAlreadyExists', 'QueueNameExists'],
]);
/** Errors of SQS's model, and how its query protocol writes them. */
const QUERY_CODES: ReadonlyMap<string, string> = new Map([
  ...[
    'BatchEntryIdsNotDistinct',
    'BatchRequestTooLong',
    'EmptyBatchRequest',
    'InvalidBatchEntryId',
    'MessageNotInflight',
    'PurgeQueueInProgress',
    'QueueDeletedRecently',
    'TooManyEntriesInBatchRequest',
    'UnsupportedOperation',
  ].map((name) => [name, PREFIX + name] as const),
  ['QueueDoesNotExist', `${PREFIX}NonExistentQueue`],
  ['QueueNameExists', 'QueueAlreadyExists'],
  ...[
    'InvalidAddress',
    'InvalidAttributeName',
    'InvalidAttributeValue',
    'InvalidIdFormat',
    'InvalidMessageContents',
    'InvalidSecurity',
    'OverLimit',
    'ReceiptHandleIsInvalid',
    'RequestThrottled',
    'ResourceNotFoundException',
  ].map((name) => [name, name] as const),
]);

/** @param code in either notation: `QueueDoesNotExist`, `AWS.SimpleQueueService.NonExistentQueue` */
export function namesOf(code: string): { readonly shape: string; readonly query: string } {
  const bare = code.startsWith(PREFIX) ? code.slice(PREFIX.length) : code;
  const name = SHAPES.get(bare) ?? bare;
  const query = QUERY_CODES.get(name);
  if (query !== undefined) return { shape: `com.amazonaws.sqs#${name}`, query };
  return { shape: `com.amazon.coral.service#${name.replace(/Exception$/, '')}Exception`, query: bare };
}
