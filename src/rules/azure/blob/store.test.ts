import { describe, expect, test } from 'vitest';
import type { ServiceError } from '../../serviceError.ts';
import { BLOB_ERROR_CODES, isRefusal, refusal } from './errors.ts';
import type { BlobProperties, StoreAnswer, StoreRequest } from './requests.ts';
import { dropStale, newAccount, perform, UNCOMMITTED_FOR } from './store.ts';
import { DAY } from './tiers.ts';
import type { Account } from './types.ts';
import { LIMITS } from './write.ts';

const MIB = 1024 * 1024;
const SCANS = 'scans';

function account(options: Parameters<typeof newAccount>[0] = {}): Account {
  const made = newAccount(options);
  well(made, { op: 'createContainer', container: SCANS });
  return made;
}

function well(to: Account, request: StoreRequest, now = 0): StoreAnswer {
  const answer = perform(to, request, now);
  if (isRefusal(answer)) throw new Error(`${request.op}: ${answer.code}`);
  return answer;
}
/** `409 BlobArchived`, or the status alone. */
function told(to: Account, request: StoreRequest, now = 0): string {
  const answer = perform(to, request, now) as StoreAnswer & Partial<ServiceError>;
  return answer.code ? `${answer.status} ${answer.code}` : String(answer.status);
}
const at = (name = 'a') => ({ container: SCANS, name });
const put = (name = 'a', size = 100, more = {}) =>
  ({ op: 'putBlob', ...at(name), kind: 'BlockBlob', size, ...more }) as const;
const get = (name = 'a', more = {}) => ({ op: 'getBlob', ...at(name), ...more }) as const;
const propertiesOf = (of: Account, name = 'a', now = 0): BlobProperties =>
  well(of, { op: 'getProperties', ...at(name) }, now).blob!;
const id = (n: number): string => btoa(String(n).padStart(6, '0'));

test('every code is told with its status', () => {
  for (const code of BLOB_ERROR_CODES) {
    const { status, message } = refusal(code);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(message).toMatch(/^[A-Z].*\.$/);
  }
  expect(refusal('BlobArchived').message).toBe('This operation is not permitted on an archived blob.');
});

describe('containers', () => {
  test('there once, and gone for half a minute', () => {
    const to = account();
    expect(told(to, { op: 'createContainer', container: SCANS })).toBe('409 ContainerAlreadyExists');
    expect(told(to, { op: 'deleteContainer', container: SCANS }, 1e6)).toBe('202');
    expect(told(to, put(), 1e6)).toBe('404 ContainerNotFound');
    expect(told(to, { op: 'createContainer', container: SCANS }, 30e6)).toBe('409 ContainerBeingDeleted');
    expect(told(to, { op: 'createContainer', container: SCANS }, 31e6)).toBe('201');
    expect(told(to, get(), 31e6)).toBe('404 BlobNotFound');
  });

  test.each(['ab', 'Scans', 'a--b', '-ab', 'ab-', 'a_b', 'x'.repeat(64), ''])(
    '%j is no name',
    (container) => {
      expect(told(newAccount(), { op: 'createContainer', container })).toBe('400 InvalidResourceName');
    },
  );

  test('names that objects know already are names like others', () => {
    const to = account();
    for (const name of ['__proto__', 'constructor', 'toString', '7']) {
      expect(told(to, get(name))).toBe('404 BlobNotFound');
      well(to, put(name, 7));
      expect(propertiesOf(to, name).size).toBe(7);
    }
    expect(told(to, { op: 'createContainer', container: 'constructor' })).toBe('201');
  });
});

