/** The real SDK's clients for SNS and SQS at a simulated region: topics, subscriptions, and what reaches the queues. */
import {
  ConfirmSubscriptionCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  type MessageAttributeValue,
  NotFoundException,
  PublishBatchCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { atAws, bodies, refusal } from '../../tests/atAws.ts';

const RAW = { RawMessageDelivery: 'true' };

/** A topic, and a queue that lets it send. */
async function wired(name = 'orders', subscription?: Readonly<Record<string, string>>) {
  const all = atAws();
  const fifo = name.endsWith('.fifo');
  const topic = await all.topic(name, fifo ? { FifoTopic: 'true' } : undefined);
  const allowed = (QueueArn: string) => ({
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: QueueArn,
          Condition: { ArnEquals: { 'aws:SourceArn': topic.TopicArn } },
        },
      ],
    }),
  });
  const letIn = async (queue: Awaited<ReturnType<typeof all.queue>>) => {
    await queue.set(allowed(await queue.arn()));
    return queue;
  };
  const queue = await letIn(await all.queue(`inbox-${name}`, fifo ? { FifoQueue: 'true' } : undefined));
  const SubscriptionArn = await topic.subscribe(queue, subscription);
  return { ...all, topic, inbox: queue, letIn, SubscriptionArn };
}

const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });

