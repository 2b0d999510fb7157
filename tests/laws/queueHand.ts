/** Somebody who sends to a queue and receives from it by hand: for cases in which every call is written down. */
import { OUTCOMES } from '../../src/engine/outcome.ts';
import type { PartSpec, Self } from '../../src/engine/part.ts';
import { definePart, type PartDefinition } from '../../src/parts/contract.ts';
import { filled, type Letter, letterOf } from '../../src/rules/letter.ts';
import { POLL, type ReceiveWishes } from '../../src/rules/poll.ts';
import { SEND } from '../../src/rules/send.ts';
import type { ServiceError } from '../../src/rules/serviceError.ts';

/** What is done at a moment, in seconds. Deliveries are named by their number among all that came, from 0. */
export type Step = { readonly at: number } & (
  | { readonly send: Partial<Letter> }
  | { readonly sendMany: readonly Partial<Letter>[] }
  | { readonly receive: number; readonly wait?: number; readonly wishes?: ReceiveWishes }
  | { readonly remove: number }
  | { readonly release: number }
  | { readonly hide: number; readonly seconds: number }
  | { readonly removeMany: readonly number[] }
  | { readonly hideMany: readonly number[]; readonly seconds: number }
);

export interface Answer {
  /** Seconds. */
  readonly at: number;
  readonly outcome: string;
  /** The code of an error, and its text. */
  readonly code: string;
  readonly message: string;
  /** Of a send: the uid of the stored message. */
  readonly uid: number;
  /** Of a receive: the bodies. */
  readonly got: readonly string[];
  /** Of a batch: the outcomes, and the codes of errors. */
  readonly entries: readonly string[];
  /** Of a batch of sends: the uids. */
  readonly uids: readonly number[];
}

interface Delivery {
  readonly stored: number;
  readonly uid: number;
  readonly receipt: number;
}

const spec = {
  kind: 'hand',
  ports: {
    send: { side: 'out', protocol: 'request', says: 'sends' },
    poll: { side: 'in', protocol: 'poll', says: 'receives' },
  },
  metrics: {},
  timers: ['step'],
  streams: [],
} as const satisfies PartSpec;

interface State {
  deliveries: Delivery[];
}
type Me = Self<typeof spec, State, object>;

const SECOND = 1_000_000;

/** @param answers one for each step, as they come in */
export function handOf(steps: readonly Step[], answers: (Answer | undefined)[]): PartDefinition {
  const speak = (self: Me, row: number, letter: Partial<Letter>) => {
    self.messages.content[row] = self.contents.place({ body: 'x', ...letter });
  };
  const name = (self: Me, row: number, nth: number, seconds = 0) => {
    const { stored, uid, receipt } = self.state.deliveries[nth]!;
    self.messages.about[row] = stored;
    self.messages.aboutUid[row] = uid;
    self.messages.place[row] = receipt;
    self.messages.due[row] = seconds * SECOND;
    return row;
  };
  const begin = (self: Me, step: Step): number => {
    const { ports, messages } = self;
    if ('send' in step) {
      const call = ports.send.call(-1, 0, SEND.one);
      speak(self, call, step.send);
      return call;
    }
    if ('sendMany' in step) {
      const call = ports.send.call(-1, 0, SEND.batch);
      for (const letter of step.sendMany) {
        const row = self.store(-1);
        speak(self, row, letter);
        self.attach(call, row);
      }
      return call;
    }
    if ('receive' in step) {
      const call = ports.poll.call(-1, 0, POLL.receive);
      messages.place[call] = step.receive;
      messages.due[call] = (step.wait ?? 0) * SECOND;
      if (step.wishes) messages.content[call] = self.contents.place(step.wishes);
      return call;
    }
    if ('remove' in step) return name(self, ports.poll.call(-1, 0, POLL.remove), step.remove);
    if ('release' in step) return name(self, ports.poll.call(-1, 0, POLL.release), step.release);
    if ('hide' in step) return name(self, ports.poll.call(-1, 0, POLL.hide), step.hide, step.seconds);
    const [verb, nths, seconds] =
      'removeMany' in step
        ? [POLL.removeMany, step.removeMany, 0]
        : [POLL.hideMany, step.hideMany, step.seconds];
    const call = ports.poll.call(-1, 0, verb);
    for (const nth of nths) self.attach(call, name(self, self.store(-1), nth, seconds));
    return call;
  };
  const end = (self: Me, call: number, code: number, receives: boolean) => {
    const { messages } = self;
    const said = self.contentOf(call) as Partial<ServiceError>;
    const got: string[] = [];
    const entries: string[] = [];
    const uids: number[] = [];
    for (let row = self.take(call); row >= 0; row = self.take(call)) {
      const inner = self.contentOf(row) as Partial<ServiceError>;
      if (receives) {
        got.push(filled(letterOf(self.contentOf(row)).body, messages.request[row]!));
        self.state.deliveries.push({
          stored: messages.parent[row]!,
          uid: messages.parentUid[row]!,
          receipt: messages.attempts[row]!,
        });
      } else {
        entries.push(inner.code ?? OUTCOMES[messages.step[row]!]!.name);
        uids.push(messages.due[row]!);
      }
      self.discard(row, 0);
    }
    answers[messages.mark[call]!] = {
      at: self.now / SECOND,
      outcome: OUTCOMES[code]!.name,
      code: said.code ?? '',
      message: said.message ?? '',
      uid: messages.due[call]!,
      got,
      entries,
      uids,
    };
  };
  return definePart({
    title: 'Hand',
    says: 'Does what is written down.',
    spec,
    settings: {},
    behaviour: {
      state: (): State => ({ deliveries: [] }),
      start(self: Me) {
        for (const [i, { at }] of steps.entries()) self.timers.step.after(at * SECOND, i);
      },
      timers: {
        step(self: Me, i) {
          const call = begin(self, steps[i]!);
          self.messages.mark[call] = i;
        },
      },
      reply: {
        send: (self: Me, call, code) => end(self, call, code, false),
        poll: (self: Me, call, code) => end(self, call, code, self.messages.verb[call] === POLL.receive),
      },
    },
    status: () => ({ mood: 'calm', word: 'calm' }),
  });
}
