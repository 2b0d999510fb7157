import type { StationSpec } from '../stationSpec.ts';

export const station = (): StationSpec => ({
  role: { is: 'other', out: 'subscriptions', says: 'answers first and delivers its copies by itself' },
  little: { there: ['pending'], time: 'latency' },
  disturbed: ['lost', 'redriven'],
});
