/** What the account tells at the desk for links, and files that somebody brings. */
import { describe, expect, it } from 'vitest';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import type { Json } from '../../rules/quantity.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { desk } from './desk.ts';
import { blobStorage } from './sim.ts';
import type { State } from './spec.ts';

const HASH = 'ab'.repeat(32);
const file = (at: string, key: string, more: Readonly<Record<string, Json>> = {}): SmallAct => ({
  at,
  part: 'store',
  act: 'putFile',
  with: { key, size: '5kB', hash: HASH, ...more },
});
const days = (n: number) => ({ daysAfterModificationGreaterThan: n });
const LIFECYCLE = {
  rules: [
    {
      name: 'age',
      enabled: true,
      type: 'Lifecycle',
      definition: {
        filters: { blobTypes: ['blockBlob'] },
        actions: { baseBlob: { tierToArchive: days(30), delete: days(200) } },
      },
    },
  ],
};

function storage(
  acts: readonly SmallAct[],
  written: Readonly<Record<string, unknown>> = {},
  kind: Readonly<Record<string, unknown>> = {},
) {
  const source = { arrivals: 'trace', trace: ['1h'], ...kind };
  const small = worldOf({
    parts: { users: [trafficSource, source], store: [blobStorage, { latency: '0s', ...written }] },
    wires: ['users.out > store.put'],
    acts,
    until: '300d',
  });
  return {
    read: small.read,
    told: (at: string) => desk.tell(small.run(at).stateOf('store') as State),
  };
}

describe('a file', () => {
  it('is a blob from its moment on, with its hash, in a container of its own', () => {
    const { told, read } = storage([file('2d', 'maps/north coast.png')]);
    expect(told('1d').blobs.filter(({ hash }) => hash !== null)).toEqual([]);
    const { blobs, isWhole } = told('3d');
    expect(blobs[0]).toEqual({
      ...{ container: 'maps', blob: 'north coast.png', size: 5000, hash: HASH, isArchived: false },
    });
    expect(isWhole).toBe(true);
    // That of the traffic, and the file.
    expect(read('store.puts')).toBe(2);
    expect(read('store.blobs')).toBe(2);
  });

  it('grows old like every other blob', () => {
    const { told, read } = storage([file('2d', 'maps/a')], { lifecycle: LIFECYCLE });
    const isArchived = (at: string) => told(at).blobs.find(({ blob }) => blob === 'a')?.isArchived;
    expect([isArchived('20d'), isArchived('40d'), isArchived('250d')]).toEqual([false, true, undefined]);
    expect(read('store.archiveBlobs')).toBe(0);
  });

  it('does not go over an archived one', () => {
    const { told, read } = storage([file('2d', 'maps/a'), file('60d', 'maps/a', { size: '9kB' })], {
      lifecycle: LIFECYCLE,
    });
    expect(told('61d').blobs.find(({ blob }) => blob === 'a')).toMatchObject({
      size: 5000,
      isArchived: true,
    });
    expect(read('store.puts')).toBe(2);
  });

  it('goes nowhere while the region is lost, and under a name that no container has', () => {
    const lost: SmallAct = { at: '1d', part: 'store', act: 'outage', lasts: '2d' };
    const { told } = storage([lost, file('2d', 'maps/a'), file('4d', 'no--name/a'), file('5d', 'maps/b')]);
    expect(told('6d').blobs.flatMap(({ blob, hash }) => (hash === null ? [] : blob))).toEqual(['b']);
  });
});

describe('the account', () => {
  it('tells its keys and policies as they are', () => {
    const storedPolicies = { maps: [{ id: 'readers', permissions: 'r' }] };
    const { told } = storage([{ at: '1d', part: 'store', act: 'rotateKey', with: { key: 'key2' } }], {
      storedPolicies,
    });
    expect(told('23h').account.keys.map(({ generation }) => generation)).toEqual([1, 1]);
    const { account } = told('1d');
    expect(account.keys.map(({ generation }) => generation)).toEqual([1, 2]);
    expect(account.containers.maps?.policySets.at(-1)?.policies).toEqual([{ id: 'readers', sp: 'r' }]);
    expect(structuredClone(account)).toEqual(account);
  });

  it('does not claim to know the names in a crate', () => {
    const messages = [{ share: 1, key: 'scans/a', size: '1kB', attributes: { count: '100' } }];
    expect(storage([], {}, { messages }).told('1d').isWhole).toBe(false);
  });
});
