import type { ServiceError } from '../../rules/serviceError.ts';
import { JITTER, readDeliveryPolicy } from '../../rules/sns/deliveryPolicy.ts';
import { readFilterPolicy } from '../../rules/sns/validatePolicy.ts';
import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const GUIDE = 'https://docs.aws.amazon.com/sns/latest/dg/';
const CREATE = 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html';
const SUBSCRIBE = 'https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html';
const RETRIES = `${GUIDE}sns-message-delivery-retries.html`;
const DEAD_LETTERS = `${GUIDE}sns-dead-letter-queues.html`;
const PRICES = 'https://aws.amazon.com/sns/pricing/ (read in second-hand sources, 2026)';

const AT_CREATION = 'A topic is made as one kind or the other.';

export const settings = {
  FifoTopic: {
    type: 'flag',
    default: false,
    says: 'Keeps the order in each message group and drops what is published twice; it delivers to SQS queues alone.',
    source: CREATE,
    fixed: AT_CREATION,
  },
  ContentBasedDeduplication: {
    type: 'flag',
    default: false,
    says: 'In a FIFO topic the body tells whether a message was published before, where it carries no deduplication id.',
    source: CREATE,
  },
  FifoThroughputScope: {
    type: 'choice',
    default: 'Topic',
    choices: ['Topic', 'MessageGroup'],
    says: 'Where a FIFO topic looks for the same message: in all of the topic, or in its own group.',
    source: CREATE,
  },
  acceptTime: {
    type: 'distribution',
    default: 'uniform 5ms..15ms',
    says: 'Time until a publish is answered; deliveries begin at that moment.',
    source: ASSUMPTION,
  },
  publishQuota: {
    type: 'rate',
    default: '30000/s',
    min: '1/s',
    max: '100000/s',
    says: 'Messages taken in a second; beyond it a publish is throttled. One second of it may come at once.',
    source: `${GUIDE}sns-limits.html: of an account in us-east-1, 9,000 in us-west-2 and eu-west-1, read in second-hand sources, 2026`,
  },
  deliveryTimeout: {
    type: 'duration',
    default: '15s',
    min: '1s',
    max: '60s',
    says: 'How long a delivery waits for its answer; then it counts as failed on the side of the endpoint.',
    source: `${RETRIES}: of HTTP endpoints; for the others ${ASSUMPTION}`,
  },
  retryJitter: {
    type: 'share',
    default: JITTER,
    says: 'How much sooner or later than its policy says a delivery is tried again, at most, as a share of the wait.',
    source: `${ASSUMPTION}: "jittering" is said to be applied, how much is not: ${RETRIES}`,
  },
  duplicates: {
    type: 'share',
    default: 0,
    says: 'Share of deliveries of a standard topic that are made twice: why delivery is "at least once".',
    source: `${ASSUMPTION}; AWS publishes no share, so it is 0 unless set`,
  },
  duplicateAfter: {
    type: 'distribution',
    default: 'uniform 1s..30s',
    says: 'How long after the first copy the second one sets out.',
    source: ASSUMPTION,
  },
  pricePerMillionPublishes: {
    type: 'money',
    default: 0.5,
    unit: 'USD',
    says: 'Price of a million publishes to a standard topic; every 64 KiB begun is one. Deliveries to SQS and Lambda are free.',
    source: PRICES,
  },
  pricePerMillionFifoPublishes: {
    type: 'money',
    default: 0.3,
    unit: 'USD',
    says: 'Price of a million publishes to a FIFO topic; what is charged for the bytes themselves is left out.',
    source: PRICES,
  },
  pricePerMillionHttpDeliveries: {
    type: 'money',
    default: 0.6,
    unit: 'USD',
    says: 'Price of a million deliveries to web endpoints.',
    source: PRICES,
  },
  pricePer100kEmails: {
    type: 'money',
    default: 2,
    unit: 'USD',
    says: 'Price of a hundred thousand deliveries by e-mail.',
    source: PRICES,
  },
} as const satisfies SettingsSpec;

/** Of a wire to a dead-letter queue. */
export const deadLetters = {
  subscriber: {
    type: 'text',
    default: null,
    pattern: /^[A-Za-z][A-Za-z0-9-]{0,39}$/,
    expected: 'the id of a part that is subscribed',
    says: 'Whose messages go there, by the id of the part; none: those of every subscription without a queue of its own.',
    source:
      'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html: each subscription has its own',
  },
} as const satisfies SettingsSpec;

