import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, outageAct, slowAct } from '../hurts.ts';
import { quotaSettings } from '../openaiQuota.ts';
import { SAMPLE_LIBRARY } from '../ragSample.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

export const settings = {
  trainedOn: {
    type: 'code',
    default: SAMPLE_LIBRARY,
    language: 'Markdown',
    says: 'The library whose paragraphs tell it which words keep the same company; other words it does not know.',
    source: ASSUMPTION,
  },
  dimensions: {
    type: 'count',
    default: 24,
    min: 2,
    max: 128,
    unit: 'dimensions',
    says: 'Numbers in a vector; a trained model has 1,536 or 3,072.',
    source: `${ASSUMPTION}: with a library of some sixty scrolls fewer find more`,
  },
  ...quotaSettings,
  latency: {
    type: 'distribution',
    default: 'lognormal 40ms cv 0.5',
    says: 'From a request to its vector.',
    source: ASSUMPTION,
  },
  pricePerMillion: {
    type: 'money',
    default: 0.02,
    unit: 'USD',
    says: 'Price of a million tokens.',
    source: `${ASSUMPTION}, of the order of https://azure.microsoft.com/pricing/details/cognitive-services/openai-service/`,
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    ...outageAct,
    says: 'Callers are told at once that nobody listens there, until the act ends; what was begun is answered.',
  },
  slow: slowAct('Vectors that are asked for meanwhile take longer.', 'latency'),
  fail: failAct('A share of requests is answered with 500 at once, and charged nothing.', 'requests'),
} as const satisfies Record<string, ActSpec>;
