import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderAtAuthor, SHOP_TEXT } from '../../../tests/atAuthor.tsx';
import { DesignsPanel } from './DesignsPanel.tsx';
import { RecordingBand } from './RecordingBand.tsx';

const panel = (text = SHOP_TEXT) => {
  const desk = renderAtAuthor(
    <>
      <DesignsPanel />
      <div data-testid="stage">
        <RecordingBand />
      </div>
    </>,
    text,
  );
  const stage = () => within(screen.getByTestId('stage'));
  const press = (name: string) => desk.user.click(screen.getAllByRole('button', { name })[0]!);
  const row = (title: string) => screen.getByRole('button', { name: new RegExp(`^${title}`) });
  const slots = (n: number) =>
    act(
      () => void desk.table.edit({ do: 'set', part: 'checkout', setting: 'slots', value: n }, `slots: ${n}`),
    );
  return { ...desk, stage, press, row, slots };
};

describe('recording', () => {
  it('takes what is done on the table into a new design, says so everywhere, and goes back', async () => {
    const { press, stage, slots, scenario, state, row, user } = panel();
    fireEvent.change(screen.getByLabelText('Title of the design'), { target: { value: 'A queue' } });
    await press('Record the fix');
    expect(state().design).toBe('fix');
    expect(scenario().health).toEqual({ fix: 'fix' });
    expect(scenario().designs?.fix).toEqual({ title: 'A queue' });
    expect(screen.getAllByText('Recording: A queue')).toHaveLength(2);
    expect(stage().getByText('No change yet.')).toBeInTheDocument();

    slots(80);
    expect(stage().getByText('1 change. Last: slots: 80.')).toBeInTheDocument();
    expect(row('A queue')).toHaveAttribute('aria-current', 'true');
    expect(screen.getByText('sets slots of Checkout to 80, from 20')).toBeInTheDocument();
    expect(scenario().parts.checkout?.settings).toEqual({ slots: 20 });

    await user.click(stage().getByRole('button', { name: 'Stop' }));
    expect(state().design).toBe('start');
    // The button is gone, and who pressed it is where one goes on from.
    expect(screen.getByRole('heading', { name: 'Record what you do' })).toHaveFocus();
    expect(state().said.text).toBe('Recorded: A queue, 1 change.');
    expect(screen.queryByText('Recording: A queue')).toBeNull();
    expect(scenario().designs?.fix?.set).toEqual({ 'checkout.slots': 80 });
  });

  it('is undone with its beginning, and goes on when that is done again', async () => {
    const { press, slots, table, state, text, stage } = panel();
    await press('Record a tempting design');
    expect(state().design).toBe('tempting-design');
    slots(80);
    act(() => table.undo());
    expect(stage().getByText('No change yet.')).toBeInTheDocument();
    act(() => table.undo());
    expect(stage().queryByText(/Recording/)).toBeNull();
    expect(state().design).toBe('start');
    expect(text()).toBe(SHOP_TEXT);
    act(() => table.redo());
    expect(state().design).toBe('tempting-design');
    expect(stage().getByText('Recording: Tempting design')).toBeInTheDocument();
    act(() => table.redo());
    expect(stage().getByText('1 change. Last: slots: 80.')).toBeInTheDocument();
  });

  it('does not take a design of the same name for its own, once it was undone', async () => {
    const { press, table, stage, scenario } = panel();
    await press('Record the fix');
    act(() => table.undo());
    act(() => {
      table.revise(
        { ...scenario(), designs: { ...scenario().designs, fix: { title: 'By hand' } } },
        'made',
        'fix',
      );
    });
    expect(stage().queryByText(/Recording/)).toBeNull();
  });

  it('waits while another design is on the table, and says where edits go then', async () => {
    const { press, row, stage, slots, user, scenario, state } = panel();
    await press('Record the fix');
    await user.click(row('More slots'));
    expect(stage().getByText('The recording of The fix waits')).toBeInTheDocument();
    expect(
      stage().getByText('More slots is on the table, and what you do there goes into that.'),
    ).toBeInTheDocument();
    slots(60);
    expect(scenario().designs?.faster?.set).toEqual({ 'checkout.slots': 60 });
    expect(stage().getByText('No change yet.')).toBeInTheDocument();
    await user.click(stage().getByRole('button', { name: 'Go on' }));
    expect(state().design).toBe('fix');
    expect(stage().getByText('Recording: The fix')).toBeInTheDocument();
  });

  it('with nothing in it says so when it is stopped, and can be removed or gone on with', async () => {
    const { press, user, stage, scenario, table, state, slots } = panel();
    await press('Record the fix');
    await user.click(stage().getByRole('button', { name: 'Stop' }));
    expect(stage().getByText('Nothing was changed: start and this design are the same.')).toBeInTheDocument();
    await user.click(stage().getByRole('button', { name: 'Go on recording' }));
    act(() => void table.edit({ do: 'move', to: { stock: [700, 300] } }, 'Stock moved'));
    await user.click(stage().getByRole('button', { name: 'Stop' }));
    expect(stage().getByText(/^Parts were moved, and nothing else was changed/)).toBeInTheDocument();
    await user.click(stage().getByRole('button', { name: 'Remove the design' }));
    expect(scenario().designs).not.toHaveProperty('fix');
    expect(scenario().health).toBeUndefined();
    expect(stage().queryByText(/Parts were moved/)).toBeNull();
    expect(state().design).toBe('start');
    slots(30);
    expect(scenario().parts.checkout?.settings).toEqual({ slots: 30 });
  });

  it('begins as the untouched design, and counts only what is done since', async () => {
    const { press, slots, stage, scenario } = panel(`${SHOP_TEXT}\nhealth: { untouched: faster }\n`);
    await press('Record the fix');
    expect(scenario().designs?.fix).toEqual({ title: 'The fix', from: 'faster' });
    slots(80);
    expect(stage().getByText('1 change. Last: slots: 80.')).toBeInTheDocument();
  });

  it('is refused beside the field while the text cannot be read', async () => {
    const { press, table, text, scenario } = panel();
    act(() => table.type(`${text()}\nparts: [`));
    const before = scenario();
    await press('Record the fix');
    expect(screen.getByLabelText('Title of the design')).toBeInvalid();
    expect(screen.getByText(/^Mend line/)).toBeInTheDocument();
    expect(scenario()).toBe(before);
  });
});
