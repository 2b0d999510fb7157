import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { atTable } from '../../../tests/atTable.ts';
import { catalog } from '../../parts/catalog.ts';
import { accountAt, accountAtStart, type Deed } from '../../rules/azure/sas/deeds.ts';
import type { StorageTold } from '../../rules/azure/sas/told.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { designOf } from '../design.ts';
import { SigningStage } from './SigningStage.tsx';
import { msAt } from './storages.ts';

const TEXT = JSON.stringify({
  format: 1,
  id: 'cellar',
  title: 'The cellar',
  series: 'azure',
  summary: 'A storage account.',
  duration: '10d',
  seed: 1,
  parts: {
    users: { kind: 'traffic-source', at: [0, 0] },
    cellar: { kind: 'blob-storage', name: 'Cellar', at: [300, 0] },
  },
  wires: ['users.out -> cellar.put'],
});

/** A table, and a lab that tells what the table's acts have made of the account. */
function cellar() {
  const at = atTable({ scenario: parseScenario(TEXT, catalog).scenario! });
  const start = accountAtStart('basement', { scans: [{ id: 'readers', sp: 'r' }] });
  const tell = vi.fn(async (tick: number): Promise<StorageTold | null> => {
    const deeds = designOf(at.state()).acts.flatMap(({ text, at: when }): Deed[] =>
      text.act === 'rotateKey' ? [{ does: 'rotateKey', key: 'key1', atMs: msAt(when) }] : [],
    );
    const blobs = [{ container: 'scans', blob: 'a', size: 1, hash: null, isArchived: false }];
    return { account: accountAt(start, deeds, msAt(tick)), blobs, isWhole: true };
  });
  const player = Object.defineProperty(at.player, 'lab', { value: { tell } });
  return { ...at, player, tell };
}

const answer = () => screen.findByRole('region', { name: 'What the service answers' });
const acts = (at: ReturnType<typeof cellar>) =>
  designOf(at.state()).acts.map(({ text: { id: _, ...said } }) => said);

it('the playhead is the clock, and what is done is an act of the account', async () => {
  const user = userEvent.setup();
  const at = cellar();
  at.player.store.setState({ t: 1_500_500 });
  render(<SigningStage at={at} theme="light" isConcealed={false} />);
  expect(screen.getByRole('button', { name: 'System' })).toHaveAttribute('aria-pressed', 'true');
  await user.click(screen.getByRole('button', { name: 'Signature' }));
  expect(await answer()).toHaveTextContent('200 OK');
  // The millisecond at which something could be done: what has been seen stays as it was.
  expect(at.tell).toHaveBeenLastCalledWith(1_501_000, 'cellar');
  expect(screen.queryByRole('slider')).toBeNull();

  await user.click(screen.getByRole('button', { name: 'Rotate key 1' }));
  expect(acts(at)).toEqual([{ at: '1.501s', part: 'cellar', act: 'rotateKey', with: { key: 'key1' } }]);
  // There is a new run now.
  await act(async () => at.player.store.setState({ recording: {} as never }));
  expect(await answer()).toHaveTextContent('before key1 was rotated');
  await act(async () => at.player.store.setState({ t: 1_000_000 }));
  expect(await answer()).toHaveTextContent('200 OK');

  await user.upload(screen.getByLabelText('Drop a file here, or choose one'), new File(['hello'], 'b.txt'));
  const hash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
  // The bytes are hashed elsewhere, which takes its time.
  await waitFor(() => {
    expect(acts(at)).toContainEqual({
      ...{ at: '1s', part: 'cellar', act: 'putFile', with: { key: 'scans/b.txt', size: '5B', hash } },
    });
  });
});

it('a link is still there when one comes back from the system', async () => {
  const user = userEvent.setup();
  const at = cellar();
  render(<SigningStage at={at} theme="light" isConcealed={false} />);
  await user.click(screen.getByRole('button', { name: 'Signature' }));
  await answer();
  await user.click(screen.getByRole('checkbox', { name: 'w Write' }));
  await user.click(screen.getByRole('button', { name: 'System' }));
  expect(screen.queryByRole('region', { name: 'The link' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Signature' }));
  expect(await screen.findByRole('checkbox', { name: 'w Write' })).toBeChecked();
});

it('an account that is not in the run says so', async () => {
  const user = userEvent.setup();
  const at = cellar();
  at.tell.mockResolvedValue(null);
  render(<SigningStage at={at} theme="light" isConcealed={false} />);
  await user.click(screen.getByRole('button', { name: 'Signature' }));
  expect(await screen.findByText(/^This account is not in the run/)).toBeVisible();
});

it('a design without a storage account has no switch', () => {
  render(<SigningStage at={atTable()} theme="light" isConcealed={false} />);
  expect(screen.queryByRole('button', { name: 'Signature' })).toBeNull();
});
