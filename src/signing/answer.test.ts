import { expect, it } from 'vitest';
import { accountAt, accountAtStart, type Deed } from '../rules/azure/sas/deeds.ts';
import { momentText, TICK_ZERO_MS } from '../rules/azure/sas/times.ts';
import { type Answer, answerTo, differs, type Sent } from './answer.ts';
import { openSigning } from './desk.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
const NOON = TICK_ZERO_MS + 12 * HOUR;
const GET: Sent = { operation: 'getBlob', ip: '203.0.113.7' };
const START = accountAtStart('cellar', { maps: [{ id: 'readers', sp: 'r', se: momentText(NOON + HOUR) }] });
const HELD = { container: 'maps', blob: 'north.png', size: 9, hash: 'ff', isArchived: false };

const worldAt = (nowMs: number, deeds: readonly Deed[] = [], more: Partial<World> = {}): World => ({
  ...{ account: accountAt(START, deeds, nowMs), nowMs, held: [HELD], isWhole: true },
  ...more,
});

/** A desk at noon, and what it says of its link in some world. */
function desk(more: Partial<World> = {}) {
  let world = worldAt(NOON, [], more);
  const made = openSigning(() => world, HELD);
  const state = made.store.getState;
  return {
    ...made,
    state,
    go: (to: World) => {
      world = to;
    },
    ask: (sent: Partial<Sent> = {}, address = state().address): Answer =>
      answerTo(address, state().link, { ...GET, ...sent }, world),
  };
}
const blamed = ({ rows }: Answer) => rows.filter(differs).map(({ name }) => name);

it('a link opens what it is for, and says whose blob that is', () => {
  const { ask } = desk();
  expect(ask()).toMatchObject({ isGood: true, title: '200 OK', held: HELD, message: '' });
  expect(ask().rows).toHaveLength(16);
  expect(blamed(ask())).toEqual([]);
  expect(ask({ operation: 'putBlob' })).toMatchObject({
    title: '403 AuthorizationPermissionMismatch',
    held: null,
  });
  expect(ask({ operation: 'listBlobs' })).toMatchObject({ title: '403 AuthorizationFailure' });
});

it.each([
  ['sp=r', 'sp=w', ['sp'], '403 AuthenticationFailed'],
  ['T13', 'T14', ['se'], '403 AuthenticationFailed'],
  ['north', 'south', ['resource'], '403 AuthenticationFailed'],
  ['sv=2026-04-06', 'sv=2018-11-09', ['sv', 'ses'], '403 AuthenticationFailed'],
  ['https://cellar', 'http://cellar', [], '403 AuthorizationProtocolMismatch'],
  ['https://cellar', 'https://cellars', null, 'No answer'],
  ['https://', 'htps://', null, 'No request'],
  ['&sp=r', '', null, '403 AuthenticationFailed'],
  ['&sp=r', '&sp=r&sp=r', null, '403 AuthenticationFailed'],
  ['&sp=r', '&sp=%', null, '403 AuthenticationFailed'],
])('%s become %s', (from, to, lines, title) => {
  const { ask, state } = desk();
  const answer = ask({}, state().link.url.replace(from, to));
  expect(answer.title).toBe(title);
  expect(answer.wasRead).toBe(lines !== null);
  if (lines !== null) expect(blamed(answer)).toEqual(lines);
});

it('a link without its token is a stranger', () => {
  const { ask, state } = desk();
  const [place] = state().link.url.split('?');
  for (const address of [place!, `${place}?`])
    expect(ask({}, address)).toMatchObject({ isGood: false, title: '409 PublicAccessNotPermitted' });
});

it('a changed signature blames no line', () => {
  const { ask, state } = desk();
  const { url } = state().link;
  const last = url.at(-4)!;
  const answer = ask({}, `${url.slice(0, -4)}${last === 'A' ? 'E' : 'A'}${url.slice(-3)}`);
  expect(answer.title).toBe('403 AuthenticationFailed');
  expect(blamed(answer)).toEqual([]);
  if (answer.wasRead) expect(answer.why).toContain('Every line is as it was signed.');
});

