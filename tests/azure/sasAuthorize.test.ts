/** Each rule by which the simulated service lets a request through or does not, with a case that can be read. */
import { describe, expect, test } from 'vitest';
import {
  newAccount,
  policiesAt,
  rotated,
  withAnonymous,
  withDelegationKey,
  withKeysRevoked,
  withPolicies,
} from '../../src/rules/azure/sas/account.ts';
import { authorize } from '../../src/rules/azure/sas/authorize.ts';
import type { BlobOperation } from '../../src/rules/azure/sas/permissions.ts';
import { httpDate, readMoment } from '../../src/rules/azure/sas/times.ts';
import type { AccountSas, UserDelegationSas } from '../../src/rules/azure/sas/values.ts';
import {
  account,
  answer,
  ask,
  at,
  good,
  HOUR,
  key1,
  key2,
  NOON,
  ofAccount,
  service,
  whole,
} from './sasWorld.ts';

describe('times', () => {
  const window = service({ st: at(NOON - HOUR), se: at(NOON + HOUR) });

  test('from st on, and until se: at se it is over', () => {
    const ms = [NOON - HOUR - 1, NOON - HOUR, NOON + HOUR - 1, NOON + HOUR];
    expect(ms.map((nowMs) => answer(ask(window, { nowMs })))).toEqual([
      '403 AuthenticationFailed (time)',
      'ok',
      'ok',
      '403 AuthenticationFailed (time)',
    ]);
  });

  test('the clock is the service’s: one that runs ahead ends a token early, one behind does not know it yet', () => {
    const ahead = { ...account, skewMs: 5 * 60_000 };
    const behind = { ...account, skewMs: -5 * 60_000 };
    const fresh = service({ st: at(NOON), se: at(NOON + HOUR) });
    expect(answer(ask(fresh), behind)).toBe('403 AuthenticationFailed (time)');
    expect(answer(ask(service({ st: at(NOON - 15 * 60_000) })), behind)).toBe('ok');
    expect(answer(ask(service()), behind)).toBe('ok');
    expect(answer(ask(window, { nowMs: NOON + HOUR - 60_000 }), ahead)).toBe(
      '403 AuthenticationFailed (time)',
    );
  });

  test('the details are worded as Azure words them', () => {
    const late = authorize(ask(window, { nowMs: NOON + 2 * HOUR }), account);
    expect(late).toMatchObject({
      detail:
        'Signature not valid in the specified time frame: Start [Thu, 01 Jan 2026 11:00:00 GMT] - Expiry [Thu, 01 Jan 2026 13:00:00 GMT] - Current [Thu, 01 Jan 2026 14:00:00 GMT]',
      error: { status: 403 },
    });
    expect(authorize(ask(service(), { nowMs: NOON + 2 * HOUR }), account)).toMatchObject({
      detail:
        'Signed expiry time [Thu, 01 Jan 2026 13:00:00 GMT] must be after signed start time [Thu, 01 Jan 2026 14:00:00 GMT]',
    });
  });

  test('moments as they may be written, against Date', () => {
    for (const text of [
      '2026-02-28T23:59:59Z',
      '1970-01-01T00:00Z',
      '2024-02-29',
      '2026-07-01T12:00:00.1234567Z',
    ]) {
      expect(readMoment(text), text).toEqual({ ok: true, value: Date.parse(text.replace('4567Z', 'Z')) });
    }
    expect(readMoment('2026-01-01T12:00:00+01:30')).toEqual({
      ok: true,
      value: Date.parse('2026-01-01T10:30:00Z'),
    });
    for (const bad of [
      '',
      'noon',
      '2026-02-30',
      '2026-01-01T24:00Z',
      '2026-01-01T12:00',
      '2026-13-01',
      '0000-01-01',
    ])
      expect(readMoment(bad).ok, bad).toBe(false);
    for (const ms of [0, NOON, Date.UTC(2099, 11, 31, 23, 59, 59), Date.UTC(1969, 0, 5)]) {
      expect(at(ms)).toBe(new Date(ms).toISOString().replace('.000', ''));
      expect(httpDate(ms)).toBe(new Date(ms).toUTCString());
    }
  });
});

