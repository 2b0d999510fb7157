import type { StationSpec } from '../stationSpec.ts';
import type { Settings } from './sim.ts';

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
  ...(s.missedDeletes > 0 ? { misfit: 'some of its deletes miss, so that messages come back' } : {}),
  disturbed: ['redelivered', 'expired', 'deadLettered'],
});
