/** Somebody who is called: writes down what it hears, and answers as it is told, call by call. */
import type { Content } from '../src/engine/contents.ts';
import { type OutcomeName, outcome } from '../src/engine/outcome.ts';
import type { PartSpec, Self } from '../src/engine/part.ts';
import { definePart, type PartDefinition } from '../src/parts/contract.ts';

export interface Heard {
  /** In seconds. */
  readonly at: number;
  readonly content: Content;
}

export interface Answering {
  readonly outcome: OutcomeName;
  readonly content?: Content;
}

const spec = {
  kind: 'listener',
  ports: { in: { side: 'in', protocol: 'request', says: 'calls' } },
  metrics: { heard: { type: 'counter', unit: 'calls', says: 'calls' } },
  timers: ['answer'],
  streams: [],
} as const satisfies PartSpec;

type Me = Self<typeof spec, object, object>;

/** @param answer to the n-th call, from 0; left out: ok, in the call's own words */
export function listener(answer: (nth: number) => Answering = () => ({ outcome: 'ok' })): {
  readonly part: PartDefinition;
  readonly heard: readonly Heard[];
} {
  const heard: Heard[] = [];
  const part = definePart({
    title: 'Listener',
    says: 'Hears.',
    spec,
    settings: {},
    behaviour: {
      state: () => ({}),
      receive: {
        in(self: Me, row) {
          const { outcome: name, content } = answer(heard.length);
          heard.push({ at: self.now / 1_000_000, content: self.contentOf(row) });
          self.metrics.heard.add();
          self.reply(row, outcome[name], content);
        },
      },
      timers: { answer: () => {} },
    },
    status: () => ({ mood: 'calm', word: 'calm' }),
  });
  return { part, heard };
}
