/** The real SDK's client for SQS at a simulated region. */
import {
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSServiceException,
  StartMessageMoveTaskCommand,
  TooManyEntriesInBatchRequest,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { atAws, bodies, refusal } from '../../tests/atAws.ts';
import { World } from '../engine/world.ts';
import type { State } from './clientPart.ts';

describe('a standard queue', () => {
  test('gives what was sent, hides it, gives it again, and forgets what is deleted', async () => {
    const { region, queue } = atAws();
    const orders = await queue('orders');
    const sent = await orders.send('{n} & <two> "drei" – 4', {
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'digital' },
        total: { DataType: 'Number', StringValue: '12.50' },
        image: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255, 7]) },
      },
    });
    const [first] = await orders.receive({
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    expect(first).toMatchObject({ Body: '{n} & <two> "drei" – 4', MessageId: sent.MessageId });
    expect(first!.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
    expect(first!.MessageAttributes!.image!.BinaryValue).toEqual(new Uint8Array([0, 255, 7]));
    expect(first!.Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
    expect(new Date(Number(first!.Attributes!.SentTimestamp)).toISOString()).toBe('2026-01-01T00:00:00.000Z');

    expect(await orders.receive()).toEqual([]);
    region.advance('29s');
    expect(await orders.receive()).toEqual([]);
    region.advance('1s');
    const [again] = await orders.receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
    expect(again).toMatchObject({ MessageId: sent.MessageId, Attributes: { ApproximateReceiveCount: '2' } });
    expect(again!.ReceiptHandle).not.toBe(first!.ReceiptHandle);
    expect(again!.MessageAttributes).toBeUndefined();

    await orders.remove(again!);
    await orders.remove(again!);
    region.advance('14d');
    expect(await orders.receive()).toEqual([]);
  });

  test('waits in a long poll, in virtual time alone, and hands out what comes meanwhile', async () => {
    const { region, queue } = atAws();
    const orders = await queue('orders');
    const begun = region.seconds;
    expect(await orders.receive({ WaitTimeSeconds: 20 })).toEqual([]);
    expect(region.seconds - begun).toBeCloseTo(20, 4);

    const waits = orders.receive({ WaitTimeSeconds: 20 });
    await region.sleep('5s');
    await orders.send('at last');
    expect(bodies(await waits)).toEqual(['at last']);
    expect(region.seconds - begun).toBeCloseTo(25, 4);
  });

  test('shows a message again when the timeout is set to nothing, and later when it is set anew', async () => {
    const { region, queue } = atAws();
    const orders = await queue('orders', { VisibilityTimeout: '60' });
    await orders.send('one');
    const [first] = await orders.receive();
    await orders.hide(first!, 0);
    const [second] = await orders.receive({ VisibilityTimeout: 10 });
    expect(second!.Body).toBe('one');
    await orders.hide(second!, 100);
    region.advance('99s');
    expect(await orders.receive()).toEqual([]);
    region.advance('1s');
    const [third] = await orders.receive();
    await orders.remove(third!);
    expect(await refusal(orders.hide(third!, 5))).toBe(
      `InvalidParameterValue: Value ${third!.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  });

  test('delays a message, and forgets it when its time is over', async () => {
    const { region, queue } = atAws();
    const orders = await queue('orders', { DelaySeconds: '5', MessageRetentionPeriod: '1209600' });
    await orders.send('later');
    await orders.send('much later', { DelaySeconds: 10 });
    expect(await orders.receive()).toEqual([]);
    expect(await orders.attributes('All')).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesDelayed: '2',
    });
    region.advance('5s');
    expect(bodies(await orders.receive({ VisibilityTimeout: 0 }))).toEqual(['later']);
    region.advance('13d');
    expect(await orders.receive({ VisibilityTimeout: 0 })).toHaveLength(2);
    region.advance('1d');
    expect(await orders.receive()).toEqual([]);
  });

  test('takes and deletes batches, and tells which entries it refuses', async () => {
    const { region, sqs, queue } = atAws();
    const orders = await queue('orders');
    const { QueueUrl } = orders;
    const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: `body ${Id}` }));
    const odd = { Id: 'd', MessageBody: 'bell \u0007' };
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [...Entries, odd] }));
    expect(sent.Successful!.map(({ Id }) => Id)).toEqual(['a', 'b', 'c']);
    expect(sent.Failed).toMatchObject([{ Id: 'd', Code: 'InvalidMessageContents', SenderFault: true }]);
    const got = await orders.receive();
    expect(got.map(({ MessageId }) => MessageId)).toEqual(sent.Successful!.map(({ MessageId }) => MessageId));

    const handles = got.map(({ ReceiptHandle }, i) => ({ Id: `m${i}`, ReceiptHandle }));
    const gone = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [...handles, { Id: 'x', ReceiptHandle: 'garbage' }],
      }),
    );
    expect(gone.Successful!.map(({ Id }) => Id)).toEqual(['m0', 'm1', 'm2']);
    expect(gone.Failed).toMatchObject([{ Id: 'x', Code: 'ReceiptHandleIsInvalid' }]);
    region.advance('1h');
    expect(await orders.receive()).toEqual([]);

    const many = Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, MessageBody: 'x' }));
    const send = (all: typeof many) => sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: all }));
    await expect(send(many)).rejects.toBeInstanceOf(TooManyEntriesInBatchRequest);
    expect(await refusal(send(many))).toMatch(
      /Maximum number of entries per request are 10. You have sent 11./,
    );
    expect(await refusal(send([]))).toMatch(/^EmptyBatchRequest/);
    expect(await refusal(send([many[0]!, many[0]!]))).toBe('BatchEntryIdsNotDistinct: Id 0 repeated.');
    expect(await refusal(send([{ Id: 'a b', MessageBody: 'x' }]))).toMatch(/^InvalidBatchEntryId/);
    const long = 'x'.repeat(600_000);
    expect(await refusal(send(many.slice(0, 2).map((one) => ({ ...one, MessageBody: long }))))).toBe(
      'BatchRequestTooLong: Batch requests cannot be longer than 1048576 bytes. You have sent 1200000 bytes.',
    );
  });

  test('refuses parameters in the words of SQS', async () => {
    const { queue } = atAws();
    const orders = await queue('orders', { MaximumMessageSize: '1024' });
    const refused = [
      orders.receive({ MaxNumberOfMessages: 11 }),
      orders.receive({ WaitTimeSeconds: 21 }),
      orders.receive({ WaitTimeSeconds: -1 }),
      orders.send('x'.repeat(1025)),
      orders.send(''),
    ];
    expect(await Promise.all(refused.map(refusal))).toEqual([
      'InvalidParameterValue: Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
      'InvalidParameterValue: Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
      'InvalidParameterValue: Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
      'InvalidParameterValue: One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
      'MissingParameter: The request must contain the parameter MessageBody.',
    ]);
  });

  test('is purged once a minute', async () => {
    const { region, sqs, queue } = atAws();
    const orders = await queue('orders');
    const purge = () => sqs.send(new PurgeQueueCommand({ QueueUrl: orders.QueueUrl }));
    await orders.send('one');
    await purge();
    expect(await orders.receive()).toEqual([]);
    expect(await refusal(purge())).toBe(
      'PurgeQueueInProgress: Only one PurgeQueue operation on orders is allowed every 60 seconds.',
    );
    region.advance('60s');
    expect(await refusal(purge())).toBe('granted');
  });
});

describe('a FIFO queue', () => {
  test('keeps the order in each group, and drops what comes again within five minutes', async () => {
    const { region, queue } = atAws();
    const orders = await queue('orders.fifo', { FifoQueue: 'true' });
    const send = (body: string, MessageGroupId: string, MessageDeduplicationId = body) =>
      orders.send(body, { MessageGroupId, MessageDeduplicationId });
    const first = await send('a1', 'a');
    await send('a2', 'a');
    const other = await send('b1', 'b');
    const again = await send('other words', 'a', 'a1');
    expect([again.MessageId, again.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    expect(other.SequenceNumber! > first.SequenceNumber!).toBe(true);

    const [head] = await orders.receive({ MaxNumberOfMessages: 1, MessageSystemAttributeNames: ['All'] });
    expect(head!.Attributes).toMatchObject({
      MessageGroupId: 'a',
      MessageDeduplicationId: 'a1',
      SequenceNumber: first.SequenceNumber,
    });
    // The rest of group a waits behind its head.
    const [beside] = await orders.receive();
    expect(beside!.Body).toBe('b1');
    await orders.remove(head!);
    expect(bodies(await orders.receive())).toEqual(['a2']);
    region.advance('5m');
    const later = await send('a1', 'c');
    expect(later.MessageId).not.toBe(first.MessageId);
  });

  test('refuses a delete with a handle whose time is over', async () => {
    const { region, queue } = atAws();
    const orders = await queue('orders.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    await orders.send('one', { MessageGroupId: 'a' });
    const [one] = await orders.receive();
    region.advance('31s');
    expect(await refusal(orders.remove(one!))).toBe(
      `InvalidParameterValue: Value ${one!.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
    await expect(orders.remove(one!)).rejects.toBeInstanceOf(SQSServiceException);
    const [again] = await orders.receive();
    await orders.remove(again!);
    expect((await orders.attributes('ApproximateNumberOfMessages')).ApproximateNumberOfMessages).toBe('0');
  });

  test('says what a message lacks', async () => {
    const { sqs, queue } = atAws();
    const orders = await queue('orders.fifo', { FifoQueue: 'true' });
    expect(await refusal(orders.send('one'))).toBe(
      'MissingParameter: The request must contain the parameter MessageGroupId.',
    );
    expect(await refusal(orders.send('one', { MessageGroupId: 'a' }))).toBe(
      'InvalidParameterValue: The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
    const late = { MessageGroupId: 'a', MessageDeduplicationId: '1', DelaySeconds: 2 };
    expect(await refusal(orders.send('one', late))).toBe(
      'InvalidParameterValue: Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.',
    );
    const whole = sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: orders.QueueUrl,
        Entries: [
          { Id: 'a', MessageBody: 'x', MessageGroupId: 'a', MessageDeduplicationId: '1' },
          { Id: 'b', MessageBody: 'x', MessageGroupId: 'a' },
        ],
      }),
    );
    expect(await refusal(whole)).toMatch(/^InvalidParameterValue: The queue should either/);
  });
});