describe('signature', () => {
  test('either key of the account, and no other account’s', () => {
    expect(answer(ask(service()))).toBe('ok');
    expect(answer(ask(service(), {}, key2.value))).toBe('ok');
    const stranger = newAccount('elsewhere').keys[0].value;
    expect(answer(ask(service(), {}, stranger))).toBe('403 AuthenticationFailed (signature)');
  });

  test('a token is for what it was signed for: another blob gives another string', () => {
    expect(answer(ask(service(), { blob: 'south/coast.tif' }))).toBe('403 AuthenticationFailed (signature)');
    expect(answer(ask(whole(), { blob: 'south/coast.tif' }))).toBe('ok');
    expect(answer(ask(whole(), { container: 'letters' }))).toBe('403 AuthenticationFailed (signature)');
    const snapshot = service({ sr: 'bs', snapshot: '2026-01-01T00:00:00.0000000Z' });
    expect(answer(ask(snapshot, { snapshot: snapshot.snapshot }))).toBe('ok');
    expect(answer(ask(snapshot))).toBe('403 AuthenticationFailed (signature)');
    expect(answer(ask(service(), { snapshot: snapshot.snapshot }))).toBe(
      '403 AuthenticationFailed (resource)',
    );
    const folder = service({ sr: 'd', sdd: '1', blob: 'north' });
    expect(answer(ask(folder))).toBe('ok');
    expect(answer(ask(folder, { blob: 'south/coast.tif' }))).toBe('403 AuthenticationFailed (signature)');
  });

  test('rotation kills all that was signed with that key, and nothing else', () => {
    const tokens = [service(), whole({ si: 'readers', sp: undefined, se: undefined }), ofAccount()];
    const open = good(withPolicies(account, 'maps', [{ id: 'readers', sp: 'r', se: at(NOON + HOUR) }], 0));
    const after = rotated(open, 'key1');
    for (const sas of tokens) {
      expect(answer(ask(sas), open)).toBe('ok');
      expect(answer(ask(sas), after)).toBe('403 AuthenticationFailed (signature)');
      expect(answer(ask(sas, {}, key2.value), after)).toBe('ok');
    }
    const why = authorize(ask(service()), after);
    expect(why.because).toContain('before key1 was rotated');
    expect(after.keys[0].value).not.toBe(key1.value);
    expect(Buffer.from(after.keys[0].value, 'base64')).toHaveLength(64);
  });
});