describe('block blobs', () => {
  test('what is put is got, whole or in ranges', () => {
    const to = account();
    well(to, put('a', 1000, { hash: 'md5 of it', file: 'file-1', metadata: { shelf: '9' } }));
    const whole = well(to, get());
    expect([whole.status, whole.bytes, whole.file]).toEqual([200, 1000, 'file-1']);
    expect(whole.blob).toMatchObject({
      size: 1000,
      hash: 'md5 of it',
      metadata: { shelf: '9' },
      tier: 'hot',
    });
    const some = well(to, get('a', { range: { from: 10, to: 19 } }));
    expect([some.status, some.bytes]).toEqual([206, 10]);
    expect(well(to, get('a', { range: { from: 990, to: 5000 } })).bytes).toBe(10);
    expect(well(to, get('a', { range: { from: 990 } })).bytes).toBe(10);
    expect(told(to, get('a', { range: { from: 1000 } }))).toBe('416 InvalidRange');
    expect(told(to, get('a', { range: { from: 9, to: 8 } }))).toBe('416 InvalidRange');
  });

  test('a 40 GB recording does not go in one piece', () => {
    const to = account();
    expect(told(to, put('a', LIMITS.putBlob))).toBe('201');
    expect(told(to, put('a', LIMITS.putBlob + 1))).toBe('413 RequestBodyTooLarge');
    const block = { op: 'putBlock', ...at('b'), blockId: id(1) } as const;
    expect(told(to, { ...block, size: LIMITS.block })).toBe('201');
    expect(told(to, { ...block, size: LIMITS.block + 1 })).toBe('413 RequestBodyTooLarge');
  });

  test('blocks: committed, uncommitted, latest', () => {
    const to = account();
    const block = (n: number, size: number) => well(to, { op: 'putBlock', ...at(), blockId: id(n), size });
    const commit = (...blocks: [number, 'committed' | 'uncommitted' | 'latest'][]) =>
      told(to, { op: 'putBlockList', ...at(), blocks: blocks.map(([n, from]) => ({ id: id(n), from })) });
    const lists = () => {
      const { committed, uncommitted } = well(to, { op: 'getBlockList', ...at() });
      return [committed, uncommitted].map((list) => list!.map(({ size }) => size));
    };
    block(2, 20);
    block(1, 10);
    expect(told(to, get())).toBe('404 BlobNotFound');
    expect(well(to, { op: 'listBlobs', container: SCANS }).blobs).toEqual([]);
    const listed = well(to, { op: 'listBlobs', container: SCANS, include: ['uncommittedblobs'] }).blobs;
    expect(listed).toMatchObject([{ name: 'a', committed: false, size: 0 }]);
    expect(lists()).toEqual([[], [10, 20]]);
    expect(commit([3, 'latest'])).toBe('400 InvalidBlockList');
    expect(commit([1, 'committed'])).toBe('400 InvalidBlockList');
    expect(commit([2, 'uncommitted'], [1, 'latest'], [2, 'latest'])).toBe('201');
    expect(lists()).toEqual([[20, 10, 20], []]);
    expect(propertiesOf(to).size).toBe(50);
    block(1, 11);
    expect(propertiesOf(to).size).toBe(50);
    expect(commit([1, 'uncommitted'], [1, 'committed'], [2, 'latest'])).toBe('201');
    expect(lists()).toEqual([[11, 10, 20], []]);
    expect(commit([7, 'uncommitted'])).toBe('400 InvalidBlockList');
    expect(propertiesOf(to).size).toBe(41);
    // What no list names is dropped.
    block(5, 5);
    expect(commit()).toBe('201');
    expect(lists()).toEqual([[], []]);
    expect(propertiesOf(to).size).toBe(0);
  });

  test('ids of one blob have one length', () => {
    const to = account();
    const block = (blockId: string) => told(to, { op: 'putBlock', ...at(), blockId, size: 1 });
    expect(block('AAAA')).toBe('201');
    expect(block('AAAABBBB')).toBe('400 InvalidBlobOrBlock');
    expect(block('BBBB')).toBe('201');
    for (const bad of ['', 'AAA', 'A=AA', 'a b=', '____', 'A'.repeat(92)])
      expect(block(bad)).toBe('400 InvalidBlockId');
    well(to, { op: 'putBlockList', ...at(), blocks: [{ id: 'AAAA', from: 'latest' }] });
    expect(block('AAAABBBB')).toBe('400 InvalidBlobOrBlock');
  });

  test('50,000 blocks and no more', () => {
    const to = account();
    for (let n = 0; n < 50_000; n++) well(to, { op: 'putBlock', ...at(), blockId: id(n), size: 3 });
    const blocks = Array.from({ length: 50_000 }, (_, n) => ({ id: id(n), from: 'latest' as const }));
    const list = { op: 'putBlockList', ...at() } as const;
    expect(told(to, { ...list, blocks: [...blocks, blocks[0]!] })).toBe('400 BlockListTooLong');
    expect(told(to, { ...list, blocks })).toBe('201');
    expect(propertiesOf(to).size).toBe(150_000);
  });

  test('uncommitted blocks wait a week', () => {
    const to = account();
    well(to, { op: 'putBlock', ...at(), blockId: id(1), size: 9 }, 0);
    well(to, { op: 'putBlock', ...at(), blockId: id(2), size: 9 }, DAY);
    expect(dropStale(to, UNCOMMITTED_FOR)).toBe(0);
    expect(dropStale(to, UNCOMMITTED_FOR + DAY)).toBe(2);
    expect(told(to, { op: 'getBlockList', ...at() })).toBe('404 BlobNotFound');
  });
});

