import { expect, test } from 'vitest';
import type { Expression } from '../syntax/tree.ts';
import { checkProgram } from './check.ts';
import { constantText } from './constants.ts';
import type { Checked, CheckedPackage, CheckOptions } from './info.ts';
import { typeText } from './typeText.ts';

const NO_PACKAGES: CheckOptions = { sourceOf: () => null };

function program(source: string, options = NO_PACKAGES): Checked {
  return checkProgram('main', [{ name: 'main.go', source: `package main\n${source}` }], options);
}

function only(source: string): { readonly found: CheckedPackage; readonly source: string } {
  const { packages, errors } = program(source);
  expect(errors).toEqual([]);
  return { found: packages[0]!, source: `package main\n${source}` };
}

/** What the expressions that are written so turned out to be. */
function told(source: string, written: string): readonly string[] {
  const { found, source: whole } = only(source);
  const isIt = (e: Expression): boolean => whole.slice(e.start, e.end) === written;
  return [...found.info.types]
    .filter(([e]) => isIt(e))
    .map(([, { mode, type, value }]) => {
      const shown = value === null ? '' : ` ${constantText(value)}`;
      return `${mode} ${typeText(type, found.package)}${shown}`;
    });
}

test('a constant gets its type from where it goes', () => {
  expect(told('func main() { var f float32 = 1.1; _ = f * 3 }', '3')).toEqual(['constant float32 3']);
  expect(told('func main() { var x any = 1 << 3; _ = x }', '1 << 3')).toEqual(['constant int 8']);
  expect(told('func main() { n := 2; var b byte = 1 << n; _ = b }', '1 << n')).toEqual(['value byte']);
  expect(told('func main() { n := 2; var b byte = 1 << n; _ = b }', '1')).toEqual(['constant byte 1']);
  expect(told('func main() { var p *int; _ = p == nil }', 'nil')).toEqual(['nil *int']);
  expect(told("var r = 'a' + 1\nfunc main() {}", "'a' + 1")).toEqual(['constant rune 98']);
});

test('two results are told where one expression has them', () => {
  const source = 'func main() { m := map[string]int{}; v, ok := m["a"]; _, _ = v, ok }';
  expect(told(source, 'm["a"]')).toEqual(['mapIndex (int, bool)']);
  const pair = 'func pair() (n int, err error) { return }\nfunc main() { n, err := pair(); _, _ = n, err }';
  expect(told(pair, 'pair()')).toEqual(['value (n int, err error)']);
});

test('type arguments are found, and told at the name', () => {
  const { found } = only(`
func Map[T, U any](xs []T, f func(T) U) []U { return nil }
type Pair[A, B any] struct { a A; b B }
func (p Pair[X, Y]) Swap() Pair[Y, X] { return Pair[Y, X]{p.b, p.a} }
var ps = Map([]int{1}, func(i int) Pair[int, string] { return Pair[int, string]{a: i} })
var s = ps[0].Swap()
func main() {}`);
  const all = [...found.info.instances].map(
    ([id, { typeArguments }]) => `${id.name} ${typeArguments.map((one) => typeText(one, null)).join(' ')}`,
  );
  expect(new Set(all)).toEqual(
    new Set(['Map int main.Pair[int, string]', 'Pair int string', 'Pair X Y', 'Pair Y X']),
  );
  const s = found.package.scope.names.get('s');
  expect(s?.kind === 'var' && typeText(s.type, found.package)).toBe('Pair[string, int]');
});

test('variables are initialised after those they need, through functions and methods', () => {
  const { found } = only(`
var a = c + b
var b = f()
var c = f()
var d = 3
var x, y = two()
type T struct{}
func (T) m() int { return y }
var z = T.m(T{})
func f() int { d++; return d }
func two() (int, int) { return z0, d }
var z0 = 1
func main() {}`);
  const order = found.initializers.map(({ variables }) => variables.map(({ name }) => name).join(' '));
  expect(order).toEqual(['d', 'b', 'c', 'a', 'z0', 'x y', 'z']);
});

