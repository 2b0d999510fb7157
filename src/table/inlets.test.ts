import { expect, test } from 'vitest';
import { atTable } from '../../tests/atTable.ts';
import { catalog } from '../parts/catalog.ts';
import { designOf } from './design.ts';
import { hurtWire, inletActs, inletAt } from './inlets.ts';

const wireOf = (design: ReturnType<typeof designOf>, label: string) =>
  design.wires.find((wire) => wire.label === label)!;

test('a wire is cut by a link that is put into it, in one step, and the order of calls stays', () => {
  const { table, player, state } = atTable();
  table.edit(
    {
      do: 'all',
      edits: [
        { do: 'addPart', id: 'mail', part: { kind: 'service', at: [700, 400] } },
        { do: 'addWire', from: 'checkout.calls', to: 'mail.in', latency: '7ms' },
        { do: 'setWire', label: 'checkout.calls -> stock.in', latency: '3ms' },
      ],
    },
    'Mail added',
  );
  player.seek(50_000_000);
  const design = designOf(state());
  const wire = wireOf(design, 'checkout.calls -> stock.in');
  const cut = inletActs(design, wire, catalog).find(({ act }) => act === 'partition')!;
  expect(hurtWire(table, catalog, wire, cut, {}, '10s')).toBe(true);
  const { parts, wires, acts } = designOf(state());
  const calls = wires.filter(({ from }) => from.part === 'checkout');
  expect(calls.map(({ to, latency }) => [to.part, latency])).toEqual([
    ['network-link', '3ms'],
    ['mail', '7ms'],
  ]);
  expect(wires.filter(({ from }) => from.part === 'network-link').map(({ to }) => to.part)).toEqual([
    'stock',
  ]);
  expect(parts.get('network-link')).toMatchObject({ at: [550, 200], settings: { latency: '0s' } });
  expect(acts.at(-1)).toMatchObject({
    at: 50_000_000,
    text: { part: 'network-link', act: 'partition', for: '10s' },
  });
  expect(state().selection.parts).toEqual(['network-link']);
  // From then on it is hurt there.
  expect(inletAt(designOf(state()), calls[0]!, catalog)).toBe('network-link');
  table.undo();
  expect(designOf(state())).toBe(design);
});

test('the settings of a wire stay with the end that knows them', () => {
  const { table, state } = atTable();
  const policy = { kind: ['digital'] };
  table.edit(
    {
      do: 'all',
      edits: [
        { do: 'addPart', id: 'orders', part: { kind: 'sns-topic', at: [400, 400] } },
        { do: 'addPart', id: 'shipping', part: { kind: 'sqs-queue', at: [700, 400] } },
        { do: 'addWire', from: 'orders.subscriptions', to: 'shipping.send', with: { FilterPolicy: policy } },
      ],
    },
    'A topic',
  );
  const design = designOf(state());
  const wire = wireOf(design, 'orders.subscriptions -> shipping.send');
  const cut = inletActs(design, wire, catalog).find(({ act }) => act === 'partition')!;
  expect(hurtWire(table, catalog, wire, cut, {}, '10s')).toBe(true);
  expect(
    designOf(state())
      .wires.map(({ label, settings }) => [label, settings])
      .slice(-2),
  ).toEqual([
    ['orders.subscriptions -> network-link.in', { FilterPolicy: policy }],
    ['network-link.out -> shipping.send', {}],
  ]);
});

test('nothing is put into a wire over which messages are received', () => {
  const { table, state } = atTable();
  table.edit(
    {
      do: 'all',
      edits: [
        { do: 'addPart', id: 'orders', part: { kind: 'sqs-queue', at: [0, 400] } },
        { do: 'addPart', id: 'workers', part: { kind: 'consumer-fleet', at: [400, 400] } },
        { do: 'addWire', from: 'orders.messages', to: 'workers.in' },
      ],
    },
    'Queue added',
  );
  const design = designOf(state());
  expect(inletActs(design, wireOf(design, 'orders.messages -> workers.in'), catalog)).toEqual([]);
});
