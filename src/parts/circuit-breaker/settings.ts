import type { ActSpec, SettingsSpec } from '../contract.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const SPEC =
  'https://download.eclipse.org/microprofile/microprofile-fault-tolerance-4.1/apidocs/org/eclipse/microprofile/faulttolerance/CircuitBreaker.html';

export const settings = {
  requestVolumeThreshold: {
    type: 'count',
    default: 20,
    min: 1,
    max: 10_000,
    unit: 'calls',
    says: 'Length of the rolling window: only when so many answers have come can the circuit open.',
    source: SPEC,
  },
  failureRatio: {
    type: 'share',
    default: 0.5,
    min: 0.0001,
    says: 'Share of failures in the window at which the circuit opens.',
    source: SPEC,
  },
  delay: {
    type: 'duration',
    default: '5s',
    min: '0s',
    max: '1d',
    says: 'How long it stays open before it lets somebody try.',
    source: SPEC,
  },
  successThreshold: {
    type: 'count',
    default: 1,
    min: 1,
    max: 10_000,
    unit: 'calls',
    says: 'How many must succeed while it is half open, for it to close.',
    source: SPEC,
  },
  halfOpenRequests: {
    type: 'count',
    default: 1,
    min: 1,
    max: 10_000,
    unit: 'calls',
    says: 'How many may be under way at once while it is half open; the others are refused.',
    source: `${ASSUMPTION}: MicroProfile lets as many through as must succeed, by default one`,
  },
  timeout: {
    type: 'optionalDuration',
    default: null,
    min: '1ms',
    max: '1d',
    says: 'How long an answer may take; after that the call has failed.',
    source: `${ASSUMPTION}: none by itself; the annotation @Timeout of the same specification has 1 s`,
  },
} as const satisfies SettingsSpec;

export const acts = {
  forceOpen: {
    title: 'Force open',
    says: 'Nothing gets through until the act ends; then the circuit is closed and counts anew.',
    lasts: true,
    settings: {},
  },
} as const satisfies Record<string, ActSpec>;
