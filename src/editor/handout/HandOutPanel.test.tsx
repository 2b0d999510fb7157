import { Blob as NodeBlob } from 'node:buffer';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuthorSetting, atAuthor, SHOP_TEXT } from '../../../tests/atAuthor.tsx';
import type { Lab } from '../../lab/client.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { TableContext } from '../../table/hooks.ts';
import { unpack } from '../../table/links.ts';
import type { Shelved } from '../author.ts';
import { AuthorContext } from '../hooks.ts';
import { HandOutPanel } from './HandOutPanel.tsx';

beforeEach(() => {
  localStorage.clear();
  // jsdom's own has no stream.
  vi.stubGlobal('Blob', NodeBlob);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const SHELF: readonly Shelved[] = [
  {
    id: 'queue-worker',
    title: 'A queue and its worker',
    summary: 'Begin with a queue.',
    group: 'template',
    text: async () =>
      SHOP_TEXT.replace('id: shop', 'id: queue-worker').replace('title: The shop', 'title: A queue'),
  },
  {
    id: 'lost',
    title: 'The Lost',
    summary: 'It cannot be fetched.',
    group: 'episode',
    text: () => Promise.reject(new Error('The network is gone.')),
  },
];

function open(text?: string, setting?: AuthorSetting) {
  const desk = atAuthor(text, setting);
  const author = { ...desk.author, shelf: SHELF };
  // With the right clipboard in place before anything copies.
  const user = userEvent.setup();
  render(
    <TableContext value={desk.at}>
      <AuthorContext value={author}>
        <HandOutPanel />
      </AuthorContext>
    </TableContext>,
  );
  return {
    ...desk,
    user,
    press: (name: string | RegExp) => user.click(screen.getByRole('button', { name })),
  };
}

/** Letters without any order cannot be packed into less. */
const longText = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(9000));
  return `${SHOP_TEXT}# ${[...bytes].map((byte) => byte.toString(36)).join('')}\n`;
};

async function linkOf(label: string): Promise<string> {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  await waitFor(() => expect(field.value).not.toBe(''));
  return field.value;
}

describe('links', () => {
  it('hold the text with its comments, for students and for authors', async () => {
    const { press } = open();
    const student = new URL(await linkOf('For students'));
    expect(student.search).toBe('?page=lesson');
    expect(await unpack(student.hash.slice('#text='.length))).toEqual({ ok: true, text: SHOP_TEXT });
    const author = new URL(await linkOf('For another author'));
    expect(author.pathname).toMatch(/\/author\.html$/);
    expect(author.hash).toBe(student.hash);
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await press('Copy the link for students');
    expect(copied).toHaveBeenCalledExactlyOnceWith(String(student));
    expect(screen.getByText(`Copied: ${String(student).length} characters.`)).toBeVisible();
    expect(screen.getByRole('link', { name: /Try it as a student/ })).toHaveAttribute(
      'href',
      String(student),
    );
  });

  it('follow what is typed, and are not there while it cannot be read', async () => {
    const { table } = open();
    const before = await linkOf('For students');
    act(() => table.type(`${SHOP_TEXT}# more\n`));
    await waitFor(async () => expect(await linkOf('For students')).not.toBe(before));
    act(() => table.type('parts: ['));
    expect(screen.getByLabelText('For students')).toHaveValue('');
    expect(screen.getByText(/Mend line \d+ of the text first/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try it as a student' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Copy the lines' })).toBeDisabled();
  });

  it('that are too long are said, with the way out', async () => {
    const text = longText();
    const { user } = open(text);
    const link = await linkOf('For students');
    expect(link.length).toBeGreaterThan(8000);
    expect(
      screen.getByText(new RegExp(`This link has ${link.length.toLocaleString('en')} characters`)),
    ).toBeVisible();
    const tried = screen.getByRole('link', { name: /Try it as a student/ });
    expect(tried.getAttribute('href')).toMatch(/\/\?page=lesson$/);
    tried.addEventListener('click', (event) => event.preventDefault());
    await user.click(tried);
    expect(localStorage.getItem('secret-life-lab:lesson')).toBe(text);
    const address = screen.getByLabelText('Address of the file on the web');
    await user.type(address, 'nonsense');
    expect(address).toBeInvalid();
    expect(screen.getByLabelText('Short link for students')).toHaveValue('');
    await user.clear(address);
    await user.type(address, 'https://x.example/l.yaml');
    expect(await linkOf('Short link for students')).toMatch(
      /load\.html\?src=https%3A%2F%2Fx\.example%2Fl\.yaml$/,
    );
  });

  it('where nothing can be kept, trying says so and goes nowhere', async () => {
    const { user } = open(longText());
    await linkOf('For students');
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    await user.click(screen.getByRole('link', { name: /Try it as a student/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('This browser keeps nothing for this page');
  });

  it('where nothing can be copied, it is selected', async () => {
    const { press } = open();
    const link = await linkOf('For students');
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('No.', 'NotAllowedError'));
    await press('Copy the link for students');
    await screen.findByText(/It is selected: copy it from here/);
    const field = screen.getByLabelText<HTMLInputElement>('For students');
    expect(field.value.slice(field.selectionStart!, field.selectionEnd!)).toBe(link);
  });
});

describe('beginning from something', () => {
  it('makes a lesson with a name of its own, which undo takes back', async () => {
    const { user, press, text, table, catalog } = open();
    await user.selectOptions(screen.getByLabelText('What to begin from'), 'A queue and its worker');
    expect(screen.getByText('Begin with a queue.')).toBeVisible();
    await press('Begin');
    await waitFor(() => expect(text()).toContain('title: A queue, changed'));
    const { scenario } = parseScenario(text(), catalog);
    expect(scenario!.id).toMatch(/^queue-worker-[a-z2-9]{4}$/);
    act(() => table.undo());
    expect(text()).toBe(SHOP_TEXT);
  });

  it('a blank sheet is one, too', async () => {
    const { press, scenario } = open();
    await press('Begin');
    await waitFor(() => expect(scenario().title).toBe('A new lesson'));
    expect(scenario().id).toMatch(/^lesson-/);
  });

  it('asks first where something is not saved', async () => {
    const { press, table, scenario, text } = open();
    act(() => table.type(`${SHOP_TEXT}# mine\n`));
    await press('Begin');
    const dialog = await screen.findByRole('dialog');
    expect(text()).toBe(`${SHOP_TEXT}# mine\n`);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Go on to a blank sheet without saving' }),
    );
    await waitFor(() => expect(scenario().title).toBe('A new lesson'));
  });

  it('what cannot be fetched is said', async () => {
    const { user, press, text } = open();
    await user.selectOptions(screen.getByLabelText('What to begin from'), 'The Lost');
    await press('Begin');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '“The Lost” could not be fetched: The network is gone. Try again.',
    );
    expect(text()).toBe(SHOP_TEXT);
  });
});

