// @vitest-environment jsdom
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Case, caseOfClaim, junitXml, type Suite, unreadable, writeJunit } from './junit.ts';
import { UsageError } from './terminal.ts';

/** It throws nothing: a document that cannot be read has an element that says so. */
const parsed = (xml: string): Document => {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  expect(document.querySelector('parsererror')?.textContent).toBeUndefined();
  return document;
};
const counts = (element: Element | null) =>
  ['tests', 'failures', 'errors', 'skipped'].map((name) => Number(element?.getAttribute(name)));

const suite = (cases: readonly Case[], name = 'coffee'): Suite => ({ name, file: `${name}.yaml`, cases });

test('counts what is in it, suite by suite and in all', () => {
  const document = parsed(
    junitXml('run', [
      { ...suite([{ name: 'a', outcome: 'passed' }]), seconds: 1.23456 },
      suite(
        [
          { name: 'b', outcome: 'failed', says: 'It is false.', details: '3 > 4: false' },
          { name: 'c', outcome: 'error', says: 'Nothing was read.' },
          { name: 'd', outcome: 'skipped', says: 'Undecided.' },
          { name: 'e', outcome: 'passed', details: 'a warning' },
        ],
        'tea',
      ),
    ]),
  );
  expect(document.documentElement.tagName).toBe('testsuites');
  expect(counts(document.documentElement)).toEqual([5, 1, 1, 1]);
  const [coffee, tea] = document.querySelectorAll('testsuite');
  expect(counts(coffee!)).toEqual([1, 0, 0, 0]);
  expect(coffee!.getAttribute('time')).toBe('1.235');
  expect(counts(tea!)).toEqual([4, 1, 1, 1]);
  expect(tea!.hasAttribute('time')).toBe(false);
  const failure = tea!.querySelector('[name=b] > failure')!;
  expect(failure.getAttribute('message')).toBe('It is false.');
  expect(failure.textContent).toBe('It is false.\n3 > 4: false');
  expect(tea!.querySelector('[name=c] > error')?.getAttribute('message')).toBe('Nothing was read.');
  expect(tea!.querySelector('[name=d] > skipped')).not.toBeNull();
  expect(tea!.querySelector('[name=e] > system-out')?.textContent).toBe('a warning');
  expect([...tea!.children].map((one) => one.getAttribute('file'))).toEqual(Array(4).fill('tea.yaml'));
});

test.each([
  ['quotes and signs', `"it's" <b>&amp;</b> ]]> ]]>`, null],
  ['emoji and other scripts', '☕ 👩‍🍳 名前 עברית', null],
  ['lines and tabs', 'one\ntwo\tthree', null],
  ['control characters, spelt out', 'a\u0000b\u001b[31mc\rd\u0085', '\\u0000|\\u001b|\\u000d|\\u0085'],
  ['halves of a pair, spelt out', 'a\ud800b\udc00', '\\ud800|\\udc00'],
  ['what XML forbids, spelt out', '\uffff\ufffe', '\\uffff|\\ufffe'],
])('hostile names: %s', (_, text, spelt) => {
  const cases: Case[] = [
    { name: text, outcome: 'failed', says: text, details: text },
    { name: `2 ${text}`, outcome: 'passed', details: text },
    { name: `3 ${text}`, outcome: 'error', says: text, details: text },
  ];
  const document = parsed(junitXml(text, [suite(cases, text)]));
  expect(counts(document.documentElement)).toEqual([3, 1, 1, 0]);
  const seen = document.querySelector('testcase')!.getAttribute('name')!;
  expect(document.querySelector('failure')!.getAttribute('message')).toBe(seen);
  if (spelt === null) expect(seen).toBe(text);
  else for (const one of spelt.split('|')) expect(seen).toContain(one);
});

test('a claim is a case, a scenario with errors has one for each', () => {
  const claim = { id: 'short-line', says: 'Hardly anybody waits.', text: '7 < 1: false' };
  const outcomes = [true, false, 'undecided' as const].map(
    (verdict) => caseOfClaim({ ...claim, verdict }).outcome,
  );
  expect(outcomes).toEqual(['passed', 'failed', 'skipped']);
  const problem = { line: 9, column: 3, path: 'parts.a', found: 'x', expected: 'y', says: 'No.' };
  const { cases } = unreadable('a.yaml', [
    { ...problem, severity: 'warning' },
    { ...problem, severity: 'error' },
  ]);
  expect(cases).toEqual([
    { name: '9:3 parts.a', outcome: 'error', says: 'No.', details: 'a.yaml:9:3: error: No.' },
  ]);
});

test('its folder is made; a folder is no file', () => {
  const root = mkdtempSync(join(tmpdir(), 'junit-'));
  writeJunit(join(root, 'deep', 'er', 'out.xml'), 'lint', [suite([{ name: 'a', outcome: 'passed' }])]);
  expect(readFileSync(join(root, 'deep', 'er', 'out.xml'), 'utf8')).toMatch(/^<\?xml/);
  for (const path of [root, '']) expect(() => writeJunit(path, 'lint', [])).toThrow(UsageError);
  expect(() => writeJunit(undefined, 'lint', [])).not.toThrow();
});
