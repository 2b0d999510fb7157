/** Real files: their bytes stay in this browser, and only name, size and hash enter a run. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sizeShown } from './sizes.ts';

const MB = 1_000_000;
export const FILE_MAX = 20 * MB;
export const FILES_MAX = 100 * MB;

/** A file's bytes, by what they are. */
export interface KeptFile {
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly size: number;
  /** As the computer that it came from calls it: image/png; may be empty. */
  readonly type: string;
  readonly bytes: Blob;
}

export interface FileKeeper {
  keep(file: KeptFile): Promise<void>;
  /** @returns null where this browser does not have it */
  find(hash: string): Promise<KeptFile | null>;
  drop(hash: string): Promise<void>;
  /** Of all, in bytes. */
  total(): Promise<number>;
}

export type Taken =
  | { readonly ok: true; readonly name: string; readonly size: number; readonly hash: string }
  | { readonly ok: false; readonly says: string };

/** Keeps a file that somebody dropped or chose. What is too large is not read at all. */
export async function take(file: File, keeper: FileKeeper): Promise<Taken> {
  const { name, size, type } = file;
  if (size > FILE_MAX)
    return refused(
      `${name} has ${sizeShown(size)}, and was not read. A file is kept in this browser, so it may have ${sizeShown(FILE_MAX)} at most.`,
    );
  const before = await keeper.total();
  if (before + size > FILES_MAX)
    return refused(
      `${name} has ${sizeShown(size)}, and ${sizeShown(before)} are kept here already. ${sizeShown(FILES_MAX)} fit in all: remove some first.`,
    );
  const read = await readAll(file);
  if (read === null) return refused(`${name} could not be read. A folder is no file.`);
  const hash = await hashOf(read);
  await keeper.keep({ hash, size: read.length, type, bytes: new Blob([read], { type }) });
  return { ok: true, name, size: read.length, hash };
}

async function readAll(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** The browser's own SHA-256 is faster; a page that came over http has none. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto;
  return bytesToHex(subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256(bytes));
}

const refused = (says: string): Taken => ({ ok: false, says });
