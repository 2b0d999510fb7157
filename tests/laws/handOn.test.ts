/** A part that only stands between two others loses nothing of what a call and its answer carry. */
import { describe, expect, test } from 'vitest';
import { outcome } from '../../src/engine/outcome.ts';
import type { PartSpec, Self } from '../../src/engine/part.ts';
import { definePart } from '../../src/parts/contract.ts';
import { fullCatalog as catalog } from '../../src/parts/full.ts';
import { worldOf } from './smallWorld.ts';

const VERB = 7;
const ITEMS = 3;

const askerSpec = {
  kind: 'asker',
  ports: { out: { side: 'out', protocol: 'request', says: 'asks' } },
  metrics: { items: { type: 'counter', unit: 'items', says: 'items that came with good answers' } },
  timers: ['ask'],
  streams: [],
} as const satisfies PartSpec;
type Asker = Self<typeof askerSpec, { about: number }, object>;

/** Asks once, about a row of its own, and takes what comes with the answer. */
const asker = definePart({
  title: 'Asker',
  says: 'Asks.',
  spec: askerSpec,
  settings: {},
  behaviour: {
    state: () => ({ about: -1 }),
    start(self: Asker) {
      self.timers.ask.after(1_000_000);
    },
    timers: {
      ask(self: Asker) {
        self.state.about = self.store(-1, -1);
        self.ports.out.call(-1, 0, VERB, self.state.about);
      },
    },
    reply: {
      out(self: Asker, call) {
        for (let row = self.take(call); row >= 0; row = self.take(call)) {
          self.metrics.items.add();
          self.discard(row, outcome.ok);
        }
        self.discard(self.state.about, outcome.ok);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

const giverSpec = {
  kind: 'giver',
  ports: { in: { side: 'in', protocol: 'request', says: 'is asked' } },
  metrics: {
    verbs: { type: 'counter', unit: 'verbs', says: 'sum of the verbs heard' },
    abouts: { type: 'counter', unit: 'rows', says: 'calls that were about a row which is still there' },
  },
  timers: [],
  streams: [],
} as const satisfies PartSpec;
type Giver = Self<typeof giverSpec, object, object>;

/** Answers at once and gives some rows along. */
const giver = definePart({
  title: 'Giver',
  says: 'Gives.',
  spec: giverSpec,
  settings: {},
  behaviour: {
    state: () => ({}),
    receive: {
      in(self: Giver, call) {
        self.metrics.verbs.add(self.messages.verb[call]!);
        if (self.aboutOf(call) >= 0) self.metrics.abouts.add();
        for (let i = 0; i < ITEMS; i++) self.attach(call, self.store(-1, -1));
        self.reply(call, outcome.ok);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

const between = [...catalog.values()].filter(
  ({ instant, spec }) => instant && spec.ports.in?.protocol === 'request' && spec.ports.out?.required,
);

test('there are such parts', () => {
  expect(between.map(({ spec }) => spec.kind)).toEqual(
    expect.arrayContaining(['network-link', 'router', 'join', 'rate-limiter']),
  );
});

describe.each(between.map((kind) => ({ name: kind.spec.kind, kind })))('$name', ({ kind }) => {
  test('hands on the verb, what the call is about, and what comes with the answer', () => {
    const small = worldOf({
      parts: { asker: [asker], between: [kind], giver: [giver] },
      wires: ['asker.out > between.in', 'between.out > giver.in'],
    }).run();
    expect(small.read('giver.verbs')).toBe(VERB);
    expect(small.read('giver.abouts')).toBe(1);
    expect(small.read('asker.items')).toBe(ITEMS);
    expect(small.world.messages.live).toBe(0);
  });
});

test('a join gives what all of its wires brought', () => {
  const small = worldOf({
    parts: { asker: [asker], between: [catalog.get('join')!], one: [giver], two: [giver] },
    wires: ['asker.out > between.in', 'between.out > one.in', 'between.out > two.in'],
  }).run();
  expect(small.read('asker.items')).toBe(2 * ITEMS);
  expect(small.world.messages.live).toBe(0);
});

test('what came with an answer that gets lost is gone with it', () => {
  const lost = { at: '500ms', part: 'between', act: 'lose', with: { share: 0 } };
  const cut = { at: '1s', part: 'between', act: 'partition' };
  const small = worldOf({
    parts: { asker: [asker], between: [catalog.get('network-link')!, { latency: '10ms' }], giver: [giver] },
    wires: ['asker.out > between.in', { wire: 'between.out > giver.in', latency: '10ms' }],
    acts: [lost, { ...cut, at: '1015ms' }],
  }).run();
  expect(small.read('giver.verbs')).toBe(VERB);
  expect(small.read('asker.items')).toBe(0);
  // The asker waits on: its own row and the call it never gives up.
  expect(small.world.messages.live).toBe(2);
});

const inlets = [...catalog.values()].flatMap((kind) => (kind.inlet ? [{ kind, inlet: kind.inlet }] : []));

test.each(inlets)('put into a wire, $kind.title changes nothing by itself', ({ kind, inlet }) => {
  const users = catalog.get('traffic-source')!;
  const app = catalog.get('service')!;
  const run = (isThere: boolean) =>
    worldOf({
      parts: { users: [users], ...(isThere && { it: [kind, inlet.settings] }), app: [app] },
      wires: isThere
        ? [{ wire: `users.out > it.${inlet.into}`, latency: '2ms' }, `it.${inlet.outOf} > app.in`]
        : [{ wire: 'users.out > app.in', latency: '2ms' }],
    }).run().requests;
  expect(run(true)).toEqual(run(false));
});
