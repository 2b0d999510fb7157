import { act, configure, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type AuthorSetting, renderAtAuthor, SHOP_TEXT } from '../../../tests/atAuthor.tsx';
import { BLANK_TEXT } from '../../scenario/blank.ts';
import { LessonPanel } from './LessonPanel.tsx';

// Whether something is hidden is asked of every element around it, and nothing is hidden here.
configure({ defaultHidden: true });

const TWO = `${SHOP_TEXT}  - id: guess
    bone: predict
    title: Guess
    text: What will happen?
    prediction:
      id: lock
      question: What happens at Checkout?
      options:
        - { id: all, text: Every slot is taken., right: max of checkout.busy = 20 }
        - { id: few, text: Few are. }
    act: { label: Lock the stock, acts: [outage] }
    hints: [Look at the slots., Look again.]
`;

function lesson(text = TWO, step = 0, setting?: AuthorSetting) {
  const desk = renderAtAuthor(<LessonPanel />, text, setting);
  act(() => desk.author.openStep(step));
  return { ...desk, steps: () => desk.scenario().steps ?? [] };
}

const list = () => screen.getByRole('list', { name: 'The lesson' });
const row = (name: RegExp) => within(list()).getByRole('button', { name });
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const described = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');

describe('the list of steps', () => {
  it('opens what is pressed', async () => {
    const { user, author } = lesson();
    expect(
      within(list())
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['The whole', '1BeforeA calm shop', '2PredictGuess']);
    expect(row(/calm/).getAttribute('aria-current')).toBe('step');
    await user.click(row(/Guess/));
    expect(author.store.getState().step).toBe(1);
    expect(field('Title').value).toBe('Guess');
    await user.click(row(/The whole/));
    expect(field('Title').value).toBe('The shop');
  });

  it('takes a step after the open one, ready to be named; its id follows the title', async () => {
    const { user, steps, state, text } = lesson();
    await user.click(button('Add a step'));
    await user.click(button(/^Break it/));
    expect(steps().map(({ id }) => id)).toEqual(['calm', 'break', 'guess']);
    await waitFor(() => expect(document.activeElement).toBe(field('Title')));
    await user.keyboard('One lock{Enter}');
    expect(steps()[1]).toMatchObject({ id: 'one-lock', title: 'One lock', bone: 'break' });
    expect(document.activeElement).toBe(field('Title'));
    expect(text()).toContain('# Everything is calm here.\n  - id: calm');
    expect(state().said.text).toBe('Step 2 is called One lock');
    await user.clear(field('Title'));
    await user.type(field('Title'), 'Another{Enter}');
    expect(steps()[1]).toMatchObject({ id: 'one-lock', title: 'Another' });
  });

  it('is ordered by keys, and the focus stays with the step', async () => {
    const { user, steps } = lesson();
    act(() => row(/calm/).focus());
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(row(/Guess/));
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(steps().map(({ id }) => id)).toEqual(['guess', 'calm']);
    await waitFor(() => expect(document.activeElement).toBe(row(/Guess/)));
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(steps().map(({ id }) => id)).toEqual(['guess', 'calm']);
    button('Move step 1 down').focus();
    await user.keyboard('{Enter}');
    expect(steps().map(({ id }) => id)).toEqual(['calm', 'guess']);
    expect(document.activeElement).toBe(button('Move step 2 down'));
    expect(document.activeElement?.getAttribute('aria-disabled')).toBe('true');
  });

  it('is ordered by dragging', async () => {
    const { user, steps, author } = lesson();
    const grips = list().querySelectorAll('.lesson-grip');
    const rows = [...list().querySelectorAll('[data-row]')];
    for (const [i, one] of rows.entries())
      one.getBoundingClientRect = () => ({ top: i * 40, height: 40 }) as DOMRect;
    await user.pointer([
      { keys: '[MouseLeft>]', target: grips[0]!, coords: { clientY: 20 } },
      { target: grips[0]!, coords: { clientY: 70 } },
    ]);
    expect(rows[1]!.getAttribute('data-drop')).toBe('after');
    expect(steps().map(({ id }) => id)).toEqual(['calm', 'guess']);
    await user.pointer({ keys: '[/MouseLeft]', target: grips[0]! });
    expect(steps().map(({ id }) => id)).toEqual(['guess', 'calm']);
    expect(author.store.getState().step).toBe(1);
  });

  it('duplicates and removes; undo brings back the text as it was', async () => {
    const { user, steps, table, text, state } = lesson(TWO, 1);
    await user.click(button('Duplicate step 2'));
    expect(steps()[2]).toMatchObject({ id: 'guess-2', prediction: { id: 'lock-2' }, title: 'Guess' });
    await user.click(button('Remove step 3'));
    expect(state().said.text).toBe('Step 3 is removed. Undo brings it back.');
    await user.click(button('Remove step 2'));
    await user.click(button('Remove step 1'));
    expect(steps()).toEqual([]);
    expect(document.activeElement).toBe(button('Add a step'));
    act(() => {
      for (let i = 0; i < 4; i++) table.undo();
    });
    expect(text()).toBe(TWO);
    expect(row(/Guess/)).toBeTruthy();
  });

  it('is begun with the usual steps where there are none', async () => {
    const { user, steps } = lesson(BLANK_TEXT, -1);
    expect(screen.getByText('A lesson is a system that breaks, a guess, and a fix.')).toBeTruthy();
    await user.click(button('Begin with these seven'));
    expect(steps().map(({ bone }) => bone)).toEqual([
      'before',
      'predict',
      'break',
      'tempt',
      'mend',
      'price',
      'challenge',
    ]);
    expect(field('Title').value).toBe('It works');
  });
});

