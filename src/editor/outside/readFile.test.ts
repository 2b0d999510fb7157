import { expect, test } from 'vitest';
import { textOf } from './readFile.ts';

const bytes = (...all: number[]) => new Uint8Array(all);

test('UTF-8, and what a spreadsheet calls Unicode text', () => {
  expect(textOf('a.csv', new TextEncoder().encode('at\n0,5 µs'))).toEqual({ ok: true, text: 'at\n0,5 µs' });
  expect(textOf('a.csv', bytes(0xff, 0xfe, 0x61, 0, 0x0a, 0))).toEqual({ ok: true, text: 'a\n' });
  expect(textOf('a.csv', bytes(0xfe, 0xff, 0, 0x61))).toEqual({ ok: true, text: 'a' });
});

test('other bytes are no text, and the place is told', () => {
  expect(textOf('a.csv', bytes(0x61, 0x0a, 0x62, 0xff))).toEqual({
    ok: false,
    says: 'a.csv is no text. Line 2, column 2 is not UTF-8. Expected a text file, in UTF-8.',
  });
  expect(textOf('a.xlsx', bytes(0x50, 0x4b, 0x03, 0x04, 0, 0))).toMatchObject({ ok: false });
});
