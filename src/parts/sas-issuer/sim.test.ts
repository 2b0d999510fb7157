import {
  BlobSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { describe, expect, test } from 'vitest';
import { type SmallStorageState, smallStorage } from '../../../tests/azure/smallStorage.ts';
import { at, callee, type Small, type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { newAccount, type SasAccount } from '../../rules/azure/sas/account.ts';
import { authorize, type SasRequest } from '../../rules/azure/sas/authorize.ts';
import { TICK_ZERO_MS } from '../../rules/azure/sas/times.ts';
import { readSasUrl } from '../../rules/azure/sas/token.ts';
import { definePart } from '../contract.ts';
import { defaultsOf, settingsOf } from '../settings.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { sasIssuer } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;

/** Hands a request on, and writes down the link that comes back. */
const takerSpec = {
  kind: 'taker',
  ports: {
    in: { side: 'in', protocol: 'request', says: 'who wants one' },
    out: { side: 'out', protocol: 'request', says: 'who gives one' },
  },
  metrics: {},
  timers: [],
  streams: [],
} as const satisfies PartSpec;
type Taker = Self<typeof takerSpec, { urls: string[]; keys: string[] }, object>;
const taker = definePart({
  title: 'Taker',
  says: 'Takes links.',
  spec: takerSpec,
  settings: {},
  behaviour: {
    state: () => ({ urls: [] as string[], keys: [] as string[] }),
    receive: { in: (self: Taker, row) => void self.ports.out.call(row) },
    reply: {
      out(self: Taker, call, code) {
        const { url, key } = self.contentOf(call) as { url?: string; key?: string };
        if (url !== undefined) self.state.urls.push(url);
        if (key !== undefined) self.state.keys.push(key);
        self.reply(self.parentOf(call), code);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});

const scan: Written = { messages: [{ body: '', key: 'scans/2026/{n}.tif' }] };

function given(issuer: Written, users: Written = at('12h'), acts: readonly SmallAct[] = [], until = '40d') {
  return worldOf({
    parts: {
      users: [trafficSource, { ...scan, ...users }],
      taker: [taker],
      desk: [sasIssuer, { signTime: '0s', ...issuer }],
      store: [smallStorage],
    },
    wires: ['users.out > taker.in', 'taker.out > desk.ask', 'desk.keys > store.keys'],
    acts,
    until,
  });
}

const urlsOf = (small: Small): string[] => (small.stateOf('taker') as { urls: string[] }).urls;
const accountOf = (small: Small): SasAccount => (small.stateOf('store') as SmallStorageState).sas;

const ms = (text: string): number => TICK_ZERO_MS + ticksOf(text) / 1000;

/** What the service says to the link at that moment: `ok`, or the check that failed. */
function asked(url: string, moment: string, of: SasAccount, more: Partial<SasRequest> = {}): string {
  const place = readSasUrl(url);
  if (!place.ok) throw new Error(place.expected);
  const { container, blob, token } = place.value;
  const request: SasRequest = {
    ...{ operation: 'getBlob', container, blob: blob ?? '', exists: true, protocol: 'https' },
    ...{ ip: '192.0.2.7', nowMs: ms(moment), token },
    ...more,
  };
  const decision = authorize(request, of);
  return decision.ok ? 'ok' : decision.check;
}

const ACCOUNT = newAccount('basement');

describe('a link', () => {
  test('is what the library of Azure makes of the same values', () => {
    const small = given({ permissions: 'rw', ip: '192.0.2.1-192.0.2.9' }).run();
    const [key] = ACCOUNT.keys;
    const query = generateBlobSASQueryParameters(
      {
        ...{ containerName: 'scans', blobName: '2026/0.tif', version: '2026-04-06' },
        permissions: BlobSASPermissions.parse('rw'),
        startsOn: new Date(ms('11h 45m')),
        expiresOn: new Date(ms('13h')),
        ipRange: { start: '192.0.2.1', end: '192.0.2.9' },
        protocol: SASProtocol.Https,
      },
      new StorageSharedKeyCredential('basement', key.value),
    );
    expect(urlsOf(small)).toEqual([`https://basement.blob.core.windows.net/scans/2026/0.tif?${query}`]);
    expect((small.stateOf('taker') as { keys: string[] }).keys).toEqual(['scans/2026/0.tif']);
  });

  test('holds from a quarter of an hour before it was signed to the second of its expiry', () => {
    const [url = ''] = urlsOf(given({}).run());
    expect(
      ['11h 44m 59s', '11h 45m', '12h', '12h 59m 59s', '13h'].map((t) => asked(url, t, ACCOUNT)),
    ).toEqual(['time', 'ok', 'ok', 'ok', 'time']);
  });

  test('opens the blob, its container or the whole account', () => {
    const opens = (issuer: Written) => {
      const [url = ''] = urlsOf(given(issuer).run());
      const others = [{}, { blob: '2026/1.tif' }, { container: 'maps' }] as const;
      return others.map((other) => asked(url, '12h', ACCOUNT, other));
    };
    expect(opens({})).toEqual(['ok', 'signature', 'signature']);
    expect(opens({ resource: 'container' })).toEqual(['ok', 'ok', 'signature']);
    expect(opens({ kind: 'account' })).toEqual(['ok', 'ok', 'ok']);
  });

  test('allows what it says and no more', () => {
    const [url = ''] = urlsOf(given({ permissions: 'r', protocol: 'https,http' }).run());
    expect(asked(url, '12h', ACCOUNT, { operation: 'deleteBlob' })).toBe('permission');
    expect(asked(url, '12h', ACCOUNT, { protocol: 'http' })).toBe('ok');
  });

  test('may leave to a stored policy when it ends and what it allows', () => {
    const policy = { storedPolicy: 'readers', permissions: 'none', lifetime: 'none', startsBefore: 'none' };
    const small = given(policy).run();
    const [url = ''] = urlsOf(small);
    expect(url).not.toMatch(/[?&](?:se|sp|st)=/);
    expect(url).toContain('si=readers');
    expect(asked(url, '12h', ACCOUNT)).toBe('policy');
    expect(small.read('desk.validLinks')).toBe(1);
  });
});

describe('its clock', () => {
  const at20 = (clockIs: string, startsBefore: string) => {
    const [url = ''] = urlsOf(given({ clockSkew: '20m', clockIs, startsBefore }).run());
    return asked(url, '12h', ACCOUNT);
  };

  test('that is ahead signs links that hold later: the start in the past forgives as much as it is long', () => {
    expect([at20('ahead', '15m'), at20('ahead', '30m'), at20('ahead', 'none')]).toEqual(['time', 'ok', 'ok']);
  });

  test('that is behind ends links early', () => {
    const [url = ''] = urlsOf(given({ clockSkew: '59m', clockIs: 'behind' }).run());
    expect(['12h', '12h 59s', '12h 1m'].map((t) => asked(url, t, ACCOUNT))).toEqual(['ok', 'ok', 'time']);
  });

  test('can be put wrong for a while', () => {
    const skew = { at: '10h', part: 'desk', act: 'skew', with: { by: '20m' }, lasts: '4h' };
    const small = given({}, at('9h', '12h', '15h'), [skew]).run();
    const moments = ['9h', '12h', '15h'];
    expect(urlsOf(small).map((url, i) => asked(url, moments[i]!, ACCOUNT))).toEqual(['ok', 'time', 'ok']);
    expect(small.area('desk.clockOff')).toBe(1200 * ticksOf('4h'));
  });
});

describe('its key', () => {
  test('is asked for once; after a rotation its links are refused until it asks again', () => {
    const small = given({}, at('1h', '3h', '5h'), [
      { at: '2h', part: 'store', act: 'rotate' },
      { at: '4h', part: 'desk', act: 'refreshKey' },
    ]).run();
    const moments = ['1h', '3h', '5h'];
    expect(asked(urlsOf(small)[0]!, '1h', ACCOUNT)).toBe('ok');
    expect(urlsOf(small).map((url, i) => asked(url, moments[i]!, accountOf(small)))).toEqual([
      'signature',
      'signature',
      'ok',
    ]);
    expect(small.read('desk.keyRequests')).toBe(2);
  });

  test('that was replaced takes its links with it, as soon as it hears of it', () => {
    const small = given({ lifetime: '10h' }, at('1h', '3h'), [
      { at: '2h', part: 'store', act: 'rotate' },
      { at: '4h', part: 'desk', act: 'refreshKey' },
    ]).run();
    expect(
      ['issued', 'cutOffLinks', 'expiredLinks', 'validLinks'].map((m) => small.read(`desk.${m}`)),
    ).toEqual([2, 2, 0, 0]);
    expect(small.area('desk.validLinks')).toBe(ticksOf('3h') + ticksOf('1h'));
    expect(small.read('desk.keyGeneration')).toBe(2);
  });

  test('is the other one where that is set: rotating the first is nothing to it', () => {
    const rotate = { at: '2h', part: 'store', act: 'rotate' };
    const small = given({ keyName: 'key2', lifetime: '5h' }, at('1h'), [rotate]).run();
    expect(urlsOf(small).map((url) => asked(url, '3h', accountOf(small)))).toEqual(['ok']);
    const changes = { at: '90m', part: 'desk', act: 'set', with: { keyName: 'key2' } };
    const later = given({ lifetime: '5h' }, at('1h', '100m'), [changes, rotate]).run();
    expect(urlsOf(later).map((url) => asked(url, '3h', accountOf(later)))).toEqual(['signature', 'ok']);
  });

  test('stands in its configuration where nobody tells it one', () => {
    const small = worldOf({
      parts: { users: [trafficSource, { ...scan, ...at('12h') }], taker: [taker], desk: [sasIssuer] },
      wires: ['users.out > taker.in', 'taker.out > desk.ask'],
      until: '1d',
    }).run();
    const [url = ''] = urlsOf(small);
    expect([asked(url, '12h', ACCOUNT), small.read('desk.keyRequests')]).toEqual(['ok', 0]);
  });

  test('that it does not get is asked for every five seconds; meanwhile nobody gets a link', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, { ...scan, ...at('1s', '12s') }],
        desk: [sasIssuer, { signTime: '0s' }],
        store: [callee, { answer: 'failed' }],
      },
      wires: ['users.out > desk.ask', 'desk.keys > store.in'],
      acts: [{ at: '11s', part: 'store', act: 'set', with: { answer: 'ok' } }],
    }).run('14s');
    // At 0 s, 5 s, 10 s.
    expect([small.read('desk.keyRequests'), small.read('desk.failed')]).toEqual([3, 2]);
    expect(small.run().requests.map((r) => r.outcome)).toEqual(['failed', 'failed']);
    expect(small.read('desk.keyRequests')).toBe(4);
    expect(small.read('desk.keyGeneration')).toBe(1);
  });

  test('is waited for while it is on its way', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, { ...scan, ...at('1s') }],
        desk: [sasIssuer, { signTime: '0s' }],
        store: [smallStorage],
      },
      wires: ['users.out > desk.ask', { wire: 'desk.keys > store.keys', latency: '2s' }],
    }).run();
    expect(small.requests).toMatchObject([{ ended: ticksOf('4s'), outcome: 'ok' }]);
  });
});

