import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { accountAtStart } from '../rules/azure/sas/deeds.ts';
import { TICK_ZERO_MS } from '../rules/azure/sas/times.ts';
import { openSigning } from './desk.ts';
import { openKeeper } from './keeper.ts';
import { SigningDesk, type SigningDeskProps } from './SigningDesk.tsx';
import type { Held, World } from './world.ts';

const HELD: Held = { container: 'maps', blob: 'north.txt', size: 5, hash: 'f'.repeat(64), isArchived: false };
const WORLD: World = {
  account: accountAtStart('cellar', { maps: [{ id: 'readers', sp: 'r' }] }),
  nowMs: TICK_ZERO_MS,
  held: [HELD],
  isWhole: true,
};

async function open(props: Partial<SigningDeskProps> = {}) {
  const keeper = openKeeper(undefined);
  await keeper.keep({ hash: HELD.hash!, size: 5, type: 'text/plain', bytes: new Blob(['words']) });
  const desk = openSigning(() => WORLD, HELD);
  const told = { onRotate: vi.fn(), onRevoke: vi.fn(), onPut: vi.fn(() => null) };
  const shown = { desk, world: WORLD, keeper, theme: 'light' as const, ...told, ...props };
  const { rerender } = render(<SigningDesk {...shown} />);
  await act(async () => {});
  return {
    ...told,
    desk,
    user: userEvent.setup({ applyAccept: false }),
    at: (world: Partial<World>) => rerender(<SigningDesk {...shown} world={{ ...WORLD, ...world }} />),
  };
}

const region = (name: string) => screen.getByRole('region', { name });
const link = () => screen.getByRole('textbox', { name: 'The link' }) as HTMLTextAreaElement;
const answer = () => region('What the service answers');
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the link', () => {
  it('follows the form at once, and is marked where somebody changes it', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('checkbox', { name: 'w Write' }));
    expect(link().value).toContain('sp=rw&');
    const at = link().value.indexOf('sp=rw') + 'sp=rw'.length;
    await user.type(link(), 'd', { initialSelectionStart: at, initialSelectionEnd: at });
    expect(link()).toHaveAccessibleDescription('Not as it was handed out: sp.');
    expect(document.querySelector('[data-differs="true"]')).toHaveTextContent('d');
    expect(answer()).toHaveTextContent('403 AuthenticationFailed');
    const row = within(region('String to sign')).getByRole('row', { name: /^sp / });
    expect(row).toHaveTextContent('differs: rwd');
    await user.click(button('Put it back'));
    expect(answer()).toHaveTextContent('200 OK');
  });

  it('has what a policy says left out of it, and of the form', async () => {
    const { user } = await open();
    await user.selectOptions(screen.getByLabelText('Stored policy (si)'), 'readers');
    expect(link().value).not.toContain('sp=');
    expect(screen.queryByRole('group', { name: 'Permissions (sp)' })).toBeNull();
    expect(screen.getByText('left to the policy readers')).toBeInTheDocument();
  });

  it('is signed by a user without a policy or an account’s key', async () => {
    const { user } = await open();
    await user.selectOptions(screen.getByLabelText('Kind'), 'userDelegation');
    expect(link().value).toContain('skoid=');
    expect(screen.queryByLabelText('Stored policy (si)')).toBeNull();
    expect(screen.queryByLabelText('Signed with')).toBeNull();
    expect(answer()).toHaveTextContent('200 OK');
  });

  it('says what of the form cannot be right, and the service says it too', async () => {
    const { user } = await open();
    const expiry = screen.getByLabelText('Expiry (se), UTC');
    await user.clear(expiry);
    await user.type(expiry, 'tomorrow');
    expect(expiry).toHaveAccessibleDescription('Expected a time in UTC such as 2026-01-01T12:00:00Z.');
    expect(answer()).toHaveTextContent('The token is not in order');
  });
});

describe('the key', () => {
  it('is short until somebody wants to see it', async () => {
    const { user } = await open();
    const key = WORLD.account.keys[0].value;
    expect(region('Signature')).not.toHaveTextContent(key);
    await user.click(button('Show the key'));
    expect(region('Signature')).toHaveTextContent(key);
  });

  it('is rotated by whoever keeps the account, and a policy revoked', async () => {
    const { user, onRotate, onRevoke } = await open();
    await user.click(button('Rotate key 1'));
    await user.click(button('Revoke the policy readers'));
    expect(onRotate).toHaveBeenCalledWith('key1');
    expect(onRevoke).toHaveBeenCalledWith('maps', 'readers');
  });
});

describe('files', () => {
  const choose = () => screen.getByLabelText('Drop a file here, or choose one');

  it('go to the container by name, size and hash, and the link follows', async () => {
    const { user, onPut } = await open();
    await user.upload(choose(), new File(['hello'], 'a b.txt'));
    const hash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    // The bytes are hashed elsewhere, which takes its time.
    await waitFor(() => {
      expect(onPut).toHaveBeenCalledWith('maps', { ok: true, name: 'a b.txt', size: 5, hash });
    });
    expect(link().value).toContain('/maps/a%20b.txt?');
  });

  it('that are too large, or that nobody lets in, are refused in a sentence', async () => {
    const { user, onPut } = await open({ onPut: () => 'The run is over here.' });
    const large = new File([], 'film.mov');
    Object.defineProperty(large, 'size', { value: 2_000_000_000 });
    await user.upload(choose(), [large, new File(['x'], 'small')]);
    const alerts = (await screen.findAllByRole('alert')).map(({ textContent }) => textContent);
    expect(alerts[0]).toContain('film.mov has 2 GB, and was not read.');
    expect(alerts[1]).toContain('The run is over here.');
    expect(onPut).not.toHaveBeenCalled();
  });

  it('are opened in a frame that may do nothing, for as long as the link holds', async () => {
    const { user, at } = await open();
    await user.click(await screen.findByRole('button', { name: 'Open it' }));
    const frame = await screen.findByTitle('Contents of north.txt');
    expect(frame).toHaveAttribute('sandbox', '');
    expect(frame.getAttribute('srcdoc')).toContain('<pre>words</pre>');
    expect(frame.getAttribute('srcdoc')).toContain("default-src 'none'");
    at({ nowMs: TICK_ZERO_MS + 3_600_000 });
    expect(screen.queryByTitle('Contents of north.txt')).toBeNull();
    expect(screen.getByText('It was open here. The link no longer opens it.')).toBeVisible();
    at({});
    expect(await screen.findByTitle('Contents of north.txt')).toBeInTheDocument();
    at({ held: [{ ...HELD, isArchived: true }] });
    expect(answer()).toHaveTextContent('409 BlobArchived');
    expect(screen.queryByTitle('Contents of north.txt')).toBeNull();
  });

  it('whose bytes are elsewhere are told of, and not opened', async () => {
    const { at } = await open();
    at({ held: [{ ...HELD, hash: 'e'.repeat(64) }] });
    expect(await screen.findByText(/^Its bytes are not in this browser/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Open it' })).toBeNull();
  });
});

it('what the service answers is not shown while it is still a question', async () => {
  await open({ isConcealed: true });
  expect(screen.queryByRole('region', { name: 'What the service answers' })).toBeNull();
  expect(link().value).toContain('sig=');
});
