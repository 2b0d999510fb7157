/** The desk that signs, the client that reads and the account that checks, wired together. */
import { describe, expect, test } from 'vitest';
import { blobReader } from '../../src/parts/blob-reader/sim.ts';
import { blobStorage } from '../../src/parts/blob-storage/sim.ts';
import { sasIssuer } from '../../src/parts/sas-issuer/sim.ts';
import { trafficSource } from '../../src/parts/traffic-source/sim.ts';
import { at, type SmallAct, ticksOf, worldOf } from '../laws/smallWorld.ts';

type Written = Readonly<Record<string, unknown>>;

interface Case {
  readonly moments: readonly string[];
  readonly reader?: Written;
  readonly desk?: Written;
  readonly store?: Written;
  readonly acts?: readonly SmallAct[];
  /** Where the page lies from the start. */
  readonly tier?: string;
}

/** One scan is put at the beginning by who owns the account, and read by everybody else. */
function world({ moments, reader = {}, desk = {}, store = {}, acts = [], tier = 'Hot' }: Case) {
  const page = { body: '', key: 'scans/page.tif', size: '40MB' };
  return worldOf({
    parts: {
      owner: [trafficSource, { ...at('1s'), messages: [{ ...page, attributes: { tier } }] }],
      users: [trafficSource, { ...at(...moments), messages: [page] }],
      reader: [blobReader, reader],
      desk: [sasIssuer, desk],
      store: [blobStorage, { latency: '0s', ...store }],
    },
    wires: [
      'owner.out > store.put',
      'users.out > reader.in',
      'reader.links > desk.ask',
      'reader.blobs > store.get',
      'reader.manage > store.manage',
      'reader.keys > store.keys',
      'desk.keys > store.keys',
    ],
    acts,
    until: '20d',
  });
}

const outcomes = (one: Case): string[] =>
  world(one)
    .run()
    .requests.slice(1)
    .map((r) => r.outcome);

describe('a scan of 40 MB', () => {
  test.each([
    {},
    { kind: 'account' },
    { kind: 'user delegation' },
    { resource: 'container' },
    { version: '2015-04-05' },
  ])('is read with a link of %o', (desk) => {
    const small = world({ moments: ['1h', '5d', '15d'], desk }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect([small.read('store.gets'), small.read('store.refused')]).toEqual([3, 0]);
  });

  test('is not read with a link that is over, unless another is asked for', () => {
    const late = { moments: ['1h', '3h'], reader: { keepsLinkFor: '1d', askAgainOn403: false } };
    expect(outcomes(late)).toEqual(['ok', 'refused']);
    expect(outcomes({ ...late, reader: { keepsLinkFor: '1d' } })).toEqual(['ok', 'ok']);
  });

  test('is not read after a rotation until the desk has the new key, nor by who carries the old one', () => {
    const rotate = { at: '2h', part: 'store', act: 'rotateKey' };
    const refresh = { at: '4h', part: 'desk', act: 'refreshKey' };
    const moments = ['1h', '3h', '5h'];
    expect(outcomes({ moments, acts: [rotate, refresh] })).toEqual(['ok', 'refused', 'ok']);
    const reader = { credential: 'account key' };
    const redeploy = { at: '4h', part: 'reader', act: 'redeploy' };
    expect(outcomes({ moments, reader, acts: [rotate, redeploy] })).toEqual(['ok', 'refused', 'ok']);
    expect(outcomes({ moments, reader: { ...reader, keyName: 'key2' }, acts: [rotate] })).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
  });

  test('is not read half a minute after its policy was revoked', () => {
    const store = { storedPolicies: { scans: [{ id: 'readers', permissions: 'r' }] } };
    const desk = { storedPolicy: 'readers', permissions: 'none' };
    const revoke = {
      at: '2h',
      part: 'store',
      act: 'revokePolicy',
      with: { container: 'scans', policy: 'readers' },
    };
    const moments = ['1h', '2h 29s', '2h 31s'];
    expect(outcomes({ moments, store, desk, acts: [revoke] })).toEqual(['ok', 'ok', 'refused']);
  });

  test('is open to a stranger where the account says so', () => {
    const reader = { credential: 'none' };
    expect(outcomes({ moments: ['1h'], reader })).toEqual(['refused']);
    expect(outcomes({ moments: ['1h'], reader, store: { access: 'anonymous read' } })).toEqual(['ok']);
  });

  test('comes out of Archive hours later, sooner at high priority', () => {
    const store = { standardRehydration: '14h', highRehydration: '50m' };
    const reader = { onArchived: 'rehydrate and wait', checkEvery: '5m', waitAtMost: '2d' };
    const took = (priority: string): number => {
      const desk = { permissions: 'rw', signTime: '0s' };
      const small = world({
        moments: ['1h'],
        tier: 'Archive',
        store,
        desk,
        reader: { ...reader, priority },
      }).run();
      const [, asked] = small.requests;
      expect(asked!.outcome).toBe('ok');
      return asked!.ended - asked!.begun;
    };
    expect([took('Standard'), took('High')]).toEqual([ticksOf('14h'), ticksOf('50m')]);
  });
});
