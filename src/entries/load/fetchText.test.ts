import { expect, it, vi } from 'vitest';
import { fetchText, readSource } from './fetchText.ts';

const HERE = 'https://lab.example/deep/load.html';

it.each([
  [null, 'names no address'],
  ['  ', 'names no address'],
  ['https://', 'is no address'],
  ['javascript:alert(1)', 'begins with javascript:'],
  ['data:text/yaml,format: 1', 'begins with data:'],
  ['file:///etc/passwd', 'begins with file:'],
  ['http://elsewhere.example/a.yaml', 'begins with http:'],
  ['https://me:secret@elsewhere.example/a.yaml', 'a name or a password'],
])('%s is not fetched', (src, says) => {
  const named = readSource(src, HERE);
  expect(named).toMatchObject({ ok: false, says: expect.stringContaining(says) });
});

it.each([
  ['https://elsewhere.example/a.yaml#part', 'https://elsewhere.example/a.yaml'],
  ['lessons/a.yaml', 'https://lab.example/deep/lessons/a.yaml'],
  ['http://localhost:8000/a.yaml', 'http://localhost:8000/a.yaml'],
])('%s is an address', (src, url) => {
  expect(readSource(src, HERE)).toMatchObject({ ok: true, url: new URL(url) });
});

const url = new URL('https://elsewhere.example/a.yaml');
const answering = (body: BodyInit | null, status = 200) => vi.fn(async () => new Response(body, { status }));

it('asks without cookies and without a word about this page', async () => {
  const get = answering('format: 1');
  expect(await fetchText(url, get)).toEqual({ ok: true, text: 'format: 1' });
  expect(get).toHaveBeenCalledWith(
    url,
    expect.objectContaining({ credentials: 'omit', referrerPolicy: 'no-referrer' }),
  );
});

it('says in a sentence why there is no text', async () => {
  const says = async (get: typeof fetch) => {
    const fetched = await fetchText(url, get);
    return fetched.ok ? null : fetched.says;
  };
  expect(await says(answering('', 404))).toContain('elsewhere.example answered 404');
  expect(await says(answering('x'.repeat(1024 * 1024 + 1)))).toContain('more than 1 MiB');
  expect(await says(answering(new Uint8Array([0xff, 0xfe, 0xfd])))).toContain('not text in UTF-8');
  expect(await says(vi.fn(() => Promise.reject(new TypeError('Failed to fetch'))))).toContain(
    'cannot be reached from here',
  );
});

it('reads no further than a scenario may be long', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent++;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  await fetchText(url, answering(endless));
  expect(sent).toBeLessThan(25);
});