describe('a user delegation key', () => {
  const daily = at(...Array.from({ length: 30 }, (_, day) => `${24 * day + 12}h`));

  test('is asked for anew before it ends: links of an hour hold for a month', () => {
    const small = given({ kind: 'user delegation' }, daily).run();
    const verdicts = urlsOf(small).map((url, day) => asked(url, `${24 * day + 12}h 59m`, accountOf(small)));
    expect(new Set(verdicts)).toEqual(new Set(['ok']));
    // The first is from -15 m to 6 d 23 h 45 m, and is renewed an hour before: every 6 d 22 h 45 m.
    expect(small.read('desk.keyRequests')).toBe(1 + Math.floor((40 * 24 * 60) / (7 * 24 * 60 - 75)));
    expect(accountOf(small).delegationKeys).toHaveLength(small.read('desk.keyRequests'));
  });

  test('takes links with it that were meant for longer', () => {
    const small = given({ kind: 'user delegation', lifetime: '30d' }).run();
    const [url = ''] = urlsOf(small);
    expect(['6d 23h 44m', '6d 23h 45m'].map((t) => asked(url, t, accountOf(small)))).toEqual(['ok', 'key']);
    expect(small.run().area('desk.validLinks')).toBe(ticksOf('6d 23h 45m') - ticksOf('12h'));
  });

  test('is nothing that the account of another desk knows', () => {
    const [url = ''] = urlsOf(given({ kind: 'user delegation' }).run());
    expect(asked(url, '12h', ACCOUNT)).toBe('key');
  });
});

