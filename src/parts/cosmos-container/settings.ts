import { PUBLISHED_CHARGES, readCharges } from '../../rules/azure/cosmos/charges.ts';
import type { Json } from '../../rules/quantity.ts';
import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const LEARN = 'https://learn.microsoft.com/azure/cosmos-db/';
const LIMITS = `${LEARN}concepts-limits`;

export const settings = {
  throughputMode: {
    type: 'choice',
    default: 'manual',
    choices: ['manual', 'autoscale'],
    says: 'A throughput that is always there and always paid for; or one that follows the load between a tenth and the whole.',
    source: `${LEARN}how-to-choose-offer`,
  },
  throughput: {
    type: 'count',
    default: 1000,
    min: 400,
    max: 1_000_000,
    unit: 'RU/s',
    says: 'Request units that may be used in a second, shared out evenly among the physical partitions; of autoscale the most.',
    source: `${LIMITS} (400 at least, 1,000 for autoscale; the default is an assumption of this lab, 2026-11)`,
  },
  charges: {
    type: 'json',
    default: PUBLISHED_CHARGES as unknown as Json,
    document: 'rows of [KB, RU to read, RU to write]',
    read: readCharges,
    says: 'What reading and writing an item of a size costs; between two rows on a straight line.',
    source: `${LEARN}understand-request-unit-consumption`,
  },
  queryCharge: {
    type: 'factor',
    default: 2.5,
    min: 0,
    max: 1000,
    says: 'RU that a query costs in every physical partition that it asks, before what it finds.',
    source: `${ASSUMPTION}, after ${LEARN}nosql/how-to-query-container`,
  },
  maxItemSize: {
    type: 'size',
    default: '2MiB',
    min: '1KiB',
    max: '16MiB',
    says: 'The largest item; one that is larger is refused with 413.',
    source: LIMITS,
  },
  latency: {
    type: 'distribution',
    default: 'lognormal 5ms cv 0.4',
    says: 'From a request to its answer; what it does, it does at the end of it.',
    source: `${ASSUMPTION}: 99 of 100 below 10 ms, as ${LEARN}introduction promises for small items`,
  },
  pricePer100RUHour: {
    type: 'money',
    default: 0.008,
    unit: 'USD',
    says: 'Price of 100 RU/s for an hour; an hour is billed by the most that there were in it.',
    source: ASSUMPTION,
  },
  autoscaleFactor: {
    type: 'factor',
    default: 1.5,
    min: 1,
    max: 10,
    says: 'Times that price with autoscale.',
    source: `${LEARN}autoscale-faq`,
  },
  pricePerGBMonth: {
    type: 'money',
    default: 0.25,
    unit: 'USD',
    says: 'Price of one GB stored for a month.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

/** Of a wire at `in`: a message that says nothing of it is understood by where it comes from. */
export const inWire = {
  operation: {
    type: 'choice',
    default: 'create',
    choices: ['create', 'read', 'query'],
    says: 'What is asked where the message says nothing of it.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    title: 'Take the region down',
    says: 'Every request is answered with 503; what the container holds stays, and is paid for.',
    lasts: true,
    settings: {},
  },
  slow: slowAct('Requests that come meanwhile take longer.', 'latency'),
  fail: failAct('A share of requests is answered with 500, does nothing and costs nothing.', 'requests'),
} as const satisfies Record<string, ActSpec>;
