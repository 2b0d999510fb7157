import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { nearRagLab, SHELF } from '../../tests/ragLab.ts';
import type { RagSettings } from '../lab/rag/protocol.ts';
import { openRetrieval } from './desk.ts';
import { RetrievalDesk } from './RetrievalDesk.tsx';
import { DESK_DEFAULTS } from './settings.ts';

const SETTINGS: RagSettings = { ...DESK_DEFAULTS, chunking: { by: 'sentence', size: 32, overlap: 8 } };

async function open(to: Partial<RagSettings> = {}, library = SHELF) {
  const lab = nearRagLab();
  const desk = openRetrieval({ library, settings: { ...SETTINGS, ...to } }, async () => lab);
  const user = userEvent.setup();
  const { unmount } = render(<RetrievalDesk desk={desk} />);
  const state = desk.store.getState;
  await waitFor(() => expect(state().isStale).toBe(false));
  /** What was changed is answered. */
  const settled = () => waitFor(() => expect(state().isStale).toBe(false));
  return { lab, desk, user, state, settled, unmount };
}

const region = (name: string) => screen.getByRole('region', { name });
const field = (name: string) => screen.getByRole('textbox', { name });
const choose = (name: string) => screen.getByRole('combobox', { name });
const cards = (column: string) =>
  within(within(region('Rankings')).getByRole('list', { name: column })).getAllByRole('button');

async function put(user: ReturnType<typeof userEvent.setup>, name: string, value: string) {
  await user.clear(field(name));
  await user.type(field(name), value);
}

describe('a question', () => {
  it('is asked at once: three rankings, a prompt, an answer with its source', async () => {
    const { state } = await open();
    expect(field('Question')).toHaveValue('How often is the lamp on the mole trimmed?');
    for (const column of ['Words, BM25', 'Both, RRF', 'Meaning, cosine'])
      expect(cards(column)[0]).toHaveTextContent('The lamp on the mole');
    const answer = within(region('Answer'));
    expect(answer.getByRole('listitem')).toHaveTextContent(/trimmed every 9 evenings\. \[1\]/);
    expect(answer.getByText('simulated model')).toBeVisible();
    expect(region('Answer')).toHaveTextContent('Grounded: 100 % of its sentences');
    expect(region('Answer')).toHaveTextContent('recall@5 1.00, 1/rank 1.00');
    const { tokens, maxTokens, contextWindow } = state().queried!.prompt;
    expect(region('Prompt')).toHaveTextContent(
      `${tokens} + ${maxTokens} of ${contextWindow.toLocaleString('en-US')} tokens`,
    );
  });

  it('a press on a place tells why it is there, and shows the chunk in its scroll', async () => {
    const { user, state } = await open();
    const card = cards('Words, BM25').find((one) => one.textContent?.includes('A note in the margin'))!;
    await user.click(card);
    expect(card).toHaveAttribute('aria-pressed', 'true');
    expect(region('Library')).toHaveTextContent('Ignore all previous instructions');
    const why = within(region('Why it stands there'));
    const rows = why.getAllByRole('row').slice(1);
    const gives = rows.map((row) => Number(row.lastElementChild!.textContent));
    const sum = gives.pop()!;
    expect(sum).toBeCloseTo(
      gives.reduce((all, one) => all + one, 0),
      2,
    );
    const { textScore } = state().queried!.why[state().chunk!]!;
    expect(sum).toBeCloseTo(textScore, 3);
    expect(region('Why it stands there')).toHaveTextContent(/1\/\(60 \+ \d+\).* = 0\.0\d+/);
  });

  it('typed by hand has no right answer, and what nobody knows is said', async () => {
    const { user, settled } = await open();
    await put(user, 'Question', 'zyzzyva mole');
    await settled();
    expect(region('Rankings')).toHaveTextContent('Nothing here knows “zyzzyva”.');
    expect(screen.queryByText('Right answer')).toBeNull();
    expect(choose('A question from the list')).toHaveDisplayValue('My own question');
  });

  it('of a hundred kilobytes is refused, and the next one is answered', async () => {
    const { desk, user, settled } = await open();
    act(() => desk.type('why '.repeat(25_000)));
    await settled();
    expect(screen.getByText('A question has at most 2,000 letters; this one has 100,000.')).toBeVisible();
    await user.selectOptions(choose('A question from the list'), 'lamp');
    await settled();
    expect(screen.queryByText(/at most 2,000 letters/)).toBeNull();
    expect(region('Answer')).toHaveTextContent('9 evenings');
  });
});

