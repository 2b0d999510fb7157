/** Who gets in: by the quota of the minute, or by what is left of the provisioned throughput. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import {
  enter,
  PROVISION_DEFAULTS,
  type Provision,
  settle,
  utilisationAt,
  weightOf,
} from '../../rules/azure/openai/ptu.ts';
import { estimateOf } from '../../rules/azure/openai/quota.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { charge, limitsOf } from '../openaiQuota.ts';
import type { Me, Settings } from './spec.ts';

export const provisionOf = (s: Settings): Provision => ({
  ...PROVISION_DEFAULTS,
  units: s.PTU,
  inputPerUnit: s.inputPerPTU,
  outputPerUnit: s.outputPerPTU,
});

/** @returns the error, or null for a prompt that is let in and charged */
export function refusalOf(self: Me, promptTokens: number, maxTokens: number): ServiceError | null {
  const { state, metrics, settings: s, now } = self;
  const estimate = estimateOf(promptTokens, maxTokens);
  if (s.billing === 'standard') {
    const admission = charge(self, limitsOf(s), estimate);
    if (admission.ok) metrics.chargedTokens.add(estimate);
    else if (admission.by === 'tokens') metrics.overTokens.add();
    else metrics.overRequests.add();
    return admission.ok ? null : admission.error;
  }
  const weight = weightOf(provisionOf(s), { promptTokens, cachedTokens: 0, answerTokens: maxTokens });
  const entry = enter(state.bucket, provisionOf(s), weight, now);
  if (entry.ok) metrics.chargedTokens.add(estimate);
  else metrics.overTokens.add();
  showUtilisation(self);
  return entry.ok ? null : entry.error;
}

/** The answer is there: of a provisioned throughput only what it really had stays charged. */
export function correct(self: Me, promptTokens: number, maxTokens: number, answerTokens: number): void {
  const { state, settings: s, now } = self;
  if (s.billing !== 'PTU') return;
  const provision = provisionOf(s);
  const weight = (tokens: number) =>
    weightOf(provision, { promptTokens, cachedTokens: 0, answerTokens: tokens });
  settle(state.bucket, provision, weight(maxTokens), weight(answerTokens), now);
  showUtilisation(self);
}

/** Shows how full the bucket is, and again in a second while anything is in it. Handler of the timer `drain` as well. */
export function showUtilisation(self: Me): void {
  const { state, metrics, settings: s, now } = self;
  const utilisation = s.billing === 'PTU' ? utilisationAt(state.bucket, provisionOf(s), now) : 0;
  metrics.utilisation.set(utilisation);
  if (utilisation <= 0 || state.draining) return;
  state.draining = true;
  self.timers.drain.after(TICKS_PER_SECOND);
}