describe('append blobs', () => {
  test('grow at the end, where it is expected', () => {
    const to = account();
    well(to, { op: 'putBlob', ...at(), kind: 'AppendBlob', size: 0 });
    const append = (size: number, more = {}) => ({ op: 'appendBlock', ...at(), size, ...more }) as const;
    expect(well(to, append(5)).appendOffset).toBe(0);
    expect(well(to, append(6, { appendPosition: 5 })).appendOffset).toBe(5);
    expect(told(to, append(1, { appendPosition: 5 }))).toBe('412 AppendPositionConditionNotMet');
    expect(told(to, append(1, { maxSize: 11 }))).toBe('412 MaxBlobSizeConditionNotMet');
    expect(told(to, append(1, { maxSize: 12 }))).toBe('201');
    expect(told(to, append(4 * MIB))).toBe('201');
    expect(told(to, append(4 * MIB + 1))).toBe('413 RequestBodyTooLarge');
    expect(propertiesOf(to)).toMatchObject({ size: 12 + 4 * MIB, tier: null });
    for (let n = 4; n < 50_000; n++) well(to, append(1));
    expect(told(to, append(1))).toBe('409 BlockCountExceedsLimit');
  });

  test('take no blocks and no tier', () => {
    const to = account();
    well(to, { op: 'putBlob', ...at(), kind: 'AppendBlob', size: 0 });
    expect(told(to, { op: 'putBlock', ...at(), blockId: id(1), size: 1 })).toBe('409 InvalidBlobType');
    expect(told(to, { op: 'setTier', ...at(), tier: 'cool' })).toBe('409 InvalidBlobType');
    expect(told(to, { op: 'getPageRanges', ...at() })).toBe('409 InvalidBlobType');
    well(to, put('b'));
    expect(told(to, { op: 'appendBlock', ...at('b'), size: 1 })).toBe('409 InvalidBlobType');
  });
});

