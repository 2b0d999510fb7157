import { expect, it } from 'vitest';
import { policiesAt, rotated } from './account.ts';
import { accountAt, accountAtStart, type Deed, policiesSet } from './deeds.ts';
import { TICK_ZERO_MS } from './times.ts';

const T = TICK_ZERO_MS;
const start = accountAtStart('cellar', { maps: [{ id: 'a', sp: 'r' }, { id: 'b' }] });
const rotate = (atMs: number): Deed => ({ does: 'rotateKey', key: 'key2', atMs });
const revoke = (policy: string, atMs: number): Deed => ({
  does: 'revokePolicy',
  container: 'maps',
  policy,
  atMs,
});
const ids = (deeds: readonly Deed[], nowMs: number) =>
  policiesAt(accountAt(start, deeds, nowMs), 'maps', nowMs).map(({ id }) => id);

it('what a run begins with applies at once', () => {
  expect(ids([], T)).toEqual(['a', 'b']);
});

it('the account is what was done until then, in the order of time', () => {
  const deeds = [rotate(T + 20), rotate(T + 10)];
  const key2 = (nowMs: number) => accountAt(start, deeds, nowMs).keys[1];
  expect(key2(T + 9)).toBe(start.keys[1]);
  expect(key2(T + 10)).toEqual(rotated(start, 'key2').keys[1]);
  expect(key2(T + 20).generation).toBe(3);
  expect(accountAt(start, deeds, T + 20).keys[0]).toBe(start.keys[0]);
});

it('a policy that is revoked applies for thirty seconds more, two at once do not bring one back', () => {
  const deeds = [revoke('a', T + 1000), revoke('b', T + 2000)];
  expect(ids(deeds, T + 30_999)).toEqual(['a', 'b']);
  expect(ids(deeds, T + 31_000)).toEqual(['b']);
  expect(ids(deeds, T + 32_000)).toEqual([]);
  expect(policiesSet(accountAt(start, deeds, T + 1000), 'maps').map(({ id }) => id)).toEqual(['b']);
  expect(ids([revoke('none', T)], T + 60_000)).toEqual(['a', 'b']);
});
