import { describe, expect, test } from 'vitest';
import { atTable, settled, shop } from '../../tests/atTable.ts';
import { catalog } from '../parts/catalog.ts';
import { checkScenario } from '../scenario/check.ts';
import type { Edit } from '../scenario/edit.ts';
import { actsOf, hurt } from './acts.ts';
import { designOf, textOf, ticksOf } from './design.ts';
import { settingsAt } from './forkEdits.ts';
import { HISTORY_MAX } from './table.ts';

const QUEUE: Edit = {
  do: 'addPart',
  id: 'orders',
  part: { kind: 'sqs-queue', name: 'Orders', at: [400, 400] },
};
const slots = (value: number) => ({ do: 'set', part: 'checkout', setting: 'slots', value }) as const;

describe('an edit', () => {
  test('makes another version, says so, and runs it', async () => {
    const { table, player, scenario, state } = atTable();
    expect(table.edit(QUEUE, 'Orders added')).toBe(true);
    await settled();
    expect([...designOf(state()).parts.keys()]).toContain('orders');
    expect(scenario.parts).not.toHaveProperty('orders');
    expect(state().said.text).toBe('Orders added');
    expect(player.runs).toEqual([{ source: state().scenario, design: 'start', edits: {} }]);
  });

  test('that breaks the design is refused in a sentence, and nothing has changed', async () => {
    const { table, player, scenario, state } = atTable();
    expect(table.edit(slots(0), 'no slots')).toBe(false);
    expect(state().refused).toMatch(/slots.*1 to 1000000 slots/);
    expect([state().scenario, state().past]).toEqual([scenario, []]);
    await settled();
    expect(player.runs).toEqual([]);
    table.edit(slots(30), 'more');
    expect(state().refused).toBeNull();
  });

  test('keeps the seed that somebody chose', async () => {
    const { table, player } = atTable({
      player: { edits: { seed: 9, until: 5, set: { 'checkout.slots': 1 } } },
    });
    table.edit(QUEUE, 'Orders added');
    await settled();
    expect(player.runs[0]!.edits).toEqual({ seed: 9 });
  });

  test('five in a row are one run under way and one for the last of them', async () => {
    const { table, player, state } = atTable({ holds: true });
    table.edit(slots(21), 'one');
    await settled();
    for (const n of [22, 23, 24, 25]) table.edit(slots(n), 'more');
    await settled();
    expect(player.runs).toHaveLength(1);
    await player.finish();
    expect(player.runs).toHaveLength(2);
    expect(player.runs[1]!.source).toBe(state().scenario);
  });
});

describe('in a scenario that is not the learner’s own', () => {
  test('the first edit begins a design of their own, as a copy of the one on the screen', () => {
    const { table, state } = atTable({ owns: false, design: 'faster' });
    table.edit(QUEUE, 'Orders added');
    expect(state().design).toBe('mine');
    const { parts } = designOf(state());
    expect([parts.has('orders'), parts.get('checkout')!.settings.slots]).toEqual([true, 40]);
    expect(designOf({ ...state(), design: 'faster' }).parts.has('orders')).toBe(false);
    expect(state().said.text).toMatch(
      /^Orders added\. This is your own design now, begun as “More slots”\.$/,
    );
    expect(checkScenario(state().scenario, catalog).problems.filter((p) => p.severity === 'error')).toEqual(
      [],
    );
  });

  test('a second beginning replaces it, says so, and undo brings it back', () => {
    const { table, state } = atTable({ owns: false });
    table.edit(QUEUE, 'Orders added');
    const first = state().scenario;
    table.chooseDesign('faster');
    table.edit(slots(60), 'Checkout: slots set to 60');
    expect(designOf(state()).parts.has('orders')).toBe(false);
    expect(state().said.text).toContain('The one you had is replaced; undo brings it back.');
    table.undo();
    expect(state()).toMatchObject({ scenario: first, design: 'faster' });
    table.undo();
    expect(state().design).toBe('start');
    expect(state().scenario.designs).not.toHaveProperty('mine');
  });
});