describe('on paper', () => {
  it('the hand-out is shown as it is printed, and leads back', async () => {
    const printed = vi.fn();
    vi.stubGlobal('print', printed);
    const { press, user } = open();
    await press('Show the hand-out');
    const view = await screen.findByRole('dialog', { name: 'The hand-out, as it is printed' });
    expect(
      await within(view).findByRole('img', { name: 'The system: Shoppers, Checkout, Stock.' }),
    ).toBeVisible();
    expect(within(view).getByRole('heading', { level: 1 })).toHaveTextContent('The shop');
    // Who reads the marks of a text comes with the first text.
    await waitFor(() => expect(within(view).getByText('come')).toHaveProperty('localName', 'em'));
    expect(within(view).queryByText('Press Play.')).toBeNull();
    const address = within(view).getByLabelText('Where the lesson is found');
    await user.clear(address);
    await user.type(address, 'https://x.example/course');
    expect(within(view).getByText('The lesson is found at https://x.example/course')).toBeVisible();
    await user.click(within(view).getByRole('button', { name: 'Print' }));
    expect(printed).toHaveBeenCalledOnce();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', { name: 'Show the hand-out' })).toHaveFocus();
  });

  const LESSON = `${SHOP_TEXT}
claims:
  - { id: calm, says: It is calm., that: max of checkout.busy >= 0, design: start }
`;

  it('the answer key is made by runs, one after the other', async () => {
    const saved: string[] = [];
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => {} }));
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
      this: HTMLAnchorElement,
    ) {
      saved.push(this.download);
    });
    const answers: (() => void)[] = [];
    const measure = vi.fn(
      () =>
        new Promise((resolve) =>
          answers.push(() =>
            resolve({ verdicts: [{ verdict: true, text: '', knownAt: 0 }], figures: [], digest: 'd' }),
          ),
        ),
    );
    const { press } = open(LESSON, { lab: { measure: measure as unknown as Lab['measure'] } });
    await press('Make the answer key');
    expect(await screen.findByText('Run 1 of 1')).toBeVisible();
    expect(screen.getByRole('progressbar', { name: 'Runs for the answer key' })).toHaveAttribute(
      'value',
      '0',
    );
    answers[0]!();
    await screen.findByText('shop-answers.md is among your downloads.');
    expect(saved).toEqual(['shop-answers.md']);
    // And once more, called off.
    await press('Make the answer key');
    await screen.findByText('Run 1 of 1');
    await press('Call it off');
    answers[1]!();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Make the answer key' })).toBeEnabled());
    expect(saved).toHaveLength(1);
  });

  it('a run that cannot be made is said', async () => {
    const measure = (() => Promise.reject(new Error('The lab stopped answering.'))) as Lab['measure'];
    const { press } = open(LESSON, { lab: { measure } });
    await press('Make the answer key');
    await screen.findByText('The key could not be made: The lab stopped answering.');
  });
});
