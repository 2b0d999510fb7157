/** What can be set at the desk, with what it begins with and how far it goes. */
import type { RagSettings } from '../lab/rag/protocol.ts';
import { INSTRUCTIONS_DEFAULTS } from '../rules/azure/rag/prompt.ts';
import { BM25_DEFAULTS } from '../rules/azure/search/bm25.ts';
import { RRF_K } from '../rules/azure/search/fuse.ts';
import { LSA_DEFAULTS } from '../rules/azure/search/lsa.ts';

/** Scrolls are short: a chunk of the usual 512 tokens would be a whole one. The overlap is the usual quarter. */
export const DESK_DEFAULTS: RagSettings = {
  chunking: { by: 'sentence', size: 96, overlap: 24 },
  dimensions: LSA_DEFAULTS.dimensions,
  mode: 'hybrid',
  top: 5,
  k1: BM25_DEFAULTS.k1,
  b: BM25_DEFAULTS.b,
  rrfK: RRF_K,
  filter: 'preFilter',
  sources: 'found',
  instructions: INSTRUCTIONS_DEFAULTS,
  contextWindow: 4096,
  maxTokens: 300,
};

export interface Range {
  readonly min: number;
  readonly max: number;
  /** Digits behind the point. */
  readonly digits: number;
}

export const RANGES = {
  size: { min: 8, max: 2048, digits: 0 },
  overlap: { min: 0, max: 1536, digits: 0 },
  dimensions: { min: 2, max: 128, digits: 0 },
  top: { min: 1, max: 50, digits: 0 },
  // https://learn.microsoft.com/azure/search/index-ranking-similarity
  k1: { min: 0, max: 3, digits: 2 },
  b: { min: 0, max: 1, digits: 2 },
  rrfK: { min: 1, max: 1000, digits: 0 },
  maxTokens: { min: 1, max: 4096, digits: 0 },
} as const satisfies Readonly<Record<string, Range>>;

/** Tokens of prompt and answer together. */
export const WINDOWS = [2048, 4096, 8192, 16_384, 32_768, 128_000] as const;

/** What a sweep goes through. */
export const SWEEP = { sizes: [24, 48, 96, 192, 384], tops: [1, 3, 5, 10] } as const;
