/** Somebody who fills the table of messages to a given row, so that the next ones make it grow at a moment of our choice. */
import type { PartSpec, Self } from '../../src/engine/part.ts';
import { definePart, type PartDefinition } from '../../src/parts/contract.ts';

const spec = {
  kind: 'filler',
  ports: {},
  metrics: {},
  timers: ['fill'],
  streams: [],
} as const satisfies PartSpec;
type Me = Self<typeof spec, object, object>;

/** @param at in ticks @param free rows that are left */
export function fillerAt(at: number, free: number): PartDefinition {
  return definePart({
    title: 'Filler',
    says: 'Leaves little room.',
    spec,
    settings: {},
    behaviour: {
      state: () => ({}),
      start: (self: Me) => void self.timers.fill.after(at),
      timers: {
        fill(self: Me) {
          while (self.messages.live < self.messages.uid.length - free) self.store(-1, -1);
        },
      },
    },
    status: () => ({ mood: 'calm', word: 'calm' }),
  });
}
