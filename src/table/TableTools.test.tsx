import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { atTable, type Setting } from '../../tests/atTable.ts';
import { PALETTE_DRAG } from '../canvas/editing.ts';
import { designOf } from './design.ts';
import { TableTools } from './TableTools.tsx';

beforeEach(() => {
  // As on a desk with room for the shelf.
  window.matchMedia = ((query: string) => ({
    matches: query.startsWith('(min-width'),
    addEventListener: () => {},
    removeEventListener: () => {},
  })) as never;
});

function tools(setting: Setting = {}) {
  const at = atTable(setting);
  render(<TableTools at={at} />);
  return { ...at, user: userEvent.setup(), design: () => designOf(at.state()) };
}

describe('the shelf', () => {
  it('has every part, in groups, and says what each is', () => {
    const { catalog } = tools();
    const shelf = within(screen.getByRole('region', { name: 'Parts' }));
    for (const { title, says } of catalog.values())
      expect(shelf.getByRole('button', { name: title })).toHaveAccessibleDescription(says);
    expect(shelf.getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
      'Users and programs',
      'Queues and data',
      'In between',
    ]);
  });

  it('places a part where there is room, and selects it', async () => {
    const { user, design, state } = tools();
    await user.click(screen.getByRole('button', { name: 'SQS queue' }));
    await screen.findByText('SQS queue added');
    await user.click(screen.getByRole('button', { name: 'SQS queue' }));
    await screen.findByText('SQS queue 2 added');
    const [first, second] = ['sqs-queue', 'sqs-queue-2'].map((id) => design().parts.get(id)!);
    expect(first!.at).not.toEqual(second!.at);
    expect(state().selection.parts).toEqual(['sqs-queue-2']);
  });

  it('gives a drag the kind of the part', () => {
    tools();
    const carried = new Map<string, string>();
    const dataTransfer = {
      setData: (type: string, value: string) => carried.set(type, value),
      setDragImage: () => {},
    };
    fireEvent.dragStart(screen.getByRole('button', { name: 'Database' }), { dataTransfer });
    expect(carried.get(PALETTE_DRAG)).toBe('database');
  });

  it('holds only what a step allows, and is not there when that is nothing', () => {
    const { table } = tools();
    act(() => table.allowParts(['sqs-queue', 'consumer-fleet']));
    const shelf = within(screen.getByRole('region', { name: 'Parts' }));
    expect(shelf.getAllByRole('listitem')).toHaveLength(2);
    for (const name of ['Consumer fleet', 'SQS queue'])
      expect(shelf.getByRole('button', { name })).toBeInTheDocument();
    act(() => table.allowParts([]));
    expect(screen.queryByRole('region', { name: 'Parts' })).toBeNull();
  });

  it('leaves the focus on the way back when it is folded away, and when it is opened', async () => {
    const { user } = tools();
    await user.click(screen.getByRole('button', { name: 'Fold the parts away' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Parts' })).toHaveFocus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Fold the parts away' })).toHaveFocus());
  });

  it('is folded away, and P brings it back with the focus in it', async () => {
    const { user } = tools();
    await user.click(screen.getByRole('button', { name: 'Fold the parts away' }));
    expect(screen.queryByRole('region', { name: 'Parts' })).toBeNull();
    await user.keyboard('p');
    const first = await screen.findByRole('textbox', { name: 'Find a part' });
    await act(() => new Promise((done) => requestAnimationFrame(done)));
    expect(document.activeElement).toBe(first);
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Traffic source' }));
  });
});

describe('a wire without a pointer', () => {
  it('is made by picking a port, a part that fits, and Enter', async () => {
    const { user, table, design, state } = tools();
    act(() => {
      table.edit(
        {
          do: 'all',
          edits: [
            { do: 'addPart', id: 'orders', part: { kind: 'sqs-queue', name: 'Orders', at: [0, 400] } },
            { do: 'addPart', id: 'mail', part: { kind: 'service', name: 'Mail', at: [400, 400] } },
          ],
        },
        'Two added',
      );
      table.select({ parts: ['checkout'], wires: [] });
    });
    await user.keyboard('c');
    const dialog = within(screen.getByRole('dialog', { name: 'Connect Checkout' }));
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Its port' }), 'calls');
    const options = () => dialog.getAllByRole('option', { name: /^(?!.*:)/ }).map((one) => one.textContent);
    expect(options()).toEqual([
      expect.stringMatching(/^Orders sendSendMessage/),
      'Mail inrequests to work on',
    ]);
    const find = dialog.getByRole('combobox', { name: 'Wire calls to' });
    // Whoever goes through the ports by arrows must not be taken away from them.
    await user.tab();
    expect(document.activeElement).toBe(find);
    await user.keyboard('{ArrowDown}');
    expect(document.getElementById(find.getAttribute('aria-activedescendant')!)!.textContent).toMatch(
      /^Mail/,
    );
    await user.keyboard('ord{Enter}');
    expect(design().wires.at(-1)!.label).toBe('checkout.calls -> orders.send');
    expect(state().said.text).toBe('Checkout wired to Orders');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says why others do not fit, and what would', async () => {
    const { user, table } = tools();
    act(() => {
      table.edit(
        { do: 'addPart', id: 'workers', part: { kind: 'consumer-fleet', name: 'Workers', at: [0, 400] } },
        'Workers added',
      );
      table.ask({ what: 'connect', part: 'workers', port: 'in' });
    });
    expect(screen.getByText('Nothing here fits in yet. What would fit: SQS queue.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Why 2 others do not fit' }));
    const other = screen.getByText('Shoppers').closest('li')!;
    expect(other.textContent).toContain('request and reply, not the receiver asks for messages');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is not offered where a port carries its only wire already', () => {
    const { table } = tools();
    act(() => table.ask({ what: 'connect', part: 'shoppers', port: 'out' }));
    expect(screen.getByText('It carries one wire, and that leads to Checkout already.')).toBeInTheDocument();
  });
});

