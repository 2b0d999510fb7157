// @vitest-environment jsdom
import { Blob as NodeBlob } from 'node:buffer';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pack, unpack } from '../../table/links.ts';
import { authorAddress, embedSnippet, isLong, loadAddress, studentAddress, withText } from './addresses.ts';

afterEach(() => vi.unstubAllGlobals());

const BASE = 'https://lab.example/some/where/author.html?x=1#text=old';

describe('addresses', () => {
  it('stand beside the page, whatever stands behind its own', () => {
    expect(studentAddress(BASE)).toBe('https://lab.example/some/where/?page=lesson');
    expect(authorAddress(BASE)).toBe('https://lab.example/some/where/author.html');
    expect(loadAddress(BASE, 'https://x.example/a b.yaml?v=1&w=2#c')).toBe(
      'https://lab.example/some/where/load.html?src=https%3A%2F%2Fx.example%2Fa%20b.yaml%3Fv%3D1%26w%3D2%23c',
    );
  });

  it('carry the text, comments and all', async () => {
    // jsdom's own has no stream.
    vi.stubGlobal('Blob', NodeBlob);
    const text = '# Käse ☕\nformat: 1\n';
    const link = withText(studentAddress(BASE), await pack(text));
    expect(await unpack(new URL(link).hash.slice('#text='.length))).toEqual({ ok: true, text });
  });

  it('are long from 8000 characters on', () => {
    expect(isLong('x'.repeat(8000))).toBe(false);
    expect(isLong('x'.repeat(8001))).toBe(true);
  });
});

describe('the lines for another page', () => {
  const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html').body;
  const LINK = 'https://lab.example/?page=lesson&x=1#text=a-_9';

  it('are a link and a frame that may do nothing to the page', () => {
    const body = parsed(embedSnippet(LINK, 'The Buffer'));
    expect(body.querySelector('a')!.getAttribute('href')).toBe(LINK);
    const frame = body.querySelector('iframe')!;
    expect(frame.getAttribute('src')).toBe(LINK);
    expect(frame.title).toBe('The Buffer');
    expect(frame.getAttribute('loading')).toBe('lazy');
    const rights = frame.getAttribute('sandbox')!.split(' ');
    expect(rights).toEqual([
      'allow-scripts',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
      'allow-downloads',
    ]);
  });

  it.each(['"><script>alert(1)</script>', `it's "quoted" & <b>bold</b>`, "' onload='alert(1)", '&quot;&lt;'])(
    'the title %s stays a title',
    (title) => {
      const body = parsed(embedSnippet(LINK, title));
      expect(body.querySelectorAll('*')).toHaveLength(3);
      expect(body.querySelector('a')!.textContent).toBe(title);
      const frame = body.querySelector('iframe')!;
      expect(frame.title).toBe(title);
      expect(frame.getAttributeNames().toSorted()).toEqual(
        ['height', 'loading', 'sandbox', 'src', 'title', 'width'].toSorted(),
      );
    },
  );
});