it('a line that was written over is signed as it stands, and the link says what the form says', () => {
  const { ask, overwrite, fill, state } = desk();
  const before = state().link;
  overwrite('sp', 'rwd');
  expect(state().link.signature).not.toBe(before.signature);
  expect(state().link.url).toContain('sp=r&');
  expect(ask().why).toContain('The line sp (permissions) was signed as “rwd”, and the service reads “r”.');
  fill({ permissions: 'rw' });
  expect(ask().isGood).toBe(true);
});

it('time: to the millisecond', () => {
  const { ask, go, fill } = desk();
  fill({ start: momentText(NOON + 60_000) });
  expect(ask().why).toContain('It holds from');
  go(worldAt(NOON + 60_000));
  expect(ask().isGood).toBe(true);
  go(worldAt(NOON + HOUR - 1));
  expect(ask().isGood).toBe(true);
  go(worldAt(NOON + HOUR));
  expect(ask().why).toContain('It expired at');
});

it('a rotated key is told from a changed line, and a new link needs the new key', () => {
  const { ask, go, sign } = desk();
  const rotated: Deed = { does: 'rotateKey', key: 'key1', atMs: NOON + 1 };
  go(worldAt(NOON + 1, [rotated]));
  expect(ask()).toMatchObject({ isGood: false, retired: { key: 'key1', generation: 1 } });
  expect(ask().why).toContain('before key1 was rotated');
  // Before it was rotated it still holds.
  go(worldAt(NOON, [rotated]));
  expect(ask().isGood).toBe(true);
  go(worldAt(NOON + 1, [rotated]));
  sign();
  expect(ask().isGood).toBe(true);
});

it('a policy ends what leans on it, thirty seconds later', () => {
  const { ask, go, fill, state } = desk();
  fill({ policy: 'readers' });
  // What the policy says, the link does not.
  expect(state().link.url).not.toMatch(/[?&]s[pe]=/);
  expect(ask().isGood).toBe(true);
  const revoked: Deed = { does: 'revokePolicy', container: 'maps', policy: 'readers', atMs: NOON };
  go(worldAt(NOON + 29_999, [revoked]));
  expect(ask().isGood).toBe(true);
  go(worldAt(NOON + 30_000, [revoked]));
  expect(ask().why).toContain('no stored access policy readers');
});

it('a user’s key signs for seven days, whatever the link says', () => {
  const { ask, go, fill, state } = desk();
  fill({ kind: 'userDelegation', expiry: momentText(NOON + 30 * 24 * HOUR) });
  expect(ask().isGood).toBe(true);
  expect(ask().rows).toHaveLength(28);
  const { given } = state().link;
  fill({ permissions: 'rw' });
  // The same key goes on signing.
  expect(state().link.given).toBe(given);
  go(worldAt(NOON + 7 * 24 * HOUR));
  expect(ask()).toMatchObject({ isGood: false });
  expect(ask().why).toContain('The user delegation key holds from');
});

it('what is not there, archived or unknown is told apart from a link that does not hold', () => {
  expect(desk({ held: [] }).ask()).toMatchObject({ title: '404 BlobNotFound', wasRead: true });
  expect(desk({ held: [{ ...HELD, isArchived: true }] }).ask().title).toBe('409 BlobArchived');
  const unknown = desk({ held: [], isWhole: false }).ask();
  expect(unknown).toMatchObject({ isGood: true, held: null });
  expect(unknown.why).toContain('only the run knows');
});

it('an account SAS names services and types, and the blob is the request’s', () => {
  const { ask, fill } = desk();
  fill({ kind: 'account', permissions: 'r', services: 'b', types: 'o' });
  expect(ask()).toMatchObject({ isGood: true, title: '200 OK' });
  fill({ types: 'c' });
  expect(ask().title).toBe('403 AuthorizationResourceTypeMismatch');
  fill({ types: 'o', services: 'q' });
  expect(ask().title).toBe('403 AuthorizationServiceMismatch');
});
