import { strToU8, zipSync } from 'fflate';

/** The format has no way to say nothing of the time, and the same files make the same archive. */
const NO_DATE = '1980-01-01T00:00:00';

/** Files as one archive that every system unpacks. @param files by their paths, with / between the folders */
export function zipped(files: Iterable<readonly [path: string, text: string]>): Uint8Array<ArrayBuffer> {
  const entries = [...files].map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: NO_DATE }) as Uint8Array<ArrayBuffer>;
}
