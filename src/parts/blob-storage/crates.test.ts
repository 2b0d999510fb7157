/** Crates: millions of blobs as cohorts, alone and beside single ones. */
import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { type Letter, readKinds } from '../../rules/letter.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { blobStorage } from './sim.ts';

const HOUR = 3_600_000_000;
const GB = 2 ** 30;
const MONTH_DAYS = 365 / 12;

const days = (n: number) => ({ daysAfterModificationGreaterThan: n });
const policy = (actions: object, prefixMatch: readonly string[] = []) => ({
  rules: [
    {
      name: 'age',
      enabled: true,
      type: 'Lifecycle',
      definition: { filters: { blobTypes: ['blockBlob'], prefixMatch }, actions: { baseBlob: actions } },
    },
  ],
});

const crate = (
  said: Readonly<Record<string, string>>,
  count = 100,
  size = GB,
  key = 'scans/{n}',
): Letter => ({
  body: '',
  key,
  size,
  attributes: Object.fromEntries(
    Object.entries({ ...said, ...(count > 1 && { count: String(count) }) }).map(([name, value]) => [
      name,
      { type: 'String', value },
    ]),
  ),
});
const step = (wire: number, at: string, says: Letter): Step => ({ at, wire, says });

function asked(
  steps: readonly Step[],
  written: Readonly<Record<string, unknown>> = {},
  acts: readonly Omit<SmallAct, 'part'>[] = [],
) {
  const { part, answers } = scripted(steps);
  const small = worldOf({
    parts: { script: [part], store: [blobStorage, { latency: '0s', ...written }] },
    wires: ['put', 'get', 'manage', 'keys'].map((port) => `script.out > store.${port}`),
    acts: acts.map((act) => ({ ...act, part: 'store' })),
    until: '400d',
  }).run();
  const said = answers.map((one) => (one!.content as { readonly code?: string }).code ?? one!.outcome);
  return { small, said, read: (...names: string[]) => names.map((name) => small.read(`store.${name}`)) };
}

describe('a year', () => {
  const kinds = [{ share: 1, key: 'scans/{n}', size: '4MB', attributes: { count: '1142' } }];
  const year = (written: Readonly<Record<string, unknown>>) => {
    const small = worldOf({
      parts: {
        // The first comes after an hour, the last with the last tick, and so does the last run of the policy.
        users: [trafficSource, { arrivals: 'constant', rate: '1/h', messages: kinds, timeout: 'none' }],
        store: [blobStorage, written],
      },
      wires: ['users.out > store.put'],
      until: '365d',
    }).run();
    return { small, read: (...names: string[]) => names.map((name) => small.read(`store.${name}`)) };
  };

  test('of ten million blobs, all of them Hot: every blob and every byte-day is there', () => {
    expect(readKinds(kinds).ok).toBe(true);
    const { small, read } = year({ latency: '0s' });
    const crates = read('puts')[0]! / 1142;
    expect(crates).toBe(8760);
    expect(read('blobs', 'hotBlobs', 'hotBytes')).toEqual([
      crates * 1142,
      crates * 1142,
      crates * 1142 * 4e6,
    ]);
    // One came at each hour from the first on: the k-th lies there for 8760 - k hours.
    const crateHours = (8759 * 8760) / 2;
    expect(small.area('store.hotBlobs') / (crateHours * HOUR * 1142)).toBeCloseTo(1, 12);
    const gbMonths = ((crateHours / 24 / MONTH_DAYS) * 1142 * 4e6) / GB;
    expect(read('spentHot')[0]! / (gbMonths * 0.018)).toBeCloseTo(1, 9);
    expect(read('spentOperations')[0]! / ((crates * 1142 * 0.05) / 10_000)).toBeCloseTo(1, 9);
  });

  test('with a policy they go down the tiers day by day', () => {
    const lifecycle = policy({
      tierToCool: days(30),
      tierToCold: days(90),
      tierToArchive: days(180),
      delete: days(360),
    });
    const { small, read } = year({ latency: '0s', lifecycle });
    const [hot, cool, cold, archive, gone] = read(
      'hotBlobs',
      'coolBlobs',
      'coldBlobs',
      'archiveBlobs',
      'deletes',
    );
    expect(hot! + cool! + cold! + archive! + gone!).toBe(8760 * 1142);
    // At the midnight of day 365 what came before day 335 is older than 30 days, and so on; the first day has one less.
    const crates = [30 * 24 + 1, 60 * 24, 90 * 24, 180 * 24, 5 * 24 - 1];
    expect([hot, cool, cold, archive, gone]).toEqual(crates.map((n) => n * 1142));
    // Cohorts of a day: as many as days are kept.
    expect((small.stateOf('store') as { shelves: { cohorts: unknown[] } }).shelves.cohorts).toHaveLength(361);
    expect(read('earlyDeletions')).toEqual([0]);
  });

  test('is the same after being put down and taken up', () => {
    const lifecycle = policy({ tierToCool: days(1), tierToArchive: days(3) });
    const build = () =>
      worldOf(
        {
          parts: {
            users: [trafficSource, { arrivals: 'constant', rate: '1/h', messages: kinds, timeout: 'none' }],
            store: [blobStorage, { lifecycle }],
          },
          wires: ['users.out > store.put'],
          acts: [{ at: '6d', part: 'store', act: 'rehydrate', with: { prefix: 'scans/' } }],
          until: '10d',
        },
        { witness: null },
      );
    const whole = build().run().world;
    const here = build().run('6d 1h').world;
    const there = build().world;
    there.restore(structuredClone(here.snapshot()));
    there.run();
    expect(there.readDigest()).toBe(whole.readDigest());
    expect(Array.from(there.ledger.cells)).toEqual(Array.from(whole.ledger.cells));
  });
});

