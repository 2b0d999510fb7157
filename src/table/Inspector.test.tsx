import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { atTable, type Setting } from '../../tests/atTable.ts';
import { designOf } from './design.ts';
import { Inspector } from './Inspector.tsx';

function inspecting(part: string | null, setting: Setting = {}) {
  const at = atTable(setting);
  if (part) at.table.select({ parts: [part], wires: [] });
  render(<Inspector at={at} />);
  return { ...at, user: userEvent.setup(), design: () => designOf(at.state()) };
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const described = (element: HTMLElement) =>
  element
    .getAttribute('aria-describedby')!
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');

describe('the settings of a part', () => {
  it('stand there under their own names, with meaning, range, unit, default and source', () => {
    inspecting('checkout');
    expect(field('slots').value).toBe('20');
    expect(described(field('slots'))).toBe(
      'Requests that one instance handles at once. 1 to 1,000,000 slots',
    );
    expect(screen.getByRole('button', { name: 'Set slots to its default, 10' }).textContent).toBe(
      'default: 10',
    );
    const source = screen.getByRole('link', { name: /^Source of backoff: aws\.amazon\.com/ });
    expect(source.getAttribute('href')).toMatch(/^https:\/\/aws\.amazon\.com\/blogs/);
    expect(field('timeout').value).toBe('none');
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'whileCalling' }).value).toBe(
      'holds its slot',
    );
  });

  it('are taken with Enter or on leaving the field', async () => {
    const { user, design, state } = inspecting('checkout');
    await user.clear(field('slots'));
    await user.type(field('slots'), '35{Enter}');
    expect(design().parts.get('checkout')!.settings.slots).toBe(35);
    expect(state().said.text).toBe('Checkout: slots set to 35');
    await user.clear(field('timeout'));
    await user.type(field('timeout'), '3s');
    await user.tab();
    expect(design().parts.get('checkout')!.settings.timeout).toBe('3s');
    await user.selectOptions(screen.getByRole('combobox', { name: 'onCrash' }), 'pause');
    expect(design().parts.get('checkout')!.settings.onCrash).toBe('pause');
    expect(state().past).toHaveLength(3);
  });

  it('are refused beside the field when they are impossible, and Escape brings the old one back', async () => {
    const { user, state, scenario } = inspecting('checkout');
    await user.clear(field('slots'));
    await user.type(field('slots'), 'many{Enter}');
    expect(field('slots').getAttribute('aria-invalid')).toBe('true');
    expect(described(field('slots'))).toContain('Expected a number, 1 to 1000000 slots.');
    expect(field('slots').value).toBe('many');
    expect(state().scenario).toBe(scenario);
    await user.type(field('slots'), '{Escape}');
    expect(field('slots').value).toBe('20');
    expect(field('slots').getAttribute('aria-invalid')).toBeNull();
  });

  it('say which of two contradict each other, and nowhere but beside the field', async () => {
    const { user, table, state } = inspecting(null);
    act(() => {
      table.edit(
        { do: 'addPart', id: 'gate', part: { kind: 'rate-limiter', at: [0, 0], settings: { burst: 5 } } },
        'Gate added',
      );
      table.select({ parts: ['gate'], wires: [] });
    });
    await user.clear(field('cost'));
    await user.type(field('cost'), '9{Enter}');
    expect(described(field('cost'))).toContain('at most burst (5)');
    expect(state().refused).toBeNull();
    expect(state().said.text).toContain('at most burst (5)');
  });

  it('go back to their default', async () => {
    const { user, design } = inspecting('checkout');
    await user.click(screen.getByRole('button', { name: 'Set slots to its default, 10' }));
    expect(design().parts.get('checkout')!.settings).toEqual({});
    expect(field('slots').value).toBe('10');
    expect(screen.queryByRole('button', { name: /Set slots to its default/ })).toBeNull();
  });

  it('follow an undo', async () => {
    const { user, table } = inspecting('checkout');
    await user.clear(field('slots'));
    await user.type(field('slots'), '35{Enter}');
    act(() => table.undo());
    expect(field('slots').value).toBe('20');
  });

  it('hold from the moment of a fork on, but for those that cannot change then', async () => {
    const { user, table, design } = inspecting('checkout');
    act(() => table.fork(30_000_000));
    expect(screen.getByText(/what you set holds from 0:30\.0 on/)).toBeInTheDocument();
    await user.clear(field('slots'));
    await user.type(field('slots'), '60{Enter}');
    expect(design().parts.get('checkout')!.settings.slots).toBe(20);
    expect(design().acts.at(-1)!.text).toMatchObject({ at: '30s', act: 'set', with: { slots: 60 } });
    expect(field('slots').value).toBe('60');
    act(() => table.select({ parts: ['shoppers'], wires: [] }));
    const arrivals = screen.getByRole('combobox', { name: 'arrivals' });
    expect(arrivals).toBeDisabled();
    expect(described(arrivals)).toContain('It cannot change while a run goes on.');
  });
});

