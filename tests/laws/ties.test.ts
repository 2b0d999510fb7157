/** The order of things that happen at the same tick is part of the contract. */
import { expect, test } from 'vitest';
import type { PartSpec, Self } from '../../src/engine/part.ts';
import { definePart } from '../../src/parts/contract.ts';
import { ticksOf, worldOf } from './smallWorld.ts';

const log: string[] = [];

const spec = {
  kind: 'diary',
  ports: {},
  metrics: {},
  timers: ['now', 'cancelling', 'later'],
  streams: [],
} as const satisfies PartSpec;
type Me = Self<typeof spec, object, object>;

const note = (self: Me, what: string) => log.push(`${what} ${self.now}`);

/** Writes down what happens; one of its timers sets another for the same tick and takes it back. */
const diary = definePart({
  title: 'Diary',
  says: 'Writes down what happens.',
  spec,
  settings: {},
  acts: { act: { title: 'Act', says: 'An entry.', lasts: true, settings: {} } },
  behaviour: {
    state: () => ({}),
    start(self: Me) {
      self.timers.now.after(0);
      self.timers.cancelling.after(10);
      self.timers.later.after(100);
    },
    timers: {
      now: (self: Me) => note(self, 'now'),
      cancelling(self: Me) {
        note(self, 'cancelling');
        self.cancel(self.timers.later.after(0));
      },
      later: (self: Me) => note(self, 'later'),
    },
    acts: { act: { begin: (self: Me) => note(self, 'begin'), end: (self: Me) => note(self, 'end') } },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

const written = (acts: readonly { at: string; lasts: string }[], until?: string) => {
  log.length = 0;
  const small = worldOf({
    parts: { diary: [diary] },
    wires: [],
    acts: acts.map((one) => ({ ...one, part: 'diary', act: 'act' })),
    until: '1ms',
  });
  small.run(until);
  return { log: [...log], small };
};

test('an act comes before all else at its tick, at the very beginning too', () => {
  expect(written([{ at: '0s', lasts: '100us' }]).log).toEqual([
    'begin 0',
    'now 0',
    'cancelling 10',
    'end 100',
    'later 100',
  ]);
});

test('a timer set for this tick and taken back does not let time run past an act or a stop', () => {
  const acts = [{ at: '50us', lasts: '10us' }];
  expect(written(acts).log).toEqual(['now 0', 'cancelling 10', 'begin 50', 'end 60', 'later 100']);
  const stopped = written(acts, '20us');
  expect(stopped.log).toEqual(['now 0', 'cancelling 10']);
  expect(stopped.small.world.now).toBeLessThanOrEqual(ticksOf('20us'));
});