describe('the history', () => {
  test('goes all the way back to the very first value, and on again', async () => {
    const { table, player, scenario, state } = atTable();
    table.edit(QUEUE, 'Orders added');
    table.edit({ do: 'move', to: { orders: [500, 400] } }, 'Orders moved');
    table.edit({ do: 'addAct', act: { at: '5s', part: 'checkout', act: 'crash' } }, 'Crash');
    table.replace({ ...shop(), title: 'Another shop' }, 'start', 'Another file opened');
    const last = state().scenario;
    for (let i = 0; i < 4; i++) table.undo();
    expect(state().scenario).toBe(scenario);
    expect(state().said.text).toBe('Undone: Orders added');
    table.undo();
    expect(state().said.text).toBe('There is nothing to undo.');
    for (let i = 0; i < 4; i++) table.redo();
    expect(state().scenario).toBe(last);
    await settled();
    expect(player.runs.at(-1)!.source).toBe(last);
  });

  test('what comes after an undo takes the place of what was undone', () => {
    const { table, state } = atTable();
    table.edit(slots(30), 'thirty');
    table.undo();
    table.edit(slots(50), 'fifty');
    expect(state().future).toEqual([]);
    expect(designOf(state()).parts.get('checkout')!.settings.slots).toBe(50);
  });

  test('remembers so much, and no more', () => {
    const { table, state } = atTable();
    for (let i = 0; i < HISTORY_MAX + 5; i++) table.edit(slots(100 + i), `step ${i}`);
    expect(state().past).toHaveLength(HISTORY_MAX);
    expect(state().past[0]!.says).toBe('step 5');
  });

  test('what is gone is no longer selected', () => {
    const { table, player, state } = atTable();
    table.edit(QUEUE, 'Orders added');
    table.select({ parts: ['orders', 'checkout'], wires: [] });
    expect(state().panel).toBe('inspect');
    table.undo();
    expect(state().selection).toEqual({ parts: ['checkout'], wires: [] });
    expect(player.store.getState().selected).toBe('checkout');
  });
});

test('a design that is chosen at the player is the one that is edited', () => {
  const { table, player, state } = atTable();
  player.store.setState({ design: 'faster' });
  expect(state().design).toBe('faster');
  table.close();
  player.store.setState({ design: 'start' });
  expect(state().design).toBe('faster');
});

describe('acts', () => {
  test('are done at the playhead, from the next millisecond on, and known by ids of their own', () => {
    const { table, player, state } = atTable();
    player.seek(30_123_456);
    hurt(table, catalog, 'stock', 'lock', {}, '60s');
    hurt(table, catalog, 'stock', 'slow', { factor: 3 }, null);
    expect(state().scenario.acts!.slice(1)).toEqual([
      { id: 'lock-1', at: '30.124s', for: '60s', part: 'stock', act: 'lock' },
      { id: 'slow-1', at: '30.124s', part: 'stock', act: 'slow', with: { factor: 3 } },
    ]);
    expect(state().said.text).toBe('Slow down: Stock, at 0:30.1');
  });

  test('of the learner are played where a step of the lesson leaves those of the scenario out', async () => {
    const { table, player } = atTable({ owns: false, player: { edits: { keepActs: [] }, t: 1_000_000 } });
    hurt(table, catalog, 'checkout', 'crash', {}, '5s');
    await settled();
    expect(player.runs[0]!.edits.keepActs).toEqual(['crash-1']);
  });

  test('are moved, changed and removed from the scrubber', () => {
    const { table, state } = atTable();
    const acts = actsOf(table, catalog);
    acts.select('outage');
    expect(state()).toMatchObject({ act: 'outage', panel: 'inspect' });
    expect(acts.change('outage', { at: '40s' })).toBe(true);
    expect(state().said.text).toBe('Lock the table: Stock moved to 0:40.0');
    expect(acts.change('outage', { for: '0s' })).toBe(false);
    expect(designOf(state()).acts[0]).toMatchObject({ at: 40_000_000, lasts: 10_000_000 });
    acts.remove('outage');
    expect(designOf(state()).acts).toEqual([]);
    expect(state().act).toBeNull();
  });
});