test('packages stand in the order in which they are initialised, each once', () => {
  const sources: Readonly<Record<string, string>> = {
    a: 'package a\nimport "b"\nimport "c"\nvar X = b.X + c.X\n',
    b: 'package b\nimport "c"\nvar X = c.X\n',
    c: 'package c\nvar X = 1\nvar x = 1\n',
    ring: 'package ring\nimport "gnir"\nvar X = gnir.X\n',
    gnir: 'package gnir\nimport "ring"\nvar X = ring.X\n',
  };
  const options: CheckOptions = {
    sourceOf: (path) => (path in sources ? [{ name: `${path}.go`, source: sources[path]! }] : null),
  };
  const { packages } = program('import "a"\nimport . "b"\nfunc main() { _ = a.X + X }', options);
  expect(packages.map((one) => one.package.path)).toEqual(['c', 'b', 'a', 'main']);
  const messages = (source: string): readonly string[] =>
    program(source, options).errors.map(({ message }) => message);
  expect(messages('import "d"\nfunc main() { d.X() }')).toEqual([
    "could not import d (this lab's Go has no package d)",
  ]);
  expect(messages('import "c"\nfunc main() { _ = c.x; _ = c.Y }')).toEqual([
    'undefined: c.x',
    'undefined: c.Y',
  ]);
  expect(messages('import "ring"\nfunc main() { _ = ring.X }')).toEqual([
    'could not import ring (import cycle not allowed: ring imports gnir imports ring)',
  ]);
});

test('what a newer Go brought is refused in an older one', () => {
  const source = 'func main() { for range 3 {}\nfor range func(func() bool) {} {} }';
  expect(program(source).errors).toEqual([]);
  expect(program(source, { ...NO_PACKAGES, version: 21 }).errors.map(({ message }) => message)).toEqual([
    'cannot range over 3 (untyped int constant): requires go1.22 or later (-lang was set to go1.21; check go.mod)',
    'cannot range over func(func() bool) {} (value of type func(func() bool)): requires go1.23 or later (-lang was set to go1.21; check go.mod)',
  ]);
});

test('a program begins in main, and its functions have bodies', () => {
  expect(program('func f()').errors.map(({ message }) => message)).toEqual([
    'function main is undeclared in the main package',
    'missing function body',
  ]);
  const natives = checkProgram(
    'm',
    [{ name: 'm.go', source: 'package m\nfunc f[T any](x T) T\n' }],
    NO_PACKAGES,
  );
  expect(natives.errors).toEqual([]);
});

test('files of a package know each other; each imports for itself', () => {
  const files = [
    { name: 'a.go', source: 'package main\nimport "b"\nfunc main() { f(b.X) }\n' },
    { name: 'b.go', source: 'package main\nfunc f(n int) { _ = b.X }\nfunc main() {}\n' },
  ];
  const options = { sourceOf: () => [{ name: 'x.go', source: 'package b\nconst X = 1\n' }] };
  const { errors } = checkProgram('main', files, options);
  expect(errors.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    'b.go:2 undefined: b',
    'b.go:3 main redeclared in this block\n\ta.go:3:6: other declaration of main',
  ]);
});

test('however deep a program is, it is told and not thrown', () => {
  const rows = (count: number, one: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => one(i)).join('\n');
  const last = 'var v2000 = 1\nfunc main() {}';
  const { errors } = program(`${rows(2000, (i) => `var v${i} = v${i + 1}`)}\n${last}`);
  expect(errors.some(({ message }) => message.startsWith('nested too deeply'))).toBe(true);
  expect(program(`func main() { x := 1; _ = x${' + x'.repeat(990)} }`).errors).toEqual([]);
  expect(program(`type T []T\nfunc main() { var t T; _ = t${'[0]'.repeat(480)} }`).errors).toEqual([]);
  const doubled = rows(40, (i) => `type D${i} struct { a, b D${i + 1} }`);
  expect(program(`${doubled}\ntype D40 int\nfunc main() { var x D0; _ = x == x }`).errors).toEqual([]);
});
