/** Signed addresses at the virtual moment: expiry, permission, rotation, revocation; keys that are carried; strangers. */
import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { newAccount, rotated } from '../../rules/azure/sas/account.ts';
import { delegationKeyLetter, keyIn, listKeysLetter } from '../../rules/azure/sas/handOut.ts';
import { sasUrl, signedToken } from '../../rules/azure/sas/token.ts';
import type { ServiceSas, UserDelegationSas } from '../../rules/azure/sas/values.ts';
import type { Letter } from '../../rules/letter.ts';
import { blobStorage } from './sim.ts';

const PLACE = { account: 'basement', container: 'scans', blob: 'a' };
const [KEY1, KEY2] = newAccount('basement').keys;

/** A service SAS to read `scans/a` for the first hour, unless it says otherwise. */
function link(
  more: Partial<ServiceSas> = {},
  key = KEY1.value,
  protocol: 'http' | 'https' = 'https',
): string {
  const sas: ServiceSas = {
    kind: 'service',
    ...PLACE,
    sv: '2022-11-02',
    sr: 'b',
    sp: 'r',
    se: '2026-01-01T01:00:00Z',
    ...more,
  };
  return sasUrl(
    { ...PLACE, ...(sas.blob !== undefined && { blob: sas.blob }) },
    signedToken(sas, key),
    protocol,
  );
}

const say = (attributes: Readonly<Record<string, string>>, key = 'scans/a'): Letter => ({
  body: '',
  key,
  size: 100,
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { type: 'String', value }]),
  ),
});
const PUT: Step = { at: '0s', wire: 0, says: say({}) };
const get = (at: string, attributes: Readonly<Record<string, string>>): Step => ({
  at,
  wire: 1,
  says: say(attributes),
});

function asked(
  steps: readonly Step[],
  written: Readonly<Record<string, unknown>> = {},
  acts: readonly Omit<SmallAct, 'part'>[] = [],
) {
  const { part, answers } = scripted([PUT, ...steps]);
  const small = worldOf({
    parts: { script: [part], store: [blobStorage, { latency: '0s', ...written }] },
    wires: ['put', 'get', 'manage', 'keys'].map((port) => `script.out > store.${port}`),
    acts: acts.map((act) => ({ ...act, part: 'store' })),
    until: '40d',
  }).run();
  const said = answers.slice(1).map((one) => {
    const content = one!.content as { readonly code?: string };
    return content.code ?? one!.outcome;
  });
  return { small, said, answers: answers.slice(1) };
}

describe('a service SAS', () => {
  test('holds to the second of its expiry, and for what it says', () => {
    const url = link();
    const { said, small } = asked([
      get('1s', { url }),
      get('3599999ms', { url }),
      get('1h', { url }),
      get('2s', { url, operation: 'Delete Blob' }),
      get('3s', { url: url.replace('/scans/a?', '/scans/b?') }),
      get('4s', { url: link({}, undefined, 'http').replace('sp=r', 'sp=rw') }),
    ]);
    expect(said).toEqual([
      ...['ok', 'ok', 'AuthenticationFailed', 'AuthorizationPermissionMismatch'],
      ...['AuthenticationFailed', 'AuthenticationFailed'],
    ]);
    expect([small.read('store.gets'), small.read('store.refused')]).toEqual([2, 4]);
  });

  test('says in words why it did not hold', () => {
    const { answers } = asked([get('2h', { url: link() })]);
    expect(answers[0]).toMatchObject({ outcome: 'refused', content: { status: 403 } });
    expect((answers[0]!.content as { because?: string }).because).toMatch(
      /^It expired at 2026-01-01T01:00:00Z/,
    );
  });

  test('may ask for https and for an address', () => {
    const ip = '192.0.2.7';
    const { said } = asked([
      get('1s', { url: link({ spr: 'https' }, undefined, 'http') }),
      get('2s', { url: link({ sip: ip }) }),
      get('3s', { url: link({ sip: ip }), ip }),
    ]);
    expect(said).toEqual(['AuthorizationProtocolMismatch', 'AuthorizationSourceIPMismatch', 'ok']);
  });

  test('c creates, and never overwrites', () => {
    const put = (at: string, url: string): Step => ({ at, wire: 0, says: say({ url }) });
    const { said } = asked([
      put('1s', link({ sp: 'c' })),
      put('2s', link({ sp: 'c', blob: 'new' })),
      put('3s', link({ sp: 'cw' })),
    ]);
    expect(said).toEqual(['AuthorizationPermissionMismatch', 'ok', 'ok']);
  });

  test('dies with its key', () => {
    const [one, two] = [link(), link({}, KEY2.value)];
    const fresh = link({}, rotated(newAccount('basement'), 'key1').keys[0].value);
    const acts = [{ at: '10s', act: 'rotateKey', with: { key: 'key1' } }];
    const { said } = asked(
      [
        get('9s', { url: one }),
        get('11s', { url: one }),
        get('11s', { url: two }),
        get('11s', { url: fresh }),
      ],
      {},
      acts,
    );
    expect(said).toEqual(['ok', 'AuthenticationFailed', 'ok', 'ok']);
  });

  test('that leans on a stored policy is withdrawn with it, 30 s later', () => {
    const storedPolicies = { scans: [{ id: 'readers', permissions: 'r', expiry: '2026-07-01' }] };
    const url = link({ si: 'readers', sp: undefined, se: undefined } as Partial<ServiceSas>);
    const acts = [{ at: '1d', act: 'revokePolicy' }];
    const moments = ['0s', '1d 29s', '1d 30s'];
    const { said } = asked(
      moments.map((at) => get(at, { url })),
      { storedPolicies },
      acts,
    );
    expect(said).toEqual(['ok', 'ok', 'AuthenticationFailed']);
    const set = [{ at: '1d', act: 'set', with: { storedPolicies: null } }];
    expect(
      asked(
        moments.map((at) => get(at, { url })),
        { storedPolicies },
        set,
      ).said,
    ).toEqual(said);
  });

  test('with a parameter twice is nothing', () => {
    expect(asked([get('1s', { url: `${link()}&sp=r` })]).said).toEqual(['AuthenticationFailed']);
  });
});