describe('a topic', () => {
  test('delivers raw what was published, with its attributes', async () => {
    const { region, topic, inbox } = await wired('orders', RAW);
    await topic.publish('{n}: one & <two>\r\n"drei"\t– 4', { MessageAttributes: { kind: text('a<b&c') } });
    region.advance('1s');
    const [message] = await inbox.receive({ MessageAttributeNames: ['All'] });
    expect(message).toMatchObject({
      Body: '{n}: one & <two>\r\n"drei"\t– 4',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'a<b&c' } },
    });
    expect(region.metric('orders', 'NumberOfNotificationsDelivered')).toBe(1);
  });

  test('delivers in its envelope where delivery is not raw', async () => {
    const { region, topic, inbox, SubscriptionArn } = await wired();
    const { MessageId } = await topic.publish('{"total":12,"template":"{n}"}', {
      Subject: 'An order',
      MessageAttributes: { kind: text('digital') },
    });
    expect(MessageId).toMatch(/^[\da-f-]{36}$/);
    region.advance('1s');
    const [message] = await inbox.receive({ MessageAttributeNames: ['All'] });
    expect(message!.MessageAttributes).toBeUndefined();
    const envelope = JSON.parse(message!.Body!);
    expect(envelope).toMatchObject({
      Type: 'Notification',
      MessageId,
      TopicArn: topic.TopicArn,
      Subject: 'An order',
      Message: '{"total":12,"template":"{n}"}',
      MessageAttributes: { kind: { Type: 'String', Value: 'digital' } },
    });
    expect(envelope.Timestamp).toMatch(/^2026-01-01T00:00:00\.0\d\dZ$/);
    expect(envelope.UnsubscribeURL).toContain(SubscriptionArn);
  });

  test('delivers what a filter policy lets through, from the moment at which it is set', async () => {
    const { region, sns, topic, inbox, letIn, queue, SubscriptionArn } = await wired('orders', {
      ...RAW,
      FilterPolicy: JSON.stringify({ kind: ['digital', { prefix: 'e-' }] }),
    });
    const bodied = await letIn(await queue('bodied'));
    await topic.subscribe(bodied, {
      ...RAW,
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: JSON.stringify({ total: [{ numeric: ['>=', 10] }] }),
    });
    const publishAll = async () => {
      await topic.publish('{"total":5}', { MessageAttributes: { kind: text('digital') } });
      await topic.publish('{"total":50}', { MessageAttributes: { kind: text('e-book') } });
      await topic.publish('{"total":500}', { MessageAttributes: { kind: text('paper') } });
      await topic.publish('no JSON');
      region.advance('1s');
    };
    await publishAll();
    expect(bodies(await inbox.receive()).sort()).toEqual(['{"total":50}', '{"total":5}']);
    expect(bodies(await bodied.receive()).sort()).toEqual(['{"total":500}', '{"total":50}']);
    expect(region.metric('orders', 'NumberOfNotificationsFilteredOut')).toBe(4);
    expect(region.metric('orders', 'NumberOfNotificationsFilteredOut-InvalidMessageBody')).toBe(1);

    const set = (AttributeName: string, AttributeValue: string) =>
      sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
    await set('FilterPolicy', JSON.stringify({ kind: ['paper'] }));
    await publishAll();
    expect(bodies(await inbox.receive())).toEqual(['{"total":500}']);
    await set('FilterPolicy', '{}');
    await publishAll();
    expect(await inbox.receive()).toHaveLength(4);
    expect(await refusal(set('FilterPolicy', '{"kind":[]}'))).toBe(
      'InvalidParameterException: Invalid parameter: FilterPolicy: Empty arrays are not allowed\n at [Source: (String)"{"kind":[]}"; line: 1, column: 11]',
    );
    expect(await refusal(set('Colour', 'red'))).toBe(
      'InvalidParameterException: Invalid parameter: AttributeName',
    );
  });

  test('whose queue has no policy for it delivers nothing, and tells nobody but CloudWatch', async () => {
    const { region, topic, queue, letIn } = await wired();
    const closed = await queue('closed');
    await topic.subscribe(closed, RAW);
    await topic.publish('unheard');
    region.advance('1h');
    expect(await closed.receive()).toEqual([]);
    expect(region.metric('orders', 'NumberOfNotificationsFailed')).toBe(1);
    await letIn(closed);
    await topic.publish('heard');
    region.advance('1s');
    expect(bodies(await closed.receive())).toEqual(['heard']);
  });

  test('sets aside what it cannot deliver, where the subscription has a RedrivePolicy', async () => {
    const { region, topic, queue } = await wired();
    const [closed, dead] = [await queue('closed'), await queue('dead')];
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await dead.arn() });
    await topic.subscribe(closed, { ...RAW, RedrivePolicy });
    await topic.publish('unheard');
    region.advance('1s');
    expect(bodies(await dead.receive())).toEqual(['unheard']);
    expect(region.metric('orders', 'NumberOfNotificationsRedrivenToDlq')).toBe(1);
  });

  test('that is FIFO keeps the order of a group up to a FIFO queue, and drops what comes again', async () => {
    const { region, sns, topic, inbox } = await wired('orders.fifo', RAW);
    const { TopicArn } = topic;
    const publish = (body: string, MessageDeduplicationId = body) =>
      topic.publish(body, { MessageGroupId: 'a', MessageDeduplicationId });
    const first = await publish('1');
    const batch = await sns.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: ['2', '3'].map((Message) => ({
          Id: `m${Message}`,
          Message,
          MessageGroupId: 'a',
          MessageDeduplicationId: Message,
        })),
      }),
    );
    expect(batch.Successful!.map(({ Id }) => Id)).toEqual(['m2', 'm3']);
    const again = await publish('once more', '1');
    expect([again.MessageId, again.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    region.advance('1s');
    const got = await inbox.receive({ MessageSystemAttributeNames: ['All'] });
    expect(bodies(got)).toEqual(['1', '2', '3']);
    expect(got.map(({ Attributes }) => Attributes!.MessageGroupId)).toEqual(['a', 'a', 'a']);
    expect(await refusal(topic.publish('no group'))).toBe(
      'InvalidParameterException: Invalid parameter: The MessageGroupId parameter is required for FIFO topics',
    );
  });

  test('that knows messages by their content needs no ids, and the queue behind it neither', async () => {
    const { region, sns, topic, inbox } = await wired('orders.fifo', RAW);
    const AttributeName = 'ContentBasedDeduplication';
    const { TopicArn } = topic;
    await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue: 'true' }));
    await topic.publish('one', { MessageGroupId: 'a' });
    await topic.publish('one', { MessageGroupId: 'a' });
    region.advance('1s');
    expect(bodies(await inbox.receive())).toEqual(['one']);
  });

  test('delivers nothing to who has left, or to a queue that is gone', async () => {
    const { region, sqs, sns, topic, inbox, SubscriptionArn, letIn, queue } = await wired();
    const gone = await letIn(await queue('gone'));
    await topic.subscribe(gone);
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl: gone.QueueUrl }));
    await topic.publish('for nobody');
    region.advance('1s');
    expect(await inbox.receive()).toEqual([]);
    expect(region.metric('orders', 'NumberOfNotificationsFailed')).toBe(1);
    expect(region.metric('orders', 'NumberOfNotificationsDelivered')).toBe(0);
  });

  test('refuses in the words of SNS', async () => {
    const { sns, topic } = await wired();
    const { TopicArn } = topic;
    await expect(topic.publish('')).rejects.toBeInstanceOf(InvalidParameterException);
    const entry = { Id: 'a', Message: 'x' };
    const batch = (PublishBatchRequestEntries: (typeof entry)[]) =>
      refusal(sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries })));
    expect(await batch([])).toMatch(/^EmptyBatchRequestException/);
    expect(await batch([entry, entry])).toMatch(/^BatchEntryIdsNotDistinctException/);
    expect(await batch(Array.from({ length: 11 }, (_, i) => ({ ...entry, Id: `${i}` })))).toMatch(
      /^TooManyEntriesInBatchRequestException/,
    );
    expect(await refusal(topic.publish('x'.repeat(262_145)))).toMatch(/Message too long/);
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await expect(topic.publish('x')).rejects.toBeInstanceOf(NotFoundException);
  });
});

