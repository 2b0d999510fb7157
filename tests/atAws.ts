/** Programs for tests: the real SDK's clients at a simulated region, with a short way to a queue and to a topic. */
import {
  CreateTopicCommand,
  type CreateTopicCommandInput,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  type CreateQueueCommandInput,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type RegionOptions, simulatedAws } from '../src/aws-wire/simulatedAws.ts';

type Texts = Readonly<Record<string, string>>;

export function atAws(options?: RegionOptions) {
  const region = simulatedAws(options);
  const sqs = new SQSClient({ ...region.clientConfig });
  const sns = new SNSClient({ ...region.clientConfig });

  function queueAt(QueueUrl: string) {
    const attributes = async (...AttributeNames: ('All' | 'QueueArn' | 'ApproximateNumberOfMessages')[]) =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes ?? {};
    return {
      QueueUrl,
      attributes,
      arn: async () => (await attributes('QueueArn')).QueueArn!,
      send: (MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
        sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more })),
      async receive(more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
        const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more });
        return (await sqs.send(command)).Messages ?? [];
      },
      remove: ({ ReceiptHandle }: Message) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
      hide: ({ ReceiptHandle }: Message, VisibilityTimeout: number) =>
        sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout })),
      set: (Attributes: Texts) => sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes })),
    };
  }

  function topicAt(TopicArn: string) {
    return {
      TopicArn,
      publish: (Message: string, more: Partial<PublishCommandInput> = {}) =>
        sns.send(new PublishCommand({ TopicArn, Message, ...more })),
      async subscribe(queue: ReturnType<typeof queueAt>, Attributes?: Texts): Promise<string> {
        const Endpoint = await queue.arn();
        const command = new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes });
        return (await sns.send(command)).SubscriptionArn!;
      },
    };
  }

  return {
    region,
    sqs,
    sns,
    queueAt,
    async queue(QueueName: string, Attributes?: CreateQueueCommandInput['Attributes']) {
      return queueAt((await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl!);
    },
    async topic(Name: string, Attributes?: CreateTopicCommandInput['Attributes']) {
      return topicAt((await sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn!);
    },
  };
}

export const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

/** What a request was refused with. */
export const refusal = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (error: Error) => `${error.name}: ${error.message}`,
  );
