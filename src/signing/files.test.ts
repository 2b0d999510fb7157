import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { FILE_MAX, FILES_MAX, hashOf, take } from './files.ts';
import { showingOf, typeOf } from './frame.ts';
import { openKeeper } from './keeper.ts';
import { sizeShown } from './sizes.ts';

const file = (name: string, bytes: Uint8Array<ArrayBuffer> | string) => new File([bytes], name);

it('a file is kept by its hash, and found by it', async () => {
  const keeper = openKeeper(undefined);
  const taken = await take(file('a.txt', 'plain words'), keeper);
  const hash = createHash('sha256').update('plain words').digest('hex');
  expect(taken).toEqual({ ok: true, name: 'a.txt', size: 11, hash });
  expect(await (await keeper.find(hash))!.bytes.text()).toBe('plain words');
  await keeper.drop(hash);
  expect(await keeper.find(hash)).toBeNull();
});

it('a page that came over http has the same hash', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const before = await hashOf(bytes);
  vi.stubGlobal('crypto', {});
  expect(await hashOf(bytes)).toBe(before);
  vi.unstubAllGlobals();
});

it('2 GB are refused in a sentence, and not read', async () => {
  const large = file('film.mov', '');
  Object.defineProperty(large, 'size', { value: 2_000_000_000 });
  const read = vi.spyOn(large, 'arrayBuffer');
  const taken = await take(large, openKeeper(undefined));
  expect(taken).toEqual({
    ok: false,
    says: 'film.mov has 2 GB, and was not read. A file is kept in this browser, so it may have 20 MB at most.',
  });
  expect(read).not.toHaveBeenCalled();
});

it('what fits alone and not beside the others is refused', async () => {
  const keeper = openKeeper(undefined);
  for (let at = 0; at < FILES_MAX / FILE_MAX; at++) {
    const bytes = new Uint8Array(FILE_MAX);
    bytes[0] = at;
    expect((await take(file(`${at}`, bytes), keeper)).ok).toBe(true);
  }
  expect(await take(file('more', 'x'), keeper)).toMatchObject({
    ok: false,
    says: 'more has 1 byte, and 100 MB are kept here already. 100 MB fit in all: remove some first.',
  });
});

it('what cannot be read is said to be so', async () => {
  const folder = file('folder', '');
  vi.spyOn(folder, 'arrayBuffer').mockRejectedValue(new Error('a folder'));
  expect(await take(folder, openKeeper(undefined))).toMatchObject({ ok: false });
});

it('a browser that forbids its store keeps files as long as the page lasts', async () => {
  const forbidden = {
    open: () => {
      throw new Error('forbidden');
    },
  } as unknown as IDBFactory;
  const keeper = openKeeper(forbidden);
  const taken = await take(file('a', 'x'), keeper);
  expect(taken.ok).toBe(true);
  expect(await keeper.total()).toBe(1);
});

it('a type decides what is shown, and unknown ones are only bytes', () => {
  expect(typeOf('a.SVG', '')).toBe('image/svg+xml');
  expect(typeOf('a.bin', 'application/octet-stream')).toBe('');
  expect(typeOf('a.txt', 'text/html; charset=utf-8')).toBe('text/html');
  expect(['image/svg+xml', 'audio/mpeg', 'text/html', 'text/css', 'application/json'].map(showingOf)).toEqual(
    ['picture', 'sound', 'page', 'text', 'text'],
  );
  for (const type of ['', 'application/pdf', 'application/x-msdownload', 'video/mp4'])
    expect(showingOf(type)).toBeNull();
});

it('sizes are cut, not rounded', () => {
  expect([0, 1, 999, 1000, 20_000_000, 20_049_999, 2e9].map(sizeShown)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '20 MB',
    '20.04 MB',
    '2 GB',
  ]);
});
