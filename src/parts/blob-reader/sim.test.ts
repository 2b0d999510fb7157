import { describe, expect, test } from 'vitest';
import { type SmallStorageState, smallStorage } from '../../../tests/azure/smallStorage.ts';
import {
  at,
  callee,
  type SmallAct,
  type SmallModel,
  ticksOf,
  worldOf,
} from '../../../tests/laws/smallWorld.ts';
import { newAccount } from '../../rules/azure/sas/account.ts';
import { sasUrl, signedToken } from '../../rules/azure/sas/token.ts';
import { sasIssuer } from '../sas-issuer/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { KEPT_MAX } from './keptLinks.ts';
import { blobReader } from './sim.ts';
import type { State } from './spec.ts';

type Written = Readonly<Record<string, unknown>>;

/** One blob for everybody, or one each. */
const one: Written = { messages: [{ body: '', key: 'scans/page.tif' }] };
const each: Written = { messages: [{ body: '', key: 'scans/{n}.tif' }] };

interface Case {
  readonly users?: Written;
  readonly reader?: Written;
  readonly desk?: Written;
  readonly store?: Written;
  readonly acts?: readonly SmallAct[];
  readonly wires?: SmallModel['wires'];
}

function read({ users = {}, reader = {}, desk = {}, store = {}, acts = [], wires }: Case) {
  return worldOf({
    parts: {
      users: [trafficSource, { ...one, ...users }],
      reader: [blobReader, reader],
      desk: [sasIssuer, { signTime: '0s', ...desk }],
      store: [smallStorage, store],
    },
    wires: wires ?? [
      'users.out > reader.in',
      'reader.links > desk.ask',
      'reader.blobs > store.get',
      'reader.keys > store.keys',
      'desk.keys > store.keys',
    ],
    acts,
    until: '10d',
  });
}

type World = ReturnType<typeof read>;
const figures = (small: World, ...names: string[]): number[] =>
  names.map((name) => small.read(`reader.${name}`));
const outcomes = (small: World): string[] => small.requests.map((r) => r.outcome);
const logOf = (small: World) => (small.stateOf('store') as SmallStorageState).log;
const codes = (small: World): string[] => logOf(small).map(({ code }) => code);