describe('a fork', () => {
  test('turns a setting into an act at its moment, and several into one', () => {
    const { table, state } = atTable();
    table.fork(30_000_400);
    expect(state().forks.map(({ id, from, at }) => [id, from, at])).toEqual([
      ['first', null, 0],
      ['fork-1', 'first', 30_000_000],
    ]);
    table.edit(slots(40), 'Checkout: slots set to 40');
    table.edit({ do: 'set', part: 'checkout', setting: 'queue', value: 5 }, 'Checkout: queue set to 5');
    table.edit({ do: 'set', part: 'checkout', setting: 'slots', value: undefined }, 'back');
    expect(
      designOf(state())
        .acts.slice(1)
        .map(({ text }) => text),
    ).toEqual([{ id: 'set-1', at: '30s', part: 'checkout', act: 'set', with: { slots: 10, queue: 5 } }]);
    expect(designOf(state()).parts.get('checkout')!.settings).toEqual({ slots: 20 });
    expect(settingsAt(designOf(state()), 'checkout', 30_000_000)).toEqual({ slots: 10, queue: 5 });
    expect(state().forks[1]!.title).toBe('From 0:30.0: Checkout: slots set to 40');
  });

  test('leaves the past alone', () => {
    const { table, state } = atTable();
    table.fork(30_000_000);
    const before = state().scenario;
    const refused = (edit: Parameters<typeof table.edit>[0]) => {
      expect(table.edit(edit, 'no')).toBe(false);
      return state().refused;
    };
    const wire = 'A fork changes what happens from 0:30.0 on; rewire in the design itself.';
    expect(refused(QUEUE)).toBe(wire);
    expect(refused({ do: 'removeWires', labels: ['checkout.calls -> stock.in'] })).toBe(wire);
    expect(refused({ do: 'all', edits: [slots(3), QUEUE] })).toBe(wire);
    expect(refused({ do: 'removeAct', id: 'outage' })).toMatch(/this happens at 0:20\.0/);
    expect(refused({ do: 'addAct', act: { at: '29s', part: 'stock', act: 'lock' } })).toMatch(/0:29\.0/);
    expect(table.refusal({ do: 'addWire', from: 'stock.x', to: 'checkout.in' })).toBe(wire);
    expect(state().scenario).toBe(before);
    expect(table.edit({ do: 'move', to: { stock: [710, 200] } }, 'Stock moved')).toBe(true);
  });

  test('and what it left are two versions with one history', async () => {
    const { table, player, scenario, state } = atTable();
    table.fork(30_000_000);
    table.edit(slots(40), 'forty from then on');
    const forked = state().scenario;
    table.goTo('first');
    expect(state().scenario).toBe(scenario);
    table.edit(slots(50), 'fifty');
    const fifty = state().scenario;
    await settled();
    table.goTo('fork-1');
    expect(state()).toMatchObject({ scenario: forked, fork: 'fork-1' });
    await settled();
    expect(player.runs.at(-1)!.source).toBe(forked);
    // The last thing that was done was done in the first run: that is where undo leads.
    table.undo();
    expect(state()).toMatchObject({ scenario, fork: 'first' });
    table.redo();
    expect(state()).toMatchObject({ scenario: fifty, fork: 'first' });
    for (let i = 0; i < 3; i++) table.undo();
    expect(state()).toMatchObject({ scenario, fork: 'first' });
    expect(state().forks).toHaveLength(1);
  });

  test('needs a moment within the run', () => {
    const { table, state } = atTable();
    table.fork(0);
    expect(state().refused).toMatch(/after 0:00 and before 2:00/);
    expect(state().forks).toHaveLength(1);
    table.fork(500_000_000);
    expect(state().forks).toHaveLength(1);
  });
});

test.each([0, 1000, 250_000, 1_000_000, 39_200_000, 39_123_000, 3_600_000_000])(
  'a moment of %d ticks is written and read without loss',
  (ticks) => {
    expect(ticksOf(textOf(ticks, 7_200_000_000))).toBe(ticks);
  },
);
