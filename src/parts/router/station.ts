import type { StationSpec } from '../stationSpec.ts';
import type { Settings } from './sim.ts';

export const station = (s: Settings): StationSpec => ({
  role: { is: 'split', out: 'out', random: s.choose === 'by weight' },
  little: { there: ['open'], time: 'latency' },
  disturbed: ['unrouted'],
});
