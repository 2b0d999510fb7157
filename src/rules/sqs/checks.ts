/** Whether SQS takes a message in. */

import { filled, type Letter, sizeOf } from '../letter.ts';
import type { ServiceError } from '../serviceError.ts';
import {
  badId,
  delayOfFifo,
  delayOutOfRange,
  INVALID_CONTENTS,
  missing,
  NO_DEDUPLICATION_ID,
  tooLong,
  tooManyAttributes,
  unknownType,
} from './refusals.ts';

/** What a queue asks of a message. */
export interface Demands {
  readonly FifoQueue: boolean;
  readonly ContentBasedDeduplication: boolean;
  /** Bytes. */
  readonly MaximumMessageSize: number;
}

const ATTRIBUTES_MAX = 10;
const DELAY_MAX = 900_000_000;
const TICKS_PER_SECOND = 1_000_000;

/** As XML 1.0 knows characters; a lone surrogate is none. */
const CONTENTS = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
/** Letters, digits, and the punctuation that the service names. */
const ID = /^[\x21-\x7e]{1,128}$/;
const TYPE = /^(String|Number|Binary)(\.|$)/;

/** @param request the number that `{n}` stands for @returns null when the message is taken */
export function refusalOf(letter: Letter, request: number, demands: Demands): ServiceError | null {
  return (
    refusalOfBody(letter) ??
    refusalOfAttributes(letter) ??
    refusalOfDelay(letter, demands) ??
    refusalOfIds(letter, request, demands) ??
    (bytesOf(letter, request) > demands.MaximumMessageSize ? tooLong(demands.MaximumMessageSize) : null)
  );
}

/** In the envelope of a topic it has a body in any case, and what it carries is in there. */
function refusalOfBody({ body, envelope }: Letter): ServiceError | null {
  if (body === '' && envelope === undefined) return missing('MessageBody');
  return CONTENTS.test(body) ? null : INVALID_CONTENTS;
}

function refusalOfAttributes({ attributes = {}, envelope }: Letter): ServiceError | null {
  if (envelope !== undefined) return null;
  const entries = Object.entries(attributes);
  if (entries.length > ATTRIBUTES_MAX) return tooManyAttributes(entries.length);
  const odd = entries.find(([, { type }]) => !TYPE.test(type));
  return odd ? unknownType(odd[0]) : null;
}

function refusalOfDelay({ delay = 0 }: Letter, { FifoQueue }: Demands): ServiceError | null {
  if (delay === 0) return null;
  const s = delay / TICKS_PER_SECOND;
  if (FifoQueue) return delayOfFifo(s);
  return delay < 0 || delay > DELAY_MAX ? delayOutOfRange(s) : null;
}

/** A standard queue does not look at a MessageDeduplicationId: see model.md of the part. */
function refusalOfIds(letter: Letter, request: number, demands: Demands): ServiceError | null {
  if (letter.group !== undefined) {
    const group = filled(letter.group, request);
    if (!ID.test(group)) return badId(group, 'MessageGroupId');
  }
  if (!demands.FifoQueue) return null;
  if (letter.group === undefined) return missing('MessageGroupId');
  if (letter.deduplication === undefined)
    return demands.ContentBasedDeduplication ? null : NO_DEDUPLICATION_ID;
  const id = filled(letter.deduplication, request);
  return ID.test(id) ? null : badId(id, 'MessageDeduplicationId');
}

/** Refusals that fail a whole batch, not the one entry that has them. */
export function failsTheBatch({ code, message }: ServiceError): boolean {
  return message === NO_DEDUPLICATION_ID.message || (code === 'MissingParameter' && GROUP.test(message));
}

const GROUP = /MessageGroupId/;

/** Sizes by letter, where they do not hang on the request: a run sends few letters many times. */
const sizes = new WeakMap<Letter, number>();

/** Body and attributes in bytes. */
export function bytesOf(letter: Letter, request: number): number {
  const known = sizes.get(letter);
  if (known !== undefined) return known;
  const bytes = sizeOf(letter, request);
  if (!letter.body.includes('{n}')) sizes.set(letter, bytes);
  return bytes;
}

const CHUNK = 64 * 1024;

/** How many requests are billed for so many bytes in one request. */
export function requestsFor(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / CHUNK));
}
