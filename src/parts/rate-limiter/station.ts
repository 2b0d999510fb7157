import type { StationSpec } from '../stationSpec.ts';

export const station = (): StationSpec => ({
  role: { is: 'other', out: 'out', says: 'holds back what comes too fast' },
  little: null,
  disturbed: [],
});
