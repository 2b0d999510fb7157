import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/';
const CONDITIONS = `${GUIDE}Expressions.ConditionExpressions.html`;
const SAMPLE =
  'https://github.com/aws-samples/aws-stepfunctions-examples (sam/app-control-concurrency-with-dynamodb)';
const PRICES =
  'https://aws.amazon.com/dynamodb/pricing/ (us-east-1, standard table, read in second-hand sources, 2026-11)';

export const settings = {
  BillingMode: {
    type: 'choice',
    default: 'PAY_PER_REQUEST',
    choices: ['PAY_PER_REQUEST', 'PROVISIONED'],
    says: 'On demand: every request is taken and paid for; or a capacity set beforehand, over which requests are throttled.',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html',
  },
  ReadCapacityUnits: {
    type: 'count',
    default: 100,
    min: 1,
    max: 40_000,
    unit: 'reads a second',
    says: 'Reads a second for long, when provisioned; what is not used is kept for 300 seconds.',
    source: `${ASSUMPTION}; bursts: ${GUIDE}burst-adaptive-capacity.html`,
  },
  WriteCapacityUnits: {
    type: 'count',
    default: 100,
    min: 1,
    max: 40_000,
    unit: 'writes a second',
    says: 'Writes a second for long, when provisioned; what is not used is kept for 300 seconds.',
    source: `${ASSUMPTION}; bursts: ${GUIDE}burst-adaptive-capacity.html`,
  },
  latency: {
    type: 'distribution',
    default: 'lognormal 4ms cv 0.5',
    says: 'From a request to its answer; what it does, it does at the end of it.',
    source: `${ASSUMPTION}: "single-digit millisecond", as ${GUIDE}Introduction.html says`,
  },
  thinkTime: {
    type: 'distribution',
    default: 'exp 10ms',
    says: 'Of compareAndSet: from reading the version to the conditional write.',
    source: `${ASSUMPTION}: two short journeys over the network`,
  },
  leaseFor: {
    type: 'optionalDuration',
    default: null,
    min: '1ms',
    max: '7d',
    says: 'A permit held for longer than this may be taken over by the next who finds none left; none: it stays held until it is released.',
    source: `${ASSUMPTION}: the sample of AWS has a clean-up of its own: ${SAMPLE}`,
  },
  pricePerMillionReads: {
    type: 'money',
    default: 0.125,
    unit: 'USD',
    says: 'Price of a million reads, on demand.',
    source: PRICES,
  },
  pricePerMillionWrites: {
    type: 'money',
    default: 0.625,
    unit: 'USD',
    says: 'Price of a million writes, on demand, also of those whose condition did not hold.',
    source: PRICES,
  },
  pricePerReadUnitHour: {
    type: 'money',
    default: 0.00013,
    unit: 'USD',
    says: 'Price of one read a second for an hour, when provisioned.',
    source: PRICES,
  },
  pricePerWriteUnitHour: {
    type: 'money',
    default: 0.00065,
    unit: 'USD',
    says: 'Price of one write a second for an hour, when provisioned.',
    source: PRICES,
  },
} as const satisfies SettingsSpec;

const key = {
  type: 'text',
  default: '{n}',
  pattern: /^[\x20-\x7e]{1,200}$/,
  expected: 'a key of at most 200 letters, in which {n} stands for the number of the request',
  says: "The item's key; {n} is the number of the user's request. Two wires with the same key mean the same item.",
  source: ASSUMPTION,
} as const;

/** At `read`, `write` and `create`. */
export const itemWire = { key } as const satisfies SettingsSpec;

/** At `compareAndSet`. */
export const rowWire = {
  key: {
    ...key,
    default: 'row',
    says: 'The row that all callers with this key contend for.',
  },
} as const satisfies SettingsSpec;

const lock = {
  type: 'text',
  default: 'jobs',
  pattern: /^[\x20-\x7e]{1,200}$/,
  expected: 'a name of at most 200 letters',
  says: 'The key of the item that counts; callers with different ones count apart.',
  source: SAMPLE,
} as const;

export const acquireWire = {
  lock,
  limit: {
    type: 'count',
    default: 20,
    min: 1,
    max: 10_000,
    unit: 'permits',
    says: 'How many may hold a permit at once: the condition of the write, so it belongs to the caller and not to the table.',
    source: `${ASSUMPTION}: the quota that it stands for`,
  },
  again: {
    type: 'choice',
    default: 'grant',
    choices: ['grant', 'refuse'],
    says: 'A request that holds a permit already: told so, with nothing counted twice; or refused like any other whose condition did not hold.',
    source: `${ASSUMPTION}; the sample of AWS refuses: ${SAMPLE}`,
  },
} as const satisfies SettingsSpec;

export const releaseWire = {
  lock,
  matches: {
    type: 'choice',
    default: 'owner',
    choices: ['owner', 'nothing'],
    says: 'Whose permit goes back: that of this request, if it holds one; or one less, whoever asks and however often.',
    source: `${SAMPLE} and ${CONDITIONS}`,
  },
  again: {
    type: 'choice',
    default: 'accept',
    choices: ['accept', 'refuse'],
    says: 'With matches owner, a request that holds none: the caller takes the exception for "done already", or fails with it. Nothing is counted in either case.',
    source: `${ASSUMPTION}; the sample of AWS catches the exception and goes on: ${SAMPLE}`,
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    title: 'Take the table down',
    says: 'Every request is answered with 500; what the table holds stays.',
    lasts: true,
    settings: {},
  },
  slow: slowAct('Requests that come meanwhile take longer.', 'latency'),
  fail: failAct('A share of requests is answered with 500, and does nothing.', 'requests'),
} as const satisfies Record<string, ActSpec>;
