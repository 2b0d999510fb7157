/**
 * The limits of a standard deployment of Azure OpenAI, judged on arrival by an estimate: tokens a minute by a counter that begins
 * anew each minute, requests by short windows. https://learn.microsoft.com/azure/ai-services/openai/how-to/quota
 * What the answer really used is billed, and changes nothing here: a lavish max_tokens spends quota that nobody uses.
 */
import { TICKS_PER_SECOND } from '../../../engine/clock.ts';
import type { ServiceError } from '../../serviceError.ts';

export interface QuotaLimits {
  readonly tokensPerMinute: number;
  readonly requestsPerMinute: number;
  /** 1 or 10: how long a window for requests is. */
  readonly windowS: number;
}

/** 6 requests a minute come with 1,000 tokens a minute; newer models have other ratios. */
export const REQUESTS_PER_1000_TOKENS = 6;
export const requestsFor = (tokensPerMinute: number): number =>
  (tokensPerMinute / 1000) * REQUESTS_PER_1000_TOKENS;

/** Plain data. */
export interface Quota {
  /** Number of the minute and of the window that the counts belong to. */
  minute: number;
  tokens: number;
  window: number;
  requests: number;
}

export const freshQuota = (): Quota => ({ minute: 0, tokens: 0, window: 0, requests: 0 });

const MINUTE = 60 * TICKS_PER_SECOND;

/** What a request is charged: its prompt and all that it might be answered. */
export const estimateOf = (promptTokens: number, maxTokens: number, bestOf = 1): number =>
  promptTokens + maxTokens * bestOf;

/**
 * Requests that one window takes: a whole number. Where a window would not take even one, it is as long as one request needs:
 * assumption of this lab, 2026-11.
 */
export function windowOf({ requestsPerMinute, windowS }: QuotaLimits): {
  readonly ticks: number;
  readonly requests: number;
} {
  const requests = Math.floor((requestsPerMinute * windowS) / 60);
  if (requests >= 1) return { ticks: windowS * TICKS_PER_SECOND, requests };
  const needed = requestsPerMinute > 0 ? Math.ceil(MINUTE / requestsPerMinute) : Number.POSITIVE_INFINITY;
  return { ticks: needed, requests: 1 };
}

export type Admission =
  | { readonly ok: true; readonly tokensLeft: number; readonly requestsLeft: number }
  | {
      readonly ok: false;
      readonly by: 'tokens' | 'requests';
      /** Retrying does not help: the request is more than a whole minute has. */
      readonly never: boolean;
      readonly retryAfterMs: number;
      readonly error: ServiceError;
    };

/** Charges a request that arrives at a tick, or refuses it; a refused one costs nothing (assumption of this lab, 2026-11). */
export function admit(quota: Quota, limits: QuotaLimits, estimate: number, now: number): Admission {
  const { ticks, requests } = windowOf(limits);
  const minute = Math.floor(now / MINUTE);
  const window = Number.isFinite(ticks) ? Math.floor(now / ticks) : 0;
  if (minute !== quota.minute) [quota.minute, quota.tokens] = [minute, 0];
  if (window !== quota.window) [quota.window, quota.requests] = [window, 0];
  if (quota.tokens + estimate > limits.tokensPerMinute)
    return refused('tokens', (minute + 1) * MINUTE - now, estimate > limits.tokensPerMinute);
  if (quota.requests + 1 > requests || limits.requestsPerMinute <= 0)
    return refused('requests', Math.min((window + 1) * ticks - now, MINUTE), limits.requestsPerMinute <= 0);
  quota.tokens += estimate;
  quota.requests++;
  return {
    ok: true,
    tokensLeft: limits.tokensPerMinute - quota.tokens,
    requestsLeft: requests - quota.requests,
  };
}

function refused(by: 'tokens' | 'requests', ticks: number, never: boolean): Admission {
  const retryAfterMs = Math.ceil(ticks / 1000);
  return {
    ok: false,
    by,
    never,
    retryAfterMs,
    error: rateLimited(by === 'tokens' ? 'token' : 'call', retryAfterMs),
  };
}

/** The words of the service, as they are reported of api-version 2024-02-01. */
const rateLimited = (limit: 'token' | 'call', retryAfterMs: number): ServiceError => ({
  code: '429',
  message: `Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-02-01 have exceeded ${limit} rate limit of your current OpenAI S0 pricing tier. Please retry after ${Math.ceil(retryAfterMs / 1000)} seconds. Please go here: https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.`,
  status: 429,
  retryAfterMs,
});