describe.each([1, 2, 3])('whatever happens, seed %d', (seed) => {
  test('no blob is made of nothing or lost, and the bill only grows', () => {
    const of = (attributes: Readonly<Record<string, string>>, key = 'scans/{n}') => ({
      key,
      size: '1GB',
      attributes,
    });
    const source = (rate: string, ...messages: object[]) =>
      [trafficSource, { rate, messages, timeout: 'none' }] as const;
    const many = { count: '50' };
    const small = worldOf(
      {
        parts: {
          puts: source('20/d', of(many), of({}), of({ ...many, tier: 'cold' }, 'audio/{n}')),
          gets: source('10/d', of(many), of({ age: '40' }), of({ count: '20' }, 'audio/{n}')),
          tiers: source(
            '4/d',
            of({ ...many, tier: 'cool' }),
            of({ ...many, tier: 'hot' }),
            of({ tier: 'archive' }),
          ),
          deletes: source('3/d', of({ count: '30', age: '20' }), of({ age: '50' })),
          store: [
            blobStorage,
            {
              lifecycle: policy({ tierToCool: days(20), tierToArchive: days(40), delete: days(90) }),
              redundancy: 'GRS',
            },
          ],
        },
        wires: [
          'puts.out > store.put',
          'gets.out > store.get',
          'tiers.out > store.manage',
          'deletes.out > store.manage',
        ],
        acts: [
          { at: '60d', part: 'store', act: 'rehydrate', with: { prefix: 'scans/' } },
          { at: '75d', part: 'store', act: 'deletePrefix', with: { prefix: 'audio/' } },
          { at: '100d', part: 'store', act: 'outage', lasts: '2d' },
        ],
        until: '150d',
      },
      { seed },
    );
    const read = (name: string) => small.read(`store.${name}`);
    let paid = 0;
    for (let day = 1; day <= 150; day++) {
      small.run(`${day}d`);
      expect(read('blobs')).toBe(read('puts') - read('deletes'));
      const tiers = ['hot', 'cool', 'cold', 'archive'];
      expect(tiers.reduce((sum, tier) => sum + read(`${tier}Blobs`), 0)).toBe(read('blobs'));
      for (const tier of tiers) expect(read(`${tier}Bytes`)).toBe(read(`${tier}Blobs`) * 1e9);
      expect(read('pendingRehydrations')).toBeLessThanOrEqual(read('archiveBlobs'));
      expect(read('spentTotal')).toBeGreaterThanOrEqual(paid);
      paid = read('spentTotal');
    }
    expect(
      Math.min(read('rehydrated'), read('archivedReads'), read('deletes'), read('earlyDeletions')),
    ).toBeGreaterThan(0);
    expect(small.read('store.billed')).toBeCloseTo(paid, 9);
  });
});

test('crates and single blobs are in the same bill and under the same policy', () => {
  const lifecycle = policy({ tierToArchive: days(10), delete: days(100) }, ['scans/box-']);
  const boxes = crate({}, 3, GB, 'scans/box-{n}');
  const single = crate({}, 1, GB, 'scans/box-a');
  const apart = crate({}, 1, GB, 'scans/a');
  const { small, read } = asked([step(0, '0s', boxes), step(0, '0s', single), step(0, '0s', apart)], {
    lifecycle,
  });
  const day = 24 * HOUR;
  // The crate counts in whole days, and came on the first; the single one came in its first moment.
  expect(small.area('store.archiveBlobs')).toBe(3 * 90 * day + 90 * day);
  expect(read('hotBlobs', 'deletes', 'earlyDeletions')).toEqual([1, 4, 4]);
  expect(read('spentEarlyDeletion')[0]).toBeCloseTo((4 * 90 * 0.00099) / MONTH_DAYS, 9);
});

