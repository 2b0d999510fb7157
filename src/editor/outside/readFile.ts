/** A file that somebody chose or dropped -> its text. */
import { decodeUtf8 } from '../../scenario/utf8.ts';

export type ReadFile =
  | { readonly ok: true; readonly text: string }
  /** Where, what, and what was expected. */
  | { readonly ok: false; readonly says: string };

const MIB = 1024 * 1024;
export const FILE_MAX = 10 * MIB;

export async function readText(file: File): Promise<ReadFile> {
  const { name, size } = file;
  if (size > FILE_MAX)
    return {
      ok: false,
      says: `${name} has ${(size / MIB).toFixed(1)} MiB; a file may have 10 MiB. It was not read.`,
    };
  try {
    return textOf(name, new Uint8Array(await file.arrayBuffer()));
  } catch {
    return { ok: false, says: `${name} cannot be read. A folder is none of what can be brought in here.` };
  }
}

export function textOf(name: string, bytes: Uint8Array): ReadFile {
  // What a spreadsheet calls Unicode text.
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  if (wide !== null) return { ok: true, text: new TextDecoder(wide).decode(bytes) };
  const text = decodeUtf8(bytes);
  if (typeof text === 'string' && !text.includes('\0')) return { ok: true, text };
  const where = typeof text === 'string' ? '' : ` Line ${text.line}, column ${text.column} is not UTF-8.`;
  return { ok: false, says: `${name} is no text.${where} Expected a text file, in UTF-8.` };
}