test('page blobs: 512 by 512, and only what is written is there', () => {
  const to = account();
  const create = (size: number) => told(to, { op: 'putBlob', ...at(), kind: 'PageBlob', size });
  expect(create(1000)).toBe('400 InvalidHeaderValue');
  expect(create(8 * 1024 * 1024 * MIB + 512)).toBe('400 InvalidHeaderValue');
  expect(create(8 * 1024 * 1024 * MIB)).toBe('201');
  expect(create(10_240)).toBe('201');
  const page = (write: 'update' | 'clear', from: number, to_: number) =>
    told(to, { op: 'putPage', ...at(), write, from, to: to_ });
  const pages = () => well(to, { op: 'getPageRanges', ...at() }).pages;
  expect(page('update', 0, 511)).toBe('201');
  expect(page('update', 1024, 2047)).toBe('201');
  expect(pages()).toEqual([
    [0, 512],
    [1024, 2048],
  ]);
  expect(page('update', 512, 1023)).toBe('201');
  expect(pages()).toEqual([[0, 2048]]);
  expect(page('clear', 512, 1023)).toBe('201');
  expect(pages()).toEqual([
    [0, 512],
    [1024, 2048],
  ]);
  expect(page('update', 10_240, 10_751)).toBe('416 InvalidPageRange');
  expect(page('update', 1, 512)).toBe('400 InvalidHeaderValue');
  expect(page('update', 512, 511)).toBe('400 InvalidHeaderValue');
});

describe('lists', () => {
  const to = account();
  for (const name of ['2024/a', '2024/b', '2025/01/c', '2025/02/d', 'e', '2025-x']) well(to, put(name, 1));
  const list = (more = {}) => well(to, { op: 'listBlobs', container: SCANS, ...more });
  const names = (answer: StoreAnswer) => answer.blobs!.map(({ name }) => name);

  test('names in order, folders where a delimiter cuts', () => {
    expect(names(list())).toEqual(['2024/a', '2024/b', '2025-x', '2025/01/c', '2025/02/d', 'e']);
    const top = list({ delimiter: '/' });
    expect([names(top), top.prefixes]).toEqual([
      ['2025-x', 'e'],
      ['2024/', '2025/'],
    ]);
    const inside = list({ prefix: '2025/', delimiter: '/' });
    expect([names(inside), inside.prefixes]).toEqual([[], ['2025/01/', '2025/02/']]);
  });

  test('page by page it is the same list', () => {
    for (const delimiter of ['', '/']) {
      const whole = list({ delimiter });
      for (const maxResults of [1, 2, 3]) {
        const found: string[] = [];
        const folders: string[] = [];
        let marker: string | undefined = '';
        while (marker !== undefined) {
          const page = list({ delimiter, maxResults, marker });
          expect(page.blobs!.length + page.prefixes!.length).toBeLessThanOrEqual(maxResults);
          found.push(...names(page));
          folders.push(...page.prefixes!);
          marker = page.nextMarker;
        }
        expect([found, folders]).toEqual([names(whole), whole.prefixes]);
      }
    }
    expect(told(to, { op: 'listBlobs', container: SCANS, maxResults: 0 })).toBe('400 OutOfRangeInput');
  });
});

describe('conditions', () => {
  const to = account();
  const etag = well(to, put('a', 1), 5e6).etag!;
  const ask = (conditions: object, now = 9e6) => told(to, get('a', { conditions }), now);

  test('of a read: 412 for what must be, 304 for what is known already', () => {
    expect(ask({ ifMatch: etag })).toBe('200');
    expect(ask({ ifMatch: '*' })).toBe('200');
    expect(ask({ ifMatch: '"0x1"' })).toBe('412 ConditionNotMet');
    expect(ask({ ifNoneMatch: etag })).toBe('304 ConditionNotMet');
    expect(ask({ ifNoneMatch: '"0x1"' })).toBe('200');
    expect(ask({ ifModifiedSince: 5e6 })).toBe('304 ConditionNotMet');
    expect(ask({ ifModifiedSince: 4.9e6 })).toBe('200');
    expect(ask({ ifUnmodifiedSince: 4.9e6 })).toBe('412 ConditionNotMet');
    expect(ask({ ifUnmodifiedSince: 5.9e6 })).toBe('200');
    // The ETag goes before the date.
    expect(ask({ ifNoneMatch: '"0x1"', ifModifiedSince: 8e6 })).toBe('200');
    expect(ask({ ifMatch: etag, ifUnmodifiedSince: 1 })).toBe('200');
  });

  test('of a write: optimistic concurrency, and create once', () => {
    const write = (name: string, conditions: object) => told(to, put(name, 2, { conditions }), 10e6);
    expect(write('a', { ifNoneMatch: '*' })).toBe('409 BlobAlreadyExists');
    expect(write('b', { ifNoneMatch: '*' })).toBe('201');
    expect(write('c', { ifMatch: '*' })).toBe('412 ConditionNotMet');
    expect(write('a', { ifMatch: etag })).toBe('201');
    // Somebody else was faster.
    expect(write('a', { ifMatch: etag })).toBe('412 ConditionNotMet');
    expect(write('a', { ifNoneMatch: propertiesOf(to).etag })).toBe('412 ConditionNotMet');
  });
});