describe('a link', () => {
  test('is asked for once and used again as long as it is kept', () => {
    const small = read({ users: at('1h', '1h 20m', '1h 29m', '1h 30m', '2h 1m') }).run();
    expect(new Set(outcomes(small))).toEqual(new Set(['ok']));
    // At 1 h, 1 h 30 and 2 h 1 min.
    expect([...figures(small, 'links', 'linksUsedAgain'), small.read('desk.issued')]).toEqual([3, 2, 3]);
  });

  test('is another one for every blob; the oldest of too many are forgotten', () => {
    const moments = Array.from({ length: KEPT_MAX + 20 }, (_, i) => `${i}s`);
    const small = read({ users: { ...each, ...at(...moments) }, reader: { keepsLinkFor: '1d' } }).run('1h');
    expect(figures(small, 'links', 'keptLinks')).toEqual([KEPT_MAX + 20, KEPT_MAX]);
    const { links, order } = small.stateOf('reader') as State;
    expect([Object.keys(links).length, order.length, order[0]!.name]).toEqual([
      KEPT_MAX,
      KEPT_MAX,
      'scans/20.tif',
    ]);
  });

  test('that is not kept is asked for every time', () => {
    const small = read({ users: at('1h', '1h'), reader: { keepsLinkFor: 'none' } }).run();
    expect(figures(small, 'links', 'linksUsedAgain', 'keptLinks')).toEqual([2, 0, 0]);
  });

  test('that was kept too long is refused, and another one is asked for, once', () => {
    const small = read({ users: at('1h', '3h'), reader: { keepsLinkFor: '1d' } });
    expect(outcomes(small.run())).toEqual(['ok', 'ok']);
    expect(codes(small)).toEqual(['ok', 'AuthenticationFailed', 'ok']);
    expect(figures(small, 'refused', 'refusedExpired', 'askedAgain', 'links')).toEqual([1, 1, 1, 2]);
    expect(small.read('reader.expiredAt')).toBe(2 * 3600);
  });

  test('and by who does not ask again the user is refused', () => {
    const proud = { keepsLinkFor: '1d', askAgainOn403: false };
    const small = read({ users: at('1h', '3h', '4h'), reader: proud }).run();
    // What was refused is forgotten all the same.
    expect(outcomes(small)).toEqual(['ok', 'refused', 'ok']);
  });

  test('that is signed by a clock too far ahead is refused twice, and that was that', () => {
    const small = read({ users: at('1h'), desk: { clockSkew: '20m' } }).run();
    expect(outcomes(small)).toEqual(['refused']);
    expect(figures(small, 'refused', 'refusedEarly', 'askedAgain', 'done', 'failed')).toEqual([
      2, 2, 1, 0, 1,
    ]);
  });

  test('dies with the policy that it names', () => {
    const desk = { storedPolicy: 'readers', permissions: 'none' };
    const revoke = { at: '90m', part: 'store', act: 'revoke' };
    const small = read({ users: at('1h', '2h'), desk, store: { policy: 'r' }, acts: [revoke] }).run();
    expect(outcomes(small)).toEqual(['ok', 'refused']);
    expect(figures(small, 'refused', 'refusedWithdrawn')).toEqual([2, 2]);
  });

  test('dies with its key: a desk that has not heard of the rotation gives more of the same', () => {
    const rotate = { at: '90m', part: 'store', act: 'rotate' };
    const refresh = { at: '150m', part: 'desk', act: 'refreshKey' };
    const small = read({ users: at('1h', '2h', '3h'), acts: [rotate, refresh] }).run();
    expect(outcomes(small)).toEqual(['ok', 'refused', 'ok']);
    expect(logOf(small)[1]!.because).toContain('rotated');
  });

  test('that allows less than is asked is no matter of time', () => {
    const small = read({ users: at('1h'), reader: { operation: 'Delete Blob' } }).run();
    expect(codes(small)).toEqual(['AuthorizationPermissionMismatch', 'AuthorizationPermissionMismatch']);
    expect(figures(small, 'refused', 'refusedExpired', 'refusedWithdrawn')).toEqual([2, 0, 0]);
  });

  test('for https alone is refused over http, and one for another address from here', () => {
    expect(codes(read({ users: at('1h'), reader: { protocol: 'http' } }).run())[0]).toBe(
      'AuthorizationProtocolMismatch',
    );
    expect(codes(read({ users: at('1h'), desk: { ip: '192.0.2.1' } }).run())[0]).toBe(
      'AuthorizationSourceIPMismatch',
    );
  });

  test('may come with the request: who has no desk uses that', () => {
    const place = { account: 'basement', container: 'scans', blob: 'page.tif' };
    const said = { sr: 'b', sv: '2026-04-06', sp: 'r', se: '2026-01-01T02:00:00Z' } as const;
    const token = signedToken({ kind: 'service', ...place, ...said }, newAccount('basement').keys[0].value);
    const attributes = { url: sasUrl(place, token) };
    const users = { messages: [{ body: '', key: 'scans/page.tif', attributes }], ...at('1h', '2h') };
    const wires = ['users.out > reader.in', 'reader.blobs > store.get'];
    const small = read({ users, wires }).run();
    expect(codes(small)).toEqual(['ok', 'AuthenticationFailed']);
    expect(figures(small, 'refusedExpired', 'askedAgain', 'links')).toEqual([1, 0, 0]);
    const nothing = read({ users: at('1h'), wires }).run();
    expect(codes(nothing)).toEqual(['PublicAccessNotPermitted']);
  });

  test('that nobody gives leaves the request without', () => {
    const outage = { at: '0s', part: 'desk', act: 'outage' };
    const small = read({ users: at('1h'), acts: [outage] }).run();
    expect([outcomes(small), small.read('store.calls')]).toEqual([['unreachable'], 0]);
  });
});

describe('with the key of the account', () => {
  const carries = { credential: 'account key' };

  test('it may do everything, and carries the key for all to find', () => {
    const small = read({ users: at('1h'), reader: { ...carries, operation: 'Delete Blob' } }).run();
    expect(outcomes(small)).toEqual(['ok']);
    expect(small.area('reader.keysExposed')).toBe(ticksOf('10d'));
    expect(small.read('desk.issued')).toBe(0);
  });

  test('a rotation cuts it off until somebody gives it the new one', () => {
    const rotate = { at: '90m', part: 'store', act: 'rotate' };
    const redeploy = { at: '150m', part: 'reader', act: 'redeploy' };
    const small = read({ users: at('1h', '2h', '3h'), reader: carries, acts: [rotate, redeploy] }).run();
    expect(outcomes(small)).toEqual(['ok', 'refused', 'ok']);
    expect(figures(small, 'refusedWithdrawn', 'keyRequests', 'askedAgain')).toEqual([1, 2, 0]);
    const other = read({ users: at('2h'), reader: { ...carries, keyName: 'key2' }, acts: [rotate] }).run();
    expect(outcomes(other)).toEqual(['ok']);
  });

  test('it waits for the key when it begins; where nobody gives one it has nothing to show', () => {
    const wires: SmallModel['wires'] = [
      'users.out > reader.in',
      'reader.blobs > store.get',
      { wire: 'reader.keys > store.keys', latency: '2s' },
    ];
    const small = read({ users: at('1s'), reader: carries, wires }).run();
    expect(small.requests).toMatchObject([{ ended: ticksOf('4s'), outcome: 'ok' }]);
    const lost: SmallModel['wires'] = [
      wires[0]!,
      wires[1]!,
      { wire: 'reader.keys > store.keys', latency: '1h' },
    ];
    const without = read({ users: at('1s'), reader: carries, wires: lost }).run('1m');
    expect(without.requests).toMatchObject([{ ended: ticksOf('30s'), outcome: 'refused' }]);
  });
});

