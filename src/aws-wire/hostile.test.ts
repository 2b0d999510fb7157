/** A program that does what no careful one would: whatever it hears, it hears from the service. */
import {
  CreateTopicCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  paginateListTopics,
  SNSServiceException,
  TagResourceCommand,
} from '@aws-sdk/client-sns';
import {
  AddPermissionCommand,
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  ListQueuesCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSServiceException,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { atAws, bodies, refusal } from '../../tests/atAws.ts';

/** The name of what a request was refused with; anything but an exception of the service is a mistake here. */
async function refused(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (one: Error) => one,
  );
  if (error === null) return 'granted';
  expect(error instanceof SQSServiceException || error instanceof SNSServiceException, `${error}`).toBe(true);
  return error.name;
}

describe('message attributes', () => {
  test('may be as long as a message', async () => {
    const { queue } = atAws();
    const orders = await queue('orders');
    const long = { a: { DataType: 'String', StringValue: 'ü'.repeat(300_000) } };
    const sent = await orders.send('x', { MessageAttributes: long });
    const [got] = await orders.receive({ MessageAttributeNames: ['All'] });
    expect(got!.MessageAttributes!.a!.StringValue).toHaveLength(300_000);
    expect(got!.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
  });

  test.each([
    [{ DataType: 'Binary', StringValue: 'é!' }, "with type 'Binary' must use field 'Binary'."],
    [{ DataType: 'String', BinaryValue: new Uint8Array([1]) }, "with type 'String' must use field 'String'."],
    [
      { DataType: 'Number', StringValue: '' },
      "must contain non-empty message attribute value for message attribute type 'Number'.",
    ],
  ])('%j is none', async (value, words) => {
    const { region, sns, queue, topic } = atAws();
    const orders = await queue('orders');
    const MessageAttributes = { a: value };
    expect(await refusal(orders.send('x', { MessageAttributes }))).toBe(
      `InvalidParameterValue: The message attribute 'a' ${words}`,
    );
    const { TopicArn } = await topic('news');
    expect(
      await refusal(sns.send(new PublishCommand({ TopicArn, Message: 'x', MessageAttributes }))),
    ).toContain(words);
    expect(region.metric('orders', 'sent')).toBe(0);
  });
});

describe('numbers and texts that are none', () => {
  test.each([-1, 0, 11, 2 ** 32 + 1])('%j messages', async (MaxNumberOfMessages) => {
    const { queue } = atAws();
    const orders = await queue('orders');
    await orders.send('x');
    expect(await refusal(orders.receive({ MaxNumberOfMessages }))).toBe(
      `InvalidParameterValue: Value ${MaxNumberOfMessages} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
    );
  });

  test('a type that the API has not', async () => {
    const { region, sqs, queue } = atAws();
    const { QueueUrl, send, receive, set } = await queue('orders');
    const odd = [
      send(5 as never),
      send('x', { DelaySeconds: '1' as never }),
      send('x', { MessageGroupId: {} as never }),
      receive({ WaitTimeSeconds: 'long' as never }),
      set({ VisibilityTimeout: 30 as never }),
      sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 5 as never }] })),
    ];
    for (const one of odd) expect(await refused(one)).toBe('SerializationException');
    const { requestHandler } = region.clientConfig;
    const headers = { 'x-amz-target': 'AmazonSQS.SendMessage' };
    for (const body of ['{oops', '5', 'null', '[]', '{"Entries":[null]}', '{"MessageAttributes":[1]}']) {
      const { response } = await requestHandler.handle({ headers, hostname: 'sqs', body });
      expect([response.statusCode, new TextDecoder().decode(response.body)]).toEqual([
        400,
        expect.stringContaining('#SerializationException"'),
      ]);
    }
    expect(region.metric('orders', 'sent')).toBe(0);
  });

  test('handles that were never given out', async () => {
    const { sqs, queue } = atAws();
    const { QueueUrl } = await queue('orders');
    for (const text of ['0/0/0/orders', '-1/0/0/orders', '1/2/3/others', '1.5/1/1/orders', ''])
      expect(await refused(sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: btoa(text) })))).toBe(
        'ReceiptHandleIsInvalid',
      );
  });

  test.each([10_000_000, 1_048_577])('a body of %j bytes', async (length) => {
    const { queue } = atAws();
    const orders = await queue('orders');
    expect(await refused(orders.send('x'.repeat(length)))).toBe('InvalidParameterValue');
    expect(await refused(orders.send('x'.repeat(1_048_576)))).toBe('granted');
  });

  test.each(['a\u0000b', 'a\ud800b', 'a\ufffeb'])('a body with %j', async (body) => {
    const { queue } = atAws();
    expect(await refused((await queue('orders')).send(body))).toBe('InvalidMessageContents');
  });

  test.each(['{n}', '{\u{E000}n}', '{n} {\u{E000}\u{E000}n}', '{{n}}'])(
    'the body %j is itself',
    async (body) => {
      const { queue } = atAws();
      const orders = await queue('orders');
      await orders.send(body);
      expect(bodies(await orders.receive())).toEqual([body]);
    },
  );
});

test('attributes of queues that are no documents, or do not go together', async () => {
  const { queue } = atAws();
  const deadLetterTargetArn = await (await queue('dead')).arn();
  for (const name of ['RedrivePolicy', 'RedriveAllowPolicy', 'Policy'])
    expect(await refused(queue('orders', { [name]: '{oops' }))).toBe('InvalidAttributeValue');
  for (const maxReceiveCount of [true, '', 0, 1001, 1.5, {}])
    expect(
      await refused(
        queue('orders', { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }) }),
      ),
    ).toBe('InvalidParameterValue');
  const high = { FifoQueue: 'true', FifoThroughputLimit: 'perMessageGroupId' };
  expect(await refused(queue('high.fifo', high))).toBe('InvalidAttributeValue');
  const fifo = await queue('high.fifo', { ...high, DeduplicationScope: 'messageGroup' });
  expect(await refused(fifo.set({ DeduplicationScope: 'queue' }))).toBe('InvalidAttributeValue');
});

test('a batch of changes is one request, and each entry is granted or refused for itself', async () => {
  const { region, sqs, queue } = atAws();
  const orders = await queue('orders');
  await orders.send('1');
  await orders.send('2');
  const [one, two] = await orders.receive();
  await orders.remove(two!);
  const before = region.metric('orders', 'requests');
  const entry = (Id: string, ReceiptHandle: string, VisibilityTimeout?: number) => ({
    Id,
    ReceiptHandle,
    VisibilityTimeout,
  });
  const { Successful, Failed } = await sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl: orders.QueueUrl,
      Entries: [
        entry('long', one!.ReceiptHandle!, 50_000),
        entry('nothing', one!.ReceiptHandle!),
        entry('nobody', 'nope', 1),
        entry('gone', two!.ReceiptHandle!, 1),
        entry('fine', one!.ReceiptHandle!, 100),
      ],
    }),
  );
  expect(Successful).toEqual([{ Id: 'fine' }]);
  expect(Object.fromEntries(Failed!.map(({ Id, Code }) => [Id, Code]))).toEqual({
    long: 'InvalidParameterValue',
    nothing: 'MissingParameter',
    nobody: 'ReceiptHandleIsInvalid',
    gone: 'InvalidParameterValue',
  });
  expect(Failed!.find(({ Id }) => Id === 'gone')!.Message).toContain(two!.ReceiptHandle!);
  expect(region.metric('orders', 'requests')).toBe(before + 1);
  region.advance('99s');
  expect(await orders.receive()).toEqual([]);
  region.advance('2s');
  expect(bodies(await orders.receive())).toEqual(['1']);
});

describe('lists in pages', () => {
  test('of queues', async () => {
    const { sqs, queue } = atAws();
    for (let i = 0; i < 5; i++) await queue(`page-${i}`);
    await queue('other');
    const pages: number[] = [];
    const input = { QueueNamePrefix: 'page' };
    for await (const page of paginateListQueues({ client: sqs, pageSize: 2 }, input))
      pages.push(page.QueueUrls!.length);
    expect(pages).toEqual([2, 2, 1]);
    for (const odd of [{ MaxResults: 0 }, { MaxResults: 1001 }, { MaxResults: 2, NextToken: 'oops' }])
      expect(await refused(sqs.send(new ListQueuesCommand(odd)))).toBe('InvalidParameterValue');
  });

  test('of topics, a hundred each', async () => {
    const { sns } = atAws();
    for (let i = 0; i < 105; i++) await sns.send(new CreateTopicCommand({ Name: `t${i}` }));
    const pages: number[] = [];
    for await (const page of paginateListTopics({ client: sns }, {})) pages.push(page.Topics!.length);
    expect(pages).toEqual([100, 5]);
    expect(await refused(sns.send(new ListTopicsCommand({ NextToken: 'oops' })))).toBe(
      'InvalidParameterException',
    );
  });
});

test('what is not there says so', async () => {
  const { sqs, sns, queue, topic } = atAws();
  const { QueueUrl } = await queue('orders');
  const { TopicArn } = await topic('news');
  const Entries = [{ Id: 'a', Message: 'x', MessageStructure: 'json' }];
  expect(await refused(sqs.send(new TagQueueCommand({ QueueUrl, Tags: {} })))).toBe('UnsupportedOperation');
  expect(
    await refused(
      sqs.send(new AddPermissionCommand({ QueueUrl, Label: 'a', AWSAccountIds: ['1'], Actions: ['*'] })),
    ),
  ).toBe('UnsupportedOperation');
  expect(await refused(sns.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags: [] })))).toBe(
    'UnsupportedOperation',
  );
  expect(
    await refused(sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: Entries }))),
  ).toBe('InvalidParameterException');
});

test('names that JavaScript knows, and that of the client, are names like others', async () => {
  const { queue } = atAws();
  for (const name of ['client', 'constructor', '__proto__', 'toString']) {
    const one = await queue(name);
    await one.send(name);
    expect(bodies(await one.receive())).toEqual([name]);
  }
});

test('many at once: every message once, and a queue that is made meanwhile disturbs nobody', async () => {
  const { region, queue } = atAws({ latency: 'uniform 1ms..20ms' });
  const orders = await queue('orders');
  await Promise.all(Array.from({ length: 50 }, (_, i) => orders.send(`${i}`)));
  const got = await Promise.all(Array.from({ length: 20 }, () => orders.receive({ WaitTimeSeconds: 1 })));
  expect(new Set(bodies(got.flat()))).toHaveProperty('size', 50);
  expect(got.flat()).toHaveLength(50);
  const [late] = await Promise.all([
    orders.receive({ WaitTimeSeconds: 20 }),
    queue('other'),
    orders.send('late'),
  ]);
  expect(bodies(late)).toEqual(['late']);
  expect(region.metric('orders', 'NumberOfMessagesReceived')).toBe(51);
});

describe('who hangs up', () => {
  test('before the request has sent nothing', async () => {
    const { region, sqs, queue } = atAws();
    const { QueueUrl } = await queue('orders');
    const gone = new AbortController();
    gone.abort();
    const sent = sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }), {
      abortSignal: gone.signal,
    });
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    region.advance('1s');
    expect(region.metric('orders', 'sent')).toBe(0);
  });

  test('during a long poll leaves what it brings to its visibility timeout', async () => {
    const { region, sqs, queue } = atAws();
    const { QueueUrl, send, receive } = await queue('orders');
    const going = new AbortController();
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: going.signal,
    });
    going.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await send('x');
    region.advance('31s');
    expect(bodies(await receive())).toEqual(['x']);
  });
});
