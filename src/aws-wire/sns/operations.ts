/** The operations of SNS, by name. */
import { ACCOUNT, arn, messageId, sequenceNumber } from '../../rules/aws.ts';
import type { Attribute, Letter } from '../../rules/letter.ts';
import type { Account, Subscription, Topic } from '../account.ts';
import { granted, refusalOf } from '../asked.ts';
import type { Answer, Asked } from '../clientPart.ts';
import { type Fault, fault } from '../fault.ts';
import { kept } from '../verbatim.ts';
import type { Form } from './form.ts';
import { accept, isConfirmed, shownAttributes, subscribe } from './subscriptions.ts';
import type { XmlStructure } from './xml.ts';

type Operation = (account: Account, form: Form) => XmlStructure | Promise<XmlStructure>;

const invalid = (message: string): Fault => fault('InvalidParameter', `Invalid parameter: ${message}`);

const TOPIC_ATTRIBUTES = ['FifoTopic', 'ContentBasedDeduplication', 'FifoThroughputScope'];
/** Kept and shown, and without effect on a simulated topic. */
const KEPT = [
  'DisplayName',
  'Policy',
  'DeliveryPolicy',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
];

export const SNS: Readonly<Record<string, Operation>> = {
  CreateTopic(account, form) {
    const name = form.text('Name') ?? '';
    const attributes = form.map('Attributes');
    const isFifo = attributes.FifoTopic === 'true';
    const bare = isFifo && name.endsWith('.fifo') ? name.slice(0, -'.fifo'.length) : name;
    if (!/^[\w-]{1,256}$/.test(bare)) throw invalid('Topic Name');
    if (isFifo && bare === name)
      throw invalid(
        'Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.',
      );
    const odd = Object.keys(attributes).find((one) => ![...TOPIC_ATTRIBUTES, ...KEPT].includes(one));
    if (odd !== undefined) throw invalid(`Attributes Reason: Unknown attribute ${odd}`);
    const before = account.topics().find((one) => one.name === name);
    if (!before) return { TopicArn: account.addTopic(name, attributes, settingsFrom(attributes)).arn };
    const isSame = Object.entries(attributes).every(([key, value]) => before.attributes[key] === value);
    if (!isSame) throw invalid('Attributes Reason: Topic already exists with different attributes');
    return { TopicArn: before.arn };
  },

  ListTopics(account, form) {
    const { here, ...more } = pageOf(account.topics(), form);
    return { Topics: here.map(({ arn: TopicArn }) => ({ TopicArn })), ...more };
  },

  DeleteTopic(account, form) {
    const topic = account.topics().find((one) => one.arn === form.text('TopicArn'));
    if (!topic) return {};
    for (const one of ofTopic(account, topic)) account.removeSubscription(one);
    account.changeTopic(topic, { isDeleted: true });
    return {};
  },

  GetTopicAttributes(account, form) {
    const topic = topicAt(account, form.text('TopicArn'));
    const all = ofTopic(account, topic);
    const attributes = {
      TopicArn: topic.arn,
      Owner: ACCOUNT,
      DisplayName: '',
      SubscriptionsConfirmed: String(all.filter(isConfirmed).length),
      SubscriptionsPending: String(all.filter((one) => !isConfirmed(one)).length),
      SubscriptionsDeleted: '0',
      ...(topic.isFifo && { ContentBasedDeduplication: 'false', FifoThroughputScope: 'Topic' }),
      ...topic.attributes,
    };
    return { Attributes: new Map(Object.entries(attributes)) };
  },

  SetTopicAttributes(account, form) {
    const topic = topicAt(account, form.text('TopicArn'));
    const [name, value] = [form.text('AttributeName') ?? '', form.text('AttributeValue') ?? ''];
    if (name === 'FifoTopic' || ![...TOPIC_ATTRIBUTES, ...KEPT].includes(name))
      throw invalid('AttributeName');
    account.stage.set(topic.part, settingsFrom({ [name]: value }));
    account.changeTopic(topic, { attributes: { ...topic.attributes, [name]: value } });
    return {};
  },

  Subscribe(account, form) {
    const topic = topicAt(account, form.text('TopicArn'));
    const [protocol, endpoint] = [form.text('Protocol') ?? '', form.text('Endpoint') ?? ''];
    const one = subscribe(account, topic, protocol, endpoint, form.map('Attributes'));
    const isShown = isConfirmed(one) || form.text('ReturnSubscriptionArn') === 'true';
    return { SubscriptionArn: isShown ? one.arn : 'pending confirmation' };
  },

  /** The token goes to the endpoint, and no endpoint that must confirm is simulated: no token is right. */
  ConfirmSubscription(account, form) {
    topicAt(account, form.text('TopicArn'));
    throw invalid('Token');
  },

  Unsubscribe(account, form) {
    const own = form.text('SubscriptionArn') ?? '';
    const elements = own.split(':').length;
    if (elements < 6)
      throw invalid(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${elements}`);
    const one = account.subscriptions().find((other) => other.arn === own);
    // What is not subscribed stays so: no error.
    if (one) account.removeSubscription(one);
    return {};
  },

  ListSubscriptions(account, form) {
    const { here, ...more } = pageOf(account.subscriptions(), form);
    return { Subscriptions: here.map(listed), ...more };
  },

  ListSubscriptionsByTopic(account, form) {
    const topic = topicAt(account, form.text('TopicArn'));
    const { here, ...more } = pageOf(ofTopic(account, topic), form);
    return { Subscriptions: here.map(listed), ...more };
  },

  GetSubscriptionAttributes(account, form) {
    const one = subscriptionAt(account, form.text('SubscriptionArn'));
    return { Attributes: new Map(Object.entries(shownAttributes(one))) };
  },

  SetSubscriptionAttributes(account, form) {
    const one = subscriptionAt(account, form.text('SubscriptionArn'));
    const topic = topicAt(account, one.topic);
    const [name, value] = [form.text('AttributeName') ?? '', form.text('AttributeValue') ?? ''];
    const next = { ...one.attributes, [name]: value };
    accept(account, topic, one.endpoint, next, 'SetSubscriptionAttributes');
    account.changeSubscription(one, next);
    return {};
  },

  async Publish(account, form) {
    const topic = topicAt(account, form.text('TopicArn') ?? form.text('TargetArn'));
    const answer = await ask(account, { what: 'send', nth: topic.publishes, letter: letterOfForm(form) });
    return published(topic, answer.uid);
  },

  async PublishBatch(account, form) {
    const topic = topicAt(account, form.text('TopicArn'));
    const members = form.members('PublishBatchRequestEntries');
    const ids = members.map((one) => one.text('Id') ?? '');
    if (ids.some((id) => !/^[\w-]{1,80}$/.test(id)))
      throw fault(
        'InvalidBatchEntryId',
        "The Id of a batch entry in a batch request doesn't abide by the specification.",
      );
    if (new Set(ids).size < ids.length)
      throw fault('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
    const letters = members.map(letterOfForm);
    const { entries } = await ask(account, { what: 'sendMany', nth: topic.publishes, letters });
    const refusals = entries.map((entry) => refusalOf(account.topicKind, entry));
    return {
      Successful: ids.flatMap((Id, i) => (refusals[i] ? [] : [{ Id, ...published(topic, entries[i]!.uid) }])),
      Failed: ids.flatMap((Id, i) => {
        const refusal = refusals[i];
        if (!refusal) return [];
        const { code, message, status } = refusal;
        return [{ Id, Code: code, Message: message, SenderFault: String(status < 500) }];
      }),
    };
  },
};

async function ask(account: Account, asked: Asked): Promise<Answer> {
  return granted(account.topicKind, await account.stage.ask(asked));
}

function settingsFrom(attributes: Readonly<Record<string, string>>): Record<string, unknown> {
  const { FifoTopic, ContentBasedDeduplication: byContent, FifoThroughputScope: scope } = attributes;
  if (byContent !== undefined && byContent !== 'true' && byContent !== 'false')
    throw invalid('Attributes Reason: ContentBasedDeduplication');
  if (scope !== undefined && scope !== 'Topic' && scope !== 'MessageGroup')
    throw invalid('Attributes Reason: FifoThroughputScope');
  return {
    ...(FifoTopic !== undefined && { FifoTopic: FifoTopic === 'true' }),
    ...(byContent !== undefined && { ContentBasedDeduplication: byContent === 'true' }),
    ...(scope !== undefined && { FifoThroughputScope: scope }),
  };
}

const PAGE = 100;

/** A hundred at a time. */
function pageOf<T>(
  all: readonly T[],
  form: Form,
): { readonly here: readonly T[]; readonly NextToken?: string } {
  const token = form.text('NextToken') ?? '0';
  if (!/^\d{1,9}$/.test(token)) throw invalid('NextToken');
  const to = Number(token) + PAGE;
  const here = all.slice(Number(token), to);
  return to < all.length ? { here, NextToken: String(to) } : { here };
}

/** @throws Fault when an attribute has no value, or not that of its type */
function checkValues(form: Form): void {
  for (const [name, { type, field, value }] of Object.entries(form.attributes('MessageAttributes'))) {
    const wanted = type.startsWith('Binary') ? 'Binary' : 'String';
    const what = `The message attribute '${name}'`;
    if (value === '')
      throw fault(
        'ParameterValueInvalid',
        `${what} must contain non-empty message attribute value for message attribute type '${type}'.`,
      );
    if (field !== wanted)
      throw fault('ParameterValueInvalid', `${what} with type '${type}' must use field '${wanted}'.`);
  }
}

function letterOfForm(form: Form): Letter {
  checkValues(form);
  const attributes: Readonly<Record<string, Attribute>> = Object.fromEntries(
    Object.entries(form.attributes('MessageAttributes')).map(([name, { type, value }]) => [
      name,
      { type, value },
    ]),
  );
  const [subject, group] = [form.text('Subject'), form.text('MessageGroupId')];
  const deduplication = form.text('MessageDeduplicationId');
  return {
    body: kept(bodyOf(form)),
    ...(subject !== undefined && { subject: kept(subject) }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(group !== undefined && { group }),
    ...(deduplication !== undefined && { deduplication }),
  };
}

/** With `MessageStructure: json` every protocol has a text of its own; those who read here are queues. */
function bodyOf(form: Form): string {
  const message = form.text('Message') ?? '';
  if (form.text('MessageStructure') !== 'json') return message;
  const texts = structureOf(message);
  if (typeof texts.default !== 'string')
    throw invalid('Message Structure - No default entry in JSON message body');
  return typeof texts.sqs === 'string' ? texts.sqs : texts.default;
}

function structureOf(message: string): { readonly default?: unknown; readonly sqs?: unknown } {
  try {
    return JSON.parse(message) as object;
  } catch {
    throw invalid('Message Structure - JSON message body failed to parse');
  }
}

function published({ isFifo }: Topic, uid: number): XmlStructure {
  return { MessageId: messageId(uid), ...(isFifo && { SequenceNumber: sequenceNumber(uid) }) };
}

/** @throws Fault when there is no such topic */
function topicAt(account: Account, own: string | undefined): Topic {
  if (own === undefined || !own.startsWith(arn('sns', ''))) throw invalid('TopicArn');
  const topic = account.topics().find((one) => one.arn === own);
  if (!topic) throw fault('NotFound', 'Topic does not exist', 404);
  return topic;
}

function subscriptionAt(account: Account, own: string | undefined): Subscription {
  const one = account.subscriptions().find((other) => other.arn === own);
  if (!one) throw fault('NotFound', 'Subscription does not exist', 404);
  return one;
}

function ofTopic(account: Account, { arn: own }: Topic): readonly Subscription[] {
  return account.subscriptions().filter(({ topic }) => topic === own);
}

function listed(one: Subscription): XmlStructure {
  const { topic, protocol, endpoint } = one;
  return {
    SubscriptionArn: isConfirmed(one) ? one.arn : 'PendingConfirmation',
    Owner: ACCOUNT,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topic,
  };
}
