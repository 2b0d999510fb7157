import type { StationSpec } from '../stationSpec.ts';

export const station = (): StationSpec => ({
  role: { is: 'other', out: 'out', says: 'tries again what failed' },
  little: { there: ['gathering', 'waiting', 'open', 'backingOff'], time: 'latency' },
  disturbed: [],
});
