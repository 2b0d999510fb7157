/** Keys on a wire, and the address of a blob in a message. */
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../src/rules/azure/address.ts';
import { newAccount, rotated } from '../../src/rules/azure/sas/account.ts';
import {
  delegationKeyLetter,
  GET_DELEGATION_KEY,
  handOut,
  keyIn,
  listKeysLetter,
} from '../../src/rules/azure/sas/handOut.ts';

const account = rotated(newAccount('basement'), 'key2');
const asked = { skoid: 'who', sktid: 'where', skt: '2026-01-01', ske: '2026-01-08', skv: '2026-04-06' };

describe('an account asked for a key', () => {
  test('tells the one that is named, with its generation; key1 where none is', () => {
    const key2 = handOut(account, listKeysLetter('key2'));
    const { value } = account.keys[1];
    expect(key2).toEqual({
      ok: true,
      account,
      answer: { body: value, account: 'basement', key: value, keyName: 'key2', generation: 2 },
    });
    expect(handOut(account, { body: '' })).toMatchObject({ answer: { keyName: 'key1', generation: 1 } });
  });

  test('has no third one', () => {
    const attributes = { keyName: { type: 'String', value: 'key3' } };
    expect(handOut(account, { body: '', attributes })).toMatchObject({ ok: false, error: { status: 400 } });
  });

  test('remembers a user to whom it gave one, for seven days at most', () => {
    const given = handOut(account, delegationKeyLetter(asked));
    if (!given.ok) throw new Error(given.error.message);
    expect(given.account.delegationKeys).toMatchObject([{ ...asked, sks: 'b' }]);
    const longer = handOut(account, delegationKeyLetter({ ...asked, ske: '2026-01-09' }));
    expect(longer).toMatchObject({ ok: false, error: { code: 'InvalidInput' } });
    const nothing = { body: '', attributes: { operation: { type: 'String', value: GET_DELEGATION_KEY } } };
    expect(handOut(account, nothing).ok).toBe(false);
  });
});

describe('an answer', () => {
  test('is read as the key that it tells', () => {
    const own = handOut(account, listKeysLetter('key2'));
    expect(own.ok && keyIn(own.answer, 'other')).toEqual({
      sort: 'account',
      account: 'basement',
      key: account.keys[1],
    });
    const user = handOut(account, delegationKeyLetter(asked));
    expect(user.ok && keyIn(user.answer, 'other')).toEqual({
      sort: 'user',
      account: 'basement',
      key: user.ok && user.account.delegationKeys[0],
    });
  });

  test('without an account is of the one that is meant, and without a key of none', () => {
    const key = { key: 'a2V5', keyName: 'key1', generation: 3 };
    expect(keyIn(key, 'basement')).toMatchObject({ account: 'basement', key: { generation: 3 } });
    expect(keyIn({ body: 'order 7' }, 'basement')).toBeNull();
    expect(keyIn({ key: 'scans/page.tif', body: '' }, 'basement')).toBeNull();
  });
});

test('a key is a container and a name; a name alone lies in $root', () => {
  const at = (key?: string) => addressOf({ body: '', ...(key !== undefined && { key }) }, 7);
  expect(at('scans/2026/{n}.tif')).toEqual({ container: 'scans', blob: '2026/7.tif' });
  expect(at('page.tif')).toEqual({ container: '$root', blob: 'page.tif' });
  expect(at()).toEqual({ container: '$root', blob: '7' });
});
