/** Scenarios in links: a text, compressed, in the part of an address that no server gets to see. */

/** A text may be so large; what unpacks to more is no scenario. */
const BYTES_MAX = 1024 * 1024;
/** Longer links are cut by some mail programs and chats. */
export const LINK_CHARS_MAX = 8000;

export type Unpacked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly says: string };

/** @returns letters, digits, `-` and `_` */
export async function pack(text: string): Promise<string> {
  const bytes = await drain(through(new TextEncoder().encode(text), new CompressionStream('deflate-raw')));
  let binary = '';
  for (const byte of bytes!) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Whatever somebody made of a link, this reads it. */
export async function unpack(packed: string): Promise<Unpacked> {
  const broken = {
    ok: false,
    says: 'The link is incomplete or was changed on its way: the scenario in it cannot be unpacked.',
  } as const;
  if (!/^[\w-]+$/.test(packed)) return broken;
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    const unpacked = await drain(through(bytes, new DecompressionStream('deflate-raw')));
    if (unpacked === null)
      return { ok: false, says: 'The scenario in the link is larger than 1 MiB; a scenario may have 1 MiB.' };
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(unpacked) };
  } catch {
    return broken;
  }
}

const through = (bytes: Uint8Array<ArrayBuffer>, by: CompressionStream | DecompressionStream) =>
  new Blob([bytes]).stream().pipeThrough(by);

/** Reads no further than allowed: a few bytes can unpack to gigabytes. @returns null when there is more */
async function drain(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
