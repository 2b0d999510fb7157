import { PROVISION_DEFAULTS } from '../../rules/azure/openai/ptu.ts';
import { readPrior } from '../../rules/azure/rag/questions.ts';
import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, outageAct, slowAct } from '../hurts.ts';
import { orText } from '../jsonText.ts';
import { quotaSettings } from '../openaiQuota.ts';
import { SAMPLE_PRIOR } from '../ragSample.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const OPENAI = 'https://learn.microsoft.com/azure/ai-services/openai/';
const PRICES = `${ASSUMPTION}, of the order of https://azure.microsoft.com/pricing/details/cognitive-services/openai-service/`;

export const settings = {
  billing: {
    type: 'choice',
    default: 'standard',
    choices: ['standard', 'PTU'],
    says: 'By the token, with a quota a minute; or by the hour, with provisioned throughput.',
    source: `${OPENAI}concepts/provisioned-throughput`,
  },
  ...quotaSettings,
  PTU: {
    type: 'count',
    default: PROVISION_DEFAULTS.units,
    min: 1,
    max: 100_000,
    unit: 'units',
    says: 'Provisioned throughput units.',
    source: `${OPENAI}concepts/provisioned-throughput (gpt-4o: 15 at least)`,
  },
  inputPerPTU: {
    type: 'count',
    default: PROVISION_DEFAULTS.inputPerUnit,
    min: 1,
    max: 1_000_000,
    unit: 'tokens',
    says: 'Tokens of prompts a minute that a unit carries.',
    source: `${OPENAI}concepts/provisioned-throughput (gpt-4o; it changes with models and versions)`,
  },
  outputPerPTU: {
    type: 'count',
    default: PROVISION_DEFAULTS.outputPerUnit,
    min: 1,
    max: 1_000_000,
    unit: 'tokens',
    says: 'Tokens of answers a minute that a unit carries.',
    source: `${OPENAI}concepts/provisioned-throughput (gpt-4o; it changes with models and versions)`,
  },
  contextWindow: {
    type: 'count',
    default: 8192,
    min: 256,
    max: 1_000_000,
    unit: 'tokens',
    says: 'What prompt and answer may have together; more is answered with 400.',
    source: `${OPENAI}concepts/models (gpt-4 of 2023: 8,192)`,
  },
  firstToken: {
    type: 'distribution',
    default: 'lognormal 400ms cv 0.4',
    says: 'From a prompt to the first token of its answer, without the reading.',
    source: ASSUMPTION,
  },
  readsPerSecond: {
    type: 'count',
    default: 5000,
    min: 1,
    max: 10_000_000,
    unit: 'tokens',
    says: 'Tokens of a prompt that it reads in a second.',
    source: ASSUMPTION,
  },
  tokensPerSecond: {
    type: 'count',
    default: 60,
    min: 1,
    max: 1_000_000,
    unit: 'tokens',
    says: 'Tokens of an answer that it writes in a second.',
    source: ASSUMPTION,
  },
  sentences: {
    type: 'count',
    default: 2,
    min: 1,
    max: 20,
    unit: 'sentences',
    says: 'How many sentences of the sources the simulated model takes at most.',
    source: ASSUMPTION,
  },
  least: {
    type: 'share',
    default: 0.6,
    says: 'How much of a question a sentence must meet, or it is no answer to the simulated model.',
    source: ASSUMPTION,
  },
  trainedOn: {
    type: 'code',
    default: '',
    language: 'Markdown',
    says: 'A library that tells the simulated model which words are rare and which are used alike; empty: words must be the same.',
    source: ASSUMPTION,
  },
  prior: {
    type: 'json',
    default: SAMPLE_PRIOR,
    document: 'a list of { about: [words], says: text, true: true or false }',
    read: orText(readPrior),
    says: 'What the simulated model believes without any source: fluent, and partly wrong.',
    source: ASSUMPTION,
  },
  pricePerMillionIn: {
    type: 'money',
    default: 2.5,
    unit: 'USD',
    says: 'Price of a million tokens of prompts.',
    source: PRICES,
  },
  pricePerMillionOut: {
    type: 'money',
    default: 10,
    unit: 'USD',
    says: 'Price of a million tokens of answers.',
    source: PRICES,
  },
  pricePerPTUHour: {
    type: 'money',
    default: 1,
    unit: 'USD',
    says: 'Price of a unit for an hour, used or not.',
    source: PRICES,
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    ...outageAct,
    says: 'Callers are told at once that nobody listens there, until the act ends; what was begun is answered.',
  },
  slow: slowAct('Answers that are begun meanwhile take longer.', 'time'),
  fail: failAct('A share of prompts is answered with 500 at once, and charged nothing.', 'prompts'),
} as const satisfies Record<string, ActSpec>;