test('keys are handed out: an account key, and a key for a user that lives a week at most', () => {
  const asks = (skt: string, ske: string): Letter =>
    delegationKeyLetter({ skoid: 'user', sktid: 'tenant', skt, ske, skv: '2022-11-02' });
  const keys = (letter: Letter, at = '1s'): Step => ({ at, wire: 3, says: letter });
  const [from, week, more] = ['2026-01-01T00:00:00Z', '2026-01-08T00:00:00Z', '2026-01-08T00:00:01Z'];
  const wants = [
    keys(listKeysLetter('key2')),
    keys(asks(from, week)),
    keys(asks(from, more)),
    keys(say({ keyName: 'key3' })),
  ];
  const { answers, said } = asked(wants);
  expect(said).toEqual(['ok', 'ok', 'InvalidInput', 'InvalidInput']);
  expect(answers[0]!.content).toMatchObject({ key: KEY2.value, keyName: 'key2', generation: 1 });
  const given = keyIn(answers[1]!.content, 'basement');
  if (given?.sort !== 'user') throw new Error('No key for a user.');
  const { value, skoid, sktid, skt, ske, sks, skv } = given.key;
  const own = { kind: 'userDelegation', ...PLACE, sv: '2022-11-02', sr: 'b', sp: 'r', se: week } as const;
  const sas: UserDelegationSas = { ...own, skoid, sktid, skt, ske, sks, skv };
  const url = sasUrl(PLACE, signedToken(sas, value));
  const acts = [{ at: '2d', act: 'revokeUserKeys' }];
  const used = asked(
    [keys(asks(from, week)), get('1d', { url }), get('2d 59s', { url }), get('2d 1m', { url })],
    {},
    acts,
  );
  expect(used.said).toEqual(['ok', 'ok', 'ok', 'AuthenticationFailed']);
});

test('users ask for keys for years: what is over is forgotten', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().replace('.000', '');
  const ask = (n: number): Letter =>
    delegationKeyLetter({ skoid: 'user', sktid: 'tenant', skt: day(n), ske: day(n + 1), skv: '2022-11-02' });
  const steps = Array.from(
    { length: 150 },
    (_, n): Step => ({ at: `${n}h`, wire: 3, says: ask(Math.floor(n / 4)) }),
  );
  expect(new Set(asked(steps).said)).toEqual(new Set(['ok']));
  const many = Array.from({ length: 120 }, (_, n): Step => ({ at: `${n * 6}h`, wire: 3, says: ask(n) }));
  const { said, small } = asked(many);
  // One every six hours, each for a later day: those that are over make room for the others.
  const { sas } = small.stateOf('store') as { sas: { delegationKeys: unknown[] } };
  expect(said.at(-1)).toBe('ok');
  expect(sas.delegationKeys.length).toBeLessThanOrEqual(100);
});

test('a key that is carried opens everything, until it is rotated', () => {
  const acts = [{ at: '10s', act: 'rotateKey' }];
  const steps = ['1s', '11s'].map((at) => get(at, { accountKey: KEY1.value, operation: 'Delete Blob' }));
  expect(asked([...steps, get('12s', { accountKey: KEY2.value })], {}, acts).said).toEqual([
    ...['ok', 'AuthenticationFailed', 'BlobNotFound'],
  ]);
});

test('strangers may read where blobs are open to all, and nothing else', () => {
  const url = 'https://basement.blob.core.windows.net/scans/a';
  const steps = [
    get('1s', { url }),
    get('2s', { url, operation: 'Delete Blob' }),
    get('3s', { url: 'no address' }),
  ];
  expect(asked(steps).said).toEqual([
    'PublicAccessNotPermitted',
    'NoAuthenticationInformation',
    'InvalidUri',
  ]);
  expect(asked(steps, { access: 'anonymous read' }).said).toEqual([
    ...['ok', 'NoAuthenticationInformation', 'InvalidUri'],
  ]);
});
