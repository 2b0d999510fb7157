import type { Course } from '../scenario/claimKnown.ts';
import { figuresOf } from './figures.ts';
import type { Recording } from './types.ts';

/** The figures of a recording, and when they came to stand. */
export function courseOf(recording: Recording): Course {
  const { requests, ending, partIds } = recording;
  return {
    ...figuresOf(recording),
    end: ending.at,
    lastEnd(part, from, to) {
      const index = part === null ? -1 : partIds.indexOf(part);
      let last = 0;
      for (let i = 0; i < requests.count && requests.arrived[i]! < to; i++) {
        if (requests.arrived[i]! < from) continue;
        if (index >= 0 && requests.source[i] !== index && requests.door[i] !== index) continue;
        if (requests.ended[i]! < 0) return ending.at;
        last = Math.max(last, requests.ended[i]!);
      }
      return last;
    },
  };
}
