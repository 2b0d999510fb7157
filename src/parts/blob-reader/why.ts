import { momentText, TICK_ZERO_MS } from '../../rules/azure/sas/times.ts';
import { lasting } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { ReaderView } from './spec.ts';

/** Why a reader keeps its users waiting, or comes back with nothing. */
export function why(asked: WhyAsked, view: ReaderView, name: string): Because | null {
  const { metrics, settings: s } = view;
  switch (asked) {
    case 'refused':
      return refused(view, name);
    case 'waiting':
    case 'working':
      return metrics.rehydrating > 0
        ? { says: `${name} waited for its blob to leave Archive`, setting: 'priority' }
        : { setting: 'timeout' };
    case 'timedOut':
      return metrics.rehydrating > 0 || s.onArchived === 'rehydrate and wait'
        ? {
            says: `${name} waited no longer for its blob or its answer`,
            setting: 'waitAtMost',
            figures: `${name} waits for a blob out of Archive ${lasting(s.waitAtMost)} and no longer`,
          }
        : { says: `${name} waited no longer`, setting: 'timeout' };
    default:
      return null;
  }
}

function refused({ metrics, rates, settings: s }: ReaderView, name: string): Because {
  if (rates.refusedExpired > 0) {
    const moment = momentText(TICK_ZERO_MS + metrics.expiredAt * 1000);
    return { says: `the link of ${name} had expired at ${moment}`, setting: 'keepsLinkFor' };
  }
  if (rates.refusedEarly > 0) return { says: `the time of the link of ${name} had not come` };
  if (rates.refusedWithdrawn === 0)
    return { says: `${name} had nothing that allows it`, setting: 'credential' };
  return s.credential === 'account key'
    ? { says: `the key that ${name} carries had been rotated`, setting: 'credential' }
    : { says: `the key behind the link of ${name} had been rotated, or its policy revoked` };
}