test('a desk that is down gives nothing, and what it gave holds on', () => {
  const small = given({}, at('1s', '12s'), [{ at: '10s', part: 'desk', act: 'outage', lasts: '5s' }]).run(
    '12s',
  );
  expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'unreachable']);
  expect([small.read('desk.validLinks'), small.read('desk.failed')]).toEqual([1, 1]);
});

describe('settings that contradict', () => {
  const faults = (written: Written) =>
    sasIssuer.check?.({ ...settingsOf(sasIssuer.settings, written) } as never).map(({ setting }) => setting);

  test('are said: the defaults do not', () => {
    expect(sasIssuer.check?.(defaultsOf(sasIssuer.settings) as never)).toEqual([]);
    expect(faults({ storedPolicy: 'readers', lifetime: 'none', permissions: 'none' })).toEqual([]);
    expect(faults({ lifetime: 'none' })).toEqual(['lifetime']);
    expect(faults({ permissions: 'none' })).toEqual(['permissions']);
    expect(faults({ permissions: 'wr' })).toEqual(['permissions']);
    expect(faults({ ip: '192.0.2.300' })).toEqual(['ip']);
    expect(faults({ version: '2014-02-14' })).toEqual(['version']);
    expect(faults({ kind: 'user delegation', version: '2015-04-05' })).toEqual(['version']);
    expect(faults({ kind: 'account', storedPolicy: 'readers' })).toEqual(['storedPolicy']);
  });
});
