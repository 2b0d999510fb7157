import { describe, expect, test } from 'vitest';
import type { ServiceError } from '../../serviceError.ts';
import { isRefusal } from './errors.ts';
import { REDUNDANCIES } from './redundancy.ts';
import type { BlobProperties, StoreAnswer, StoreRequest } from './requests.ts';
import { blobOf, containerOf, replaceBlob } from './state.ts';
import { newAccount, perform } from './store.ts';
import { DAY, daysLeft, HOUR, rehydrated, rehydrationWithin, TIER_FACTS } from './tiers.ts';
import { type Account, TIERS, type Tier } from './types.ts';

const at = { container: 'scans', name: 'map' };

function account(tier?: Tier, options: Parameters<typeof newAccount>[0] = {}): Account {
  const made = newAccount(options);
  perform(made, { op: 'createContainer', container: 'scans' }, 0);
  perform(made, { op: 'putBlob', ...at, kind: 'BlockBlob', size: 1000, tier }, 0);
  return made;
}
function told(to: Account, request: StoreRequest, now: number): string {
  const answer = perform(to, request, now) as StoreAnswer & Partial<ServiceError>;
  return answer.code ? `${answer.status} ${answer.code}` : String(answer.status);
}
function well(to: Account, request: StoreRequest, now: number): StoreAnswer {
  const answer = perform(to, request, now);
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
}
const properties = (of: Account, now = 0): BlobProperties =>
  well(of, { op: 'getProperties', ...at }, now).blob!;
const setTier = (tier: Tier, more = {}) => ({ op: 'setTier', ...at, tier, ...more }) as const;

test('the minimum stay of each tier', () => {
  expect(TIERS.map((tier) => TIER_FACTS[tier].minimumDays)).toEqual([0, 30, 90, 180]);
  expect(daysLeft('cool', 21)).toBe(9);
  expect(daysLeft('archive', 45)).toBe(135);
  expect(daysLeft('cool', 21.9)).toBe(9);
  expect([daysLeft('cool', 30), daysLeft('cold', 91), daysLeft('hot', 0)]).toEqual([0, 0, 0]);
});

describe('leaving early', () => {
  test('Cool deleted on day 21 owes 9 days, Archive moved after 45 owes 135', () => {
    const cool = well(account('cool'), { op: 'deleteBlob', ...at }, 21 * DAY);
    expect(cool.early).toEqual([{ tier: 'cool', bytes: 1000, days: 9 }]);
    const archive = well(account('archive'), setTier('hot'), 45 * DAY);
    expect(archive.early).toEqual([{ tier: 'archive', bytes: 1000, days: 135 }]);
  });

  test.each([
    ['an overwrite', { op: 'putBlob', ...at, kind: 'BlockBlob', size: 5 } as const],
    ['a block list', { op: 'putBlockList', ...at, blocks: [] } as const],
    ['its container going', { op: 'deleteContainer', container: 'scans' } as const],
  ])('%s is leaving too', (_, request) => {
    expect(well(account('cold'), request, 10 * DAY).early).toEqual([{ tier: 'cold', bytes: 1000, days: 80 }]);
    expect(well(account('cold'), request, 90 * DAY).early).toEqual([]);
  });

  test('it is paid once: not again while the blob is on its way out', () => {
    const to = account('archive');
    well(to, setTier('hot'), DAY);
    expect(well(to, { op: 'deleteBlob', ...at }, 2 * DAY).early).toEqual([]);
  });

  test('the stay begins anew with each tier', () => {
    const to = account('hot');
    well(to, setTier('cool'), 100 * DAY);
    expect(well(to, setTier('cold'), 110 * DAY).early).toEqual([{ tier: 'cool', bytes: 1000, days: 20 }]);
    expect(well(to, setTier('cold'), 111 * DAY).early).toEqual([]);
    expect(well(to, { op: 'deleteBlob', ...at }, 120 * DAY).early).toEqual([
      { tier: 'cold', bytes: 1000, days: 80 },
    ]);
  });

  test('snapshots owe for themselves', () => {
    const to = account('cool');
    well(to, { op: 'snapshotBlob', ...at }, 0);
    const gone = well(to, { op: 'deleteBlob', ...at, snapshots: 'include' }, 20 * DAY);
    expect(gone.early).toEqual(Array(2).fill({ tier: 'cool', bytes: 1000, days: 10 }));
  });
});

test('down is a write there, up is a read here and every byte', () => {
  for (const from of TIERS) {
    for (const to of TIERS) {
      if (from === to) continue;
      const { charges } = well(account(from), setTier(to), 200 * DAY);
      const down = TIERS.indexOf(to) > TIERS.indexOf(from);
      expect(charges).toEqual([
        down
          ? { kind: 'write', tier: to, retrieved: 0, high: false, written: 0 }
          : { kind: 'read', tier: from, retrieved: 1000, high: false, written: 0 },
      ]);
    }
  }
});

test('a tier nobody set is the account’s, and follows it', () => {
  const to = account(undefined, { defaultTier: 'cool' });
  expect(properties(to)).toMatchObject({ tier: 'cool', tierInferred: true });
  to.defaultTier = 'hot';
  expect(properties(to)).toMatchObject({ tier: 'hot', tierInferred: true });
  well(to, setTier('hot'), 0);
  to.defaultTier = 'cool';
  expect(properties(to)).toMatchObject({ tier: 'hot', tierInferred: false });
});

test('neither ETag nor time of change move with the tier', () => {
  const to = account();
  const { etag, modified } = properties(to);
  well(to, setTier('cool'), 5);
  expect(properties(to)).toMatchObject({ etag, modified, tier: 'cool', tierChanged: 5 });
});

