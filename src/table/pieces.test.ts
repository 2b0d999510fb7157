import { expect, test } from 'vitest';
import { atTable } from '../../tests/atTable.ts';
import { catalog } from '../parts/catalog.ts';
import { duplicate, paste } from './commands.ts';
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