describe('the form of a step', () => {
  it('refuses beside the field what cannot be, and keeps what was typed', async () => {
    const { user, steps } = lesson();
    await user.clear(field('Id'));
    await user.type(field('Id'), 'guess{Enter}');
    expect(described(field('Id'))).toContain('two steps with the id "guess"');
    expect(field('Id').value).toBe('guess');
    expect(steps()[0]!.id).toBe('calm');
    await user.keyboard('{Escape}');
    expect(field('Id').value).toBe('calm');
    await user.clear(field('Title'));
    await user.tab();
    expect(field('Title').getAttribute('aria-invalid')).toBe('true');
    expect(steps()[0]!.title).toBe('A calm shop');
  });

  it('follows undo, and the text', async () => {
    const { user, table, text } = lesson();
    await user.clear(field('Title'));
    await user.type(field('Title'), 'Calm{Enter}');
    act(() => table.undo());
    expect(field('Title').value).toBe('A calm shop');
    act(() => table.type(text().replace('title: A calm shop', 'title: From the text')));
    expect(field('Title').value).toBe('From the text');
    act(() => table.type(text().replace('bone: before', 'bone: befor')));
    await user.type(field('Title'), '!{Enter}');
    expect(described(field('Title'))).toMatch(/^Mend line \d+ of the text first/);
  });

  it('carries nothing half typed to another step', async () => {
    const { user, steps } = lesson();
    await user.click(field('What it has shown'));
    await user.paste('x'.repeat(201));
    await user.click(row(/Guess/));
    expect(field('What it has shown').value).toBe('');
    await user.click(field('What it has shown'));
    await user.tab();
    expect(steps().map(({ learned }) => learned)).toEqual([undefined, undefined]);
  });

  it('says how much room is left before there is none', async () => {
    const { user } = lesson();
    expect(described(field('Title'))).toBe('');
    await user.clear(field('Title'));
    await user.paste('y'.repeat(110));
    expect(described(field('Title'))).toContain('110 of 120 characters.');
    await user.paste('y'.repeat(11));
    expect(described(field('Title'))).toContain('121 of 120 characters: 1 too many.');
  });

  it('takes the text after a pause, and shows it as the student sees it', async () => {
    const { user, steps, text } = lesson();
    const preview = screen.getByRole('article', { name: 'The step as the student sees it' });
    await waitFor(() => expect(preview.querySelector('em')?.textContent).toBe('come'));
    await user.click(field('Text'));
    await user.keyboard('{Control>}{End}{/Control}{Enter}{Enter}And **more**. ');
    await waitFor(() => expect(steps()[0]!.text).toMatch(/Count the slots\.\n\nAnd \*\*more\*\*\.\n$/));
    expect(field('Text').value).toMatch(/\. $/);
    expect(preview.querySelector('strong')?.textContent).toBe('more');
    expect(text()).toContain('\n      And **more**.\n');
  });

  it('previews the question, the hints and the button of a step', async () => {
    const { user, player } = lesson(TWO, 1);
    const preview = within(screen.getByRole('article', { name: 'The step as the student sees it' }));
    expect(preview.getByText('2 · Predict')).toBeTruthy();
    expect(preview.getByRole('button', { name: 'Choose an answer first' })).toBeTruthy();
    await user.click(preview.getByRole('button', { name: 'Give me a hint (1 of 2)' }));
    expect(preview.getByText('Look at the slots.')).toBeTruthy();
    await user.click(preview.getByRole('radio', { name: 'Few are.' }));
    await user.click(preview.getByRole('button', { name: 'Commit my answer' }));
    expect(player.runs.at(-1)).toMatchObject({ design: 'start', edits: { keepActs: [] } });
    await user.click(preview.getByRole('button', { name: 'Lock the stock' }));
    expect(player.runs.at(-1)!.edits.keepActs).toBeUndefined();
  });

  it('puts the step on the table: its design, its acts, its moment', async () => {
    const { user, player, steps } = lesson(TWO, 0);
    await user.click(button(/^On the table/));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Design' }), 'faster');
    act(() => player.seek(12_500_000));
    await user.click(button('Take the playhead’s'));
    expect(steps()[0]!.preset).toEqual({ design: 'faster', acts: [], at: '12.5s' });
    act(() => player.seek(0));
    await user.click(button('Show this step on the table'));
    await waitFor(() => expect(player.store.getState().t).toBe(12_500_000));
    expect(player.runs.at(-1)).toMatchObject({ design: 'faster', edits: { keepActs: [], seed: 1 } });
  });

  it('chooses acts, and none of them twice', async () => {
    const { user, steps } = lesson(TWO, 1);
    await user.click(button(/^On the table/));
    await user.click(button(/^Its own button/));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Acts that are played' }), 'some');
    expect(steps()[1]!.preset).toEqual({ acts: [] });
    const mine = within(screen.getByRole('group', { name: 'Acts that it plays' }));
    await user.click(mine.getByRole('checkbox', { name: /Stock locked/ }));
    expect(screen.getByRole('alert').textContent).toContain('at least one act');
    await user.click(button('Remove the button'));
    expect(steps()[1]).not.toHaveProperty('act');
    const played = within(screen.getByRole('group', { name: 'Acts of this step' }));
    await user.click(played.getByRole('checkbox', { name: /Stock locked/ }));
    expect(steps()[1]!.preset).toEqual({ acts: ['outage'] });
    expect(screen.getByText(/Every act is played from the beginning/)).toBeTruthy();
    await user.click(played.getByRole('checkbox', { name: /Stock locked/ }));
    await user.click(button('Give it a button'));
    expect(steps()[1]!.act).toEqual({ label: 'Stock locked', acts: ['outage'] });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Acts that are played' }), 'all');
    expect(steps()[1]).not.toHaveProperty('preset');
  });

  it('limits the palette shelf by shelf', async () => {
    const { user, steps } = lesson();
    await user.click(button(/^What may be placed/));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Parts on the palette' }), 'some');
    expect(steps()[0]!.palette).toEqual([]);
    const stores = within(screen.getByRole('group', { name: 'Queues and data' }));
    await user.click(stores.getByRole('checkbox', { name: 'SQS queue' }));
    await user.click(screen.getByRole('checkbox', { name: 'Consumer fleet' }));
    expect(steps()[0]!.palette).toEqual(['sqs-queue', 'consumer-fleet']);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Parts on the palette' }), 'all');
    expect(steps()[0]).not.toHaveProperty('palette');
  });

  it('points at a part, a wire or the selected one, and at a chart', async () => {
    const { user, steps, table } = lesson();
    await user.click(button(/^What it points at/));
    const spotlight = screen.getByRole('combobox', { name: 'Spotlight' });
    await user.selectOptions(spotlight, 'shoppers.out -> checkout.in');
    expect(steps()[0]!.spotlight).toBe('shoppers.out -> checkout.in');
    act(() => table.select({ parts: ['stock'], wires: [] }));
    await user.click(button('Take the selected one'));
    expect(steps()[0]!.spotlight).toBe('stock');
    await user.selectOptions(screen.getByRole('combobox', { name: /The one chart/ }), 'slots busy');
    expect(steps()[0]!.chart).toBe('slots busy');
    expect(screen.queryByRole('combobox', { name: 'On the stage' })).toBeNull();
  });

  it('has hints that are added, ordered and removed', async () => {
    const { user, steps } = lesson(TWO, 1);
    await user.click(button(/^Hints/));
    await user.click(button('Move hint 1 down'));
    expect(steps()[1]!.hints).toEqual(['Look again.', 'Look at the slots.']);
    await waitFor(() => expect(document.activeElement).toBe(button('Move hint 2 down')));
    await user.click(button('Add a hint'));
    await waitFor(() => expect(document.activeElement).toBe(field('Hint 3')));
    await user.keyboard('Count them.');
    await user.click(button('Remove hint 1'));
    expect(steps()[1]!.hints).toEqual(['Look at the slots.', 'Count them.']);
    await user.click(button('Remove hint 1'));
    await user.click(button('Remove hint 1'));
    expect(steps()[1]).not.toHaveProperty('hints');
    await waitFor(() => expect(document.activeElement).toBe(button('Add a hint')));
  });

  it('refuses a design that lacks what the step names, and shows the one before', async () => {
    const own = TWO.replace(
      '    set: { checkout.slots: 40 }',
      `    set: { checkout.slots: 40 }
    acts: [{ id: rush, at: 5s, for: 5s, part: checkout, act: crash }]`,
    );
    const { user, steps } = lesson(own, 0);
    await user.click(button(/^On the table/));
    const design = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Design' });
    await user.selectOptions(design, 'faster');
    const acts = within(screen.getByRole('group', { name: 'Acts of this step' }));
    await user.click(acts.getByRole('checkbox', { name: /0:05/ }));
    expect(steps()[0]!.preset).toEqual({ design: 'faster', acts: ['rush'], at: '0s' });
    await user.selectOptions(design, 'start');
    expect(screen.getByRole('alert').textContent).toBe('There is no act "rush".');
    expect(design.value).toBe('faster');
    await user.click(acts.getByRole('checkbox', { name: /0:05/ }));
    await user.selectOptions(design, 'start');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(steps()[0]!.preset).toEqual({ design: 'start', acts: [], at: '0s' });
  });

  it('opens what a new step is there for, and keeps it open from step to step', async () => {
    const { user } = lesson();
    await user.click(button('Add a step'));
    await user.click(button(/^Challenge/));
    expect(button(/^Challenge none/).getAttribute('aria-expanded')).toBe('true');
    expect(button(/^Hints/).getAttribute('aria-expanded')).toBe('false');
    await user.click(button(/^Hints/));
    await user.click(row(/Guess/));
    expect(button(/^Hints/).getAttribute('aria-expanded')).toBe('true');
    expect(screen.queryByRole('button', { name: /^Challenge none/ })).toBeNull();
  });
});
