import type { StationSpec } from '../stationSpec.ts';
import type { Settings } from './spec.ts';

export function station(s: Settings, wires: Readonly<Record<string, number>>): StationSpec {
  const calls = (wires.calls ?? 0) > 0;
  const holds = s.whileCalling === 'holds its slot';
  return {
    role: {
      is: 'servers',
      servers: s.slots * s.instances,
      places: s.queue,
      service: [{ share: 1, law: s.serviceTime }],
      busy: 'busy',
      waiting: 'waiting',
      rejected: 'rejected',
      wait: 'wait',
      calls: calls ? 'calls' : null,
      holds,
      patience: s.patience,
    },
    // A request that has freed its slot is there and in no level.
    little: calls && !holds ? null : { there: ['busy', 'waiting'], time: 'latency' },
    ...(s.failEvery === null ? {} : { misfit: 'its instances break down by themselves' }),
    disturbed: ['retries', 'timeouts'],
  };
}
