import type { SettingsSpec } from '../contract.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const CHUNKING = 'https://learn.microsoft.com/azure/search/vector-search-how-to-chunk-documents';

export const settings = {
  by: {
    type: 'choice',
    default: 'sentences',
    choices: ['sentences', 'tokens', 'sections'],
    says: 'Where a scroll may be cut: between sentences, anywhere between two tokens, or at headings first and then between sentences.',
    source: CHUNKING,
  },
  size: {
    type: 'count',
    default: 512,
    min: 8,
    max: 8191,
    unit: 'tokens',
    says: 'The largest chunk.',
    source: CHUNKING,
  },
  overlap: {
    type: 'count',
    default: 128,
    min: 0,
    max: 8190,
    unit: 'tokens',
    says: 'What a chunk has in common with the one before it; by sentences at most that.',
    source: `${CHUNKING} (a quarter)`,
  },
  latency: {
    type: 'distribution',
    default: '10ms',
    says: 'Time to cut one scroll.',
    source: ASSUMPTION,
  },
  parallel: {
    type: 'count',
    default: 10,
    min: 1,
    max: 1000,
    unit: 'chunks',
    says: 'Chunks that are handed on at once.',
    source: ASSUMPTION,
  },
  retries: {
    type: 'count',
    default: 10,
    min: 0,
    max: 1000,
    unit: 'retries',
    says: 'How often a chunk that was answered with 429 is handed on again.',
    source: ASSUMPTION,
  },
  retryAfter: {
    type: 'duration',
    default: '10s',
    min: '1ms',
    max: '1h',
    says: 'Wait before that, where the answer does not say how long.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;
