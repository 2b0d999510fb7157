import type { StationSpec } from '../stationSpec.ts';
import type { Settings } from './sim.ts';

export const station = (s: Settings): StationSpec => ({
  role: {
    is: 'servers',
    servers: s.connections,
    places: s.queue,
    service: [
      { share: 1 - s.slowShare, law: s.queryTime },
      { share: s.slowShare, law: s.slowTime },
    ],
    busy: 'busy',
    waiting: 'waiting',
    rejected: 'rejected',
    wait: 'wait',
    calls: null,
    holds: true,
    patience: null,
  },
  little: { there: ['busy', 'waiting'], time: 'latency' },
  disturbed: [],
});
