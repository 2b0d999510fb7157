/** What is refused before any key is tried: tokens and URLs that are not in order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorize } from '../../src/rules/azure/sas/authorize.ts';
import { explain } from '../../src/rules/azure/sas/explain.ts';
import { LETTERS, letterSays } from '../../src/rules/azure/sas/permissions.ts';
import { readSasValues } from '../../src/rules/azure/sas/readValues.ts';
import { readSasUrl, readToken, sasUrl, signedToken } from '../../src/rules/azure/sas/token.ts';
import { account, answer, ask, at, HOUR, key1, NOON, ofAccount, service } from './sasWorld.ts';

describe('tokens that are not in order', () => {
  const right = signedToken(service({ st: at(NOON - HOUR) }), key1.value);
  const cases: readonly (readonly [why: string, token: string, expected: string])[] = [
    ['nothing', '', 'a token such as'],
    ['a parameter twice', `${right}&sp=rwd`, 'sp once, found it twice'],
    ['one that is unknown', `${right}&spx=1`, 'found "spx"'],
    ['broken percent-encoding', right.replace('%3A', '%3G'), 'percent-encoded'],
    ['bytes that are no UTF-8', `${right}&rsct=%FF`, 'percent-encoded'],
    ['no value', right.replace('sp=r', 'sp='), 'a value for sp'],
    ['no name', `${right}&=r`, 'name=value'],
    ['a time that is none', right.replace(/se=[^&]*/, 'se=tomorrow'), 'se: a time'],
    ['an end before the start', right.replace(/se=[^&]*/, 'se=2025-12-31'), 'se after st'],
    ['letters out of order', right.replace('sp=r', 'sp=wr'), 'sp: the order rw'],
    ['a letter that is unknown', right.replace('sp=r', 'sp=rz'), 'found "z"'],
    ['a letter of containers', right.replace('sp=r', 'sp=rl'), 'found "l"'],
    ['a letter twice', right.replace('sp=r', 'sp=rr'), 'each letter once'],
    [
      'a letter too new for sv',
      right.replace('2026-04-06', '2019-02-02').replace('sp=r', 'sp=rt'),
      '"t" only from',
    ],
    ['a version before the first', right.replace('2026-04-06', '2014-02-14'), 'sv from'],
    ['a version that is yet to come', right.replace('2026-04-06', '2199-01-01'), 'sv from'],
    ['a resource that is none', right.replace('sr=b', 'sr=q'), 'sr: one of'],
    ['a protocol that is not to be had', `${right}&spr=http`, 'spr: https'],
    ['an address that is none', `${right}&sip=10.0.0.256`, 'sip: an address'],
    ['addresses the wrong way round', `${right}&sip=10.0.0.9-10.0.0.1`, 'sip: an address'],
    ['no signature', right.replace(/&sig=.*/, ''), 'sig (the signature)'],
    ['a plus sign unencoded', right.replace(/sig=.*/, `sig=${'+'.repeat(43)}=`), 'sig: 32 bytes'],
    ['a signature too short', right.replace(/sig=.*/, 'sig=AAAA'), 'sig: 32 bytes'],
    ['what is an account’s only', `${right}&ss=b`, 'srt'],
    ['what is a user’s only', `${right}&saoid=1`, 'no saoid'],
    ['a scope too new for sv', `${right.replace('2026-04-06', '2020-02-10')}&ses=s`, 'ses only from'],
    ['a depth without a directory', `${right}&sdd=1`, 'sdd where sr is d'],
    ['no end and no policy', right.replace(/se=[^&]*&/, ''), 'se (expiry)'],
    ['more than a URL holds', `${right}&rsct=${'x'.repeat(20_000)}`, 'at most 16384 characters'],
  ];
  test.each(cases)('%s', (_, token, expected) => {
    const read = readToken(token);
    expect(read.ok ? 'read' : read.expected).toContain(expected);
    expect(answer(ask(token))).toBe('403 AuthenticationFailed (form)');
  });

  test('what the request says beside it is no part of it; letters of an account may stand as the portal writes them', () => {
    expect(answer(ask(`?${right}&timeout=30`))).toBe('ok');
    const portal = ofAccount({ sp: 'rwdlacupiytfx', ss: 'bfqt' });
    expect(answer(ask(portal))).toBe('ok');
  });

  test('whatever comes is answered: nothing throws, and no token made of noise is let in', () => {
    const names = fc.constantFrom(
      'sv',
      'sr',
      'sp',
      'st',
      'se',
      'sip',
      'ss',
      'srt',
      'skoid',
      'sig',
      '__proto__',
      'spr',
    );
    const noise = fc.array(fc.tuple(names, fc.string({ maxLength: 12 })), { maxLength: 12 });
    const tokens = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      noise.map((pieces) => pieces.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')),
    );
    fc.assert(
      fc.property(tokens, fc.string(), (token, container) => {
        const request = ask(token, { container });
        expect(authorize(request, account).ok).toBe(false);
        expect(explain(request, account).says).not.toBe('');
        expect(readSasUrl(token).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (document) => void readSasValues(JSON.parse(JSON.stringify(document)))),
    );
  });

  test('each letter of each kind has a word', () => {
    for (const set of ['blob', 'container', 'directory', 'account'] as const)
      for (const letter of LETTERS[set])
        expect(letterSays(letter, set), `${set} ${letter}`).toMatch(/^[A-Z]/);
    expect(letterSays('p', 'account')).not.toBe(letterSays('p', 'directory'));
  });

  test('a URL and back, with names that need care', () => {
    const place = { account: 'scriptorium', container: 'maps', blob: 'north coast/50 % + é.tif' };
    const url = sasUrl(place, right);
    expect(new URL(url).pathname).toBe('/maps/north%20coast/50%20%25%20%2B%20%C3%A9.tif');
    expect(readSasUrl(url)).toEqual({ ok: true, value: { ...place, protocol: 'https', token: right } });
    expect(readSasUrl(`http://127.0.0.1:10000/scriptorium/maps/a?${right}`)).toMatchObject({
      value: { account: 'scriptorium', container: 'maps', blob: 'a', protocol: 'http' },
    });
    const snapshot = sasUrl({ ...place, snapshot: '2026-01-01T00:00:00.0000000Z' }, right);
    expect(readSasUrl(snapshot)).toMatchObject({ value: { snapshot: '2026-01-01T00:00:00.0000000Z' } });
    for (const bad of [
      '',
      'maps/a',
      'ftp://a.b/c',
      'https://a.b/',
      `https://a.b/%ZZ?${right}`,
      'https://a.b/c/d',
    ])
      expect(readSasUrl(bad).ok, bad).toBe(false);
    expect(readSasUrl(`${url}&se=2030-01-01`)).toEqual({ ok: false, expected: 'se once, found it twice' });
  });
});
