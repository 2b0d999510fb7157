import { describe, expect, test } from 'vitest';
import { ticks } from '../../engine/clock.ts';
import { envelope, envelopeText, type Published, SIGNATURE, subscriptionArn } from './envelope.ts';

const published: Published = {
  letter: { body: 'order {n}: "tea"' },
  request: 7,
  topic: 'orders',
  uid: 42,
  tick: ticks(90.5),
};
const full: Published = {
  ...published,
  letter: {
    ...published.letter,
    subject: 'Order {n}',
    attributes: {
      kind: { type: 'String', value: 'tea "black"' },
      size: { type: 'Number', value: '3' },
    },
  },
  topic: 'orders.fifo',
};

describe('the envelope', () => {
  test('says where from, when and what', () => {
    expect(envelope(published)).toEqual({
      Type: 'Notification',
      MessageId: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:orders',
      Message: 'order 7: "tea"',
      Timestamp: '2026-01-01T00:01:30.500Z',
      SignatureVersion: '1',
      Signature: SIGNATURE,
      SigningCertURL: 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-EXAMPLE.pem',
      UnsubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn('orders', 0)}`,
    });
  });

  test('subject, attributes and the number of a FIFO topic where there are any', () => {
    const { Subject, MessageAttributes, SequenceNumber } = envelope(full);
    expect(Subject).toBe('Order 7');
    expect(SequenceNumber).toMatch(/^\d{20}$/);
    expect(MessageAttributes).toEqual({
      kind: { Type: 'String', Value: 'tea "black"' },
      size: { Type: 'Number', Value: '3' },
    });
  });

  test.each([published, full])('as a text it reads the same, keys in their order', (one) => {
    const text = envelopeText(one);
    expect(JSON.parse(text)).toEqual(envelope(one));
    expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(envelope(one)));
    expect(text.startsWith('{\n  "Type" : "Notification",\n  "MessageId" : "')).toBe(true);
  });

  test('one message has one id for all subscriptions, and each of these its own address', () => {
    const second = envelope({ ...published, subscription: 1 });
    expect(second.MessageId).toBe(envelope(published).MessageId);
    expect(second.UnsubscribeURL).not.toBe(envelope(published).UnsubscribeURL);
    expect(envelope({ ...published, uid: 43 }).MessageId).not.toBe(second.MessageId);
  });

  test('the signature is base64, and says that it is none', () => {
    expect(SIGNATURE).toMatch(/^EXAMPLE/);
    expect(SIGNATURE.length % 4).toBe(0);
    expect(SIGNATURE).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
  });
});
