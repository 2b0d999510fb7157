import { describe, expect, test } from 'vitest';
import { alone, answerer, busy, kindOf, pair, ran, spec } from '../../tests/kinds.ts';
import { WIRE } from './exchange.ts';
import { outcome } from './outcome.ts';
import type { Model, PartSpec } from './part.ts';
import { copyPlain } from './snapshot.ts';
import type { Witness } from './watch.ts';
import { World } from './world.ts';

const counts = (world: World) =>
  Object.fromEntries(
    Object.entries(WIRE)
      .filter(([name]) => name !== 'span')
      .map(([name, i]) => [name, world.wireCounts[i]]),
  );
const read = (world: World, metric: string) => world.ledger.read(world.metricIndex.get(metric)!, world.now);

describe('calls', () => {
  test('go there, wait, are answered, come back, and leave nothing behind', () => {
    const ends: number[][] = [];
    const witness: Witness = {
      begin: () => {},
      end: (request, at, code) => ends.push([request, at, code]),
      door: (_, part) => expect(part).toBe(1),
      turn: () => {},
      edges: [],
    };
    const model = pair({ at: [0, 0, 5] }, {}, { latency: { law: 'constant', value: 3 } });
    const world = new World(model, { seed: 1, witness });
    world.run();
    expect(ends).toEqual([
      [0, 16, outcome.ok],
      [1, 26, outcome.ok],
      [2, 36, outcome.ok],
    ]);
    expect(world.ending).toEqual({ kind: 'finished', at: 1000 });
    expect(world.messages.live).toBe(0);
    expect(counts(world)).toEqual({ sent: 3, arrived: 3, answered: 3, returned: 3, late: 0, dropped: 0 });
    expect(world.slowestFlight).toBe(3);
  });

  test('an answer to somebody who has left is late, and its row is freed', () => {
    const world = ran(pair({ at: [0, 1, 2], timeout: 5 }, { slots: 3 }));
    expect(counts(world)).toEqual({ sent: 3, arrived: 3, answered: 3, returned: 3, late: 3, dropped: 0 });
    expect(world.messages.live).toBe(0);
    expect(read(world, 'users.open')).toBe(0);
  });

  test.each([
    ['dropped before the caller leaves', 10, 20],
    ['dropped after the caller has left', 20, 10],
    ['dropped on the tick on which the caller leaves', 10, 10],
  ])('%s: freed', (_, takes, timeout) => {
    const model = pair(
      { at: [0, 1, 2], timeout, retries: 1 },
      { answer: 'drop', slots: 9, takes: { law: 'constant', value: takes } },
    );
    const world = ran(model);
    expect(counts(world)).toMatchObject({ sent: 6, arrived: 6, answered: 0, returned: 0, dropped: 6 });
    expect(world.messages.live).toBe(0);
  });

  test('what is never answered stays: the caller and the callee still hold it', () => {
    const world = ran(pair({ at: [0, 1], timeout: 5 }, { answer: 'nothing', slots: 9 }));
    expect(world.messages.live).toBe(2);
  });

  test('a call that nobody waits for is freed too, and is not late', () => {
    const world = ran(pair({ at: [0, 1], tells: true }));
    expect(counts(world)).toMatchObject({ sent: 2, answered: 2, returned: 2, late: 0 });
    expect(world.messages.live).toBe(0);
    expect(ran(pair({ at: [0, 1], tells: true }, { answer: 'drop' })).messages.live).toBe(0);
  });

  test('a port without a handler is unreachable', () => {
    const deaf = kindOf(spec({ ports: { in: { side: 'in', protocol: 'request', says: '' } } }), {
      state: () => ({}),
    });
    const model = pair();
    const heard: number[] = [];
    const witness = {
      begin() {},
      door() {},
      turn() {},
      edges: [],
      end: (_r: number, _at: number, c: number) => heard.push(c),
    };
    const parts = [model.parts[0]!, { id: 'app', kind: deaf, settings: {} }];
    new World({ ...model, parts }, { seed: 1, witness }).run();
    expect(heard).toEqual([outcome.unreachable]);
  });

  test('answering twice is a fault of the part', () => {
    const twice = kindOf(spec({ ports: { in: { side: 'in', protocol: 'request', says: '' } } }), {
      state: () => ({}),
      receive: {
        in(self, row) {
          self.reply(row, outcome.ok);
          self.drop(row, outcome.lost);
        },
      },
    });
    const model = pair();
    const parts = [model.parts[0]!, { id: 'app', kind: twice, settings: {} }];
    expect(ran({ ...model, parts }).ending).toEqual({
      kind: 'crashed',
      at: 0,
      where: 'app',
      says: 'A call was answered twice.',
    });
  });
});

