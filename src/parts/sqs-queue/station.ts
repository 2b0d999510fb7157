import type { StationSpec } from '../stationSpec.ts';
import type { Settings } from './spec.ts';

export const station = (s: Settings): StationSpec => ({
  role: {
    is: 'line',
    out: 'messages',
    waiting: 'visible',
    beingServed: 'inFlight',
    delay: s.DelaySeconds,
    keepsAsking: s.ReceiveMessageWaitTimeSeconds,
  },
  little: { there: ['depth'], time: 'dwell' },
  ...misfit(s),
  disturbed: [
    'redelivered',
    'expired',
    'deadLettered',
    'redriven',
    'moved',
    'purged',
    'throttled',
    'refused',
  ],
});

function misfit(s: Settings): { readonly misfit?: string } {
  if (s.FifoQueue) return { misfit: 'its messages wait for others of their group' };
  if (s.missedDeletes > 0) return { misfit: 'some of its deletes miss, so that messages come back' };
  return s.shortPollSample < 1 ? { misfit: 'a short poll does not find all that there is' } : {};
}
