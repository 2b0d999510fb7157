/** What SQS refuses before any queue has seen it: parameters that are missing, names, and batches that are none. */
import { BATCH_MAX } from '../../rules/send.ts';
import { missing, tooManyEntries, waitOutOfRange } from '../../rules/sqs/refusals.ts';
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
