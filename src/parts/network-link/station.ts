import type { StationSpec } from '../stationSpec.ts';
import type { Settings } from './sim.ts';

export const station = (s: Settings): StationSpec => ({
  role: {
    is: 'delay',
    out: 'out',
    law: s.latency,
    loss: s.loss,
    underWay: 'inFlight',
    takes: 'transit',
  },
  little: { there: ['inFlight'], time: 'transit' },
  disturbed: ['lost', 'refused'],
});
