import type { StationSpec } from '../stationSpec.ts';
import type { Settings } from './spec.ts';

const LITTLE = { there: ['inFlight'], time: 'transit' };
const DISTURBED = ['lost', 'noRoute', 'blackholed'];

export function station(s: Settings, wires: Readonly<Record<string, number>>): StationSpec {
  if ((wires.out ?? 0) > 1)
    return {
      role: { is: 'other', out: 'out', says: 'sends every call where its route tables say' },
      little: LITTLE,
      disturbed: DISTURBED,
    };
  return {
    role: {
      is: 'delay',
      out: 'out',
      law: s.latency,
      loss: s.loss,
      underWay: 'inFlight',
      takes: 'transit',
    },
    little: LITTLE,
    disturbed: DISTURBED,
  };
}
