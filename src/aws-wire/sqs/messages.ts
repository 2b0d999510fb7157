/** Messages of SQS: between the JSON of its API and letters. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { arn, messageId, sequenceNumber } from '../../rules/aws.ts';
import { type Attribute, filled, type Letter } from '../../rules/letter.ts';
import { envelopeText } from '../../rules/sns/envelope.ts';
import { emptyAttribute, wrongField } from '../../rules/sqs/refusals.ts';
import type { Account, Queue } from '../account.ts';
import { epochMs } from '../asked.ts';
import type { Delivered } from '../clientPart.ts';
import { Fault } from '../fault.ts';
import { md5 } from '../md5.ts';
import { asWritten, kept } from '../verbatim.ts';
import { handleOf } from './handle.ts';
import { required } from './validate.ts';

/** Who sent it, as IAM names users: here all are one. */
const SENDER = 'AIDASIMULATEDUSER0001';

export interface AttributeValue {
  readonly DataType?: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

export interface SendInput {
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: Readonly<Record<string, AttributeValue>>;
  readonly MessageDeduplicationId?: string;
  readonly MessageGroupId?: string;
}

export interface ReceiveInput {
  readonly QueueUrl?: string;
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly MessageAttributeNames?: readonly string[];
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly WaitTimeSeconds?: number;
  readonly ReceiveRequestAttemptId?: string;
}

/** @throws Fault when no queue would see the message */
export function letterOfInput(input: SendInput): Letter {
  const body = required(input.MessageBody || undefined, 'MessageBody');
  const { DelaySeconds, MessageGroupId, MessageDeduplicationId } = input;
  const attributes = Object.entries(input.MessageAttributes ?? {}).map(
    ([name, value]) => [name, attributeOf(name, value)] as const,
  );
  return {
    body: kept(body),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    ...(MessageGroupId !== undefined && { group: MessageGroupId }),
    ...(MessageDeduplicationId !== undefined && { deduplication: MessageDeduplicationId }),
    ...(DelaySeconds !== undefined && { delay: DelaySeconds * TICKS_PER_SECOND }),
  };
}

/** Of another type than these the queue tells. @throws Fault when it has no value, or not that of its type */
function attributeOf(
  name: string,
  { DataType: type = '', StringValue, BinaryValue }: AttributeValue,
): Attribute {
  const value = isBinary(type) ? BinaryValue : StringValue;
  if (value) return { type, value };
  if (!/^(String|Number|Binary)(\.|$)/.test(type)) return { type, value: StringValue ?? '' };
  if (StringValue || BinaryValue)
    throw new Fault(wrongField(name, type, isBinary(type) ? 'Binary' : 'String'));
  throw new Fault(emptyAttribute(name, type));
}

/** What the answer says of a message that was stored, or had been before. */
export function sentOf(queue: Queue, letter: Letter, uid: number): object {
  return {
    MessageId: messageId(uid),
    MD5OfMessageBody: md5(new TextEncoder().encode(asWritten(letter.body))),
    ...(letter.attributes && { MD5OfMessageAttributes: attributesMd5(letter.attributes) }),
    ...(queue.isFifo && { SequenceNumber: sequenceNumber(uid) }),
  };
}

export function messageOf(
  account: Account,
  queue: Queue,
  delivered: Delivered,
  wanted: ReceiveInput,
): object {
  const { letter, uid } = delivered;
  const body = bodyOf(account, queue, delivered);
  const system = systemAttributes(queue, delivered);
  const named = [...(wanted.AttributeNames ?? []), ...(wanted.MessageSystemAttributeNames ?? [])];
  const shown = picked(system, (name) => named.includes('All') || named.includes(name));
  const attributes = picked(letter.envelope === undefined ? (letter.attributes ?? {}) : {}, (name) =>
    (wanted.MessageAttributeNames ?? []).some((pattern) => isNamed(name, pattern)),
  );
  return {
    MessageId: messageId(uid),
    ReceiptHandle: handleOf(queue.id, delivered),
    MD5OfBody: md5(new TextEncoder().encode(body)),
    Body: body,
    ...(Object.keys(shown).length > 0 && { Attributes: shown }),
    ...(Object.keys(attributes).length > 0 && {
      MD5OfMessageAttributes: attributesMd5(attributes),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, one]) => [name, attributeValue(one)]),
      ),
    }),
  };
}

function attributeValue({ type, value }: Attribute): AttributeValue {
  return { DataType: type, ...(isBinary(type) ? { BinaryValue: value } : { StringValue: value }) };
}

const isBinary = (type: string): boolean => type.startsWith('Binary');

/** What arrives: the body as it was sent, or the envelope of a topic around it. */
function bodyOf(account: Account, queue: Queue, { letter, published, sent }: Delivered): string {
  if (letter.envelope === undefined) return asWritten(filled(letter.body, -1));
  const topic = account.topicOfPart(letter.envelope)?.name ?? letter.envelope;
  const subscription = account.subscriptionOf(arn('sns', topic), queue.arn);
  return asWritten(envelopeText({ letter, request: -1, topic, subscription, uid: published, tick: sent }));
}

function systemAttributes({ isFifo }: Queue, delivered: Delivered): Readonly<Record<string, string>> {
  const { letter, uid, receive, sent, firstReceived } = delivered;
  return {
    SenderId: SENDER,
    SentTimestamp: String(epochMs(sent)),
    ApproximateReceiveCount: String(receive),
    ApproximateFirstReceiveTimestamp: String(epochMs(firstReceived)),
    ...(letter.group !== undefined && { MessageGroupId: letter.group }),
    ...(isFifo && { SequenceNumber: sequenceNumber(uid) }),
    ...(letter.deduplication !== undefined && { MessageDeduplicationId: letter.deduplication }),
  };
}

/** `All`, `.*`, a name, or the beginning of names: `order.*`. */
function isNamed(name: string, pattern: string): boolean {
  if (pattern === 'All' || pattern === '.*' || pattern === name) return true;
  return pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1));
}

function picked<T>(all: Readonly<Record<string, T>>, isWanted: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)));
}

/** Digest over name, type and value of each in the order of their names, lengths before them. */
function attributesMd5(attributes: Readonly<Record<string, Attribute>>): string {
  const encoder = new TextEncoder();
  // Pieces, and not single bytes: an attribute may be a megabyte long.
  const pieces: Uint8Array[] = [];
  const add = (piece: Uint8Array) => {
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, piece.length);
    pieces.push(new Uint8Array(length.buffer), piece);
  };
  for (const name of Object.keys(attributes).sort()) {
    const { type, value } = attributes[name]!;
    add(encoder.encode(name));
    add(encoder.encode(type));
    pieces.push(Uint8Array.of(isBinary(type) ? 2 : 1));
    add(isBinary(type) ? Uint8Array.from(atob(value), (sign) => sign.charCodeAt(0)) : encoder.encode(value));
  }
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return md5(bytes);
}
