/** Subscriptions: what their attributes may be, and how they are shown. */
import { ACCOUNT, arn } from '../../rules/aws.ts';
import type { FilterScope } from '../../rules/sns/filterPolicy.ts';
import { type PolicyCall, validate } from '../../rules/sns/validatePolicy.ts';
import type { Account, Queue, Subscription, Topic } from '../account.ts';
import { Fault, fault } from '../fault.ts';

export type Attributes = Readonly<Record<string, string>>;

const KNOWN = ['RawMessageDelivery', 'FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy'];
const SCOPES = ['MessageAttributes', 'MessageBody'] as const;
/** Protocols that somebody must confirm; nobody reads their mail here, so they stay as they are. */
const TO_CONFIRM = ['http', 'https', 'email', 'email-json'];

const invalid = (message: string): Fault => fault('InvalidParameter', `Invalid parameter: ${message}`);

/**
 * Makes sure of them, and wires the dead letters of the subscription where they say so.
 * @throws Fault when no subscription can have them
 */
export function accept(
  account: Account,
  topic: Topic,
  endpoint: string,
  attributes: Attributes,
  call: PolicyCall,
): void {
  const refused = (reason: string): Fault =>
    invalid(call === 'Subscribe' ? `Attributes Reason: ${reason}` : reason);
  const { FilterPolicy, RedrivePolicy } = attributes;
  const odd = Object.keys(attributes).find((name) => !KNOWN.includes(name));
  if (odd !== undefined) throw refused('AttributeName');
  checkRaw(attributes.RawMessageDelivery, refused);
  const scope = scopeOf(attributes.FilterPolicyScope, refused);
  const refusal = FilterPolicy ? validate(FilterPolicy, scope, call) : null;
  if (refusal) throw new Fault(refusal);
  if (!RedrivePolicy) return;
  const target = deadLetterQueue(account, topic, RedrivePolicy, refused);
  const subscriber = account.queues().find((queue) => queue.arn === endpoint);
  if (subscriber) account.wireDeadLetters(topic, 'deadLetters', target, subscriber.id);
}

type Refused = (reason: string) => Fault;

function checkRaw(raw: string | undefined, refused: Refused): void {
  if (raw !== undefined && raw !== 'true' && raw !== 'false')
    throw refused(`RawMessageDelivery: Invalid value [${raw}]. Must be true or false.`);
}

function scopeOf(text: string | undefined, refused: Refused): FilterScope {
  const scope = SCOPES.find((one) => one === (text ?? SCOPES[0]));
  if (scope) return scope;
  throw refused(
    `FilterPolicyScope: Invalid value [${text}]. Please use either MessageBody or MessageAttributes`,
  );
}

function deadLetterQueue(account: Account, topic: Topic, text: string, refused: Refused): Queue {
  const target = targetOf(text, refused);
  const queue = account.queues().find((one) => one.arn === target);
  if (!queue) throw refused('RedrivePolicy: deadLetterTargetArn is an invalid arn');
  if (topic.isFifo && !queue.isFifo)
    throw refused('RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.');
  return queue;
}

function targetOf(text: string, refused: Refused): unknown {
  try {
    return (JSON.parse(text) as { deadLetterTargetArn?: unknown }).deadLetterTargetArn;
  } catch {
    throw refused('RedrivePolicy: failed to parse JSON.');
  }
}

/** @returns the subscription, made now or before @throws Fault */
export function subscribe(
  account: Account,
  topic: Topic,
  protocol: string,
  endpoint: string,
  attributes: Attributes,
): Subscription {
  checkEndpoint(account, topic, protocol, endpoint);
  const before = account
    .subscriptions()
    .find((one) => one.topic === topic.arn && one.protocol === protocol && one.endpoint === endpoint);
  if (!before) {
    accept(account, topic, endpoint, attributes, 'Subscribe');
    return account.addSubscription({ topic: topic.arn, protocol, endpoint, attributes });
  }
  const shown = shownAttributes(before);
  if (Object.keys(attributes).every((name) => shown[name] === attributes[name])) return before;
  throw invalid('Attributes Reason: Subscription already exists with different attributes');
}

function checkEndpoint(account: Account, topic: Topic, protocol: string, endpoint: string): void {
  if (protocol === 'sqs') {
    if (!endpoint.startsWith(arn('sqs', ''))) throw invalid('SQS endpoint ARN');
    if (!account.queueNamed(endpoint.slice(arn('sqs', '').length)))
      throw invalid(`Endpoint Reason: ${endpoint} is no queue of this simulated account.`);
    if (endpoint.endsWith('.fifo') && !topic.isFifo)
      throw invalid(
        'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
      );
  } else if (!TO_CONFIRM.includes(protocol)) {
    throw invalid(`Amazon SNS does not support this protocol string: ${protocol}`);
  } else if (protocol.startsWith('http') && !endpoint.startsWith(`${protocol}://`)) {
    throw invalid('Endpoint must match the specified protocol');
  }
}

export function isConfirmed({ protocol }: Subscription): boolean {
  return !TO_CONFIRM.includes(protocol);
}

export function shownAttributes(one: Subscription): Attributes {
  const { arn: own, topic, protocol, endpoint, attributes } = one;
  return {
    SubscriptionArn: own,
    TopicArn: topic,
    Protocol: protocol,
    Endpoint: endpoint,
    Owner: ACCOUNT,
    ConfirmationWasAuthenticated: String(isConfirmed(one)),
    PendingConfirmation: String(!isConfirmed(one)),
    RawMessageDelivery: 'false',
    ...(attributes.FilterPolicy && { FilterPolicyScope: SCOPES[0] }),
    ...Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== '')),
  };
}
