import { describe, expect, test } from 'vitest';
import { alone, kindOf, pair, ran, spec } from '../../tests/kinds.ts';
import type { Model, PartSpec } from './part.ts';
import { World } from './world.ts';

describe('endings', () => {
  test('a handler that throws: crashed, and where', () => {
    const world = ran(pair({ at: [3] }, { answer: 'throw' }));
    expect(world.ending).toEqual({ kind: 'crashed', at: 13, where: 'app', says: 'It broke.' });
  });

  test('a part that throws at the start', () => {
    const broken = kindOf(spec(), {
      state: () => ({}),
      start() {
        throw new Error('Not today.');
      },
    });
    const world = ran(alone(broken));
    expect(world.ending).toEqual({ kind: 'crashed', at: 0, where: 'it', says: 'Not today.' });
    const again = new World(alone(broken), { seed: 1 });
    again.restore(structuredClone(world.snapshot()));
    expect(again.ending).toEqual(world.ending);
  });

  test('an act that throws', () => {
    const model: Model = {
      ...alone(
        kindOf(spec(), {
          state: () => ({}),
          acts: {
            act: {
              begin() {
                throw new Error('No.');
              },
            },
          },
        }),
      ),
      acts: [{ at: 7, part: 0, act: 'act', phase: 'begin', settings: {} }],
    };
    expect(ran(model).ending).toEqual({ kind: 'crashed', at: 7, where: 'it', says: 'No.' });
  });

  test('a ring that never lets time pass ends with its budget', () => {
    const ring = kindOf<PartSpec, object, object>(spec({ timers: ['again'] }), {
      state: () => ({}),
      start: (self) => void self.timers.again!.after(0),
      timers: { again: (self) => void self.timers.again!.after(0) },
    });
    const world = new World(alone(ring), { seed: 1, eventBudget: 100_000 });
    world.run();
    expect(world.ending).toEqual({ kind: 'eventBudgetSpent', at: 0, events: 100_000 });
  });

  test('a thousand million requests at once: out of memory, by name, in bounded time and space', () => {
    const flood = kindOf<PartSpec, object, object>(spec({ timers: ['come'] }), {
      state: () => ({}),
      start: (self) => void self.timers.come!.after(5),
      timers: {
        come(self) {
          for (let i = 0; i < 1_000_000_000; i++) self.beginRequest();
        },
      },
    });
    expect(ran(alone(flood)).ending).toMatchObject({ kind: 'outOfMemory', at: 5, who: 'it' });
  });

  test('a thousand million timers at the start: out of memory too', () => {
    const eager = kindOf<PartSpec, object, object>(spec({ timers: ['come'] }), {
      state: () => ({}),
      start(self) {
        for (let i = 0; i < 1_000_000_000; i++) self.timers.come!.after(1 + (i % 900));
      },
      timers: { come: () => {} },
    });
    expect(ran(alone(eager)).ending).toMatchObject({ kind: 'outOfMemory', at: 0, who: 'it' });
  });

  test('a wire whose delay is no number crashes the run instead of hanging it', () => {
    const model = pair({}, {}, { latency: { law: 'uniform', from: 0, to: Number.POSITIVE_INFINITY } });
    expect(ran(model).ending).toMatchObject({
      kind: 'crashed',
      where: 'users',
      says: 'Nothing can be due at Infinity.',
    });
  });

  test('more parts than an event can name are refused', () => {
    const { parts } = pair();
    const many = Array.from({ length: 4097 }, (_, i) => ({ ...parts[1]!, id: `p${i}` }));
    expect(() => new World({ parts: many, wires: [], acts: [], until: 1 }, { seed: 1 })).toThrow(
      '4096 parts',
    );
  });

  test('buckets that were still to come end with the run', () => {
    const edges = [10, 20, 500, 1001];
    const turned: number[] = [];
    const witness = { begin() {}, end() {}, door() {}, edges, turn: (edge: number) => turned.push(edge) };
    new World(pair({ at: [3] }, { answer: 'throw' }), { seed: 1, witness }).run();
    expect(turned).toEqual([10, 13, 13, 13]);
    turned.length = 0;
    new World(pair({ at: [3] }), { seed: 1, witness }).run();
    expect(turned).toEqual([10, 20, 500, 1000]);
  });
});
