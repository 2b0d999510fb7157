/** Files as one archive that every system unpacks: stored, not compressed, for they are small. */

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Names and texts are UTF-8. */
const UTF8 = 0x0800;
const VERSION = 20;
/** 1 January 1980: the format has no way to say nothing, and the same files make the same archive. */
const NO_DATE = 0x0021;

/** @param files by their paths, with / between the folders */
export function zipped(files: Iterable<readonly [path: string, text: string]>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let at = 0;
  const put = (to: Uint8Array[], bytes: Uint8Array): number => {
    to.push(bytes);
    return bytes.length;
  };
  let count = 0;
  for (const [path, text] of files) {
    const name = encoder.encode(path);
    const body = encoder.encode(text);
    // What both the file's own head and the list at the end say of it.
    const facts = [
      ...two(VERSION),
      ...two(UTF8),
      ...two(0),
      ...two(0),
      ...two(NO_DATE),
      ...four(crc32(body)),
      ...four(body.length),
      ...four(body.length),
      ...two(name.length),
      ...two(0),
    ];
    put(list, Uint8Array.from([...four(0x02014b50), ...two(VERSION), ...facts]));
    put(list, Uint8Array.from([...two(0), ...two(0), ...two(0), ...four(0), ...four(at)]));
    put(list, name);
    at += put(pieces, Uint8Array.from([...four(0x04034b50), ...facts]));
    at += put(pieces, name) + put(pieces, body);
    count++;
  }
  const size = list.reduce((sum, { length }) => sum + length, 0);
  const end = [four(0x06054b50), two(0), two(0), two(count), two(count), four(size), four(at), two(0)].flat();
  return joined([...pieces, ...list, Uint8Array.from(end)]);
}

const two = (n: number): number[] => [n & 0xff, (n >>> 8) & 0xff];
const four = (n: number): number[] => [...two(n & 0xffff), ...two(n >>> 16)];

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