describe('subscriptions', () => {
  test('are listed, shown and made once', async () => {
    const { sns, topic, inbox, SubscriptionArn } = await wired('orders', RAW);
    const { TopicArn } = topic;
    expect(await topic.subscribe(inbox, RAW)).toBe(SubscriptionArn);
    expect(await refusal(topic.subscribe(inbox, { RawMessageDelivery: 'false' }))).toBe(
      'InvalidParameterException: Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
    );
    const listed = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(listed.Subscriptions).toMatchObject([
      { SubscriptionArn, Protocol: 'sqs', Endpoint: await inbox.arn() },
    ]);
    const shown = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(shown.Attributes).toMatchObject({ RawMessageDelivery: 'true', PendingConfirmation: 'false' });
    const topics = await sns.send(new ListTopicsCommand({}));
    expect(topics.Topics).toEqual([{ TopicArn }]);
  });

  test('of a web endpoint wait for a confirmation that nobody here can give', async () => {
    const { sns, topic } = await wired();
    const { TopicArn } = topic;
    const command = new SubscribeCommand({ TopicArn, Protocol: 'https', Endpoint: 'https://example.com/in' });
    expect((await sns.send(command)).SubscriptionArn).toBe('pending confirmation');
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ SubscriptionsConfirmed: '1', SubscriptionsPending: '1' });
    expect(await refusal(sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token: 'x' })))).toMatch(
      /Token$/,
    );
    const odd = new SubscribeCommand({ TopicArn, Protocol: 'lambda', Endpoint: 'arn:aws:lambda:x' });
    expect(await refusal(sns.send(odd))).toMatch(/does not support this protocol string: lambda/);
  });

  test('change while the program goes on: what was answered before stays answered', async () => {
    const { region, topic, inbox, letIn, queue } = await wired('orders', RAW);
    const got: (string | undefined)[] = [];
    for (let i = 0; i < 8; i++) {
      await topic.publish(`${i}`);
      const late = await letIn(await queue(`late-${i}`));
      await topic.subscribe(late, RAW);
      region.advance('100ms');
      const [message] = await inbox.receive();
      got.push(message?.Body);
      await inbox.remove(message!);
    }
    expect(got).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    const late = await Promise.all([0, 3, 7].map(async (i) => (await queue(`late-${i}`)).receive()));
    expect(late.map((all) => bodies(all))).toEqual([
      ['1', '2', '3', '4', '5', '6', '7'],
      ['4', '5', '6', '7'],
      [],
    ]);
  });
});