describe('a part', () => {
  it('is renamed; a name that another has is refused', async () => {
    const { user, design, state, table } = inspecting('checkout');
    act(() => table.ask({ what: 'rename', part: 'checkout' }));
    expect(document.activeElement).toBe(field('Name'));
    await user.keyboard('Till{Enter}');
    expect(design().parts.get('checkout')!.name).toBe('Till');
    expect(state().said.text).toBe('Checkout renamed to Till');
    await user.clear(field('Name'));
    await user.type(field('Name'), 'Stock{Enter}');
    expect(described(field('Name'))).toMatch(/same name/);
    expect(design().parts.get('checkout')!.name).toBe('Till');
  });

  it('shows its wires, which can be removed, and the way to new ones', async () => {
    const { user, design, state } = inspecting('checkout');
    await user.click(screen.getByRole('button', { name: 'Remove the wire from Checkout to Stock' }));
    expect(design().wires.map(({ label }) => label)).toEqual(['shoppers.out -> checkout.in']);
    await user.click(screen.getByRole('button', { name: 'Connect calls to ...' }));
    expect(state().ask).toEqual({ what: 'connect', part: 'checkout', port: 'calls' });
  });

  it('is duplicated and removed', async () => {
    const { user, design, state } = inspecting('checkout');
    await user.click(screen.getByRole('button', { name: 'Duplicate' }));
    expect(design().parts.get('checkout-2')!.name).toBe('Checkout 2');
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(design().parts.has('checkout-2')).toBe(false);
    expect(state().said.text).toBe('Checkout 2 removed');
  });

  it('is hurt at the playhead, in the way that the fields say', async () => {
    const { user, player, design } = inspecting('checkout');
    act(() => player.seek(42_000_000));
    await user.click(screen.getByRole('button', { name: 'Change how: Slow down' }));
    const row = within(screen.getByRole('button', { name: 'Slow down × 10 for 60 s' }).closest('li')!);
    await user.clear(row.getByRole('textbox', { name: 'factor' }));
    await user.type(row.getByRole('textbox', { name: 'factor' }), '4{Enter}');
    await user.clear(row.getByRole('textbox', { name: 'how long' }));
    await user.type(row.getByRole('textbox', { name: 'how long' }), '15s{Enter}');
    await user.click(screen.getByRole('button', { name: 'Slow down × 4 for 15 s' }));
    expect(design().acts.at(-1)!.text).toEqual({
      id: 'slow-1',
      at: '42s',
      for: '15s',
      part: 'checkout',
      act: 'slow',
      with: { factor: 4 },
    });
  });

  it('cannot be hurt when the run is over', () => {
    const { player } = inspecting('stock');
    act(() => player.seek(120_000_000));
    expect(screen.getByRole('button', { name: 'Lock the table for 60 s' })).toBeDisabled();
    expect(screen.getByText(/The run is over here/)).toBeInTheDocument();
  });
});

it('a wire has its latency and its weight', async () => {
  const { user, table, design } = inspecting(null);
  act(() => table.select({ parts: [], wires: ['checkout.calls -> stock.in'] }));
  await user.clear(field('latency'));
  await user.type(field('latency'), 'exp 2ms{Enter}');
  await user.clear(field('weight'));
  await user.type(field('weight'), '0{Enter}');
  expect(described(field('weight'))).toContain('Expected a number above 0');
  await user.clear(field('weight'));
  await user.type(field('weight'), '3{Enter}');
  expect(design().wires[1]).toMatchObject({ latency: 'exp 2ms', weight: 3 });
  await user.clear(field('latency'));
  await user.type(field('latency'), 'soon{Enter}');
  expect(described(field('latency'))).toContain('Expected a duration (12ms) or a law');
});