describe('keys', () => {
  it('undo, redo, duplicate; in a field they belong to the field', async () => {
    const { user, table, design, state } = tools();
    act(() => table.select({ parts: ['stock'], wires: [] }));
    await user.keyboard('{Control>}d{/Control}');
    expect(design().parts.has('stock-2')).toBe(true);
    await user.keyboard('{Control>}z{/Control}');
    expect(design().parts.has('stock-2')).toBe(false);
    expect(screen.getByRole('button', { name: 'Do again: Stock duplicated' })).toBeEnabled();
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(design().parts.has('stock-2')).toBe(true);
    await user.keyboard('{Control>}z{/Control}');
    await user.keyboard('{Control>}y{/Control}');
    expect(state().past).toHaveLength(1);
    const input = document.body.appendChild(document.createElement('input'));
    input.focus();
    await user.keyboard('{Control>}z{/Control}p');
    expect(state().past).toHaveLength(1);
    input.remove();
  });

  it('copy, cut and paste, with the clipboard of the system or without one', async () => {
    const { table, design } = tools();
    act(() => table.select({ parts: ['stock'], wires: [] }));
    let text = '';
    const clipboardData = { setData: (_: string, value: string) => (text = value), getData: () => text };
    fireEvent.copy(document.body, { clipboardData });
    expect(JSON.parse(text).parts.stock.kind).toBe('database');
    fireEvent.paste(document.body, { clipboardData });
    expect(design().parts.has('stock-2')).toBe(true);
    fireEvent.cut(document.body, { clipboardData: null });
    expect(design().parts.has('stock-2')).toBe(false);
    fireEvent.paste(document.body, { clipboardData: null });
    expect(design().parts.get('stock-2')!.name).toBe('Stock 2');
    text = 'something else';
    fireEvent.paste(document.body, { clipboardData });
    expect(design().parts.size).toBe(4);
  });

  it('are all listed behind the question mark', async () => {
    const { user } = tools();
    await user.keyboard('?');
    expect(screen.getByRole('dialog', { name: 'Keys' }).textContent).toContain('Undo');
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

it('what is done is said, and what is refused is shown and said at once', async () => {
  const { user, table } = tools();
  act(() => void table.edit({ do: 'rename', id: 'stock', name: 'Store' }, 'Stock renamed to Store'));
  expect(screen.getByRole('status')).toHaveTextContent('Stock renamed to Store');
  act(() => void table.edit({ do: 'addWire', from: 'stock.in', to: 'checkout.in' }, 'no'));
  expect(screen.getByRole('alert')).toHaveTextContent(/stock\.in is an in port/);
  await user.click(screen.getByRole('button', { name: 'Put this message away' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('a fork is made at the playhead', async () => {
  const { user, player, state } = tools({ player: { recording: {} as never } });
  act(() => player.seek(33_000_000));
  await user.click(screen.getByRole('button', { name: /^Fork here/ }));
  expect(state().forks.at(-1)).toMatchObject({ at: 33_000_000, from: 'first' });
});

it('the quick menu does to the selected part what is usual', async () => {
  const { user, table, player, design } = tools();
  act(() => {
    player.seek(10_000_000);
    table.select({ parts: ['stock'], wires: [] });
  });
  await user.click(screen.getByRole('button', { name: 'Hurt Stock' }));
  await user.click(screen.getByRole('button', { name: 'Lock the table for 60 s' }));
  expect(design().acts.at(-1)!.text).toMatchObject({ at: '10s', for: '60s', part: 'stock', act: 'lock' });
});