describe('Archive', () => {
  test('is on LRS, GRS and RA-GRS only', () => {
    const where = REDUNDANCIES.filter(
      (redundancy) => told(account('hot', { redundancy }), setTier('archive'), 1) === '200',
    );
    expect(where).toEqual(['LRS', 'GRS', 'RA-GRS']);
    const zrs = account(undefined, { redundancy: 'ZRS' });
    expect(told(zrs, { op: 'putBlob', ...at, kind: 'BlockBlob', size: 1, tier: 'archive' }, 1)).toBe(
      '400 InvalidBlobTier',
    );
  });

  test('refuses reads and writes in Azure’s words, and allows the rest', () => {
    const refused: StoreRequest[] = [
      { op: 'getBlob', ...at },
      { op: 'putBlob', ...at, kind: 'BlockBlob', size: 5 },
      { op: 'putBlock', ...at, blockId: 'AAAA', size: 5 },
      { op: 'putBlockList', ...at, blocks: [] },
      { op: 'setMetadata', ...at, metadata: {} },
      { op: 'snapshotBlob', ...at },
      { op: 'leaseBlob', ...at, action: 'acquire', durationS: -1 },
    ];
    for (const request of refused) {
      expect(perform(account('archive'), request, 1)).toEqual({
        code: 'BlobArchived',
        message: 'This operation is not permitted on an archived blob.',
        status: 409,
      });
    }
    const allowed: StoreRequest[] = [
      { op: 'getProperties', ...at },
      { op: 'getTags', ...at },
      { op: 'setTags', ...at, tags: { a: 'b' } },
      { op: 'listBlobs', container: 'scans' },
      setTier('cool'),
      { op: 'copyBlob', container: 'scans', name: 'copy', source: at },
      { op: 'deleteBlob', ...at },
    ];
    for (const request of allowed) expect(told(account('archive'), request, 1)).toMatch(/^20[0-4]$/);
  });

  test.each(['hot', 'cool', 'cold'] as const)(
    'back to %s takes hours, and reads Archive until then',
    (tier) => {
      const to = account('archive');
      expect(told(to, setTier(tier), 200 * DAY)).toBe('202');
      expect(properties(to)).toMatchObject({
        tier: 'archive',
        archiveStatus: `rehydrate-pending-to-${tier}`,
        rehydratePriority: 'Standard',
      });
      expect(told(to, { op: 'getBlob', ...at }, 200 * DAY)).toBe('409 BlobArchived');
      const container = containerOf(to, 'scans')!;
      const now = 200 * DAY + 15 * HOUR;
      replaceBlob(to, container, 'map', rehydrated(blobOf(container, 'map')!, now), now);
      expect(properties(to)).toMatchObject({ tier, archiveStatus: null, tierChanged: now });
      expect(told(to, { op: 'getBlob', ...at }, now)).toBe('200');
      const days = TIER_FACTS[tier].minimumDays;
      const { early } = well(to, { op: 'deleteBlob', ...at }, now);
      expect(early).toEqual(days > 0 ? [{ tier, bytes: 1000, days }] : []);
    },
  );

  test('a priority is raised, once, and never lowered; the goal stays', () => {
    const to = account('archive');
    well(to, setTier('hot'), 200 * DAY);
    expect(told(to, setTier('hot'), 200 * DAY)).toBe('409 BlobBeingRehydrated');
    expect(told(to, setTier('cool', { priority: 'High' }), 200 * DAY)).toBe('409 BlobBeingRehydrated');
    const raised = well(to, setTier('hot', { priority: 'High' }), 200 * DAY);
    expect(raised.charges).toEqual([
      { kind: 'read', tier: 'archive', retrieved: 1000, high: true, written: 0 },
    ]);
    expect(properties(to)).toMatchObject({
      rehydratePriority: 'High',
      archiveStatus: 'rehydrate-pending-to-hot',
    });
    expect(told(to, setTier('hot'), 200 * DAY)).toBe('409 BlobBeingRehydrated');
    expect(told(to, setTier('archive'), 200 * DAY)).toBe('409 BlobBeingRehydrated');
  });

  test('15 hours at most; within the hour for high priority below 10 GB', () => {
    expect(rehydrationWithin('Standard', 1)).toBe(15 * HOUR);
    expect(rehydrationWithin('High', 10e9 - 1)).toBe(HOUR);
    expect(rehydrationWithin('High', 10e9)).toBe(15 * HOUR);
  });

  test('a copy comes back instead: the original stays and owes nothing', () => {
    const to = account('archive');
    const copy = { op: 'copyBlob', container: 'scans', name: 'copy', source: at } as const;
    expect(told(to, { ...copy, name: 'map' }, 1)).toBe('409 BlobArchived');
    expect(told(to, { ...copy, tier: 'archive' }, 1)).toBe('409 BlobArchived');
    const answer = well(to, { ...copy, tier: 'cool', priority: 'High' }, DAY);
    expect(answer.early).toEqual([]);
    expect(answer.charges).toEqual([
      { kind: 'read', tier: 'archive', retrieved: 1000, high: true, written: 0 },
      { kind: 'write', tier: 'cool', retrieved: 0, high: false, written: 1000 },
    ]);
    const { blob } = well(to, { op: 'getProperties', container: 'scans', name: 'copy' }, DAY);
    expect(blob).toMatchObject({ tier: 'archive', archiveStatus: 'rehydrate-pending-to-cool' });
    expect(properties(to)).toMatchObject({ tier: 'archive', archiveStatus: null });
    expect(well(to, { op: 'deleteBlob', container: 'scans', name: 'copy' }, DAY).early).toEqual([]);
  });
});
