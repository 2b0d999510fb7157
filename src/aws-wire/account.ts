/** The queues, topics and subscriptions of a simulated account, and where each stands on the stage. */
import { catalog } from '../parts/catalog.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { portSettings, settingsOf } from '../parts/settings.ts';
import { ACCOUNT, arn, REGION } from '../rules/aws.ts';
import { subscriptionArn } from '../rules/sns/envelope.ts';
import { fault } from './fault.ts';
import { allowsTopic } from './policy.ts';
import type { Settings, Stage } from './stage.ts';

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** Its part: the index, and the id. */
  readonly part: number;
  readonly id: string;
  readonly isFifo: boolean;
  /** Which wire of the client's ports leads to it. */
  readonly sends: number;
  readonly polls: number;
  readonly created: number;
  readonly modified: number;
  /** As they were given, and only those. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly deletedAt: number | null;
  readonly purgedAt: number | null;
}

export interface Topic {
  readonly name: string;
  readonly arn: string;
  readonly part: number;
  readonly id: string;
  readonly isFifo: boolean;
  readonly publishes: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isDeleted: boolean;
}

export interface Subscription {
  readonly arn: string;
  readonly topic: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Null while nobody has confirmed it: then nothing is delivered. */
  readonly wire: number | null;
}

export interface Account {
  readonly stage: Stage;
  readonly queueKind: PartDefinition;
  readonly topicKind: PartDefinition;
  /** Those that are there, in the order of their creation. */
  queues(): readonly Queue[];
  topics(): readonly Topic[];
  subscriptions(): readonly Subscription[];
  /** Also one that has been deleted: the latest of that name. */
  queueNamed(name: string): Queue | undefined;
  topicOfPart(id: string): Topic | undefined;
  addQueue(name: string, attributes: Readonly<Record<string, string>>, settings: Settings): Queue;
  changeQueue(queue: Queue, change: Partial<Queue>): Queue;
  addTopic(name: string, attributes: Readonly<Record<string, string>>, settings: Settings): Topic;
  changeTopic(topic: Topic, change: Partial<Topic>): Topic;
  /**
   * Wires what a queue or a topic sets aside, or moves back, to a queue.
   * @param subscriber of a topic: the part whose deliveries are meant
   * @throws Fault when it is wired to another: such a wire has no time of its own, so it cannot be moved
   */
  wireDeadLetters(from: Queue | Topic, port: 'deadLetters' | 'moved', to: Queue, subscriber?: string): void;
  /** Which subscription of the topic leads to the endpoint, from 0; the latest. */
  subscriptionOf(topic: string, endpoint: string): number;
  addSubscription(one: Omit<Subscription, 'arn' | 'wire'>): Subscription;
  changeSubscription(one: Subscription, attributes: Readonly<Record<string, string>>): void;
  removeSubscription(one: Subscription): void;
  /** The wires of all subscriptions are made to agree with the policies of the queues at their ends. */
  settle(): void;
}

const QUEUE = 'sqs-queue';
const TOPIC = 'sns-topic';

export function urlOf(name: string): string {
  return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
}