describe('dead letters', () => {
  test('go to the queue of the RedrivePolicy, and back', async () => {
    const { region, sqs, queue } = atAws();
    const orders = await queue('orders', { VisibilityTimeout: '10' });
    await orders.send('poison');
    const early = await orders.receive();
    expect(bodies(early)).toEqual(['poison']);
    const dead = await queue('dead');
    const deadLetterTargetArn = await dead.arn();
    await orders.set({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }) });
    for (const _ of [2, 3]) {
      region.advance('10s');
      expect(await orders.receive()).toHaveLength(1);
    }
    region.advance('10s');
    expect(await orders.receive()).toEqual([]);
    expect(bodies(await dead.receive({ VisibilityTimeout: 0 }))).toEqual(['poison']);
    const sources = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead.QueueUrl }));
    expect(sources.queueUrls).toEqual([orders.QueueUrl]);

    const move = () => sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetterTargetArn }));
    expect((await move()).TaskHandle).toBeTruthy();
    region.advance('10s');
    expect(await dead.receive()).toEqual([]);
    expect(bodies(await orders.receive())).toEqual(['poison']);
    const SourceArn = await orders.arn();
    expect(await refusal(sqs.send(new StartMessageMoveTaskCommand({ SourceArn })))).toBe(
      'InvalidParameterValue: Source queue must be configured as a Dead Letter Queue.',
    );
  });

  test('need a policy that holds', async () => {
    const { queue } = atAws();
    const orders = await queue('orders');
    const dead = await queue('dead.fifo', { FifoQueue: 'true' });
    const set = (policy: object) => refusal(orders.set({ RedrivePolicy: JSON.stringify(policy) }));
    const deadLetterTargetArn = await dead.arn();
    expect(await set({ deadLetterTargetArn })).toMatch(/mandatory attribute: maxReceiveCount/);
    expect(await set({ deadLetterTargetArn, maxReceiveCount: 1001 })).toMatch(
      /from 1 to 1000 both inclusive/,
    );
    expect(await set({ deadLetterTargetArn, maxReceiveCount: 5 })).toMatch(/same type of queue/);
    expect(await set({ deadLetterTargetArn: `${deadLetterTargetArn}x`, maxReceiveCount: 5 })).toMatch(
      /does not exist/,
    );
  });
});

