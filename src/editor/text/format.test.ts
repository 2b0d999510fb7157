import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatText } from './format.ts';

const folder = new URL('../../../scenarios/', import.meta.url);
const HOUSE = readdirSync(folder).map(
  (id) => [id, readFileSync(new URL(`${id}/scenario.yaml`, folder), 'utf8')] as const,
);

/** Comments by themselves, in their order. */
const commentsOf = (text: string) => [...text.matchAll(/(?:^|\s)(# .*)$/gm)].map(([, said]) => said);

const indentOf = (line: string) => line.length - line.trimStart().length;

describe('laying out', () => {
  it.each(HOUSE)('%s: nothing is to be done', (_, text) => {
    const laid = formatText(text)!;
    const [before, after] = [text, laid].map((one) => one.split('\n'));
    const changed = before!.filter((line) => !after!.includes(line));
    expect(changed).toEqual([]);
    expect(commentsOf(laid)).toEqual(commentsOf(text));
    expect(laid).toBe(text);
  });

  it.each(HOUSE)('%s badly indented: it comes back, and once more changes nothing', (_, text) => {
    const bad = text.replace(/^( +)/gm, (indent) => `${indent}   `).replace(/: \{ /g, ':   {');
    const laid = formatText(bad)!;
    expect(parse(laid)).toEqual(parse(bad));
    expect(commentsOf(laid)).toEqual(commentsOf(text));
    expect(formatText(laid)).toBe(laid);
    expect(Math.max(...laid.split('\n').map(indentOf))).toBeLessThanOrEqual(
      Math.max(...text.split('\n').map(indentOf)),
    );
  });

  it('mends indentation, blanks and brackets; comments, blank lines and quotes stay', () => {
    const text = `# first
format:   1
parts:
      a: # of the shop
          kind:  service


          at: [ 1,2 ]
          settings: {slots: 5,   queue: 0}
wires:
- a.out -> b.in   # one
-   {from: a.out, to: b.in}
summary: >-
        What is folded
        stays so.

        Twice.
text: |
        Hello
          you
title: 'single'
`;
    expect(formatText(text)).toBe(`# first
format: 1
parts:
  a: # of the shop
    kind: service

    at: [1, 2]
    settings: { slots: 5, queue: 0 }
wires:
  - a.out -> b.in # one
  - { from: a.out, to: b.in }
summary: >-
  What is folded
  stays so.

  Twice.
text: |
  Hello
    you
title: 'single'
`);
  });

  it('a document pasted as JSON stands in lines of its own, a short one on one line', () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: '*' }],
    };
    const json = JSON.stringify({ policy, more: policy }, null, 2).replaceAll('\n', '\n  ');
    const laid = formatText(`policy: ${json}\nat: [\n  1,\n  2]\n`)!;
    expect(laid).toContain('policy:\n  "policy":\n    "Version": "2012-10-17"\n');
    expect(laid).toContain('at: [1, 2]');
    expect(parse(laid).policy.more).toEqual(policy);
  });

  it.each([
    ['half typed', 'parts:\n  a: {'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['nothing', ''],
    ['a tag', 'a: !!js/function x\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['too long', `a: ${'x'.repeat(1024 * 1024)}`],
    [
      'a bomb',
      [
        'a: &a [1,1,1,1,1,1,1,1,1]',
        ...'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`),
      ].join('\n'),
    ],
  ])('%s is refused', (_, text) => expect(formatText(text)).toBeNull());

  it('lines of Windows become lines', () => {
    expect(formatText('a: 1\r\nb:\r\n    c: >-\r\n      x\r\n      y\r\n')).toBe(
      'a: 1\nb:\n  c: >-\n    x\n    y\n',
    );
  });
});
