/** What SQS refuses before any queue has seen it: parameters that are missing, names, and batches that are none. */
import { BATCH_MAX } from '../../rules/send.ts';
import { missing, tooManyEntries, tooManyResults, waitOutOfRange } from '../../rules/sqs/refusals.ts';
import { Fault, fault } from '../fault.ts';

/** On the wire a wait below 0 means the queue's own. @throws Fault when it is out of range */
export function checkWait(s: number | undefined): void {
  if (s !== undefined && !(Number.isInteger(s) && s >= 0 && s <= 20)) throw new Fault(waitOutOfRange(s));
}

/** @throws Fault when the parameter is not there */
export function required<T>(value: T | undefined | null, name: string): T {
  if (value === undefined || value === null) throw new Fault(missing(name));
  return value;
}

const ENTRY_ID = /^[\w-]{1,80}$/;

/** @param entry the name of an entry's type, as in the API @throws Fault when the batch as a whole is none */
export function checkBatch(entries: readonly { readonly Id?: string }[] | undefined, entry: string): void {
  const ids = (entries ?? []).map(({ Id }) => Id ?? '');
  if (ids.length === 0)
    throw fault('EmptyBatchRequest', `There should be at least one ${entry} in the request.`);
  if (ids.length > BATCH_MAX) throw new Fault(tooManyEntries(ids.length));
  if (ids.some((id) => !ENTRY_ID.test(id)))
    throw fault(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw fault('BatchEntryIdsNotDistinct', `Id ${twice} repeated.`);
}

/** @throws Fault when no queue can have the name */
export function checkQueueName(name: string, isFifo: boolean): void {
  const bare = isFifo && name.endsWith('.fifo') ? name.slice(0, -'.fifo'.length) : name;
  if (isFifo && bare === name)
    throw fault(
      'InvalidParameterValue',
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length',
    );
  if (name.length <= 80 && ENTRY_ID.test(bare)) return;
  throw fault(
    'InvalidParameterValue',
    'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
  );
}

export interface Paged {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** A page of a list: a thousand at most, and the token of the next one where a page was asked for. @throws Fault */
export function pageOf<T>(
  all: readonly T[],
  { MaxResults, NextToken }: Paged,
): { readonly here: readonly T[]; readonly NextToken?: string } {
  if (MaxResults !== undefined && !(Number.isInteger(MaxResults) && MaxResults >= 1 && MaxResults <= 1000))
    throw new Fault(tooManyResults(MaxResults));
  const from = NextToken === undefined ? 0 : placeOf(NextToken);
  const to = from + (MaxResults ?? 1000);
  const here = all.slice(from, to);
  return MaxResults !== undefined && to < all.length ? { here, NextToken: btoa(`from ${to}`) } : { here };
}

function placeOf(token: string): number {
  const [, place] = /^from (\d{1,9})$/.exec(decoded(token)) ?? [];
  if (place !== undefined) return Number(place);
  throw fault('InvalidParameterValue', `Value ${token} for parameter NextToken is invalid.`);
}

function decoded(token: string): string {
  try {
    return atob(token);
  } catch {
    return '';
  }
}

const TEXTS = [
  ...['QueueUrl', 'QueueName', 'QueueNamePrefix', 'NextToken', 'MessageBody', 'MessageGroupId', 'Id'],
  ...['MessageDeduplicationId', 'ReceiptHandle', 'ReceiveRequestAttemptId', 'SourceArn', 'DestinationArn'],
];
const NUMBERS = [
  ...['DelaySeconds', 'MaxNumberOfMessages', 'VisibilityTimeout', 'WaitTimeSeconds', 'MaxResults'],
  'MaxNumberOfMessagesPerSecond',
];

/** Whoever talks past the SDK's types. What is null is as good as not there. @throws Fault */
export function checkTypes(input: unknown): void {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw fault('SerializationException', 'Start of structure or map found where not expected.');
  const { Entries, Attributes, MessageAttributes } = input as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(input)) {
    if (value === null) delete (input as Record<string, unknown>)[name];
    else if (TEXTS.includes(name)) checkType(name, value, 'string');
    else if (NUMBERS.includes(name)) checkType(name, value, 'number');
  }
  if (Entries !== undefined && Entries !== null) {
    if (!Array.isArray(Entries)) throw unexpected('Entries', 'a list');
    for (const entry of Entries) checkTypes(entry);
  }
  for (const one of Object.values(mapOf('MessageAttributes', MessageAttributes)))
    for (const [name, value] of Object.entries(mapOf('MessageAttributes', one))) {
      if (['DataType', 'StringValue', 'BinaryValue'].includes(name)) checkType(name, value, 'string');
    }
  for (const [name, value] of Object.entries(mapOf('Attributes', Attributes)))
    checkType(name, value, 'string');
}

function mapOf(name: string, value: unknown): object {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  throw unexpected(name, 'a map');
}

function checkType(name: string, value: unknown, type: 'string' | 'number'): void {
  if (typeof value !== type) throw unexpected(name, `a ${type}`);
}

const unexpected = (name: string, wanted: string): Fault =>
  fault('SerializationException', `${name} can not be converted: ${wanted} is expected.`);
