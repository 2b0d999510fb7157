import { expect, test } from 'vitest';
import { atTable } from '../../tests/atTable.ts';
import { catalog } from '../parts/catalog.ts';
import type { Edit } from '../scenario/edit.ts';
import { duplicate, paste, remove } from './commands.ts';
import { designOf } from './design.ts';
import { cutOut, readPiece, writePiece } from './pieces.ts';

test('parts are duplicated with the wires between them, beside themselves, under names of their own', () => {
  const { table, state } = atTable();
  table.edit({ do: 'setWire', label: 'checkout.calls -> stock.in', latency: '2ms' }, 'latency');
  table.select({ parts: ['checkout', 'stock'], wires: [] });
  expect(duplicate(table, catalog)).toBe(true);
  const { parts, wires } = designOf(state());
  expect(parts.get('checkout-2')).toMatchObject({
    name: 'Checkout 2',
    at: [440, 240],
    settings: { slots: 20 },
  });
  expect(wires.slice(2)).toMatchObject([{ label: 'checkout-2.calls -> stock-2.in', latency: '2ms' }]);
  expect(state().selection.parts).toEqual(['checkout-2', 'stock-2']);
  // What is selected now is the copy: once more, and it stands a step further.
  duplicate(table, catalog);
  expect(designOf(state()).parts.get('checkout-2-2')).toMatchObject({ name: 'Checkout 3', at: [480, 280] });
});

const alarm = (metric: string): Edit => ({
  do: 'addPart',
  id: 'alarm',
  part: { kind: 'cloudwatch-alarm', name: 'Alarm', at: [700, 400], settings: { metric } },
});

test('a wire is duplicated with its settings, and what watches a part watches its copy', () => {
  const { table, state } = atTable();
  const policy = { kind: ['digital'] };
  table.edit(
    {
      do: 'all',
      edits: [
        { do: 'addPart', id: 'topic', part: { kind: 'sns-topic', at: [400, 400] } },
        { do: 'addPart', id: 'queue', part: { kind: 'sqs-queue', at: [700, 600] } },
        { do: 'addWire', from: 'topic.subscriptions', to: 'queue.send', with: { FilterPolicy: policy } },
        alarm('queue.visible'),
      ],
    },
    'A topic',
  );
  table.select({ parts: ['topic', 'queue', 'alarm'], wires: [] });
  duplicate(table, catalog);
  const { parts, wires } = designOf(state());
  expect(wires.at(-1)).toMatchObject({
    label: 'topic-2.subscriptions -> queue-2.send',
    settings: { FilterPolicy: policy },
  });
  expect(parts.get('alarm-2')!.settings).toEqual({ metric: 'queue-2.visible' });
  // Alone it goes on watching what it watched.
  table.select({ parts: ['alarm'], wires: [] });
  duplicate(table, catalog);
  expect(designOf(state()).parts.get('alarm-3')!.settings).toEqual({ metric: 'queue.visible' });
});

test('what watches a part that goes is told of, and where that part is not it watches nothing', () => {
  const { table, state } = atTable();
  table.edit(alarm('stock.busy'), 'Alarm added');
  const piece = cutOut(designOf(state()), ['alarm'])!;
  remove(table, { parts: ['stock'], wires: [] });
  expect(state().said.text).toBe('Stock removed. Alarm watches nothing now.');
  expect(designOf(state()).parts.get('alarm')!.settings).toEqual({});
  paste(table, catalog, piece, 'pasted');
  expect(designOf(state()).parts.get('alarm-2')!.settings).toEqual({});
  table.undo();
  table.undo();
  expect(designOf(state()).parts.get('alarm')!.settings).toEqual({ metric: 'stock.busy' });
});

test('what is cut is pasted where it was', () => {
  const { table, state } = atTable();
  const piece = cutOut(designOf(state()), ['stock'])!;
  table.edit({ do: 'removeParts', ids: ['stock'] }, 'Stock removed');
  paste(table, catalog, readPiece(writePiece(piece))!, 'pasted');
  expect([...designOf(state()).parts.values()].at(-1)).toMatchObject({ name: 'Stock', at: [700, 200] });
});

const good = { parts: { a: { kind: 'service', at: [0, 0] } }, wires: [] };
const text = (changes: object) => JSON.stringify({ 'secret-life-lab': 1, ...good, ...changes });

test.each([
  ['a shopping list', 'milk, eggs'],
  ['broken', text({}).slice(0, -2)],
  ['of another version', text({ 'secret-life-lab': 2 })],
  ['without a part', text({ parts: {} })],
  ['with a name of the language', text({}).replace('"a"', '"__proto__"')],
  ['with a key that nobody knows', text({ script: 'alert(1)' })],
  ['with a place that is none', text({ parts: { a: { kind: 'service', at: [1e9, 0] } } })],
  ['with half a wire', text({ wires: [{ from: { part: 'a', port: 'calls' } }] })],
])('a clipboard that is %s is nothing to paste', (_, clipboard) => {
  expect(readPiece(text({}))).not.toBeNull();
  expect(readPiece(clipboard)).toBeNull();
});

test('a part of an unknown kind, or one that is not on the shelf, is refused', () => {
  const { table, state } = atTable();
  const piece = readPiece(text({ parts: { a: { kind: 'teleporter', at: [0, 0] } } }))!;
  expect(paste(table, catalog, piece, 'pasted')).toBe(false);
  expect(state().refused).toContain('teleporter');
  table.allowParts(['sqs-queue']);
  expect(paste(table, catalog, readPiece(text({}))!, 'pasted')).toBe(false);
  expect(state().refused).toBe('Service is not on the shelf here.');
});