describe('stored access policies', () => {
  const policy = { id: 'readers', sp: 'r', se: at(NOON + HOUR) };
  const named = whole({ si: 'readers', sp: undefined, se: undefined });
  const open = good(withPolicies(account, 'maps', [policy], NOON - HOUR));

  test('apply after 30 s, and so does taking them away', () => {
    const fresh = good(withPolicies(account, 'maps', [policy], NOON));
    const when = [0, 29_999, 30_000].map((ms) => answer(ask(named, { nowMs: NOON + ms }), fresh));
    expect(when).toEqual(['403 AuthenticationFailed (policy)', '403 AuthenticationFailed (policy)', 'ok']);
    const gone = good(withPolicies(open, 'maps', [], NOON));
    const after = [0, 29_999, 30_000].map((ms) => answer(ask(named, { nowMs: NOON + ms }), gone));
    expect(after).toEqual(['ok', 'ok', '403 AuthenticationFailed (policy)']);
  });

  test('a field stands in the token or in the policy: not in both, not in neither', () => {
    expect(answer(ask(whole({ si: 'readers', se: undefined })), open)).toBe(
      '403 AuthenticationFailed (policy)',
    );
    const both = authorize(ask(whole({ si: 'readers', sp: undefined })), open);
    expect(both).toMatchObject({ detail: expect.stringContaining('but not both') });
    const half = good(withPolicies(account, 'maps', [{ id: 'readers', se: policy.se }], 0));
    expect(answer(ask(named), half)).toBe('403 AuthenticationFailed (policy)');
    expect(answer(ask(whole({ si: 'readers', se: undefined })), half)).toBe('ok');
    expect(answer(ask(whole({ si: 'nobody' })), open)).toBe('403 AuthenticationFailed (policy)');
  });

  test('their terms hold: a shorter policy ends the token, a narrower one narrows it', () => {
    expect(answer(ask(named, { operation: 'deleteBlob' }), open)).toBe(
      '403 AuthorizationPermissionMismatch (permission)',
    );
    expect(answer(ask(named, { nowMs: NOON + HOUR }), open)).toBe('403 AuthenticationFailed (time)');
    const shorter = good(withPolicies(open, 'maps', [{ ...policy, se: at(NOON) }], NOON - HOUR / 2));
    expect(answer(ask(named), shorter)).toBe('403 AuthenticationFailed (time)');
  });

  test('five a container, ids once, terms in their form', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `p${i}` }));
    expect(withPolicies(account, 'maps', many(5), 0).ok).toBe(true);
    for (const wrong of [many(6), [{ id: 'a' }, { id: 'a' }], [{ id: '' }], [{ id: 'x'.repeat(65) }]])
      expect(withPolicies(account, 'maps', wrong, 0).ok).toBe(false);
    expect(withPolicies(account, 'maps', [{ id: 'a', sp: 'wr' }], 0).ok).toBe(false);
    expect(withPolicies(account, 'maps', [{ id: 'a', se: 'soon' }], 0).ok).toBe(false);
  });

  test('what can never apply again is forgotten', () => {
    let now = account;
    for (let i = 0; i < 50; i++) now = good(withPolicies(now, 'maps', [{ id: `p${i}` }], i * 60_000));
    expect(now.containers.maps!.policySets.length).toBeLessThanOrEqual(2);
    expect(policiesAt(now, 'maps', 49 * 60_000)).toEqual([{ id: 'p48' }]);
  });
});

describe('user delegation keys', () => {
  const asked = {
    skoid: 'aaaaaaaa-0000-4000-8000-000000000001',
    sktid: 'bbbbbbbb-0000-4000-8000-000000000002',
    skt: at(NOON - HOUR),
    ske: at(NOON + 48 * HOUR),
    skv: '2026-04-06',
  };
  const given = good(withDelegationKey(account, asked));
  const { value } = given.delegationKeys[0]!;
  const sas: UserDelegationSas = { ...service(), ...asked, kind: 'userDelegation', sks: 'b' };

  test('signs without an account key, and outlives its rotation', () => {
    expect(answer(ask(sas, {}, value), given)).toBe('ok');
    expect(answer(ask(sas, {}, value), rotated(rotated(given, 'key1'), 'key2'))).toBe('ok');
    expect(answer(ask(sas, {}, value), account)).toBe('403 AuthenticationFailed (key)');
    expect(answer(ask(sas, {}, key1.value), given)).toBe('403 AuthenticationFailed (signature)');
  });

  test('seven days at most, and in its time', () => {
    const days = (n: number) =>
      withDelegationKey(account, { ...asked, ske: at(NOON - HOUR + n * 24 * HOUR) });
    expect(days(7).ok).toBe(true);
    expect(withDelegationKey(account, { ...asked, ske: at(NOON - HOUR + 168 * HOUR + 1000) }).ok).toBe(false);
    expect(days(0).ok).toBe(false);
    // As one that was never asked for: the service does not take it even where the key is known.
    const long = { ...asked, ske: at(NOON + 200 * HOUR) };
    const forged = { ...given, delegationKeys: [{ ...long, sks: 'b' as const, value }] };
    expect(answer(ask({ ...sas, ...long }, {}, value), forged)).toBe('403 AuthenticationFailed (key)');
    const forever = { ...sas, se: at(NOON + 1000 * HOUR) };
    expect(answer(ask(forever, { nowMs: NOON + 48 * HOUR - 1 }, value), given)).toBe('ok');
    expect(answer(ask(forever, { nowMs: NOON + 48 * HOUR }, value), given)).toBe(
      '403 AuthenticationFailed (key)',
    );
  });

  test('revoked, all at once and not at once', () => {
    const revoked = withKeysRevoked(given, NOON);
    const when = [0, 59_999, 60_000].map((ms) => answer(ask(sas, { nowMs: NOON + ms }, value), revoked));
    expect(when).toEqual(['ok', 'ok', '403 AuthenticationFailed (key)']);
    expect(answer(ask(service(), { nowMs: NOON + 60_000 }), revoked)).toBe('ok');
  });

  test('hands on no more than its owner has', () => {
    const reader = good(withDelegationKey(account, { ...asked, mayDo: 'rl' }));
    const wide: UserDelegationSas = { ...sas, sp: 'rwd' };
    expect(answer(ask(wide, {}, reader.delegationKeys[0]!.value), reader)).toBe('ok');
    expect(answer(ask(wide, { operation: 'deleteBlob' }, value), reader)).toBe(
      '403 AuthorizationPermissionMismatch (permission)',
    );
  });

  test('for one user, and for a request that says what it must', () => {
    const mine: UserDelegationSas = { ...sas, sduoid: 'cccccccc-0000-4000-8000-000000000003' };
    expect(answer(ask(mine, { user: mine.sduoid }, value), given)).toBe('ok');
    expect(answer(ask(mine, {}, value), given)).toBe('403 AuthenticationFailed (key)');
    const requestHeaders = [['x-ms-origin', 'north']] as const;
    const bound: UserDelegationSas = { ...sas, requestHeaders };
    expect(
      answer(
        ask(
          bound,
          {
            requestHeaders: [
              ['X-MS-Origin', 'north'],
              ['accept', '*'],
            ],
          },
          value,
        ),
        given,
      ),
    ).toBe('ok');
    expect(answer(ask(bound, { requestHeaders: [['x-ms-origin', 'south']] }, value), given)).toBe(
      '403 AuthenticationFailed (signature)',
    );
  });
});