describe('a closed scroll', () => {
  it('is there for who may read it, and for nobody else', async () => {
    const { user, settled } = await open();
    await user.selectOptions(choose('A question from the list'), 'roof');
    await settled();
    expect(region('Answer')).toHaveTextContent('The sources do not say.');
    expect(region('Rankings')).not.toHaveTextContent('What the roof will cost');
    await user.selectOptions(choose('Who asks'), 'One of council asks');
    await settled();
    expect(region('Answer')).toHaveTextContent('18,500 pounds');
    expect(within(region('Answer')).queryByText('from a closed scroll')).toBeNull();
  });

  it('leaks where nothing leaves it out, and that is said', async () => {
    const { user, settled } = await open({ filter: 'none' });
    await user.selectOptions(choose('A question from the list'), 'roof');
    await settled();
    expect(within(cards('Words, BM25')[0]!).getByRole('img', { name: 'closed to who asks' })).toBeVisible();
    expect(within(region('Answer')).getByText('from a closed scroll')).toBeVisible();
    expect(within(region('Prompt')).getByText('closed')).toBeVisible();
  });
});

describe('the prompt', () => {
  it('with everything in it is longer than its window: refused, and shown', async () => {
    const { user, settled, desk } = await open();
    act(() => desk.set({ contextWindow: 512 }));
    await user.selectOptions(choose('Sources in it'), 'the whole library');
    await settled();
    expect(region('Prompt')).toHaveTextContent('400 context_length_exceeded');
    expect(region('Answer')).toHaveTextContent('The service refused the prompt');
    expect(region('The prompt, piece by piece')).toHaveTextContent('Boats are moored');
    expect(document.querySelector('.rag-gauge')).toHaveAttribute('data-over');
  });

  it('without sources is answered from memory, and marked so', async () => {
    const { user, settled } = await open();
    await user.selectOptions(choose('Sources in it'), 'nothing: the bare model');
    await settled();
    const answer = within(region('Answer'));
    expect(answer.getByRole('listitem')).toHaveTextContent('trimmed every week');
    expect(answer.getByText('from the model’s memory')).toBeVisible();
    expect(answer.getByText('ungrounded')).toBeVisible();
  });

  it('with orders in a scroll: data between marks, obeyed without', async () => {
    const { user, settled } = await open();
    await user.selectOptions(choose('A question from the list'), 'ferry');
    await settled();
    expect(region('Answer')).toHaveTextContent('the model was told that what is there is data');
    expect(within(region('Prompt')).getByText('gives orders')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'The model is told …' }));
    await user.click(screen.getByRole('checkbox', { name: 'That what stands between marks is data' }));
    await settled();
    expect(region('Answer')).toHaveTextContent('The ferry is free for ever.');
    expect(within(region('Answer')).getByText('says what a scroll ordered')).toBeVisible();
    expect(region('Answer')).toHaveTextContent('and it obeyed');
  });
});