export function openAccount(stage: Stage): Account {
  const queues: Queue[] = [];
  const topics: Topic[] = [];
  let subscriptions: Subscription[] = [];
  const ids = new Set<string>();
  /** By part and port: where dead letters go. */
  const targets = new Map<string, string>();
  let requests = 0;
  /** Every subscription that there ever was. */
  const made: { readonly topic: string; readonly endpoint: string }[] = [];

  /** The name itself, for random streams and figures; with a number where a queue and a topic share it. */
  function idFor(name: string): string {
    let id = name;
    for (let n = 2; ids.has(id); n++) id = `${name}~${n}`;
    ids.add(id);
    return id;
  }

  function replace<T>(list: T[], old: T, change: Partial<T>): T {
    const next = { ...old, ...change };
    list[list.indexOf(old)] = next;
    return next;
  }

  function wireOf(one: Subscription): number | null {
    if (one.protocol !== 'sqs') return null;
    const topic = topics.find(({ arn: its }) => its === one.topic)!;
    const queue = queues.findLast(({ arn: its }) => its === one.endpoint)!;
    const wanted = wireSettings(one, queue);
    const at = one.wire === null ? null : stage.settingsOfWire(one.wire);
    if (at && Object.keys(wanted).every((key) => JSON.stringify(wanted[key]) === JSON.stringify(at[key])))
      return one.wire;
    const now = stage.moment();
    if (one.wire !== null) stage.rewire(one.wire, { unsubscribed: now });
    const from = { part: topic.part, port: 'subscriptions' };
    return stage.wire(from, { part: queue.part, port: 'send' }, { ...wanted, subscribed: now });
  }

  function wireSettings({ topic, attributes }: Subscription, queue: Queue): Settings {
    const jsonOf = (name: string): unknown => JSON.parse(attributes[name] || 'null');
    const isAllowed = queue.deletedAt === null && allowsTopic(queue.attributes.Policy, queue.arn, topic);
    const written = {
      RawMessageDelivery: attributes.RawMessageDelivery === 'true',
      FilterPolicy: jsonOf('FilterPolicy'),
      FilterPolicyScope: attributes.FilterPolicyScope ?? 'MessageAttributes',
      queuePolicy: isAllowed ? 'allows the topic' : 'missing',
      RedrivePolicy: Boolean(attributes.RedrivePolicy),
    };
    const read: Settings = settingsOf(portSettings(kindOf(TOPIC), 'subscriptions'), written);
    return Object.fromEntries(Object.keys(written).map((name) => [name, read[name]]));
  }

  return {
    stage,
    get queueKind() {
      return kindOf(QUEUE);
    },
    get topicKind() {
      return kindOf(TOPIC);
    },
    queues: () => queues.filter(({ deletedAt }) => deletedAt === null),
    topics: () => topics.filter(({ isDeleted }) => !isDeleted),
    subscriptions: () => subscriptions,
    queueNamed: (name) => queues.findLast((one) => one.name === name),
    topicOfPart: (id) => topics.find((one) => one.id === id),

    addQueue(name, attributes, settings) {
      const id = idFor(name);
      const now = stage.moment();
      const part = stage.part(id, kindOf(QUEUE), settings);
      stage.wire(stage.client.requests, { part, port: 'send' });
      stage.wire({ part, port: 'messages' }, stage.client.polls);
      const queue: Queue = {
        name,
        arn: arn('sqs', name),
        url: urlOf(name),
        part,
        id,
        isFifo: name.endsWith('.fifo'),
        sends: requests++,
        polls: queues.length,
        created: now,
        modified: now,
        attributes,
        deletedAt: null,
        purgedAt: null,
      };
      queues.push(queue);
      return queue;
    },

    changeQueue: (queue, change) => replace(queues, queue, change),

    addTopic(name, attributes, settings) {
      const id = idFor(name);
      stage.moment();
      const part = stage.part(id, kindOf(TOPIC), settings);
      stage.wire(stage.client.requests, { part, port: 'publish' });
      const topic: Topic = {
        name,
        arn: arn('sns', name),
        part,
        id,
        isFifo: name.endsWith('.fifo'),
        publishes: requests++,
        attributes,
        isDeleted: false,
      };
      topics.push(topic);
      return topic;
    },

    changeTopic: (topic, change) => replace(topics, topic, change),

    wireDeadLetters(from, port, to, subscriber) {
      const key = `${from.id}.${port}${subscriber === undefined ? '' : ` of ${subscriber}`}`;
      const before = targets.get(key);
      if (before === to.id) return;
      if (before !== undefined)
        throw fault('UnsupportedOperation', `Here ${key} leads to ${before} once and for all.`);
      stage.moment();
      const settings = subscriber === undefined ? {} : { subscriber };
      stage.wire({ part: from.part, port }, { part: to.part, port: 'redriven' }, settings);
      targets.set(key, to.id);
    },

    subscriptionOf(topic, endpoint) {
      const all = made.filter((one) => one.topic === topic);
      return Math.max(0, all.map((one) => one.endpoint).lastIndexOf(endpoint));
    },

    addSubscription(one) {
      const nth = made.filter(({ topic }) => topic === one.topic).length;
      const name = topics.find(({ arn: its }) => its === one.topic)!.name;
      const open: Subscription = { ...one, arn: subscriptionArn(name, nth), wire: null };
      const subscription = { ...open, wire: wireOf(open) };
      made.push({ topic: one.topic, endpoint: one.endpoint });
      subscriptions.push(subscription);
      return subscription;
    },

    changeSubscription(one, attributes) {
      const next = { ...one, attributes };
      replace(subscriptions, one, { attributes, wire: wireOf(next) });
    },

    removeSubscription(one) {
      if (one.wire !== null) stage.rewire(one.wire, { unsubscribed: stage.moment() });
      subscriptions = subscriptions.filter((other) => other !== one);
    },

    settle() {
      subscriptions = subscriptions.map((one) => ({ ...one, wire: wireOf(one) }));
    },
  };
}

function kindOf(name: string): PartDefinition {
  const kind = catalog.get(name);
  if (!kind) throw new Error(`There is no part ${name}.`);
  return kind;
}