describe('reading from crates', () => {
  const both = [step(0, '0s', crate({}, 600)), step(0, '1d', crate({ tier: 'archive' }, 400))];

  test('is spread over all of them, and says so when some are archived', () => {
    const { said, read } = asked([...both, step(1, '2d', crate({}, 100))]);
    expect(said[2]).toBe('BlobArchived');
    expect(read('gets', 'archivedReads')).toEqual([60, 40]);
    expect(read('spentRetrieval')).toEqual([0]);
  });

  test('of one age reads those', () => {
    const { said, read } = asked([
      ...both,
      step(1, '2d', crate({ age: '2' }, 100)),
      step(1, '2d', crate({ age: '1' }, 100)),
      step(1, '2d', crate({ age: '0' }, 5)),
    ]);
    expect(said.slice(2)).toEqual(['ok', 'BlobArchived', 'BlobArchived']);
    expect(read('gets', 'archivedReads')).toEqual([100, 105]);
  });

  test('one by name takes it out of its crate: what is done to it then is done to it alone', () => {
    const named = (said: Readonly<Record<string, string>>) => crate({ age: '1', ...said }, 1, GB, 'scans/77');
    const { said, read, small } = asked(
      [
        ...both,
        step(1, '2d', named({})),
        step(2, '2d 1s', named({ tier: 'hot', priority: 'High' })),
        step(1, '2d 1h', named({})),
        step(2, '3d', named({})),
        step(1, '3d 1s', crate({}, 1, GB, 'audio/1')),
      ],
      { highRehydration: '30m' },
    );
    expect(said.slice(2)).toEqual(['BlobArchived', 'ok', 'ok', 'ok', 'ContainerNotFound']);
    expect(read('archiveBlobs', 'hotBlobs', 'blobs', 'deletes', 'earlyDeletions')).toEqual([
      399, 600, 999, 1, 1,
    ]);
    expect(small.timing('store.rehydrationTime')).toMatchObject({ count: 1, sum: HOUR / 2 });
    // A blob archived yesterday pays 179 days more.
    expect(read('spentEarlyDeletion')[0]).toBeCloseTo((179 / MONTH_DAYS) * 0.00099, 9);
  });
});

describe('a crate out of Archive', () => {
  const archived = step(0, '0s', crate({ tier: 'archive' }, 1000));

  test('is paid for when it is asked for, and lies there until it is up', () => {
    const { read, small } = asked(
      [archived, step(2, '10d', crate({ tier: 'cool' }, 300)), step(1, '10d 2h', crate({}, 1000))],
      { standardRehydration: '5h' },
    );
    expect(small.area('store.pendingRehydrations')).toBe(300 * 5 * HOUR);
    expect(read('archiveBlobs', 'coolBlobs', 'rehydrated', 'tierChanges')).toEqual([700, 300, 300, 300]);
    // Those on their way are no part of what a crate's read looks for.
    expect(read('archivedReads')).toEqual([700]);
    expect(read('spentRetrieval')[0]).toBeCloseTo(300 * 0.02, 9);
    expect(read('spentEarlyDeletion')[0]).toBeCloseTo((300 * 170 * 0.00099) / MONTH_DAYS, 9);
  });

  test('by act, and deleted on its way', () => {
    const acts = [
      { at: '200d', act: 'rehydrate', with: { prefix: 'scans/', priority: 'High' } },
      { at: '200d 5m', act: 'deletePrefix', with: { prefix: 'scans/' } },
    ];
    const { read } = asked([archived], { highRehydration: '10m' }, acts);
    expect(read('rehydrated', 'pendingRehydrations', 'deletes', 'blobs', 'bytes')).toEqual([
      0, 0, 1000, 0, 0,
    ]);
    expect(read('spentRetrieval', 'spentEarlyDeletion')).toEqual([100, 0]);
  });
});

test('what makes no sense for a crate is refused, and changes nothing', () => {
  const { said, read } = asked([
    step(0, '0s', crate({ operation: 'Lease Blob' })),
    step(0, '1s', crate({ tier: 'lukewarm' })),
    step(1, '2s', crate({})),
    step(2, '3s', crate({})),
    step(2, '4s', crate({ tier: 'cool' })),
    step(2, '5s', crate({ operation: 'Set Blob Tier' })),
  ]);
  expect(said).toEqual([
    ...['InvalidHeaderValue', 'InvalidHeaderValue', 'BlobNotFound', 'BlobNotFound', 'BlobNotFound'],
    'InvalidHeaderValue',
  ]);
  expect(read('blobs', 'spentTotal')).toEqual([0, 0]);
});

test('a container that is deleted takes its crates along, and its name is free again after a while', () => {
  const gone = crate({ operation: 'Delete Container' }, 1);
  const { said, read } = asked([
    step(0, '0s', crate({})),
    step(0, '0s', crate({}, 1, GB, 'scans/a')),
    step(2, '1d', gone),
    step(0, '1d 10s', crate({})),
    step(0, '1d 30s', crate({}, 7)),
  ]);
  expect(said).toEqual(['ok', 'ok', 'ok', 'ContainerBeingDeleted', 'ok']);
  expect(read('blobs', 'deletes')).toEqual([7, 100]);
});
