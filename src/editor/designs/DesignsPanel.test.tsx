import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderAtAuthor, SHOP_TEXT } from '../../../tests/atAuthor.tsx';
import type { Lab } from '../../lab/client.ts';
import { DesignsPanel } from './DesignsPanel.tsx';

const LESSON = `${SHOP_TEXT}
claims:
  - { id: fewer, says: Fewer wait., that: checkout.busy < 40, design: faster }
health:
  fix: faster
  check: checkout.busy < 40
`;

const write = (label: string, text: string) => {
  const field = screen.getByLabelText(label);
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
};

const panel = (text = SHOP_TEXT, lab?: Partial<Lab>) => {
  const desk = renderAtAuthor(<DesignsPanel />, text, { lab });
  const press = (name: string | RegExp) => desk.user.click(screen.getAllByRole('button', { name })[0]!);
  const row = (title: string) => screen.getByRole('button', { name: new RegExp(`^${title}`) });
  return { ...desk, press, row };
};

describe('the list', () => {
  it('chooses what is on the table, and changes its words', async () => {
    const { row, user, state, scenario, text } = panel();
    await user.click(row('More slots'));
    expect(state().design).toBe('faster');
    write('Title', 'Twice the slots');
    write('What it says of itself', 'If twenty are few.');
    expect(scenario().designs?.faster).toMatchObject({
      title: 'Twice the slots',
      says: 'If twenty are few.',
    });
    expect(text()).toContain('# twenty are few');
    write('Title', '');
    expect(screen.getByText('A design needs a title.')).toBeInTheDocument();
    expect(scenario().designs?.faster?.title).toBe('Twice the slots');
  });

  it('gives the base words of its own', () => {
    const { scenario } = panel();
    write('What it says of itself', 'As it was.');
    expect(Object.entries(scenario().designs ?? {})[0]).toEqual([
      'start',
      { title: 'The shop', says: 'As it was.' },
    ]);
  });

  it('gives roles: there is one fix, and what is left of health without any goes', async () => {
    const { row, user, scenario, text, table } = panel();
    const choose = async (role: string) =>
      user.selectOptions(screen.getByLabelText('Role in the lesson'), role);
    await user.click(row('More slots'));
    await choose('fix');
    expect(scenario().health).toEqual({ fix: 'faster' });
    await choose('tempting');
    expect(scenario().health).toEqual({ tempting: ['faster'] });
    await choose('untouched');
    expect(scenario().health).toEqual({ untouched: 'faster' });
    await choose('none');
    expect(scenario().health).toBeUndefined();
    for (let i = 0; i < 4; i++) act(() => table.undo());
    expect(text()).toBe(SHOP_TEXT);
  });

  it('adds empty ones and copies, and duplicates', async () => {
    const { row, press, user, scenario, state } = panel();
    await press('Add a design');
    await press('An empty one: it begins as start');
    expect(scenario().designs?.['new-design']).toEqual({ title: 'New design' });
    expect(state().design).toBe('new-design');
    await user.click(row('More slots'));
    await press('Duplicate');
    expect(Object.keys(scenario().designs ?? {})).toEqual(['faster', 'more-slots-copy', 'new-design']);
    expect(scenario().designs?.['more-slots-copy']).toEqual({
      title: 'More slots (copy)',
      set: { 'checkout.slots': 40 },
    });
    await press('Remove');
    expect(Object.keys(scenario().designs ?? {})).toEqual(['faster', 'new-design']);
    expect(state().design).toBe('start');
    expect(row('The shop')).toHaveFocus();
  });

  it('refuses to remove what is named elsewhere, and leads there', async () => {
    const { row, press, user, scenario, author, text } = panel(LESSON);
    await user.click(row('More slots'));
    await press('Remove');
    expect(scenario().designs).toHaveProperty('faster');
    await press('the claim fewer');
    const { tab, pointed } = author.store.getState();
    expect(tab).toBe('text');
    expect(text().split('\n')[pointed!.line - 1]).toContain('id: fewer');
  });
});

describe('the check', () => {
  it('says what the roles still lack, and begins it', async () => {
    const { press, scenario } = panel(LESSON);
    expect(screen.getByText(/^No design is tempting yet/)).toBeInTheDocument();
    await press('Record a tempting design');
    expect(scenario().health?.tempting).toEqual(['tempting-design']);
    expect(screen.queryByText(/^No design is tempting yet/)).toBeNull();
  });

  it('holds it against one run of each, one after the other, and again only where something changed', async () => {
    const asked: string[] = [];
    let underWay = 0;
    const lab: Partial<Lab> = {
      measure: async ({ design, edits }, { that }) => {
        expect(++underWay).toBe(1);
        expect(edits).toEqual({ seed: 1 });
        expect(that).toEqual(['checkout.busy < 40']);
        asked.push(design);
        await Promise.resolve();
        underWay--;
        const verdict = design === 'faster';
        return { verdicts: [{ verdict, text: `12 < 40: ${verdict}`, knownAt: 1 }], figures: [], digest: '' };
      },
    };
    const { table } = panel(LESSON, lab);
    await waitFor(() => expect(screen.getAllByText(', as it should be')).toHaveLength(2));
    expect(screen.getAllByText('12 < 40')).toHaveLength(2);
    expect(asked).toEqual(['start', 'faster']);
    act(() => void table.edit({ do: 'rename', id: 'stock', name: 'Shelf' }, 'renamed'));
    await screen.findAllByText('not known yet');
    await waitFor(() => expect(screen.getAllByText(', as it should be')).toHaveLength(2));
    act(() => table.chooseDesign('faster'));
    act(() => void table.edit({ do: 'set', part: 'checkout', setting: 'slots', value: 50 }, 'more'));
    await screen.findByText('not known yet');
    await waitFor(() => expect(screen.getAllByText(', as it should be')).toHaveLength(2));
    expect(asked).toEqual(['start', 'faster', 'start', 'faster', 'faster']);
  });

  it('says when a run is not as it should be', async () => {
    const measure: Lab['measure'] = async ({ design }) => {
      if (design === 'start') throw new Error('It cannot run.');
      return { verdicts: [{ verdict: false, text: '50 < 40: false', knownAt: 1 }], figures: [], digest: '' };
    };
    panel(LESSON, { measure });
    expect(await screen.findByText(', and should be true')).toBeInTheDocument();
    expect(screen.getByText('It cannot run.')).toBeInTheDocument();
  });
});
