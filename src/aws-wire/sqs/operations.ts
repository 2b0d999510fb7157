/** The operations of SQS, by name. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import type { Letter } from '../../rules/letter.ts';
import { purgeInProgress, RECEIPT_HANDLE, tooManyWanted } from '../../rules/sqs/refusals.ts';
import { type Account, type Queue, urlOf } from '../account.ts';
import { granted, refusalOf } from '../asked.ts';
import type { Answer, Asked, Receipt } from '../clientPart.ts';
import { Fault, fault } from '../fault.ts';
import {
  type Attributes,
  checkAttributes,
  checkTogether,
  differing,
  settingsFrom,
  shownAttributes,
  withoutRedrive,
} from './attributes.ts';
import { namesOf } from './errors.ts';
import { receiptOf } from './handle.ts';
import { letterOfInput, messageOf, type ReceiveInput, type SendInput, sentOf } from './messages.ts';
import { type MoveInput, redrive, redriveOf, sourcesOf, startMove } from './redrive.ts';
import { checkBatch, checkQueueName, checkWait, type Paged, pageOf, required } from './validate.ts';

interface OfQueue {
  readonly QueueUrl?: string;
}
interface WithHandle {
  readonly Id?: string;
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
}
interface Batch<E> extends OfQueue {
  readonly Entries?: readonly E[];
}
interface Failed {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message: string;
}

const MINUTE = 60 * TICKS_PER_SECOND;

// biome-ignore lint/suspicious/noExplicitAny: each operation has an input of its own, and JSON has no types.
type Operation = (account: Account, input: any) => object | Promise<object>;

export const SQS: Readonly<Record<string, Operation>> = {
  CreateQueue(account, input: { QueueName?: string; Attributes?: Attributes }) {
    const { stage, queueKind } = account;
    const name = required(input.QueueName, 'QueueName');
    const attributes = input.Attributes ?? {};
    const isFifo = attributes.FifoQueue === 'true';
    checkQueueName(name, isFifo);
    checkAttributes(queueKind.settings, attributes, isFifo);
    const before = account.queueNamed(name);
    if (before && before.deletedAt === null) return sameQueue(account, before, attributes);
    if (before && stage.now - before.deletedAt! < MINUTE)
      throw fault(
        'QueueDeletedRecently',
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
      );
    const policy = redriveOf(account, attributes.RedrivePolicy, isFifo);
    const settings = settingsFrom(queueKind.settings, attributes);
    checkTogether(settings);
    const queue = account.addQueue(name, attributes, withoutRedrive(settings));
    if (policy) stage.set(queue.part, redrive(account, queue, policy));
    account.settle();
    return { QueueUrl: queue.url };
  },

  GetQueueUrl(account, input: { QueueName?: string }) {
    return { QueueUrl: queueAt(account, urlOf(required(input.QueueName, 'QueueName'))).url };
  },

  ListQueues(account, input: Paged & { QueueNamePrefix?: string }) {
    const found = account.queues().filter(({ name }) => name.startsWith(input.QueueNamePrefix ?? ''));
    const { here, ...more } = pageOf(found, input);
    return { ...(here.length > 0 && { QueueUrls: here.map(({ url }) => url) }), ...more };
  },

  DeleteQueue(account, { QueueUrl }: OfQueue) {
    const { stage } = account;
    const queue = queueAt(account, QueueUrl);
    account.changeQueue(queue, { deletedAt: stage.moment() });
    // What would be set aside there stays where it is.
    for (const source of sourcesOf(account, queue)) stage.set(source.part, withoutRedrive({}));
    account.settle();
    return {};
  },

  PurgeQueue(account, { QueueUrl }: OfQueue) {
    const { stage } = account;
    const queue = queueAt(account, QueueUrl);
    if (queue.purgedAt !== null && stage.now - queue.purgedAt < MINUTE)
      throw new Fault(purgeInProgress(queue.name));
    stage.act(queue.part, 'purge', {});
    account.changeQueue(queue, { purgedAt: stage.now });
    return {};
  },

  GetQueueAttributes(account, { QueueUrl, AttributeNames }: OfQueue & { AttributeNames?: string[] }) {
    const shown = shownAttributes(account, queueAt(account, QueueUrl), AttributeNames ?? []);
    return Object.keys(shown).length > 0 ? { Attributes: shown } : {};
  },

  SetQueueAttributes(account, input: OfQueue & { Attributes?: Attributes }) {
    const { stage, queueKind } = account;
    const queue = queueAt(account, input.QueueUrl);
    const { isFifo } = queue;
    const given = required(input.Attributes, 'Attributes');
    checkAttributes(queueKind.settings, given, isFifo);
    const touchesRedrive = given.RedrivePolicy !== undefined;
    const policy = redriveOf(account, given.RedrivePolicy, isFifo);
    const settings = settingsFrom(queueKind.settings, given);
    checkTogether({ ...stage.settingsOfPart(queue.part), ...settings });
    const more = touchesRedrive ? redrive(account, queue, policy) : {};
    stage.set(queue.part, { ...settings, ...more });
    const now = queueAt(account, input.QueueUrl);
    account.changeQueue(now, { attributes: { ...now.attributes, ...given }, modified: stage.now });
    account.settle();
    return {};
  },

  async SendMessage(account, input: SendInput & OfQueue) {
    const queue = queueAt(account, input.QueueUrl);
    const letter = letterOfInput(input);
    const answer = await ask(account, { what: 'send', nth: queue.sends, letter });
    return sentOf(queue, letter, answer.uid);
  },

  async SendMessageBatch(account, input: Batch<SendInput & { Id: string }>) {
    const queue = queueAt(account, input.QueueUrl);
    checkBatch(input.Entries, 'SendMessageBatchRequestEntry');
    const letters: { readonly Id: string; readonly letter: Letter }[] = [];
    const failed: Failed[] = [];
    for (const entry of input.Entries!) {
      const { Id } = entry;
      const letter = attempt(() => letterOfInput(entry));
      if (letter instanceof Fault) failed.push(failedOf(Id, letter));
      else letters.push({ Id, letter });
    }
    const successful: object[] = [];
    if (letters.length > 0) {
      const asked = {
        what: 'sendMany',
        nth: queue.sends,
        letters: letters.map((one) => one.letter),
      } as const;
      const { entries } = await ask(account, asked);
      letters.forEach(({ Id, letter }, i) => {
        const refusal = refusalOf(account.queueKind, entries[i]!);
        if (refusal) failed.push(failedOf(Id, refusal));
        else successful.push({ Id, ...sentOf(queue, letter, entries[i]!.uid) });
      });
    }
    return resultOf(successful, failed);
  },

  async ReceiveMessage(account, input: ReceiveInput) {
    const queue = queueAt(account, input.QueueUrl);
    const { MaxNumberOfMessages, WaitTimeSeconds, VisibilityTimeout, ReceiveRequestAttemptId } = input;
    checkWait(WaitTimeSeconds);
    // On the wire a number below 0 means none.
    if (MaxNumberOfMessages !== undefined && !(MaxNumberOfMessages >= 1 && MaxNumberOfMessages <= 10))
      throw new Fault(tooManyWanted(MaxNumberOfMessages));
    const { delivered } = await ask(account, {
      what: 'receive',
      nth: queue.polls,
      most: MaxNumberOfMessages ?? 1,
      wait: WaitTimeSeconds === undefined ? -1 : WaitTimeSeconds * TICKS_PER_SECOND,
      wishes: {
        ...(VisibilityTimeout !== undefined && { VisibilityTimeout: VisibilityTimeout * TICKS_PER_SECOND }),
        ...(ReceiveRequestAttemptId !== undefined && { ReceiveRequestAttemptId }),
      },
    });
    return delivered.length === 0
      ? {}
      : { Messages: delivered.map((one) => messageOf(account, queue, one, input)) };
  },

  async DeleteMessage(account, input: WithHandle & OfQueue) {
    const queue = queueAt(account, input.QueueUrl);
    const about = receiptOf(queue.id, required(input.ReceiptHandle, 'ReceiptHandle'));
    await ask(account, { what: 'remove', nth: queue.polls, about }, input.ReceiptHandle);
    return {};
  },

  async DeleteMessageBatch(account, input: Batch<WithHandle & { Id: string }>) {
    const queue = queueAt(account, input.QueueUrl);
    checkBatch(input.Entries, 'DeleteMessageBatchRequestEntry');
    const about = ({ ReceiptHandle }: WithHandle) =>
      receiptOf(queue.id, required(ReceiptHandle, 'ReceiptHandle'));
    return askOfMany(account, queue, input.Entries!, about, 'removeMany');
  },

  async ChangeMessageVisibility(account, input: WithHandle & OfQueue) {
    await hide(account, queueAt(account, input.QueueUrl), input);
    return {};
  },

  async ChangeMessageVisibilityBatch(account, input: Batch<WithHandle & { Id: string }>) {
    const queue = queueAt(account, input.QueueUrl);
    checkBatch(input.Entries, 'ChangeMessageVisibilityBatchRequestEntry');
    return askOfMany(account, queue, input.Entries!, (entry) => hidden(queue, entry), 'hideMany');
  },

  StartMessageMoveTask: (account, input: MoveInput) => startMove(account, input),

  ListDeadLetterSourceQueues(account, input: Paged & OfQueue) {
    const { here, ...more } = pageOf(sourcesOf(account, queueAt(account, input.QueueUrl)), input);
    return { queueUrls: here.map(({ url }) => url), ...more };
  },
};

function sameQueue(account: Account, queue: Queue, attributes: Attributes): object {
  const odd = differing(account, queue, attributes);
  if (odd === null) return { QueueUrl: queue.url };
  throw fault(
    'QueueAlreadyExists',
    `A queue already exists with the same name and a different value for attribute ${odd}`,
  );
}

/** @throws Fault when there is no such queue, or no more */
function queueAt(account: Account, url: string | undefined): Queue {
  const name = required(url, 'QueueUrl').split('/').pop() ?? '';
  const queue = account.queueNamed(name);
  if (!queue || queue.deletedAt !== null)
    throw fault('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');
  return queue;
}