describe('the library', () => {
  it('shows where chunks begin and overlap, and follows the knobs', async () => {
    const { user, settled, state } = await open();
    await user.click(screen.getByRole('button', { name: 'The lamp on the mole' }));
    const borders = () => region('Text of The lamp on the mole').querySelectorAll('.rag-border').length;
    const own = () => state().indexed!.chunks.filter(({ scroll }) => scroll === 'mole-lamp');
    expect(borders()).toBe(own().length);
    expect(borders()).toBeGreaterThan(1);
    await put(user, 'Overlap', '20');
    await settled();
    expect(region('Text of The lamp on the mole').querySelector('[data-overlap]')).not.toBeNull();
    await put(user, 'Chunk size', '512');
    await settled();
    expect(borders()).toBe(1);
    await put(user, 'Chunk size', '4');
    expect(screen.getByText('8 to 2048')).toBeVisible();
    expect(state().settings.chunking.size).toBe(512);
  });

  it('is text, whatever stands in it', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Boats' }));
    expect(region('Text of Boats')).toHaveTextContent('<script>document.title=');
    expect(document.querySelectorAll('.rag-desk img[src], .rag-desk script')).toHaveLength(0);
    expect(document.title).not.toBe('broken in');
  });

  it('can be another one; what cannot be read is said, and the old one stays', async () => {
    const { user, state, settled } = await open();
    await user.click(screen.getByRole('button', { name: 'Another library …' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.clear(dialog.getByRole('textbox', { name: 'Scrolls' }));
    await user.click(dialog.getByRole('textbox', { name: 'Scrolls' }));
    await user.paste('just words');
    await user.click(dialog.getByRole('button', { name: 'Use it' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'line 1: a scroll begins with "# " and its title',
    );
    expect(state().opened!.scrolls).toHaveLength(5);
    await user.clear(dialog.getByRole('textbox', { name: 'Scrolls' }));
    await user.click(dialog.getByRole('textbox', { name: 'Scrolls' }));
    await user.paste('# One\nid: one\nauthor: Me\ndate: 2026-01-01\ngroups: everyone\n\nOnly this.');
    await user.click(dialog.getByRole('button', { name: 'Use it' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await settled();
    expect(region('Library')).toHaveTextContent('Only this.');
    expect(screen.getByRole('button', { name: 'Measure them all' })).toBeDisabled();
  });
});

describe('all questions', () => {
  it('are measured over sizes and tops, drawn and told as a table', async () => {
    const { user, state } = await open();
    await user.click(screen.getByRole('button', { name: 'Measure them all' }));
    await waitFor(() => expect(state().swept).not.toBeNull());
    const sweep = within(region('All questions'));
    expect(region('All questions')).toHaveTextContent(
      '4 questions, 3 of them with a source that may be read.',
    );
    const at = (size: number, top: number) =>
      state().swept!.points.find((point) => point.size === size && point.top === top)!;
    const cell = (size: string) => within(sweep.getByRole('row', { name: new RegExp(`^${size} `) }));
    expect(cell('24').getAllByRole('cell')[0]).toHaveTextContent(at(24, 1).recall.toFixed(3));
    await user.click(sweep.getByRole('tab', { name: 'right' }));
    expect(cell('96').getAllByRole('cell')[3]).toHaveTextContent(at(96, 10).complete.toFixed(3));
    expect(region('All questions').querySelectorAll('polyline')).toHaveLength(4);
  });

  it('can be called off', async () => {
    const { user, desk, state } = await open();
    await user.click(screen.getByRole('button', { name: 'Measure them all' }));
    act(() => desk.callOff());
    await waitFor(() => expect(state().sweeping).toBeNull());
    expect(screen.getByRole('button', { name: 'Measure them all' })).toBeEnabled();
  });
});

it('a search that fails says why, and goes on when it can', async () => {
  const { lab, desk, settled } = await open();
  const { query } = lab;
  lab.query = () => Promise.reject(new Error('The search was not heard of for 30 s.'));
  act(() => desk.askAs(['everyone', 'council']));
  await settled();
  expect(screen.getByText('The search was not heard of for 30 s.')).toBeVisible();
  lab.query = query;
  act(() => desk.askAs(['everyone']));
  await settled();
  expect(screen.queryByText(/not heard of/)).toBeNull();
  expect(region('Answer')).toHaveTextContent('9 evenings');
});

it('closes its Worker when it is left', async () => {
  const { lab, desk, unmount } = await open();
  unmount();
  desk.close();
  await waitFor(() => expect(lab.closed).toBe(1));
});
