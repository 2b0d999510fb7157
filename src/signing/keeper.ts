/** Where the bytes of files are kept: in the browser's own store; where there is none, until the page is left. */
import type { FileKeeper, KeptFile } from './files.ts';

const NAME = 'secret-life-lab';
const STORE = 'files';

let opened: FileKeeper | null = null;

/** One for the whole page. */
export const fileKeeper = (): FileKeeper => (opened ??= openKeeper(storeOfBrowser()));

/** Even to ask for it may be forbidden. */
function storeOfBrowser(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}

export function openKeeper(factory: IDBFactory | undefined): FileKeeper {
  const memory = new Map<string, KeptFile>();
  // A frame may have no storage, a visitor may have forbidden it: then what is kept lasts as long as the page.
  const store = openStore(factory).catch(() => null);

  /** @returns null where the store has nothing, or is none */
  async function ask<T>(
    mode: IDBTransactionMode,
    of: (files: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | null> {
    try {
      const database = await store;
      if (database === null) return null;
      return await result(of(database.transaction(STORE, mode).objectStore(STORE)));
    } catch {
      return null;
    }
  }

  return {
    async keep(file) {
      memory.set(file.hash, file);
      await ask('readwrite', (files) => files.put(file));
    },
    async find(hash) {
      const found = memory.get(hash) ?? (await ask('readonly', (files) => files.get(hash)));
      return isFile(found) ? found : null;
    },
    async drop(hash) {
      memory.delete(hash);
      await ask('readwrite', (files) => files.delete(hash));
    },
    async total() {
      const all = new Map(memory);
      for (const file of (await ask<unknown[]>('readonly', (files) => files.getAll())) ?? [])
        if (isFile(file)) all.set(file.hash, file);
      return [...all.values()].reduce((sum, { size }) => sum + size, 0);
    },
  };
}

async function openStore(factory: IDBFactory | undefined): Promise<IDBDatabase> {
  if (factory === undefined) throw new Error('no store here');
  const opening = factory.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'hash' });
  return result(opening);
}

const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the store refused'));
  });

/** What lies in a store may come from anywhere. */
const isFile = (found: unknown): found is KeptFile =>
  typeof found === 'object' && found !== null && 'bytes' in found && found.bytes instanceof Blob;