/** @param handle of the message that it is about @throws Fault when the queue refuses */
async function ask(account: Account, asked: Asked, handle = ''): Promise<Answer> {
  const answer = await account.stage.ask(asked);
  try {
    return granted(account.queueKind, answer);
  } catch (error) {
    throw error instanceof Fault ? withHandle(error, handle) : error;
  }
}

/** A queue of the model knows receipts, and no handles. */
function withHandle({ code, message, status }: Fault, handle: string): Fault {
  return fault(
    code,
    message.replace(RECEIPT_HANDLE, () => handle),
    status,
  );
}

async function hide(account: Account, queue: Queue, input: WithHandle): Promise<void> {
  const about = hidden(queue, input);
  await ask(account, { what: 'hide', nth: queue.polls, about, ticks: about.ticks }, input.ReceiptHandle);
}

function hidden(queue: Queue, input: WithHandle): Receipt & { readonly ticks: number } {
  const handle = required(input.ReceiptHandle, 'ReceiptHandle');
  const ticks = required(input.VisibilityTimeout, 'VisibilityTimeout') * TICKS_PER_SECOND;
  return { ...receiptOf(queue.id, handle), ticks };
}

/** One request for all entries that name something. @param read throws a Fault when an entry is none */
async function askOfMany<R extends Receipt>(
  account: Account,
  queue: Queue,
  asked: readonly (WithHandle & { readonly Id: string })[],
  read: (entry: WithHandle) => R,
  what: 'removeMany' | 'hideMany',
): Promise<object> {
  const failed: Failed[] = [];
  const rows = asked.flatMap((entry) => {
    const about = attempt(() => read(entry));
    if (!(about instanceof Fault)) return [{ Id: entry.Id, about, handle: entry.ReceiptHandle! }];
    failed.push(failedOf(entry.Id, about));
    return [];
  });
  const successful: object[] = [];
  if (rows.length > 0) {
    const all = { what, nth: queue.polls, about: rows.map(({ about }) => about) } as Asked;
    const { entries } = await ask(account, all);
    rows.forEach(({ Id, handle }, i) => {
      const refusal = refusalOf(account.queueKind, entries[i]!);
      if (refusal) failed.push(failedOf(Id, withHandle(refusal, handle)));
      else successful.push({ Id });
    });
  }
  return resultOf(successful, failed);
}

function attempt<T>(what: () => T): T | Fault {
  try {
    return what();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

function failedOf(Id: string, { code, message, status }: Fault): Failed {
  return { Id, SenderFault: status < 500, Code: namesOf(code).query, Message: message };
}

function resultOf(successful: readonly object[], failed: readonly Failed[]): object {
  return { Successful: successful, ...(failed.length > 0 && { Failed: failed }) };
}
