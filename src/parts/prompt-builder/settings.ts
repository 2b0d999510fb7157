import type { SettingsSpec } from '../contract.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const OPENAI = 'https://learn.microsoft.com/azure/ai-services/openai/';

export const settings = {
  top: {
    type: 'count',
    default: 5,
    min: 0,
    max: 50,
    unit: 'chunks',
    says: 'How many of the chunks that were found go into the prompt, the best first.',
    source: `${OPENAI}concepts/use-your-data (top documents: 3, 5, 10 or 20)`,
  },
  instructions: {
    type: 'choice',
    default: 'only from the sources, or not found',
    choices: ['only from the sources, or not found', 'answer'],
    says: 'What the model is told: to keep to the sources and say so when they do not have it, or just to answer.',
    source: `${OPENAI}concepts/use-your-data (inScope)`,
  },
  delimits: {
    type: 'flag',
    default: true,
    says: 'Whether sources stand between marks, and the model is told that what is in there gives no orders.',
    source: `${OPENAI}concepts/content-filter-prompt-shields`,
  },
  wholeLibrary: {
    type: 'flag',
    default: false,
    says: 'Whether, in place of a search, everything that the store has goes in, whoever may read it.',
    source: ASSUMPTION,
  },
  maxTokens: {
    type: 'count',
    default: 800,
    min: 1,
    max: 16_384,
    unit: 'tokens',
    says: 'The longest answer that is asked for (max_tokens); it is charged to the quota on arrival, used or not.',
    source: `${ASSUMPTION}; ${OPENAI}how-to/quota`,
  },
  contextWindow: {
    type: 'count',
    default: 8192,
    min: 256,
    max: 1_000_000,
    unit: 'tokens',
    says: 'What it takes the window of the model to be, for prompt and answer together.',
    source: `${OPENAI}concepts/models (gpt-4 of 2023: 8,192)`,
  },
  whenTooLong: {
    type: 'choice',
    default: 'leave sources out',
    choices: ['leave sources out', 'send it anyway'],
    says: 'What becomes of sources that do not fit into that window.',
    source: ASSUMPTION,
  },
  retries: {
    type: 'count',
    default: 2,
    min: 0,
    max: 100,
    unit: 'retries',
    says: 'How often the model is asked again after a 429, as soon as its answer says.',
    source: 'https://github.com/openai/openai-python#retries',
  },
  patience: {
    type: 'duration',
    default: '60s',
    min: '0s',
    max: '1h',
    says: 'The longest such wait that it takes; told to wait longer, it waits half a second, one, two, four, eight.',
    source: 'https://github.com/openai/openai-python#retries',
  },
} as const satisfies SettingsSpec;
