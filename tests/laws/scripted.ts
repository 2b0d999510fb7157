/** A caller that does what it is told, moment by moment, and writes down what it was answered. */
import type { Content } from '../../src/engine/contents.ts';
import { isGood, OUTCOMES, outcome } from '../../src/engine/outcome.ts';
import type { PartSpec, Self } from '../../src/engine/part.ts';
import { definePart, type PartDefinition } from '../../src/parts/contract.ts';
import { ticksOf } from './smallWorld.ts';

export interface Step {
  readonly at: string;
  /** Which wire of `out`, in the order of the model. */
  readonly wire?: number;
  /** Which user's request it is for: the first that is named is request 0. */
  readonly of?: number;
  readonly says?: Content;
}

export interface Answer {
  readonly at: number;
  readonly outcome: string;
  readonly content: Content;
}

const spec = {
  kind: 'scripted',
  ports: { out: { side: 'out', protocol: 'request', many: true, says: 'what it asks' } },
  metrics: {
    good: { type: 'counter', unit: 'answers', says: 'good answers' },
    bad: { type: 'counter', unit: 'answers', says: 'bad answers' },
  },
  timers: ['step', 'end'],
  streams: [],
} as const satisfies PartSpec;

interface State {
  /** Rows of the requests. */
  rows: number[];
}

type Me = Self<typeof spec, State, object>;

/** @returns the part, and what it was answered to each step, in the order of the steps; undefined while it waits */
export function scripted(steps: readonly Step[]): {
  readonly part: PartDefinition;
  readonly answers: (Answer | undefined)[];
} {
  const answers: (Answer | undefined)[] = steps.map(() => undefined);
  const part = definePart({
    title: 'Script',
    says: 'Does what it is told.',
    spec,
    settings: {},
    behaviour: {
      state: (): State => ({ rows: [] }),
      start(self: Me) {
        for (const [i, { at }] of steps.entries()) self.timers.step.after(ticksOf(at), i);
      },
      timers: {
        step(self: Me, i) {
          const { wire = 0, of = 0, says } = steps[i]!;
          while (self.state.rows.length <= of) self.state.rows.push(self.beginRequest());
          const call = self.ports.out.call(self.state.rows[of]!, wire);
          self.messages.mark[call] = i;
          if (says) self.messages.content[call] = self.contents.place(says);
        },
        end(self: Me) {
          for (const row of self.state.rows) self.endRequest(row, outcome.ok);
        },
      },
      reply: {
        out(self: Me, call, code) {
          self.metrics[isGood(code) ? 'good' : 'bad'].add();
          answers[self.messages.mark[call]!] = {
            at: self.now,
            outcome: OUTCOMES[code]!.name,
            content: self.contentOf(call),
          };
        },
      },
    },
    status: () => ({ mood: 'calm', word: 'idle' }),
  });
  return { part, answers };
}
