import type { Place } from './problem.ts';

/** A part of the platform that Node, browsers and Workers share; the pure project knows no DOM types. */
declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: boolean });
  decode(bytes: Uint8Array): string;
}

/** @returns the text, or where the first byte stands that is not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string | Place {
  const bad = firstBad(bytes);
  if (bad < 0) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  let line = 1;
  let begin = 0;
  for (let i = 0; i < bad; i++) {
    if (bytes[i] !== 10) continue;
    line++;
    begin = i + 1;
  }
  const before = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(begin, bad));
  return { line, column: before.length + 1 };
}

/** The decoder says only that something is wrong; a person needs to know where. Table 3-7 of the Unicode standard. */
function firstBad(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i]!;
    const more =
      lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    if (more < 0) return i;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k] ?? 0;
      if (next < (k === 1 ? low : 0x80) || next > (k === 1 ? high : 0xbf)) return i;
    }
    i += more + 1;
  }
  return -1;
}
