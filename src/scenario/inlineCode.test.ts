import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { inlineCode } from './inlineCode.ts';

const go = 'package main\n\nfunc main() {\n\tprintln("a: b # c")\n}\n';
const read = (path: string) => (path === 'code/a.go' ? go : null);

describe('programs beside a scenario', () => {
  test('a setting that names one has its text', () => {
    const { text } = inlineCode(
      'parts:\n  server:\n    code: code/a.go   # the cache\n    entry: Get\n',
      read,
    );
    expect(parse(text)).toEqual({ parts: { server: { code: go, entry: 'Get' } } });
  });

  test('a quoted key too, and files that end their lines in the other way', () => {
    const { text } = inlineCode('set:\r\n  "server.code": code/a.go\r\n', () => go.replaceAll('\n', '\r\n'));
    expect(parse(text)).toEqual({ set: { 'server.code': go } });
  });

  test('a file that is not there, or not beside the scenario, stays a name', () => {
    const text = 'a:\n  code: code/b.go\n  more: code/../a.go\n  says: see code/a.go\n';
    expect(inlineCode(text, (path) => (path.includes('..') ? go : null)).text).toBe(text);
  });

  test('lines are told as the file has them', () => {
    const { text, lineOf } = inlineCode('one: 1\ncode: code/a.go\nthree: 3\n', read);
    const at = text.split('\n').indexOf('three: 3') + 1;
    expect([lineOf(1), lineOf(2), lineOf(4), lineOf(at)]).toEqual([1, 2, 2, 3]);
  });
});
