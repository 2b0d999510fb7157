import { StreamLanguage } from '@codemirror/language';
import { classHighlighter, highlightTree } from '@lezer/highlight';
import { expect, it } from 'vitest';
import { yamlColors } from './colors.ts';

const language = StreamLanguage.define(yamlColors);

/** The words of a text with their colours. */
function colored(text: string): readonly string[] {
  const found: string[] = [];
  highlightTree(language.parser.parse(text), classHighlighter, (from, to, classes) =>
    found.push(`${classes.replace(/tok-/g, '')} ${text.slice(from, to)}`),
  );
  return found;
}

it.each([
  ['a: b', ['propertyName a', 'punctuation :', 'string b']],
  [
    'summary: "An empty table: put it"',
    ['propertyName summary', 'punctuation :', 'string "An empty table: put it"'],
  ],
  [
    "a: 'it''s: so' # no: key",
    ['propertyName a', 'punctuation :', "string 'it''s: so'", 'comment # no: key'],
  ],
  ['- id: x', ['meta -', 'propertyName id', 'punctuation :', 'string x']],
  ['- a.out -> b.in', ['meta -', 'string a.out -> b.in']],
  [
    '- { at: 1s, with: { n: 2 } }',
    [
      'meta -',
      'punctuation {',
      'propertyName at',
      'punctuation :',
      'number 1s',
      'punctuation ,',
      'propertyName with',
      'punctuation :',
      'punctuation {',
      'propertyName n',
      'punctuation :',
      'number 2',
      'punctuation }',
      'punctuation }',
    ],
  ],
  [
    'k: [a b, 5 %, true]',
    [
      'propertyName k',
      'punctuation :',
      'punctuation [',
      'string a b',
      'punctuation ,',
      'number 5 %',
      'punctuation ,',
      'atom true',
      'punctuation ]',
    ],
  ],
  [
    't: |\n  x: y\n\n  - z\nu: 1',
    [
      'propertyName t',
      'punctuation :',
      'meta |',
      'string   x: y',
      'string   - z',
      'propertyName u',
      'punctuation :',
      'number 1',
    ],
  ],
  [
    '- t: >-\n    x: y\n  u: 1',
    [
      'meta -',
      'propertyName t',
      'punctuation :',
      'meta >-',
      'string     x: y',
      'propertyName u',
      'punctuation :',
      'number 1',
    ],
  ],
  [
    'a: "x\n  b: y"\nc: d',
    [
      'propertyName a',
      'punctuation :',
      'string "x',
      'string   b: y"',
      'propertyName c',
      'punctuation :',
      'string d',
    ],
  ],
  // Half typed: what follows is coloured all the same.
  [
    'a: { b: c\nd: e',
    [
      'propertyName a',
      'punctuation :',
      'punctuation {',
      'propertyName b',
      'punctuation :',
      'string c',
      'propertyName d',
      'punctuation :',
      'string e',
    ],
  ],
])('%j', (text, colors) => expect(colored(text)).toEqual(colors));

it('a hostile line costs no more than its length', () => {
  const began = process.cpuUsage();
  for (const text of [
    'a '.repeat(100_000),
    '{'.repeat(200_000),
    `${'a'.repeat(200_000)}:`,
    `"${'\\'.repeat(200_000)}`,
    ' '.repeat(200_000),
  ])
    colored(`x: ${text}\n${text}`);
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(4000);
});