describe('protocol and address', () => {
  test.each([
    ['https', 'https', 'ok'],
    ['https', 'http', '403 AuthorizationProtocolMismatch (protocol)'],
    ['https,http', 'http', 'ok'],
    [undefined, 'http', 'ok'],
  ] as const)('spr %s, over %s: %s', (spr, protocol, expected) => {
    expect(answer(ask(service({ spr }), { protocol }))).toBe(expected);
  });

  test.each([
    ['192.0.2.7', 'ok'],
    ['192.0.2.8', '403 AuthorizationSourceIPMismatch (address)'],
    ['192.0.2.0-192.0.2.7', 'ok'],
    ['192.0.2.7-192.0.2.255', 'ok'],
    ['10.0.0.0-192.0.2.6', '403 AuthorizationSourceIPMismatch (address)'],
    ['9.255.255.255-200.0.0.0', 'ok'],
  ])('sip %s: %s', (sip, expected) => {
    expect(answer(ask(service({ sip })))).toBe(expected);
  });

  test('the address is told back', () => {
    const { error } = authorize(ask(service({ sip: '10.0.0.1' })), account) as { error: { message: string } };
    expect(error.message).toBe(
      'This request is not authorized to perform this operation using this source IP 192.0.2.7.',
    );
  });
});

describe('permissions', () => {
  const MISMATCH = '403 AuthorizationPermissionMismatch (permission)';
  const NEVER = '403 AuthorizationFailure (permission)';
  const cases: readonly (readonly [
    operation: BlobOperation,
    sp: string,
    exists: boolean,
    expected: string,
  ])[] = [
    ['getBlob', 'r', true, 'ok'],
    ['getBlob', 'w', true, MISMATCH],
    ['putBlob', 'c', false, 'ok'],
    ['putBlob', 'c', true, MISMATCH],
    ['putBlob', 'w', true, 'ok'],
    ['putBlob', 'r', false, MISMATCH],
    ['copyBlob', 'c', true, MISMATCH],
    ['snapshotBlob', 'c', true, 'ok'],
    ['appendBlock', 'a', true, 'ok'],
    ['putBlock', 'c', false, MISMATCH],
    ['deleteBlob', 'rw', true, MISMATCH],
    ['deleteBlob', 'd', true, 'ok'],
    ['deleteBlobVersion', 'd', true, MISMATCH],
    ['breakBlobLease', 'd', true, 'ok'],
    ['setBlobTags', 'w', true, MISMATCH],
    ['setBlobTags', 't', true, 'ok'],
    ['setBlobTier', 'w', true, 'ok'],
    ['listBlobs', 'r', true, MISMATCH],
    ['listBlobs', 'l', true, 'ok'],
    ['findBlobsInContainer', 'f', true, 'ok'],
    ['createContainer', 'racwdl', false, NEVER],
    ['setContainerAcl', 'racwdl', true, NEVER],
    ['listContainers', 'l', true, NEVER],
  ];
  test.each(cases)(
    'a service SAS of the container: %s with %s, there already: %s: %s',
    (operation, sp, exists, expected) => {
      expect(answer(ask(whole({ sp }), { operation, exists }))).toBe(expected);
    },
  );

  test('c never overwrites, and the sentence says so', () => {
    const { because } = authorize(ask(service({ sp: 'c' }), { operation: 'putBlob' }), account);
    expect(because).toContain('c creates and never overwrites');
  });

  test('a token for one blob lists nothing', () => {
    const list = { operation: 'listBlobs', blob: undefined } as const;
    expect(answer(ask(service(), list))).toBe('403 AuthenticationFailed (signature)');
    const odd = service({ blob: undefined });
    expect(answer(ask(odd, list))).toBe('403 AuthorizationFailure (resource)');
    expect(answer(ask(whole({ sp: 'r' }), { blob: undefined }))).toBe('403 AuthorizationFailure (resource)');
  });

  const accounts: readonly (readonly [string, Partial<AccountSas>, BlobOperation, string])[] = [
    ['reads', {}, 'getBlob', 'ok'],
    ['makes containers', {}, 'createContainer', 'ok'],
    ['lists them', {}, 'listContainers', 'ok'],
    ['wants another service', { ss: 'qt' }, 'getBlob', '403 AuthorizationServiceMismatch (service)'],
    ['wants objects', { srt: 'c' }, 'getBlob', '403 AuthorizationResourceTypeMismatch (resource)'],
    ['wants containers', { srt: 'o' }, 'listBlobs', '403 AuthorizationResourceTypeMismatch (resource)'],
    [
      'wants the service',
      { srt: 'co' },
      'listContainers',
      '403 AuthorizationResourceTypeMismatch (resource)',
    ],
    ['wants a letter', { sp: 'r' }, 'deleteBlob', MISMATCH],
    ['never overwrites with c', { sp: 'c' }, 'putBlob', MISMATCH],
    ['never changes an ACL', {}, 'setContainerAcl', NEVER],
  ];
  test.each(accounts)('an account SAS %s', (_, more, operation, expected) => {
    expect(answer(ask(ofAccount(more), { operation }))).toBe(expected);
  });
});

describe('without a token', () => {
  const none = (operation: BlobOperation) => ask(null, { operation });

  test('nothing, where the account is closed; nothing either where it does not say who asks for more than reading', () => {
    expect(answer(none('getBlob'))).toBe('409 PublicAccessNotPermitted (anonymous)');
    expect(answer(none('putBlob'))).toBe('401 NoAuthenticationInformation (anonymous)');
  });

  test('what is open may be read, listed where that is open too, and the rest is not even there', () => {
    const allowed = { ...account, anonymousAllowed: true };
    expect(answer(none('getBlob'), allowed)).toBe('404 ResourceNotFound (anonymous)');
    const blobs = withAnonymous(allowed, 'maps', 'blob');
    expect([answer(none('getBlob'), blobs), answer(none('listBlobs'), blobs)]).toEqual([
      'ok',
      '404 ResourceNotFound (anonymous)',
    ]);
    const all = withAnonymous(allowed, 'maps', 'container');
    expect([answer(none('listBlobs'), all), answer(none('deleteBlob'), all)]).toEqual([
      'ok',
      '401 NoAuthenticationInformation (anonymous)',
    ]);
  });
});
