/** Requests of single blobs: tiers, Archive, the policy, conditions, leases, targets; reckoned by hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asked, DAY, GB, get, HOUR, MONTH_DAYS, manage, put } from '../../../tests/azure/storageAsked.ts';
import { blobStorage } from './sim.ts';

describe('tiers', () => {
  test('a GB lies in Hot for a year and costs twelve months of it', () => {
    const { read } = asked([put('0s')], {}, [], '365d');
    expect(read('hotBlobs', 'hotBytes', 'puts')).toEqual([1, GB, 1]);
    expect(read('spentHot')[0]).toBeCloseTo(12 * 0.018, 9);
    expect(read('monthlyHot')[0]).toBeCloseTo(0.018, 12);
    expect(read('spentOperations')[0]).toBeCloseTo(0.05 / 10_000, 12);
    expect(read('spentTotal')[0]).toBeCloseTo(12 * 0.018 + 0.05 / 10_000, 9);
  });

  test('what leaves Cool on day 21 pays nine more days', () => {
    const { read } = asked([put('0s', { tier: 'Cool' }), manage('21d')]);
    expect(read('deletes', 'earlyDeletions', 'coolBlobs')).toEqual([1, 1, 0]);
    expect(read('spentCool')[0]).toBeCloseTo((21 / MONTH_DAYS) * 0.01, 9);
    expect(read('spentEarlyDeletion')[0]).toBeCloseTo((9 / MONTH_DAYS) * 0.01, 9);
  });

  test('what leaves Archive on day 45 pays 135 more, by hand or by act', () => {
    const one = asked([put('0s', { tier: 'archive' }), manage('45d')]);
    const other = asked([put('0s', { tier: 'archive' })], {}, [
      { at: '45d', act: 'deletePrefix', with: { prefix: 'scans/' } },
    ]);
    for (const { read } of [one, other])
      expect(read('spentEarlyDeletion')[0]).toBeCloseTo((135 / MONTH_DAYS) * 0.00099, 9);
  });

  test('the bill is the sum of its heads, also over a change of prices', () => {
    const steps = [put('0s', { tier: 'cool' }), get('3d'), manage('10d', { tier: 'archive' })];
    const prices = { asOf: '2027-01', capacity: { archive: 0.01 }, redundancy: { 'RA-GRS': 3 } };
    const { read } = asked(
      steps,
      { redundancy: 'RA-GRS' },
      [{ at: '50d', act: 'set', with: { prices } }],
      '100d',
    );
    const heads = read(
      ...['spentHot', 'spentCool', 'spentCold', 'spentArchive', 'spentOperations', 'spentRetrieval'],
      ...['spentEarlyDeletion', 'spentReplication'],
    );
    expect(heads.reduce((sum, usd) => sum + usd)).toBeCloseTo(read('spentTotal')[0]!, 12);
    expect(read('billed')[0]).toBeCloseTo(read('spentTotal')[0]!, 12);
    const archive = (40 / MONTH_DAYS) * 0.00099 * 2.5 + (50 / MONTH_DAYS) * 0.01 * 3;
    expect(read('spentArchive')[0]).toBeCloseTo(archive, 9);
    expect(read('spentReplication', 'spentRetrieval')).toEqual([0.02, 0.01]);
  });
});

describe('Archive', () => {
  const archived = put('0s', { tier: 'archive' });

  test('cannot be read, and takes hours to come back: standard', () => {
    const steps = [archived, get('1d'), manage('2d', { tier: 'hot' }), get('2d 9h'), get('2d 11h')];
    const { said, small, read } = asked(steps, { standardRehydration: '10h' });
    expect(said).toEqual(['ok', 'BlobArchived', 'ok', 'BlobArchived', 'ok']);
    expect(small.timing('store.rehydrationTime')).toMatchObject({ count: 1, sum: 10 * HOUR });
    expect(small.area('store.pendingRehydrations')).toBe(10 * HOUR);
    expect(read('archivedReads', 'gets', 'rehydrated', 'hotBlobs', 'archiveBlobs')).toEqual([2, 1, 1, 1, 0]);
    expect(read('spentRetrieval')[0]).toBeCloseTo(0.02, 12);
  });

  test('high priority is dear and quick, but not for ten GB', () => {
    const dear = asked([archived, manage('2d', { tier: 'cool', priority: 'High' })], {
      highRehydration: '3h',
    });
    // The bound of an hour holds against any law.
    expect(dear.small.timing('store.rehydrationTime').sum).toBe(HOUR);
    expect(dear.read('spentRetrieval')[0]).toBeCloseTo(0.1, 12);
    const large = { key: 'scans/big', size: 4 * GB, tier: 'archive' };
    const big = asked(
      [put('0s', { ...large, size: 5e9 }), manage('2d', { key: 'scans/big', tier: 'hot', priority: 'High' })],
      { standardRehydration: '20h', highRehydration: '30m' },
    );
    expect(big.small.timing('store.rehydrationTime').sum).toBe(HOUR / 2);
    const crate = { key: 'films/{n}', count: 2, size: 20e9 };
    const bigger = asked(
      [put('0s', { ...crate, tier: 'archive' }), manage('2d', { ...crate, tier: 'hot', priority: 'High' })],
      { standardRehydration: '20h' },
    );
    expect(bigger.small.timing('store.rehydrationTime').sum).toBe(15 * HOUR);
  });

  test('standard can be raised to high once, and nothing else can be changed on the way', () => {
    const steps = [
      archived,
      manage('2d', { tier: 'hot' }),
      manage('2d 1h', { tier: 'cool' }),
      manage('2d 2h', { tier: 'hot', priority: 'High' }),
      manage('2d 2h 1m', { tier: 'hot', priority: 'High' }),
    ];
    const { said, small, read } = asked(steps, { standardRehydration: '10h', highRehydration: '30m' });
    expect(said.slice(1)).toEqual(['ok', 'BlobBeingRehydrated', 'ok', 'BlobBeingRehydrated']);
    expect(small.timing('store.rehydrationTime').sum).toBe(2.5 * HOUR);
    expect(read('tierChanges', 'rehydrated', 'pendingRehydrations')).toEqual([1, 1, 0]);
  });

  test('what is deleted on its way up does not arrive', () => {
    const { read } = asked([archived, manage('2d', { tier: 'hot' }), manage('2d 1h')]);
    expect(read('rehydrated', 'pendingRehydrations', 'blobs', 'bytes')).toEqual([0, 0, 0, 0]);
  });

  test('a copy comes back, the blob itself stays', () => {
    const copy = { key: 'scans/b', operation: 'Copy Blob', copySource: 'scans/a', tier: 'hot' };
    const { read } = asked([archived, put('1d', copy)], { standardRehydration: '5h' });
    expect(read('hotBlobs', 'archiveBlobs', 'rehydrated', 'earlyDeletions')).toEqual([1, 1, 1, 0]);
  });

  test('is not to be had with ZRS', () => {
    const { said } = asked([put('0s', { tier: 'archive' })], { redundancy: 'ZRS' });
    expect(said).toEqual(['InvalidBlobTier']);
  });
});

describe('the policy', () => {
  const rule = (actions: object, prefixMatch = ['scans/']) => ({
    rules: [
      {
        name: 'age',
        enabled: true,
        type: 'Lifecycle',
        definition: { filters: { blobTypes: ['blockBlob'], prefixMatch }, actions: { baseBlob: actions } },
      },
    ],
  });
  const days = (n: number) => ({ daysAfterModificationGreaterThan: n });

  test('acts at midnight on what is older, the cheapest action first', () => {
    const lifecycle = rule({ tierToCool: days(30), tierToArchive: days(90), delete: days(200) });
    const { small, read } = asked([put('12h'), put('12h', { key: 'other/a' })], { lifecycle });
    // Older than 30 days at the midnight after day 30 and a half; and so on.
    expect(small.area('store.coolBlobs')).toBe(60 * DAY);
    expect(small.area('store.archiveBlobs')).toBe(110 * DAY);
    expect(read('tierChanges', 'deletes', 'hotBlobs')).toEqual([2, 1, 1]);
    expect(read('earlyDeletions')[0]).toBe(1);
    expect(read('spentEarlyDeletion')[0]).toBeCloseTo((70 / MONTH_DAYS) * 0.00099, 9);
  });

  test('a new one acts within a day', () => {
    const act = { at: '100d 6h', act: 'set', with: { lifecycle: rule({ delete: days(1) }) } };
    const { small } = asked([put('0s')], {}, [act]);
    expect(small.area('store.blobs')).toBe(101 * DAY);
  });

  test('brings back to Hot what is read, where it says so', () => {
    const access = { daysAfterLastAccessTimeGreaterThan: 10 };
    const lifecycle = rule({ tierToCool: access, enableAutoTierToHotFromCool: true });
    const { small } = asked([put('0s'), get('20d')], { lifecycle, lastAccessTracking: true }, [], '25d');
    expect(small.area('store.coolBlobs')).toBe(9 * DAY);
  });
});

describe('conditions and leases', () => {
  test('an ETag is told, and holds until somebody else writes', () => {
    const steps = [put('1s'), put('2s'), put('3s', { ifNoneMatch: '*' })];
    const { answers, said } = asked(steps, {}, [], '10s');
    expect(said).toEqual(['ok', 'ok', 'BlobAlreadyExists']);
    const [first, second] = answers.map((one) => String((one!.content as { etag?: string }).etag));
    expect(first).not.toBe(second);
    const again = asked([
      put('1s'),
      put('2s'),
      put('3s', { ifMatch: first! }),
      put('4s', { ifMatch: second! }),
    ]);
    expect(again.said.slice(2)).toEqual(['ConditionNotMet', 'ok']);
  });

  test('who holds a lease alone may write', () => {
    const lease = { operation: 'Lease Blob', leaseDuration: 15, proposedLeaseId: 'mine' };
    const steps = [
      put('1s'),
      manage('2s', lease),
      put('3s'),
      put('4s', { leaseId: 'other' }),
      put('5s', { leaseId: 'mine' }),
      get('6s'),
      manage('7s'),
      manage('17s'),
    ];
    expect(asked(steps).said).toEqual([
      ...['ok', 'ok', 'LeaseIdMissing', 'LeaseIdMismatchWithBlobOperation'],
      ...['ok', 'ok', 'LeaseIdMissing', 'ok'],
    ]);
  });

  test('what it cannot do it names', () => {
    const steps = [
      put('1s', { operation: 'Fly' }),
      put('2s', { tier: 'lukewarm' }),
      manage('3s', { key: 'scans/none' }),
      put('4s', { operation: 'Append Block', size: 10 }),
      put('5s', { key: 'NO/a' }),
    ];
    expect(asked(steps).said).toEqual([
      ...['UnsupportedHttpVerb', 'InvalidHeaderValue', 'ContainerNotFound', 'ContainerNotFound'],
      'InvalidResourceName',
    ]);
  });
});

describe('targets', () => {
  test('one blob takes so many requests a second, and the others theirs', () => {
    const burst = (key: string) => Array.from({ length: 7 }, () => put('1s', { key, size: 0 }));
    const { read, said } = asked(
      [...burst('scans/a'), ...burst('scans/b')],
      { blobRequests: '5/s' },
      [],
      '10s',
    );
    expect(read('puts', 'throttled')).toEqual([10, 4]);
    expect(said.filter((one) => one === 'ServerBusy')).toHaveLength(4);
  });

  test('bytes wait for their turn', () => {
    const { answers } = asked(
      [put('0s', { size: 180e6 }), put('1s', { key: 'scans/b', size: 10e6 })],
      { blobBandwidth: '60MB' },
      [],
      '60s',
    );
    // A second's worth is there, and the other two seconds' are waited for.
    expect(answers.map((one) => one?.at)).toEqual([2_000_000, 1_000_000]);
  });
});

test('its acts: what fails is answered so, and what is slow takes its time', () => {
  const { said, answers } = asked(
    [put('1s'), put('5s'), put('9s')],
    { latency: '1s' },
    [
      { at: '4s', act: 'fail', lasts: '2s', with: { share: 1 } },
      { at: '8s', act: 'slow', lasts: '2s', with: { factor: 3 } },
    ],
    '60s',
  );
  expect(said).toEqual(['ok', 'failed', 'ok']);
  expect(answers.map((one) => one?.at)).toEqual([2_000_000, 5_000_000, 12_000_000]);
});

test('prices and stored policies that are not in order are refused in words', () => {
  const wrong = (name: 'prices' | 'storedPolicies' | 'lifecycle', value: never): unknown =>
    blobStorage.settings[name]!.type === 'json' && blobStorage.settings[name].read(value);
  expect(wrong('prices', { capacity: { hot: -1 } } as never)).toMatchObject({ ok: false });
  expect(wrong('prices', { capacity: { lukewarm: 1 } } as never)).toMatchObject({ ok: false });
  expect(wrong('prices', { hot: 1 } as never)).toMatchObject({ ok: false });
  expect(wrong('storedPolicies', { scans: [{ permissions: 'r' }] } as never)).toMatchObject({ ok: false });
  expect(wrong('storedPolicies', { scans: [{ id: 'a', permissions: 'zz' }] } as never)).toMatchObject({
    ok: false,
  });
  expect(wrong('lifecycle', { rules: [] } as never)).toMatchObject({ ok: false });
});

test('every code that its files refuse with by name stands in model.md', () => {
  const model = readFileSync(new URL('model.md', import.meta.url), 'utf8');
  const rules = ['blob/letters', 'blob/leases', 'blob/tiers', 'blob/store', 'blob/conditions', 'blob/scale'];
  const codes = rules.flatMap((file) => {
    const text = readFileSync(new URL(`../../rules/azure/${file}.ts`, import.meta.url), 'utf8');
    return [...text.matchAll(/(?:refusal\(\w* ?\??\s?|code: )'(\w+)'/g)].map((match) => match[1]!);
  });
  expect(codes.length).toBeGreaterThan(20);
  expect([...new Set(codes)].filter((code) => !model.includes(code))).toEqual([]);
});
