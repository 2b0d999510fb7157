import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { StrictMode, useSyncExternalStore } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import text from '../../scenarios/buffer/scenario.yaml?raw';
import { CanvasView, type CanvasViewProps } from '../../src/canvas/CanvasView.tsx';
import { PALETTE_DRAG } from '../../src/canvas/editing.ts';
import { startLab } from '../../src/lab/client.ts';
import { createPlayer, type Player } from '../../src/player/player.ts';
import { type FakeTable, fakeTable } from './fakeTable.ts';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';

let player: Player;

beforeEach(async () => {
  await page.viewport(1280, 800);
  player = createPlayer(await startLab('texts', 'main thread'));
});

afterEach(() => {
  cleanup();
  player.close();
});

function View({ table, ...rest }: { readonly table: FakeTable } & Partial<CanvasViewProps>) {
  const editing = useSyncExternalStore(table.store.subscribe, table.editing);
  return (
    <div style={{ width: '100%', height: 700 }}>
      <CanvasView
        store={table.store}
        selected={null}
        onSelect={() => {}}
        onDrawn={() => {}}
        theme="light"
        still
        editing={editing}
        {...rest}
      />
    </div>
  );
}

/** The Buffer with its queue, an editor laid over it. */
async function tableOf(rest: Partial<CanvasViewProps> = {}, runMs = 0) {
  await player.open(text, 'fix', {}, 10_000_000);
  await waitFor(() => expect(player.store.getState().moment?.exact).toBe(true));
  const table = fakeTable(player.store.getState(), runMs);
  const view = render(
    <StrictMode>
      <View table={table} {...rest} />
    </StrictMode>,
  );
  const ready = rest.editing === null ? '[data-first-frame]' : '.port';
  await waitFor(() => expect(view.container.querySelector(ready)).toBeTruthy(), { timeout: 10_000 });
  return { table, ...view };
}

