import type { StationSpec } from '../stationSpec.ts';

export const station = (): StationSpec => ({
  role: { is: 'other', out: 'out', says: 'refuses calls while it is open' },
  little: { there: ['underWay'], time: 'latency' },
  disturbed: [],
});
