import { BM25_DEFAULTS } from '../../rules/azure/search/bm25.ts';
import { RRF_K } from '../../rules/azure/search/fuse.ts';
import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, outageAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const LEARN = 'https://learn.microsoft.com/azure/search/';

export const settings = {
  mode: {
    type: 'choice',
    default: 'hybrid',
    choices: ['text', 'vector', 'hybrid'],
    says: 'What a question is answered by: its words, its vector, or both fused by rank.',
    source: `${LEARN}hybrid-search-overview`,
  },
  top: {
    type: 'count',
    default: 10,
    min: 1,
    max: 50,
    unit: 'chunks',
    says: 'How many a question is answered with.',
    source: `${ASSUMPTION}; the service gives 50 unless told otherwise: ${LEARN}search-pagination-page-layout`,
  },
  analyser: {
    type: 'choice',
    default: 'standard',
    choices: ['standard', 'english'],
    says: 'How texts become terms: words in lower case; or without stop words and endings, too.',
    source: `${LEARN}index-add-custom-analyzers`,
    fixed: 'A field keeps its analyser: another one needs another index.',
  },
  k1: {
    type: 'factor',
    default: BM25_DEFAULTS.k1,
    min: 0,
    max: 3,
    says: 'BM25: how late a word that stands there again stops counting.',
    source: `${LEARN}index-ranking-similarity`,
  },
  b: {
    type: 'factor',
    default: BM25_DEFAULTS.b,
    min: 0,
    max: 1,
    says: 'BM25: how much a long text is marked down.',
    source: `${LEARN}index-ranking-similarity`,
  },
  nearest: {
    type: 'count',
    default: 50,
    min: 1,
    max: 1000,
    unit: 'chunks',
    says: 'Nearest vectors that are looked for.',
    source: `${LEARN}vector-search-how-to-query`,
  },
  k: {
    type: 'count',
    default: RRF_K,
    min: 1,
    max: 1000,
    unit: 'ranks',
    says: 'Reciprocal rank fusion: a place in a leg is worth 1 / (k + place).',
    source: `${LEARN}hybrid-search-ranking`,
  },
  securityFilter: {
    type: 'choice',
    default: 'preFilter',
    choices: ['none', 'preFilter', 'postFilter'],
    says: 'Whether only what the reader may open is found; and whether the nearest are looked for among that, or it is picked out of the nearest of all.',
    source: `${LEARN}search-security-trimming-for-azure-search, ${LEARN}vector-search-filters`,
  },
  latency: {
    type: 'distribution',
    default: 'lognormal 30ms cv 0.5',
    says: 'From a question to its answer, without the time for its vector; also from a chunk until it is found.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

export const acts = {
  outage: {
    ...outageAct,
    says: 'Callers are told at once that nobody listens there, until the act ends; what was begun is answered.',
  },
  slow: slowAct('What comes meanwhile takes longer.', 'latency'),
  fail: failAct('A share of requests is answered with 500 at once, and does nothing.', 'requests'),
} as const satisfies Record<string, ActSpec>;
