import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SAMPLE } from '../../../tests/golang/sample.ts';
import { nodesOf } from '../../../tests/golang/sketch.ts';
import { parseGo } from './parseGo.ts';
import { HEIGHT_MAX, NESTING_MAX } from './parser.ts';

const N = 100_000;
const value = (text: string): string => `package p\nvar x = ${text}\n`;
const body = (text: string): string => `package p\nfunc f() {\n${text}\n}\n`;

test.each([
  ['parentheses', value(`${'('.repeat(N)}1${')'.repeat(N)}`)],
  ['brackets', value('['.repeat(N))],
  ['literals', value(`T${'{'.repeat(N)}`)],
  ['functions', value('func() { x = '.repeat(N))],
  ['blocks', body('{'.repeat(N))],
  ['labels', body('L: '.repeat(N))],
  ['channels', value('<-chan '.repeat(N))],
  ['structs', `package p\ntype T ${'struct { a '.repeat(N)}`],
  ['signatures', `package p\ntype T ${'func('.repeat(N)}`],
  ['interfaces', `package p\ntype T ${'interface { m(x '.repeat(N)}`],
  ['type parameters', body('type T[P (func() { '.repeat(N))],
])('nested %s are refused, and nothing overflows', (_, source) => {
  const { file, errors } = parseGo(source);
  expect(file).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors[0]!.message).toBe(`nested too deeply: more than ${NESTING_MAX} levels`);
});

test.each([
  ['sums', value(`${'1+'.repeat(N)}1`)],
  ['calls', value(`f${'()'.repeat(N)}`)],
  ['selectors', value(`x${'.x'.repeat(N)}`)],
  ['else ifs', body(`${'if x {} else '.repeat(N)}{}`)],
  ['pointers', `package p\nvar x ${'*'.repeat(N)}int\n`],
  ['unions', `package p\ntype T[P *${'a|'.repeat(N)}a] int\n`],
])('endless %s are refused: their tree would be too high', (_, source) => {
  expect(parseGo(source).errors[0]!.message).toBe(
    `expression too long: more than ${HEIGHT_MAX} operations in a row`,
  );
});

test('what stands side by side may be as long as it likes', () => {
  for (const source of [
    value(`T{${'a+b, '.repeat(N)}}`),
    body('go f().g()\n'.repeat(N)),
    `package p\nfunc f(${'a, b int, '.repeat(N)})\n`,
    `package p\nfunc f[T ${'~a | '.repeat(N)}b]() {}\n`,
    body(';'.repeat(N)),
    value(`(${'('.repeat(100)}1${')'.repeat(100)}) + 1`),
  ]) {
    expect(parseGo(source).errors).toEqual([]);
  }
});

test('a goto for each label takes no longer than its lines', () => {
  const count = 20_000;
  const lines = (make: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => make(i)).join('\n');
  const source = body(`${lines((i) => `goto L${i}`)}\n${lines((i) => `L${i}: x()`)}`);
  expect(parseGo(source).errors).toEqual([]);
});

test.each([
  ['a string', 'package p\nvar x = "abc', '2:9: string not terminated'],
  ['a raw string', value(`\`${'x\n'.repeat(N)}`), '2:9: string not terminated'],
  ['a comment', `package p\n/*${'*'.repeat(N)}`, '2:1: comment not terminated'],
  ['a rune', "package p\nvar x = 'a", '2:9: rune literal not terminated'],
  ['a NUL', 'package p // \0', '1:14: invalid NUL character'],
  ['half a pair', value('"\ud800"'), '2:10: invalid UTF-8 encoding'],
  ['a BOM inside', 'package p\n\ufeffvar x int', '2:1: invalid BOM in the middle of the file'],
])('%s is told of', (_, source, expected) => {
  const [first] = parseGo(source).errors;
  expect(`${first!.line}:${first!.column}: ${first!.message}`).toBe(expected);
});

test('a BOM at the very beginning is no part of the text', () => {
  expect(parseGo('\ufeffpackage p\n').errors).toEqual([]);
});

const WORDS =
  'package import const var type func if else for range switch case default select go defer return break continue goto fallthrough chan map struct interface x y _ T 1 2.5 0x \'a\' "s" `r` ( ) [ ] { } , ; : := = . ... <- * + - ++ -- += ! ~ | & && == < << // /* */ " \' ` @ é \n \n \n'.split(
    ' ',
  );

/** Never throws, tells at most ten things in their order, and every node lies within the text. */
function sound(source: string): void {
  const { file, errors } = parseGo(source);
  expect(errors.length).toBeLessThanOrEqual(10);
  for (let i = 1; i < errors.length; i++) {
    expect(errors[i]!.start).toBeGreaterThanOrEqual(errors[i - 1]!.start);
  }
  for (const { start, end } of errors) expect(start <= end && end <= source.length + 1).toBe(true);
  for (const [node] of file ? nodesOf(file) : []) {
    expect(
      node.start <= node.end && node.end <= source.length,
      `${node.kind} ${node.start}-${node.end}`,
    ).toBe(true);
  }
}

test('no soup of tokens upsets it', () => {
  const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(soup, fc.boolean(), (text, inside) => sound(inside ? body(text) : `package p\n${text}`)),
    { numRuns: 2000 },
  );
});

test('a function type without its parentheses', () =>
  sound('package p\nfunc f(x int, func\n\nfunc Map(f func(T) U)'));

test('no slip in a real file upsets it', () => {
  fc.assert(
    fc.property(fc.nat(SAMPLE.length), fc.nat(12), fc.constantFrom(...WORDS), (at, cut, word) =>
      sound(`${SAMPLE.slice(0, at)} ${word} ${SAMPLE.slice(at + cut)}`),
    ),
    { numRuns: 400 },
  );
});

test('no text at all upsets it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => sound(`package p\n${text}`)),
    { numRuns: 1000 },
  );
});