/** Of a subscription: a wire at the port of that name. */
export const subscription = {
  RawMessageDelivery: {
    type: 'flag',
    default: false,
    says: 'The message arrives as it was published, without the envelope of SNS; its attributes become those of SQS.',
    source: SUBSCRIBE,
  },
  FilterPolicy: {
    type: 'json',
    default: null,
    document: 'an SNS filter policy',
    read: readFilterPolicy,
    says: 'What a message must be like to be delivered here; without one all are.',
    source: `${GUIDE}sns-subscription-filter-policies.html`,
  },
  FilterPolicyScope: {
    type: 'choice',
    default: 'MessageAttributes',
    choices: ['MessageAttributes', 'MessageBody'],
    says: 'What the filter policy looks at: the attributes of a message, or its body, which must then be a JSON object.',
    source: `${GUIDE}sns-message-filtering-scope.html`,
  },
  DeliveryPolicy: {
    type: 'json',
    default: null,
    document: 'an SNS delivery policy',
    read: readDeliveryPolicy,
    says: 'How often and how soon a web endpoint is tried again; without one three times, 20 s apart.',
    source: `${GUIDE}sns-message-delivery-retries.html#creating-delivery-policy`,
  },
  queuePolicy: {
    type: 'choice',
    default: 'allows the topic',
    choices: ['allows the topic', 'missing'],
    says: 'Whether the policy of the queue lets sns.amazonaws.com send for this topic (aws:SourceArn); missing, nothing arrives, and nobody is told.',
    source: `${GUIDE}subscribe-sqs-queue-to-sns-topic.html`,
  },
  RedrivePolicy: {
    type: 'flag',
    default: true,
    says: 'What cannot be delivered goes to the dead-letter queue that is wired, if there is one; otherwise it is lost.',
    source: `${DEAD_LETTERS}; there it is given by the ARN of a queue`,
  },
  subscribed: {
    type: 'duration',
    default: '0s',
    min: '0s',
    max: '365d',
    says: 'From when on it is subscribed and confirmed: what is published before does not come here.',
    source: SUBSCRIBE,
  },
  unsubscribed: {
    type: 'optionalDuration',
    default: null,
    min: '0s',
    max: '365d',
    says: 'From when on it is subscribed no more; what was published before is still tried.',
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html',
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    title: 'Take the topic down',
    says: 'Every publish is answered with 500, and deliveries wait until the act ends.',
    lasts: true,
    settings: {},
  },
  fail: failAct(
    'A share of the publishes is answered with 500, and nothing of them is delivered.',
    'publishes',
  ),
  revoke: {
    title: 'Take away the queue policy',
    says: 'No subscribed queue lets the topic send to it: each delivery is refused, and none is tried again.',
    lasts: true,
    settings: {},
  },
} as const satisfies Record<string, ActSpec>;

const invalid = (message: string): ServiceError => ({
  code: 'InvalidParameter',
  message: `Invalid parameter: ${message}`,
  status: 400,
});

/** As SNS words them. Source: the recorded answers in LocalStack's tests against AWS, and the API reference. */
export const REFUSALS = {
  empty: invalid('Empty message'),
  tooLong: invalid('Message too long'),
  subject: invalid('Subject'),
  noGroup: invalid('The MessageGroupId parameter is required for FIFO topics'),
  noDeduplication: invalid(
    'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  ),
  deduplication: invalid(
    'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
  ),
  emptyBatch: {
    code: 'EmptyBatchRequest',
    message: "The batch request doesn't contain any entries.",
    status: 400,
  },
  manyEntries: {
    code: 'TooManyEntriesInBatchRequest',
    message: 'The batch request contains more entries than permissible.',
    status: 400,
  },
  longBatch: {
    code: 'BatchRequestTooLong',
    message: 'The length of all the messages put together is more than the limit.',
    status: 400,
  },
} as const satisfies Readonly<Record<string, ServiceError>>;

export const errors = {
  failed: { code: 'InternalError', message: 'Internal Error', status: 500 },
  throttled: { code: 'Throttled', message: 'Rate exceeded', status: 429 },
  invalid: { code: 'InvalidParameter', message: 'Invalid parameter', status: 400 },
} as const satisfies Readonly<Record<string, ServiceError>>;