describe('the account', () => {
  test('finds, lists, repeats and forgets queues', async () => {
    const { region, sqs, queue } = atAws();
    const orders = await queue('orders', { VisibilityTimeout: '60' });
    await queue('orders-dead');
    const { QueueUrl } = orders;
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).QueueUrl).toBe(QueueUrl);
    const listed = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'orders-' }));
    expect(listed.QueueUrls).toEqual([`${QueueUrl}-dead`]);
    expect((await queue('orders', { VisibilityTimeout: '60' })).QueueUrl).toBe(QueueUrl);
    expect(await refusal(queue('orders', { VisibilityTimeout: '61' }))).toMatch(
      /^QueueNameExists: .*VisibilityTimeout$/,
    );

    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(orders.send('one')).rejects.toBeInstanceOf(QueueDoesNotExist);
    expect(await refusal(queue('orders'))).toMatch(/^QueueDeletedRecently/);
    region.advance('60s');
    const anew = await queue('orders');
    expect(await anew.receive()).toEqual([]);
    expect(await anew.attributes('All')).toMatchObject({
      VisibilityTimeout: '30',
      MaximumMessageSize: '1048576',
    });
  });

  test('says what it does not know', async () => {
    const { sqs, queue } = atAws();
    const orders = await queue('orders');
    expect(await refusal(sqs.send(new ListQueueTagsCommand({ QueueUrl: orders.QueueUrl })))).toMatch(
      /^UnsupportedOperation: SQS here does not know ListQueueTags. It knows CreateQueue, /,
    );
    expect(await refusal(queue('orders.fifo'))).toMatch(/^InvalidParameterValue: Can only include/);
    expect(await refusal(queue('odd', { Colour: 'red' } as never))).toBe(
      'InvalidAttributeName: Unknown Attribute Colour.',
    );
    expect(await refusal(queue('odd', { Policy: 'null' }))).toMatch(/^InvalidAttributeValue/);
    expect(await refusal(queue('odd', { VisibilityTimeout: '43201' }))).toBe(
      'InvalidAttributeValue: Invalid value for the parameter VisibilityTimeout.',
    );
    const other = await queue('other');
    await other.send('one');
    const [one] = await other.receive();
    await expect(orders.remove(one!)).rejects.toBeInstanceOf(ReceiptHandleIsInvalid);
  });

  test('gives the same answers to the same program, and its model gives them again', async () => {
    const program = async () => {
      const { region, queue } = atAws({ seed: 7, latency: 'exp 20ms' });
      const orders = await queue('orders');
      await Promise.all(['a', 'b', 'c'].map((body) => orders.send(body)));
      await queue('another');
      const got = await orders.receive({ MessageSystemAttributeNames: ['All'] });
      return { got, seconds: region.seconds, model: region.model() };
    };
    const [one, other] = [await program(), await program()];
    expect(one.got).toHaveLength(3);
    expect(other.got).toEqual(one.got);
    expect(other.seconds).toBe(one.seconds);
    expect(one.seconds).toBeGreaterThan(0.02);

    const world = new World(one.model, { seed: 7 });
    world.run(one.seconds * 1_000_000);
    const { answers } = world.selves[0]!.state as State;
    expect(answers).toHaveLength(4);
    expect(answers[3]!.delivered.map(({ letter }) => letter.body)).toEqual(bodies(one.got));
    expect(answers[3]!.at).toBe(one.seconds * 1_000_000);
  });

  test('lets go of who hangs up', async () => {
    const { sqs, queue } = atAws();
    const { QueueUrl } = await queue('orders');
    const leaves = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 });
    const waits = sqs.send(command, { abortSignal: leaves.signal });
    leaves.abort();
    expect(await refusal(waits)).toMatch(/^AbortError/);
  });
});
