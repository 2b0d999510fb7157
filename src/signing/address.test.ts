import { expect, it } from 'vitest';
import { betweenEqual, changesSaid, comparedTo, piecesOf } from './address.ts';

const URL = 'https://a.blob.core.windows.net/c/b.txt?sv=2026-04-06&sp=r&sig=abc%3D';
const marked = (address: string, other = URL) =>
  comparedTo(address, other)
    .filter(({ differs }) => differs)
    .map(({ text, parameter }) => `${parameter}:${text}`);

it('the pieces are the text again, whatever the text is', () => {
  for (const text of [URL, '', '?', 'a?&&==', 'https://x?sp=r&sp=r#?']) {
    const pieces = piecesOf(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(
      comparedTo(text, URL)
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
  }
});

it('parameters are told from values and from what is in front of them', () => {
  expect(piecesOf('p?sp=r').map(({ what, text }) => `${what} ${text}`)).toEqual([
    'place p',
    'mark ?',
    'name sp',
    'mark =',
    'value r',
  ]);
});

it('one character is marked where it was changed, put in or taken out', () => {
  expect(marked(URL)).toEqual([]);
  expect(marked(URL.replace('sp=r', 'sp=w'))).toEqual(['sp:w']);
  expect(marked(URL.replace('sp=r', 'sp=rw'))).toEqual(['sp:w']);
  expect(marked(URL.replace('abc', 'ac'))).toEqual(['sig:']);
  expect(marked(URL.replace('b.txt', 'B.txt'))).toEqual([':B']);
  // Two at once, each at its place.
  expect(marked(URL.replace('sp=r', 'sp=w').replace('abc', 'abd'))).toEqual(['sp:w', 'sig:d']);
  expect(marked(`${URL}&x=1`)).toEqual(['x:x', 'x:1']);
});

it('what was changed is said, and what is gone', () => {
  expect(changesSaid(URL, URL)).toBe('');
  expect(changesSaid(URL.replace('sp=r', 'sp=w'), URL)).toBe('Not as it was handed out: sp.');
  expect(changesSaid(URL.replace('c/b', 'c/x'), URL)).toBe(
    'Not as it was handed out: the address before the question mark.',
  );
  expect(changesSaid(URL.replace('&sp=r', ''), URL)).toBe('Gone: sp.');
  expect(changesSaid(`${URL}&sp=r`, URL)).toBe('The parameters stand in another order, or are there twice.');
});

it('between an equal beginning and an equal end', () => {
  expect(betweenEqual('aXc', 'aYc')).toEqual([1, 2]);
  expect(betweenEqual('aa', 'aaa')).toEqual([2, 2]);
  expect(betweenEqual('', 'a')).toEqual([0, 0]);
});
