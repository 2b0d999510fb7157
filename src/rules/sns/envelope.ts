/**
 * What SNS wraps a message in where raw delivery is off.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
import { arn, messageId, REGION, sequenceNumber } from '../aws.ts';
import { filled, type Letter } from '../letter.ts';
import { timestamp } from '../moment.ts';

export interface Envelope {
  readonly Type: 'Notification';
  readonly MessageId: string;
  readonly SequenceNumber?: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly SignatureVersion: '1';
  readonly Signature: string;
  readonly SigningCertURL: string;
  readonly UnsubscribeURL: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
}

export interface Published {
  readonly letter: Letter;
  /** The request's number, for `{n}`. */
  readonly request: number;
  /** The topic's name; one that ends in `.fifo` numbers its messages. */
  readonly topic: string;
  /** Which subscription of the topic, from 0. */
  readonly subscription?: number;
  /** Of the message as the topic took it in. */
  readonly uid: number;
  /** When that was. */
  readonly tick: number;
}

/** Nothing is signed in this lab: where the signature stands, this does. */
export const SIGNATURE = `${'EXAMPLE/NothingIsSignedInThisLab'.repeat(5)}EXAMPLE=`;

/** @param nth which subscription of the topic, from 0 */
export function subscriptionArn(topic: string, nth: number): string {
  // A uid of its own that no message comes by: uids count from 0.
  return `${arn('sns', topic)}:${messageId(2 ** 52 + nth)}`;
}

/** Keys in the order in which SNS writes them. */
export function envelope({ letter, request, topic, subscription = 0, uid, tick }: Published): Envelope {
  const host = `https://sns.${REGION}.amazonaws.com`;
  const attributes = Object.entries(letter.attributes ?? {});
  return {
    Type: 'Notification',
    MessageId: messageId(uid),
    ...(topic.endsWith('.fifo') && { SequenceNumber: sequenceNumber(uid) }),
    TopicArn: arn('sns', topic),
    ...(letter.subject !== undefined && { Subject: filled(letter.subject, request) }),
    Message: filled(letter.body, request),
    Timestamp: timestamp(tick),
    SignatureVersion: '1',
    Signature: SIGNATURE,
    SigningCertURL: `${host}/SimpleNotificationService-EXAMPLE.pem`,
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn(topic, subscription)}`,
    ...(attributes.length > 0 && {
      MessageAttributes: Object.fromEntries(
        attributes.map(([name, { type, value }]) => [name, { Type: type, Value: value }]),
      ),
    }),
  };
}

/** The envelope as the text that arrives: the body of the SQS message, or of the POST. SNS sets a space before each colon. */
export function envelopeText(published: Published): string {
  const entries = Object.entries(envelope(published)).map(([key, value]) => {
    if (typeof value === 'string') return `  ${JSON.stringify(key)} : ${JSON.stringify(value)}`;
    const inner = Object.entries(value as NonNullable<Envelope['MessageAttributes']>).map(
      ([name, { Type, Value }]) =>
        `    ${JSON.stringify(name)} : {"Type":${JSON.stringify(Type)},"Value":${JSON.stringify(Value)}}`,
    );
    return `  ${JSON.stringify(key)} : {\n${inner.join(',\n')}\n  }`;
  });
  return `{\n${entries.join(',\n')}\n}`;
}
