import type { Arrivals, StationSpec } from '../stationSpec.ts';
import type { Settings } from './sim.ts';

export const station = (s: Settings): StationSpec => ({
  role: { is: 'source', out: 'out', arrivals: arrivals(s), made: 'made' },
  little: { there: ['open'], time: 'latency' },
  disturbed: ['retries'],
});

function arrivals(s: Settings): Arrivals {
  switch (s.arrivals) {
    case 'poisson':
      return { is: 'poisson', rate: s.rate };
    case 'constant':
      return { is: 'even', rate: s.rate };
    case 'closed':
      return { is: 'closed', users: s.users, think: s.thinkTime };
    case 'burst':
      return { is: 'other', says: 'come in bursts' };
    case 'ramp':
      return { is: 'other', says: 'come faster and faster' };
    case 'trace':
      return { is: 'other', says: 'come as recorded' };
  }
}