test('a stranger is told nothing', () => {
  const small = read({ users: at('1h'), reader: { credential: 'none' } }).run();
  expect([outcomes(small), codes(small)]).toEqual([['refused'], ['PublicAccessNotPermitted']]);
});

describe('a blob in Archive', () => {
  const waits = { onArchived: 'rehydrate and wait' };
  const archive = { lies: 'archive', rehydrates: '10h' };

  test('is given up', () => {
    const small = read({ users: at('1h'), store: archive }).run();
    expect([outcomes(small), codes(small)]).toEqual([['conditionFailed'], ['BlobArchived']]);
    expect(figures(small, 'archived', 'tierRequests')).toEqual([1, 0]);
  });

  test('or asked for, and looked for every quarter of an hour, with new links where the old ones are over', () => {
    const small = read({
      users: at('1h 5m'),
      reader: { ...waits, priority: 'High', rehydrateTo: 'Cool', checkEvery: '1h' },
      desk: { permissions: 'rw' },
      store: archive,
    }).run();
    // It is there at 11 h 5 min, and it looks at 2 h 5 min, 3 h 5 min and so on.
    expect(small.requests).toMatchObject([{ ended: ticksOf('11h 5m'), outcome: 'ok' }]);
    const expected = ['BlobArchived', 'Cool High', ...Array<string>(9).fill('BlobArchived'), 'ok'];
    expect(codes(small)).toEqual(expected);
    expect(small.timing('reader.waited')).toMatchObject({ count: 1, sum: ticksOf('10h') });
    expect(small.area('reader.rehydrating')).toBe(ticksOf('10h'));
    expect(figures(small, 'links', 'archived', 'tierRequests')).toEqual([11, 10, 1]);
  });

  test('is not waited for without end', () => {
    const reader = { ...waits, waitAtMost: '5h', checkEvery: '2h' };
    const small = read({ users: at('1h'), reader, desk: { permissions: 'rw' }, store: archive }).run();
    expect(small.requests).toMatchObject([{ ended: ticksOf('7h'), outcome: 'timedOut' }]);
  });

  test('cannot be asked for with a link that only reads', () => {
    const small = read({ users: at('1h'), reader: waits, store: archive }).run();
    expect(codes(small)).toEqual([
      'BlobArchived',
      'AuthorizationPermissionMismatch',
      'AuthorizationPermissionMismatch',
    ]);
    expect(outcomes(small)).toEqual(['refused']);
  });

  test('is asked for at another port where there is a wire', () => {
    const wires: SmallModel['wires'] = [
      'users.out > reader.in',
      'reader.links > desk.ask',
      'reader.blobs > store.get',
      { wire: 'reader.manage > store.manage', latency: '1s' },
      'desk.keys > store.keys',
    ];
    const desk = { permissions: 'rw' };
    const small = read({ users: at('1h'), reader: waits, desk, store: archive, wires }).run();
    expect(logOf(small)[1]).toMatchObject({ at: ticksOf('1h') + ticksOf('1s'), code: 'Hot Standard' });
  });
});

test('an answer that does not come is not waited for', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, { ...one, ...at('0s') }],
      reader: [blobReader],
      store: [callee, { answer: 'nothing' }],
    },
    wires: ['users.out > reader.in', 'reader.blobs > store.in'],
    until: '10m',
  }).run();
  expect(small.requests).toMatchObject([{ ended: ticksOf('100s'), outcome: 'timedOut' }]);
  expect(small.read('reader.timeouts')).toBe(1);
});

test('started anew it knows no link', () => {
  const acts = [{ at: '65m', part: 'reader', act: 'redeploy' }];
  const small = read({ users: at('1h', '1h 10m'), acts }).run();
  expect(figures(small, 'links', 'linksUsedAgain')).toEqual([2, 0]);
});

describe('the reasons that it gives', () => {
  const because = (metrics: Written, rates: Written, settings: Written = {}) =>
    blobReader.why?.('refused', { metrics, rates, settings } as never, 'The reader')?.says;

  test('are the moment of the expiry, the clock, the key', () => {
    expect(because({ expiredAt: 46_800 }, { refusedExpired: 1 })).toBe(
      'the link of The reader had expired at 2026-01-01T13:00:00Z',
    );
    expect(because({}, { refusedExpired: 0, refusedEarly: 2 })).toContain('had not come');
    expect(because({}, { refusedWithdrawn: 2 }, { credential: 'account key' })).toContain('had been rotated');
    expect(because({}, { refusedWithdrawn: 0 }, { credential: 'none' })).toContain('nothing that allows it');
  });
});
