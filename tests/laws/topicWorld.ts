/** Who publishes by hand, and who takes copies, in tests of topics. */
import { OUTCOMES } from '../../src/engine/outcome.ts';
import type { PartSpec, Self } from '../../src/engine/part.ts';
import {
  definePart,
  type PartDefinition,
  type SettingsOf,
  type SettingsSpec,
} from '../../src/parts/contract.ts';
import type { Letter } from '../../src/rules/letter.ts';
import type { Json } from '../../src/rules/quantity.ts';
import { SEND } from '../../src/rules/send.ts';
import { callee, ticksOf } from './smallWorld.ts';

/** The same callee, as an endpoint of another kind. */
export function endpoint(kind: string): PartDefinition {
  const { in: port } = callee.spec.ports as Record<string, PartSpec['ports'][string]>;
  return { ...callee, spec: { ...callee.spec, ports: { in: { ...port!, endpoint: kind } } } };
}

/** One publish: a letter, or several as a batch. */
export interface Publish {
  readonly at: string;
  readonly say: Letter | readonly Letter[];
}

/** What came back. */
export interface Answer {
  readonly outcome: string;
  readonly words: unknown;
  /** uid of the stored message. */
  readonly uid: number;
  /** Of the entries of a batch. */
  readonly entries: readonly { readonly outcome: string; readonly words: unknown; readonly uid: number }[];
}

const settings = {
  publishes: {
    type: 'json',
    default: [],
    document: 'a list of publishes',
    read: (written: Json) => ({ ok: true, value: written as unknown as readonly Publish[] }),
    says: 'what is published, and when.',
    source: 'test',
  },
} as const satisfies SettingsSpec;

const spec = {
  kind: 'publisher',
  ports: { out: { side: 'out', protocol: 'request', says: 'publishes' } },
  metrics: { answered: { type: 'counter', unit: 'answers', says: 'answers' } },
  timers: ['publish'],
  streams: [],
} as const satisfies PartSpec;

interface State {
  answers: Answer[];
}
type Me = Self<typeof spec, State, SettingsOf<typeof settings>>;

export const publisher = definePart({
  title: 'Publisher',
  says: 'Publishes by hand.',
  spec,
  settings,
  behaviour: {
    state: (): State => ({ answers: [] }),
    start(self: Me) {
      (self.settings.publishes ?? []).forEach(({ at }, i) => {
        self.timers.publish.after(ticksOf(at), i);
      });
    },
    timers: {
      publish(self: Me, i) {
        const { messages, contents } = self;
        const { say } = self.settings.publishes![i]!;
        const request = self.beginRequest();
        const isBatch = Array.isArray(say);
        const call = self.ports.out.call(request, 0, isBatch ? SEND.batch : SEND.one);
        if (!isBatch) {
          messages.content[call] = contents.place(say);
          return;
        }
        for (const letter of say as readonly Letter[]) {
          const row = self.store(request);
          messages.content[row] = contents.place(letter);
          self.attach(call, row);
        }
      },
    },
    reply: {
      out(self: Me, call, code) {
        const { messages } = self;
        const entries = self.items(call).map((row) => ({
          outcome: OUTCOMES[messages.step[row]!]!.name,
          words: self.contentOf(row),
          uid: messages.due[row]!,
        }));
        self.state.answers.push({
          outcome: OUTCOMES[code]!.name,
          words: self.contentOf(call),
          uid: messages.due[call]!,
          entries,
        });
        self.metrics.answered.add();
        self.endRequest(self.parentOf(call), code);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

const keeperSpec = {
  kind: 'keeper',
  ports: { in: { side: 'in', protocol: 'request', endpoint: 'sqs', says: 'calls' } },
  metrics: { received: { type: 'counter', unit: 'calls', says: 'calls that came in' } },
  timers: ['done'],
  streams: [],
} as const satisfies PartSpec;

const keeperSettings = {
  takes: {
    type: 'duration',
    default: '0s',
    min: '0s',
    max: '1h',
    says: 'time to the answer.',
    source: 'test',
  },
  answers: {
    type: 'json',
    default: [],
    document: 'a list of outcomes',
    read: (written: Json) => ({ ok: true, value: written as readonly (keyof typeof outcomeCode)[] }),
    says: 'what it answers to the first calls; to all others ok.',
    source: 'test',
  },
} as const satisfies SettingsSpec;

const outcomeCode = Object.fromEntries(OUTCOMES.map(({ name }, i) => [name, i]));

export interface Kept {
  readonly at: number;
  readonly says: Letter;
  readonly request: number;
  /** The uid that it had where it was published. */
  readonly published: number;
}
type Keeper = Self<typeof keeperSpec, { kept: Kept[] }, SettingsOf<typeof keeperSettings>>;

/** A queue that writes down what it is sent, and takes it or not as told. */
export const keeper = definePart({
  title: 'Keeper',
  says: 'Keeps what it is sent.',
  spec: keeperSpec,
  settings: keeperSettings,
  behaviour: {
    state: (): { kept: Kept[] } => ({ kept: [] }),
    receive: {
      in(self: Keeper, call) {
        const { messages } = self;
        self.metrics.received.add();
        self.state.kept.push({
          at: self.now,
          says: { ...(self.contentOf(call) as Letter) },
          request: messages.request[call]!,
          published: messages.aboutUid[call]!,
        });
        messages.place[call] = self.state.kept.length - 1;
        self.timers.done.after(self.settings.takes, call);
      },
    },
    timers: {
      done(self: Keeper, call) {
        const name = self.settings.answers?.[self.messages.place[call]!] ?? 'ok';
        self.reply(call, outcomeCode[name]!);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});
