// @vitest-environment node
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, unpack } from './links.ts';

describe('a scenario in a link', () => {
  test('comes back as it was, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (text) => {
        const packed = await pack(text);
        expect(packed).toMatch(/^[\w-]*$/);
        expect(await unpack(packed)).toEqual({ ok: true, text });
      }),
      { numRuns: 50 },
    );
  });

  test.each(['request-reply', 'queue-worker'])(
    'the template %s takes less than 2,000 characters',
    async (id) => {
      const packed = await pack(readFileSync(`templates/${id}/scenario.yaml`, 'utf8'));
      expect(packed.length).toBeLessThan(1800);
    },
  );

  test('a link that is cut short, changed or made up says so', async () => {
    const packed = await pack('format: 1\n'.repeat(50));
    for (const bad of ['', '!!', packed.slice(0, -6), `x${packed}`, 'AAAA', '<script>']) {
      expect(await unpack(bad)).toMatchObject({
        ok: false,
        says: expect.stringContaining('cannot be unpacked'),
      });
    }
  });

  test('a few bytes that unpack to a gigabyte are refused before they are unpacked', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url');
    expect(await unpack(bomb)).toMatchObject({ ok: false, says: expect.stringContaining('1 MiB') });
  });
});
