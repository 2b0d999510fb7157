/** The quota of a standard deployment, for the parts that have one: judged on arrival, shown as it stands, empty again each minute. */
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { Level } from '../engine/ledger.ts';
import type { Timer } from '../engine/part.ts';
import {
  type Admission,
  admit,
  type Quota,
  type QuotaLimits,
  requestsFor,
} from '../rules/azure/openai/quota.ts';
import type { SettingsSpec } from './contract.ts';

const MINUTE = 60 * TICKS_PER_SECOND;

/** `counting`: the timer for the end of this minute is set. */
interface Charged {
  readonly now: number;
  readonly state: { readonly quota: Quota; counting: boolean };
  readonly metrics: { readonly quotaUsed: Level };
  readonly timers: { readonly minute: Timer };
}

/** @param RPM 0: what comes with the tokens */
export const limitsOf = (s: {
  readonly TPM: number;
  readonly RPM: number;
  readonly window: string;
}): QuotaLimits => ({
  tokensPerMinute: s.TPM,
  requestsPerMinute: s.RPM === 0 ? requestsFor(s.TPM) : s.RPM,
  windowS: s.window === '1s' ? 1 : 10,
});

export function charge(self: Charged, limits: QuotaLimits, estimate: number): Admission {
  const { state, metrics, timers, now } = self;
  const admission = admit(state.quota, limits, estimate, now);
  if (!state.counting && state.quota.tokens > 0) {
    state.counting = true;
    timers.minute.after((state.quota.minute + 1) * MINUTE - now);
  }
  metrics.quotaUsed.set(state.quota.tokens);
  return admission;
}

/** Handler of the timer `minute`: a new one has begun, and nothing of it is used. */
export function beginMinute({ state, metrics }: Charged): void {
  state.counting = false;
  metrics.quotaUsed.set(0);
}

/** As settings of whatever has a quota. */
const QUOTA = 'https://learn.microsoft.com/azure/ai-services/openai/how-to/quota';
const ASSUMPTION = 'assumption of this lab, 2026-11';

export const quotaSettings = {
  TPM: {
    type: 'count',
    default: 120_000,
    min: 1000,
    max: 100_000_000,
    unit: 'tokens',
    says: 'Tokens a minute: each request is charged on arrival, and the count begins anew with the minute.',
    source: `${QUOTA}; how many is an ${ASSUMPTION}`,
  },
  RPM: {
    type: 'count',
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: 'requests',
    says: 'Requests a minute; 0: six with each 1,000 tokens.',
    source: QUOTA,
  },
  window: {
    type: 'choice',
    default: '10s',
    choices: ['1s', '10s'],
    says: 'How long the windows are in which requests are counted: each takes its share of the minute.',
    source: QUOTA,
  },
} as const satisfies SettingsSpec;