const part = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}, (?!\\w+:)`) });
const node = (id: string) => document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)!;
const port = (end: string) => {
  const [id, name] = end.split('.');
  return node(id!).querySelector<HTMLElement>(`.port[data-handleid="${name}"]`)!;
};
const wire = (label: string) => document.querySelector<SVGGElement>(`.react-flow__edge[data-id="${label}"]`)!;
const pane = () => document.querySelector<HTMLElement>('.react-flow__pane')!;
const atOf = (table: FakeTable, id: string) =>
  table.store.getState().plate!.parts.find((one) => one.id === id)!.at;
/** A real hand passes through many points. */
const drag = (from: Element, to: Element, options = {}) =>
  userEvent.dragAndDrop(from, to, { steps: 8, ...options } as object);

it('a part is dragged to the grid, its wires with it, and moved once', async () => {
  const { table } = await tableOf();
  const before = wire('orders.messages -> workers.in').querySelector('.wire-line')!.getAttribute('d');
  await drag(part('Order workers'), pane(), { targetPosition: { x: 700, y: 640 } });
  const moves = table.asked.filter((line) => line.startsWith('move'));
  expect(moves).toHaveLength(1);
  expect(moves[0]).toMatch(/^move workers -?\d*0,-?\d*0$/);
  const after = wire('orders.messages -> workers.in').querySelector('.wire-line')!.getAttribute('d');
  expect(after).not.toBe(before);
  expect(table.asked.filter((line) => line.startsWith('select'))).toEqual([]);
});

it('a dragged part stays where it was put until the plate knows of it, and the view stays too', async () => {
  const { table, container } = await tableOf({}, 400);
  const view = () => container.querySelector<HTMLElement>('.react-flow__viewport')!.style.transform;
  const [before, [x]] = [view(), atOf(table, 'database')];
  const left = () => node('database').getBoundingClientRect().x;
  const first = left();
  await drag(part('inventory-db'), pane(), { targetPosition: { x: 900, y: 560 } });
  const put = left();
  expect(put).not.toBeCloseTo(first, 0);
  const seen = new Set<number>();
  const plate = table.store.getState().plate;
  await waitFor(() => {
    seen.add(left());
    expect(table.store.getState().plate).not.toBe(plate);
  });
  await new Promise((done) => setTimeout(done, 100));
  seen.add(left());
  expect([...seen]).toEqual([put]);
  expect(atOf(table, 'database')[0]).not.toBe(x);
  expect(view()).toBe(before);
});

it('what is selected moves together', async () => {
  const { table } = await tableOf();
  await userEvent.click(part('Orders'));
  await userEvent.keyboard('{Shift>}');
  await userEvent.click(part('Order workers'));
  await userEvent.keyboard('{/Shift}');
  expect(table.editing().selection.parts).toEqual(['orders', 'workers']);
  const [orders, workers] = [atOf(table, 'orders'), atOf(table, 'workers')];
  await drag(part('Orders'), pane(), { targetPosition: { x: 500, y: 650 } });
  const [dx, dy] = [atOf(table, 'orders')[0] - orders[0], atOf(table, 'orders')[1] - orders[1]];
  expect([dx, dy]).not.toEqual([0, 0]);
  expect(atOf(table, 'workers')).toEqual([workers[0] + dx, workers[1] + dy]);
  expect(table.asked.filter((line) => line.startsWith('move'))).toHaveLength(1);
});

it('a wire is drawn from port to port, in either direction', async () => {
  const { table } = await tableOf();
  await drag(port('checkout.calls'), port('inventory.in'));
  expect(table.asked).toContain('connect checkout.calls inventory.in');
  await drag(port('database.in'), port('checkout.calls'));
  expect(table.asked).toContain('connect checkout.calls database.in');
  await waitFor(() => expect(wire('checkout.calls -> database.in')).toBeTruthy());
});

it('dropped on a part, a wire takes the first port that fits', async () => {
  const { table } = await tableOf();
  await drag(port('checkout.calls'), part('inventory-db'));
  expect(table.asked).toEqual(['connect checkout.calls database.in']);
  expect(screen.queryByText(/speaks/)).toBeNull();
});

it('where no port fits, a sentence says why, beside the place', async () => {
  const { table } = await tableOf();
  await drag(port('shoppers.out'), part('Order workers'));
  expect(table.asked).toEqual(['connect shoppers.out workers.in']);
  const says = await screen.findByText('shoppers.out speaks request, and workers.in poll.');
  const there = part('Order workers').getBoundingClientRect();
  const box = says.getBoundingClientRect();
  expect(Math.abs(box.x - (there.x + there.width / 2))).toBeLessThan(60);
  await drag(port('inventory.calls'), part('Shoppers'));
  await screen.findByText('Shoppers has no port that takes a wire in.');
});

it('a press on a port and a press on another make a wire; meanwhile what fits is lit', async () => {
  const { table } = await tableOf();
  await userEvent.click(port('checkout.calls'));
  expect(port('database.in').dataset.state).toBe('fits');
  expect(port('workers.in').dataset.state).toBe('unfit');
  await userEvent.click(port('database.in'));
  expect(table.asked).toEqual(['connect checkout.calls database.in']);
  await userEvent.click(port('checkout.calls'));
  await userEvent.click(part('Inventory'));
  expect(table.asked.at(-1)).toBe('connect checkout.calls inventory.in');
});

it('Escape calls a wire off, pressed or dragged', async () => {
  const { table } = await tableOf();
  await userEvent.click(port('checkout.calls'));
  await screen.findByText(/Now press where the wire from checkout.calls shall end/);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByText(/Now press where/)).toBeNull();
  await userEvent.click(port('database.in'));
  expect(table.asked).toEqual([]);
  await userEvent.keyboard('{Escape}');

  const from = port('checkout.calls').getBoundingClientRect();
  const to = port('inventory.in').getBoundingClientRect();
  const hand = (type: string, x: number, y: number, on: Element | Document = document) =>
    on.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX: x + 3, clientY: y + 3, button: 0 }));
  hand('mousedown', from.x, from.y, port('checkout.calls'));
  hand('mousemove', from.x + 40, from.y);
  hand('mousemove', to.x, to.y);
  await waitFor(() => expect(document.querySelector('.react-flow__connection')).toBeTruthy());
  await userEvent.keyboard('{Escape}');
  hand('mouseup', to.x, to.y);
  expect(table.asked).toEqual([]);
  expect(document.querySelector('.react-flow__connection')).toBeNull();
});

it('a box drawn with Shift selects the parts in it and the wires among them', async () => {
  const { table } = await tableOf();
  const sheet = pane().getBoundingClientRect();
  const orders = node('orders').getBoundingClientRect();
  const workers = node('workers').getBoundingClientRect();
  await userEvent.keyboard('{Shift>}');
  await drag(pane(), pane(), {
    sourcePosition: { x: orders.left - sheet.left - 30, y: orders.bottom - sheet.top + 12 },
    targetPosition: { x: workers.right - sheet.left - 20, y: workers.top - sheet.top + 40 },
  });
  await userEvent.keyboard('{/Shift}');
  const { parts, wires } = table.editing().selection;
  expect([...parts].sort()).toEqual(['orders', 'workers']);
  expect(wires).toEqual(['orders.messages -> workers.in']);
  await userEvent.keyboard('{Delete}');
  expect(table.asked.at(-1)).toBe('remove orders, workers, orders.messages -> workers.in');
  await waitFor(() => expect(node('orders')).toBeNull());
});

it('a wire is selected by pressing near it, and by keyboard', async () => {
  const { table } = await tableOf();
  const label = 'inventory.calls -> database.in';
  const line = wire(label).querySelector<SVGPathElement>('.wire-line')!;
  const box = line.getBoundingClientRect();
  const sheet = pane().getBoundingClientRect();
  await userEvent.click(pane(), {
    position: { x: box.x + box.width / 2 + 8 - sheet.x, y: box.y + 30 - sheet.y },
    force: true,
  });
  expect(table.editing().selection).toEqual({ parts: [], wires: [label] });
  await userEvent.keyboard('{Escape}');
  expect(table.editing().selection.wires).toEqual([]);

  const named = screen.getByRole('button', { name: 'Wire from Checkout calls to Orders send' });
  named.focus();
  await userEvent.keyboard('{Enter}');
  expect(table.editing().selection.wires).toEqual(['checkout.calls -> orders.send']);
  expect(named.getAttribute('aria-pressed')).toBe('true');
  await userEvent.keyboard('{Delete}');
  expect(table.asked.at(-1)).toBe('remove checkout.calls -> orders.send');
  await waitFor(() => expect(document.activeElement).toBe(part('Checkout')));
});

it('by keys a part is moved, wired, named, taken away; the focus goes on', async () => {
  const { table } = await tableOf();
  part('Orders').focus();
  await userEvent.keyboard('c{F2}');
  expect(table.asked).toEqual(['askConnect orders', 'rename orders']);
  const [x, y] = atOf(table, 'orders');
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowUp}{/Shift}');
  expect(atOf(table, 'orders')).toEqual([x + 40, y - 20]);
  expect(table.asked.filter((line) => line.startsWith('move'))).toHaveLength(3);
  expect(document.activeElement).toBe(part('Orders'));
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(table.editing().selection.parts).toHaveLength(7);
  await userEvent.keyboard('{Escape}');
  expect(table.editing().selection.parts).toEqual([]);
  await userEvent.keyboard('{Enter}');
  expect(table.editing().selection.parts).toEqual(['orders']);
  await userEvent.keyboard('{Backspace}');
  expect(table.asked.at(-1)).toBe('remove orders');
  await waitFor(() => expect(document.activeElement).toBe(part('Shoppers')));
});

it('a kind from the palette is dropped on the grid; it is drawn unfinished, and says so', async () => {
  const { table } = await tableOf();
  const dataTransfer = new DataTransfer();
  dataTransfer.setData(PALETTE_DRAG, 'sqs-queue');
  const { x, y } = pane().getBoundingClientRect();
  const at = { bubbles: true, cancelable: true, dataTransfer, clientX: x + 303, clientY: y + 77 };
  expect(pane().dispatchEvent(new DragEvent('dragover', at))).toBe(false);
  await waitFor(() => expect(document.querySelector('.drop-ghost')).toBeTruthy());
  pane().dispatchEvent(new DragEvent('drop', at));
  expect(table.asked[0]).toMatch(/^drop sqs-queue -?\d*0,-?\d*0$/);
  await waitFor(() => expect(document.querySelector('.drop-ghost')).toBeNull());
  const another = await waitFor(() => part('Another'));
  expect(another.textContent).toContain('no wire leads to it');
  expect(document.getElementById(another.getAttribute('aria-describedby')!)!.textContent).toMatch(
    /^Unfinished, so not in the run/,
  );
});

it('an edit keeps the elements, the focus and the view', async () => {
  const { table, container } = await tableOf();
  const view = () => container.querySelector<HTMLElement>('.react-flow__viewport')!.style.transform;
  const before = view();
  const checkout = part('Checkout');
  const face = checkout.querySelector('svg');
  checkout.focus();
  table.editing().remove({ parts: [], wires: ['inventory.calls -> database.in'] });
  await waitFor(() => expect(wire('inventory.calls -> database.in')).toBeNull());
  expect(part('Checkout')).toBe(checkout);
  expect(checkout.querySelector('svg')).toBe(face);
  expect(document.activeElement).toBe(checkout);
  expect(view()).toBe(before);
});

it('what is pointed at is brought into view, ringed and told', async () => {
  await page.viewport(390, 700);
  const { container, rerender, table } = await tableOf();
  const isInSight = () => {
    const box = part('Inventory').getBoundingClientRect();
    const sheet = container.querySelector('.canvas')!.getBoundingClientRect();
    return box.left >= sheet.left && box.right <= sheet.right;
  };
  expect(isInSight()).toBe(false);
  rerender(
    <StrictMode>
      <View table={table} spotlight="inventory" callout={{ part: 'inventory', says: 'Count the slots.' }} />
    </StrictMode>,
  );
  await waitFor(() => expect(isInSight()).toBe(true));
  const words = document.getElementById(part('Inventory').getAttribute('aria-describedby')!)!;
  expect(words.textContent).toMatch(/^Pointed at\./);
  const says = await screen.findByText('Count the slots.');
  const box = part('Inventory').getBoundingClientRect();
  await waitFor(() => {
    const tail = says.getBoundingClientRect();
    expect(tail.bottom <= box.top || tail.top >= box.bottom).toBe(true);
  });
});

it('on a phone it begins where it can be read; all of it is a press away', async () => {
  await page.viewport(390, 700);
  const { container } = await tableOf({ editing: null });
  const zoom = () =>
    Number(
      /scale\(([\d.]+)\)/.exec(
        container.querySelector<HTMLElement>('.react-flow__viewport')!.style.transform,
      )![1],
    );
  expect(zoom()).toBeGreaterThanOrEqual(0.6);
  await userEvent.click(screen.getByRole('button', { name: 'Whole system' }));
  await waitFor(() => expect(zoom()).toBeLessThan(0.5));
});
