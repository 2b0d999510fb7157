import type { StationSpec } from '../stationSpec.ts';

export const station = (): StationSpec => ({
  role: { is: 'copy', out: 'out' },
  little: { there: ['open'], time: 'latency' },
  disturbed: [],
});
