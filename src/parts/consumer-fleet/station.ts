import type { StationSpec } from '../stationSpec.ts';
import type { Settings } from './spec.ts';

export const station = (s: Settings): StationSpec => ({
  role: {
    is: 'takers',
    line: 'in',
    servers: s.workers,
    service: [{ share: 1, law: s.processingTime }],
    busy: 'busy',
    since: 'age',
    calls: 'work',
    batch: s.MaxNumberOfMessages,
    asksFor: s.WaitTimeSeconds,
  },
  little: null,
  disturbed: ['failed', 'duplicates', 'lost', 'misfits', 'returned', 'undone', 'undeleted', 'heartbeats'],
});
