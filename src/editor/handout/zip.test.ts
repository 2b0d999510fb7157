import { describe, expect, it } from 'vitest';
import { crc32, zipped } from './zip.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What a reader of archives does: from the list at the end to each file. */
function unzipped(bytes: Uint8Array): Record<string, string> {
  const view = new DataView(bytes.buffer);
  const decode = (from: number, length: number) =>
    new TextDecoder().decode(bytes.subarray(from, from + length));
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const files: Record<string, string> = {};
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const [crc, size, length] = [
      view.getUint32(at + 16, true),
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
    ];
    const head = view.getUint32(at + 42, true);
    expect(view.getUint32(head, true)).toBe(0x04034b50);
    const body = head + 30 + view.getUint16(head + 26, true);
    const text = decode(body, size);
    expect(crc32(bytesOf(text))).toBe(crc);
    files[decode(at + 46, length)] = text;
    at += 46 + length;
  }
  expect(at).toBe(end);
  return files;
}

describe('an archive', () => {
  it('has the checksum that the format asks for', () => {
    expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
    expect(crc32(bytesOf(''))).toBe(0);
  });

  it('holds every file whole', () => {
    const files = {
      'shop/scenario.yaml': 'title: Käse ☕\n',
      'shop/code/a.go': 'package main\n',
      'shop/empty.md': '',
    };
    expect(unzipped(zipped(Object.entries(files)))).toEqual(files);
  });
});
