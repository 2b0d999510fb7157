/** A changed token is worth nothing, and the lab can say which line was changed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rotated, type SasAccount, withDelegationKey } from '../../src/rules/azure/sas/account.ts';
import { authorize, type SasRequest } from '../../src/rules/azure/sas/authorize.ts';
import { explain } from '../../src/rules/azure/sas/explain.ts';
import { signatureOf } from '../../src/rules/azure/sas/sign.ts';
import { linesOf, stringToSign } from '../../src/rules/azure/sas/stringToSign.ts';
import { readToken, signedToken } from '../../src/rules/azure/sas/token.ts';
import type { Sas, UserDelegationSas } from '../../src/rules/azure/sas/values.ts';
import { accountSas, key, serviceSas, userDelegationSas } from './sasValues.ts';
import { account, ask, at, good, HOUR, key1, NOON, ofAccount, PLACE, service, whole } from './sasWorld.ts';

const delegation = {
  skoid: 'aaaaaaaa-0000-4000-8000-000000000001',
  sktid: 'bbbbbbbb-0000-4000-8000-000000000002',
  skt: at(NOON - HOUR),
  ske: at(NOON + 48 * HOUR),
  skv: '2026-04-06',
};
const owned: SasAccount = good(withDelegationKey(account, delegation));
const delegated: UserDelegationSas = {
  ...service({ spr: 'https', rscd: 'inline' }),
  ...delegation,
  kind: 'userDelegation',
  sks: 'b',
};

const kinds: readonly (readonly [name: string, sas: Sas, key: string])[] = [
  ['a service SAS', service({ st: at(NOON - HOUR), sip: '192.0.2.0-192.0.2.255' }), key1.value],
  ['one of a container', whole({ sp: 'rl', spr: 'https,http' }), key1.value],
  ['one of a directory', service({ sr: 'd', sdd: '1', blob: 'north' }), key1.value],
  ['one as of 2015', service({ sv: '2015-04-05', rsct: 'text/plain' }), key1.value],
  ['an account SAS', ofAccount({ spr: 'https' }), key1.value],
  ['a user delegation SAS', delegated, owned.delegationKeys[0]!.value],
];

describe('any one character of the token, changed to any other', () => {
  test.each(kinds)('%s', (_, sas, secret) => {
    const token = signedToken(sas, secret);
    expect(authorize(ask(token), owned)).toMatchObject({ ok: true });
    const meant = readToken(token);
    const character = fc.constantFrom(...'abyzAZ0189%+/=&-.:?_ é');
    fc.assert(
      fc.property(fc.nat({ max: token.length - 1 }), character, (where, other) => {
        fc.pre(token[where] !== other);
        const changed = token.slice(0, where) + other + token.slice(where + 1);
        const read = readToken(changed);
        // %3a says what %3A says: such a token has not been changed at all.
        fc.pre(JSON.stringify(read) !== JSON.stringify(meant));
        expect(authorize(ask(changed), owned)).toMatchObject({ ok: false, error: { status: 403 } });
      }),
      { numRuns: 400, seed: 6 },
    );
  });

  test.each(kinds)('every place of %s, by one letter', (_, sas, secret) => {
    const token = signedToken(sas, secret);
    const meant = JSON.stringify(readToken(token));
    let tried = 0;
    for (let where = 0; where < token.length; where++) {
      const other = token[where] === 'b' ? 'c' : 'b';
      const changed = token.slice(0, where) + other + token.slice(where + 1);
      if (JSON.stringify(readToken(changed)) === meant) continue;
      tried++;
      expect(authorize(ask(changed), owned), changed).toMatchObject({ ok: false });
    }
    expect(tried).toBeGreaterThan(100);
  });
});

test('any one character of the string, changed, gives another signature', () => {
  const any = fc.oneof(serviceSas, accountSas, userDelegationSas);
  fc.assert(
    fc.property(any, key, fc.nat(), fc.integer({ min: 1, max: 126 }), (sas, secret, place, by) => {
      const string = stringToSign(sas);
      const where = place % string.length;
      const other = String.fromCharCode((string.charCodeAt(where) + by) % 127);
      fc.pre(other !== string[where] && !/\p{Surrogate}/u.test(string[where]!));
      const changed = string.slice(0, where) + other + string.slice(where + 1);
      expect(signatureOf(changed, secret)).not.toBe(signatureOf(string, secret));
    }),
  );
});

describe('the explanation', () => {
  const right = signedToken(service(), key1.value);
  const told = (request: SasRequest, of = account, issued = right) => explain(request, of, { token: issued });

  test('has the lines that were signed: joined they are the string, and each has its name', () => {
    const { lines, computed, signature, signedBy } = told(ask(right));
    expect(lines.map(({ name, value }) => ({ name, value }))).toEqual(linesOf(service()));
    expect(lines.every(({ differs, says }) => !differs && says !== '')).toBe(true);
    expect(signedBy).toBe('key1');
    expect(computed.map(({ key: name }) => name)).toEqual(['key1', 'key2']);
    expect(computed[0]!.signature).toBe(signature);
    expect(computed[1]!.signature).not.toBe(signature);
  });

  test('names the line that was changed, and how', () => {
    const wider = right.replace('sp=r', 'sp=rw');
    const { lines, says, signedBy, decision } = told(ask(wider));
    expect(lines.filter(({ differs }) => differs)).toEqual([
      { name: 'sp', says: 'permissions', value: 'rw', issued: 'r', differs: true },
    ]);
    expect(says).toBe(
      'The line sp (permissions) was "r" when it was signed, and is "rw" now: another string has another signature.',
    );
    expect(signedBy).toBeNull();
    expect(decision.ok).toBe(false);
  });

  test('names the resource, where the token was taken to another blob', () => {
    const request = ask(right, { blob: 'south/coast.tif' });
    const { says } = explain(request, account, { token: right, place: PLACE });
    expect(says).toContain(
      'The line resource (what it is for, as the request says) was "/blob/scriptorium/maps/north/coast.tif"',
    );
  });

  test('a changed signature under a string that is as it was', () => {
    const last = right.lastIndexOf('sig=') + 4;
    const other = right[last] === 'A' ? 'B' : 'A';
    const { says, lines } = told(ask(right.slice(0, last) + other + right.slice(last + 1)));
    expect(lines.some(({ differs }) => differs)).toBe(false);
    expect(says).toContain('the signature is not: it was changed itself');
  });

  test('the key that was rotated: which one, and how long ago', () => {
    const twice = rotated(rotated(account, 'key1'), 'key1');
    const { retired, says, signedBy } = told(ask(right), twice);
    expect(retired).toEqual({ key: 'key1', generation: 1 });
    expect(signedBy).toBeNull();
    expect(says).toContain('before key1 was rotated');
  });

  test('what cannot be read has no lines, and the sentence says what was expected', () => {
    const { lines, says } = told(ask(`${right}&sp=w`));
    expect(lines).toEqual([]);
    expect(says).toBe('The token is not in order: expected sp once, found it twice.');
  });

  test('without the token as it was handed out: the lines, and nothing about what was changed', () => {
    const { lines, says } = explain(ask(right.replace('sp=r', 'sp=d')), account);
    expect(lines.every(({ issued, differs }) => issued === null && !differs)).toBe(true);
    expect(says).toContain('one of them was changed, or somebody else’s key was used');
  });

  test('a user’s token: by whose key', () => {
    const token = signedToken(delegated, owned.delegationKeys[0]!.value);
    expect(explain(ask(token), owned)).toMatchObject({ signedBy: delegation.skoid, decision: { ok: true } });
  });
});