describe('the order of a tick', () => {
  /** Writes down what it sees. */
  const noting = (log: string[]) =>
    kindOf<PartSpec, object, object>(spec({ timers: ['a', 'b'] }), {
      state: () => ({}),
      start(self) {
        log.push('start');
        self.timers.a!.after(0, 1);
        self.timers.b!.after(10, 2);
        self.timers.a!.after(10, 3);
      },
      timers: {
        a(self, n) {
          log.push(`${self.now} a${n}`);
          if (n === 3) self.timers.b!.after(0, 4);
        },
        b: (self, n) => log.push(`${self.now} b${n}`),
      },
      acts: {
        act: {
          begin(self) {
            log.push(`${self.now} act`);
            self.timers.a!.after(0, 5);
          },
        },
      },
    });
  const acting = (log: string[], ...ats: number[]): Model => ({
    ...alone(noting(log), 20),
    acts: ats.map((at) => ({ at, part: 0, act: 'act', phase: 'begin', settings: {} })),
  });

  test('ties as they were set, and what is set within the tick last', () => {
    const log: string[] = [];
    ran(acting(log));
    expect(log).toEqual(['start', '0 a1', '10 b2', '10 a3', '10 b4']);
  });

  test('an act goes before every event of its tick, and what it sets goes after them', () => {
    const log: string[] = [];
    ran(acting(log, 10));
    expect(log).toEqual(['start', '0 a1', '10 act', '10 b2', '10 a3', '10 a5', '10 b4']);
  });

  test('an act at 0 goes before what the parts have set for 0', () => {
    const log: string[] = [];
    ran(acting(log, 0));
    expect(log.slice(0, 4)).toEqual(['start', '0 act', '0 a1', '0 a5']);
  });

  test('an act when nothing else happens, on the last tick, and beyond it', () => {
    const log: string[] = [];
    expect(ran(acting(log, 15, 20, 21)).ending).toEqual({ kind: 'finished', at: 20 });
    expect(log.slice(5)).toEqual(['15 act', '15 a5', '20 act', '20 a5']);
  });
});

describe('the horizon', () => {
  test('what is due on the last tick happens, what is due after it does not', () => {
    expect(read(ran(pair({ at: [10] }, {}, { until: 20 })), 'app.done')).toBe(1);
    expect(read(ran(pair({ at: [11] }, {}, { until: 20 })), 'app.done')).toBe(0);
  });

  test('a run of no length does what is due at 0', () => {
    const world = ran(pair({}, {}, { until: 0 }));
    expect([world.ending, read(world, 'users.made')]).toEqual([{ kind: 'finished', at: 0 }, 1]);
  });

  test('a run to a tick stops there, and goes on', () => {
    const world = new World(pair({ at: [0, 100] }), { seed: 1 });
    world.run(50);
    expect([world.ending, world.now, read(world, 'app.done')]).toEqual([null, 10, 1]);
    world.run(50);
    world.run(-5);
    world.run(Number.NaN);
    expect([world.ending, world.now]).toEqual([null, 10]);
    world.run();
    expect([world.ending, read(world, 'app.done')]).toEqual([{ kind: 'finished', at: 1000 }, 2]);
    const events = world.dispatched;
    world.run();
    expect(world.dispatched).toBe(events);
  });

  test('a run for so many events makes exactly so many', () => {
    const world = new World(busy(), { seed: 1 });
    for (let n = 1; n <= 500; n++) {
      world.run(undefined, 1);
      expect(world.dispatched).toBe(n);
    }
  });
});

describe('a run is decided by model and seed', () => {
  const stateOf = (world: World) => ({
    digest: world.readDigest(),
    ending: world.ending,
    dispatched: world.dispatched,
    requests: world.requests,
    live: world.messages.live,
    cells: [...world.ledger.cells],
    wires: [...world.wireCounts],
    states: world.selves.map((self) => copyPlain(self.state)),
  });
  const whole = stateOf(ran(busy()));

  test('again the same, and with another seed another', () => {
    expect(stateOf(ran(busy()))).toEqual(whole);
    expect(ran(busy(), 2).readDigest()).not.toBe(whole.digest);
  });

  test('the digest of a run on the way names the moment', () => {
    const world = new World(busy(), { seed: 1 });
    world.run(5000);
    const digest = world.readDigest();
    expect(world.readDigest()).toBe(digest);
    world.run();
    expect(world.readDigest()).toBe(whole.digest);
    expect(digest).not.toBe(whole.digest);
  });

  test('kept after any event, also in the middle of a tick, and taken up elsewhere', () => {
    const world = new World(busy(), { seed: 1 });
    for (let cut = 0; cut < 60; cut++) {
      const image = structuredClone(world.snapshot());
      const elsewhere = new World(busy(), { seed: 1 });
      elsewhere.restore(image);
      elsewhere.run();
      expect(stateOf(elsewhere)).toEqual(whole);
      world.run(undefined, 1 + cut * 3);
    }
  });

  test('one dropped event shows', () => {
    let seen = 0;
    const swallowing = (which: number): Model => {
      seen = 0;
      const model = busy();
      const { behaviour } = answerer;
      const receive = {
        in: (self: unknown, row: number) => {
          if (++seen !== which) behaviour.receive!.in!(self, row);
        },
      };
      const kind = { ...answerer, behaviour: { ...behaviour, receive } };
      return { ...model, parts: [model.parts[0]!, { ...model.parts[1]!, kind }] };
    };
    expect(ran(swallowing(0)).readDigest()).toBe(whole.digest);
    const all = seen;
    for (const which of [1, Math.floor(all / 2), all - 50])
      expect(ran(swallowing(which)).readDigest()).not.toBe(whole.digest);
  });

  test('a part more, with streams of its own, moves no draw of the others', () => {
    const model = busy();
    const more = {
      ...model,
      parts: [...model.parts, { id: 'another', kind: answerer, settings: model.parts[1]!.settings }],
    };
    const latency = (m: Model) => ran(m).ledger.cells.slice(0, 18);
    expect(latency(more)).toEqual(latency(model));
  });

  test('a timer without a handler is refused at once', () => {
    expect(
      () => new World(alone(kindOf(spec({ timers: ['x'] }), { state: () => ({}) })), { seed: 1 }),
    ).toThrow('it: no handler for timer x');
  });
});