describe('snapshots, copies, metadata', () => {
  test('a blob with snapshots goes only with a word about them', () => {
    const to = account();
    well(to, put('a', 10));
    const first = well(to, { op: 'snapshotBlob', ...at() }, 5).snapshot!;
    well(to, put('a', 99), 6);
    const second = well(to, { op: 'snapshotBlob', ...at() }, 6).snapshot!;
    expect(well(to, get('a', { snapshot: first })).bytes).toBe(10);
    expect(well(to, get('a', { snapshot: second })).bytes).toBe(99);
    expect(told(to, get('a', { snapshot: 77 }))).toBe('404 BlobNotFound');
    const remove = (more = {}) => told(to, { op: 'deleteBlob', ...at(), ...more });
    expect(remove()).toBe('409 SnapshotsPresent');
    expect(remove({ snapshot: first })).toBe('202');
    expect(remove({ snapshot: first })).toBe('404 BlobNotFound');
    expect(remove({ snapshots: 'only' })).toBe('202');
    expect(remove()).toBe('202');
    expect(remove()).toBe('404 BlobNotFound');
  });

  test('a copy is a blob of its own', () => {
    const to = account();
    well(to, put('a', 10, { metadata: { by: 'Ada' }, tags: { year: '1911' }, file: 'file-1' }));
    const source = { container: SCANS, name: 'a' };
    well(to, { op: 'copyBlob', ...at('b'), source, tier: 'cool' }, 7);
    well(to, { op: 'deleteBlob', ...at('a') }, 8);
    expect(propertiesOf(to, 'b')).toMatchObject({
      size: 10,
      metadata: { by: 'Ada' },
      tier: 'cool',
      created: 7,
    });
    expect(well(to, { op: 'getTags', ...at('b') }).tags).toEqual({ year: '1911' });
    expect(told(to, { op: 'copyBlob', ...at('c'), source })).toBe('404 BlobNotFound');
  });

  test('metadata and tags have limits', () => {
    const to = account();
    expect(told(to, put('a', 1, { metadata: { '9lives': 'x' } }))).toBe('400 InvalidMetadata');
    expect(told(to, put('a', 1, { metadata: { a: 'x'.repeat(8192) } }))).toBe('400 MetadataTooLarge');
    const tags = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`t${n}`, '']));
    expect(told(to, put('a', 1, { tags }))).toBe('400 TagsTooLarge');
    expect(told(to, put('a', 1, { tags: { '': 'x' } }))).toBe('400 EmptyTagName');
  });
});

test('last access is kept to the day, where it is kept', () => {
  const to = account({ tracksAccess: true });
  well(to, put(), 0);
  well(to, get(), DAY / 2);
  expect(propertiesOf(to).accessed).toBe(0);
  well(to, get(), DAY);
  expect(propertiesOf(to).accessed).toBe(DAY);
  const plain = account();
  well(plain, put(), 0);
  well(plain, get(), DAY);
  expect(propertiesOf(plain).accessed).toBeNull();
});