describe('the settings of a wire', () => {
  const label = 'orders.subscriptions -> shipping.send';
  function subscription() {
    const at = inspecting(null);
    act(() => {
      at.table.edit(
        {
          do: 'all',
          edits: [
            { do: 'addPart', id: 'orders', part: { kind: 'sns-topic', name: 'Orders', at: [400, 400] } },
            { do: 'addPart', id: 'shipping', part: { kind: 'sqs-queue', name: 'Shipping', at: [700, 400] } },
            { do: 'addWire', from: 'orders.subscriptions', to: 'shipping.send' },
          ],
        },
        'A topic',
      );
      at.table.select({ parts: [], wires: [label] });
    });
    return { ...at, settings: () => at.design().wires.find((wire) => wire.label === label)!.settings };
  }

  it('stand there as those of a part do, and go back to their default', async () => {
    const { user, settings, state, table } = subscription();
    const raw = screen.getByRole<HTMLInputElement>('checkbox', { name: 'RawMessageDelivery' });
    expect(raw.checked).toBe(false);
    await user.click(raw);
    expect(settings()).toEqual({ RawMessageDelivery: true });
    expect(state().said.text).toBe('RawMessageDelivery from Orders to Shipping set to true');
    await user.click(screen.getByRole('button', { name: 'Set RawMessageDelivery to its default, false' }));
    expect(settings()).toEqual({});
    act(() => table.undo());
    expect(settings()).toEqual({ RawMessageDelivery: true });
    expect(raw.checked).toBe(true);
  });

  it('a document is taken with Ctrl+Enter or on leaving, laid out, and taken away', async () => {
    const { user, settings } = subscription();
    await user.click(field('FilterPolicy'));
    await user.paste('{"kind":["digital","gift"],\n"total":[{"numeric":[">",100,"<=",2500]}]}');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(settings()).toEqual({
      FilterPolicy: { kind: ['digital', 'gift'], total: [{ numeric: ['>', 100, '<=', 2500] }] },
    });
    expect(field('FilterPolicy').value).toBe(`{
  "kind": ["digital", "gift"],
  "total": [
    { "numeric": [">", 100, "<=", 2500] }
  ]
}`);
    await user.clear(field('FilterPolicy'));
    await user.tab();
    // What has been written stays written.
    expect(settings()).toEqual({ FilterPolicy: null });
    expect(field('FilterPolicy').value).toBe('');
  });

  it('a slip in a document is found in its place; Escape brings the old one back', async () => {
    const { user, settings, scenario, state } = subscription();
    const before = state().scenario;
    await user.click(field('FilterPolicy'));
    await user.paste('{\n  "kind": [digital]\n}');
    await user.tab();
    expect(described(field('FilterPolicy'))).toContain(
      'Line 2, column 12: expected a value: a text in "quotes"',
    );
    expect(field('FilterPolicy').getAttribute('aria-invalid')).toBe('true');
    expect(field('FilterPolicy').value).toContain('[digital]');
    await user.type(field('FilterPolicy'), '{Escape}');
    expect(field('FilterPolicy').value).toBe('');
    expect(field('FilterPolicy').getAttribute('aria-invalid')).toBeNull();
    // JSON, but no filter policy: the setting's own words.
    await user.click(field('FilterPolicy'));
    await user.paste('{"kind": "digital"}');
    await user.tab();
    expect(described(field('FilterPolicy'))).toMatch(/Expected .*kind/);
    expect(settings()).toEqual({});
    expect(state().scenario).toBe(before);
    expect(scenario).not.toBe(before);
  });

  it('cannot be changed in a fork', () => {
    const { table } = subscription();
    act(() => table.fork(30_000_000));
    expect(field('FilterPolicy')).toBeDisabled();
    expect(described(field('FilterPolicy'))).toContain('Set it in the run that this fork left.');
  });
});

it('a figure of a part is chosen among those of all parts', async () => {
  const { user, table, design } = inspecting(null);
  act(() => {
    table.edit(
      { do: 'addPart', id: 'alarm', part: { kind: 'cloudwatch-alarm', at: [700, 400] } },
      'Alarm added',
    );
    table.select({ parts: ['alarm'], wires: [] });
  });
  const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'metric' });
  expect(select.value).toBe('');
  expect(within(select).getByRole('group', { name: 'Stock' })).toBeInTheDocument();
  await user.selectOptions(select, 'Stock: busy');
  expect(design().parts.get('alarm')!.settings).toEqual({ metric: 'stock.busy' });
  await user.selectOptions(select, 'none');
  expect(design().parts.get('alarm')!.settings.metric ?? null).toBeNull();
});

it('an act is changed and removed', async () => {
  const { user, design } = inspecting(null);
  await user.click(screen.getByRole('button', { name: /0:20\.0, for 10 s.*Lock the table: Stock/ }));
  await user.clear(field('at'));
  await user.type(field('at'), '3m{Enter}');
  expect(described(field('at'))).toContain('a moment before the end of the run');
  await user.clear(field('at'));
  await user.type(field('at'), '25s{Enter}');
  await user.clear(field('how long'));
  await user.tab();
  expect(design().acts[0]!.text).toEqual({ id: 'outage', at: '25s', part: 'stock', act: 'lock' });
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(design().acts).toEqual([]);
  expect(screen.getByText('Nothing is done to it in this run.')).toBeInTheDocument();
});

it('several parts are counted, and removed together', async () => {
  const { user, table, design } = inspecting(null, { owns: false });
  act(() => table.select({ parts: ['checkout', 'stock'], wires: ['shoppers.out -> checkout.in'] }));
  expect(screen.getByRole('heading', { name: '2 parts and 1 wire' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Remove all' }));
  expect([...design().parts.keys()]).toEqual(['shoppers']);
});
