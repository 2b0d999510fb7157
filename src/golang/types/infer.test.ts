import { describe, expect, it } from 'vitest';
import { declared } from '../../../tests/golang/declared.ts';
import { assignable, convertible } from './assignable.ts';
import { ANY, BASIC } from './basics.ts';
import { implementsCause, satisfies } from './implements.ts';
import { infer } from './infer.ts';
import type { Constant, Type } from './model.ts';
import { typeText } from './typeText.ts';

describe('inference', () => {
  const { type, package: here } = declared(`
type Ints []int
type Num interface { ~int | ~float64 }
type Set[T comparable] map[T]bool
type Get[T any] interface { Get() T }
type Box struct{}
func (*Box) Get() string { return "" }
type Ptr[T any] interface { *T; Reset() }
type Cell struct{}
func (*Cell) Reset() {}

func id[T any](x T) T { return x }
func two[T any](x, y T) {}
func pair[K comparable, V any](m map[K]V) {}
func slice[S ~[]E, E any](s S) {}
func call[A, B any](f func(A) B, a A) {}
func set[T comparable](s Set[T]) {}
func get[G Get[T], T any](g G) {}
func make1[T any, P Ptr[T]](x T) {}
func chans[T any](a, b chan T) {}
func spread[T any](xs ...T) {}
func self[T interface{ *T }](x int) {}

var ints Ints
var plain []int
var m map[string]Ints
var f func(int) error
var s Set[rune]
var box *Box
var cell Cell
var recv <-chan int
var both chan int
var err error`);

  const argument = (name: string) => {
    const untyped = {
      '1': 'untyped int',
      "'a'": 'untyped rune',
      '1.5': 'untyped float',
      '""': 'untyped string',
      nil: 'untyped nil',
    } as const;
    const kind = untyped[name as keyof typeof untyped];
    return { type: kind === undefined ? type(name) : BASIC[kind], isNil: name === 'nil', text: name };
  };
  const tried = (name: string, ...args: string[]): string => {
    const signature = type(name);
    if (signature.kind !== 'signature') throw new Error('no function');
    const last = signature.parameters[signature.parameters.length - 1]?.type;
    const inferred = infer({
      typeParameters: signature.typeParameters,
      given: [],
      parameters: args.map((_, i): Type => {
        const own = signature.parameters[i]?.type ?? last ?? ANY;
        return signature.variadic && own.kind === 'slice' ? own.element : own;
      }),
      args: args.map(argument),
      from: here,
      placeOf: ({ name: parameter }) => `${parameter}'s place`,
    });
    return 'types' in inferred ? inferred.types.map((one) => typeText(one, here)).join(', ') : inferred.error;
  };

  it('from typed arguments', () => {
    expect(tried('id', 'ints')).toBe('Ints');
    expect(tried('pair', 'm')).toBe('string, Ints');
    expect(tried('call', 'f', '1')).toBe('int, error');
    expect(tried('set', 's')).toBe('rune');
    expect(tried('spread', '1', 'plain')).toBe('[]int');
  });

  it('a defined type wins over a literal, a direction over none', () => {
    expect([tried('two', 'ints', 'plain'), tried('two', 'plain', 'ints')]).toEqual(['Ints', 'Ints']);
    expect([tried('two', 'both', 'recv'), tried('two', 'recv', 'both')]).toEqual([
      '<-chan int',
      '<-chan int',
    ]);
  });

  it('from constraints: core types and methods', () => {
    expect(tried('slice', 'ints')).toBe('Ints, int');
    expect(tried('get', 'box')).toBe('*Box, string');
    expect(tried('make1', 'cell')).toBe('Cell, *Cell');
  });

  it('from untyped constants: the widest of them', () => {
    expect(tried('id', '1')).toBe('int');
    expect(tried('two', "'a'", '1')).toBe('rune');
    expect(tried('two', '1', '1.5')).toBe('float64');
    expect(tried('spread', '1', "'a'", '1.5')).toBe('float64');
  });

  it("failures in Go's words", () => {
    expect(tried('two', '1', '""')).toBe('mismatched types untyped int and untyped string (cannot infer T)');
    expect(tried('two', 'plain', 'm')).toBe(
      'type map[string]Ints of m does not match inferred type []int for T',
    );
    expect(tried('pair', 'plain')).toBe('type []int of plain does not match map[K]V (cannot infer K and V)');
    expect(tried('id', 'nil')).toBe("cannot infer T (declared at T's place)");
    expect(tried('slice', 'f')).toBe('S (type func(int) error) does not satisfy ~[]E');
    expect(tried('get', 'err')).toBe('G (type error) does not satisfy Get[T] (missing method Get)');
    expect(tried('self', '1')).toBe("cannot infer T (declared at T's place)");
  });
});

describe('assignability and its causes', () => {
  const { type, package: here } = declared(`
type P struct{ x int }
func (p *P) M(a int) string { return "" }
func (p P) N() {}
type I interface { M(int) string }
type J interface { M(int) string; n() }
type K interface { I; N(x int) }
type V struct { P; *Q }
type Q struct{}
func (Q) M(int) string { return "" }
type F struct { M int }
type MM struct{}
func (MM) M(s string) string { return s }
type Num interface { ~int | ~float64 }
type Exact interface { int | string }
type Never interface { int; string }
type MyInt int
type S struct { f func() }
type L []int
func tt[T ~[]int | ~[]string, U comparable](x T, y U) {}
var pp *P
var pi *I
var bi chan int
var send chan<- int
var lits []int
var strs func(string)`);
  const no = { value: null, isNil: false };
  const verdict = (v: Type, t: Type) => {
    const { ok, cause } = assignable(v, no, t, here);
    return ok || cause;
  };

  it('of what an interface asks for', () => {
    const causes = (
      [
        ['P', 'I'],
        ['pp', 'I'],
        ['pp', 'J'],
        ['pp', 'K'],
        ['V', 'I'],
        ['F', 'I'],
        ['pi', 'I'],
        ['MM', 'I'],
        ['I', 'pp'],
        ['I', 'pi'],
      ] as const
    ).map(([v, t]) => verdict(type(v), type(t)));
    expect(causes).toEqual([
      'P does not implement I (method M has pointer receiver)',
      true,
      '*P does not implement J (missing method n)\n\t\thave N()\n\t\twant n()',
      '*P does not implement K (wrong type for method N)\n\t\thave N()\n\t\twant N(int)',
      'V does not implement I (ambiguous selector V.M)',
      'F does not implement I (F.M is a field, not a method)',
      '*I does not implement I (type *I is pointer to interface, not interface)',
      'MM does not implement I (wrong type for method M)\n\t\thave M(string) string\n\t\twant M(int) string',
      'need type assertion',
      'I does not implement *I (type *I is pointer to interface, not interface)',
    ]);
  });

  it('of names, channels and type parameters', () => {
    const tt = type('tt');
    if (tt.kind !== 'signature') throw new Error('no function');
    const [t, u] = tt.typeParameters;
    expect([
      verdict(type('L'), type('lits')),
      verdict(type('lits'), type('L')),
      verdict(type('bi'), type('send')),
    ]).toEqual([true, true, true]);
    expect([verdict(type('send'), type('bi')), verdict(type('MyInt'), BASIC.int)]).toEqual(['', '']);
    if (t === undefined || u === undefined) throw new Error('no parameters');
    expect(verdict(t, type('lits'))).toBe('cannot assign []string (in T) to []int');
    expect(verdict(type('lits'), t)).toBe('cannot assign []int to []string (in T)');
    expect(verdict(u, type('lits'))).toBe('');
    expect(convertible(t, no, type('strs'), here).cause).toBe(
      'cannot convert []int (in T) to type func(string)\n\tcannot assign []int (in T) to func(string)',
    );
    expect(satisfies(u, type('Num'), here)).toBe('U does not satisfy Num');
  });

  it('of constraints', () => {
    expect(satisfies(BASIC.string, type('Num'), here)).toBe(
      'string does not satisfy Num (string missing in ~int | ~float64)',
    );
    expect(satisfies(type('MyInt'), type('Num'), here)).toBeNull();
    expect(satisfies(type('MyInt'), type('Exact'), here)).toBe(
      'MyInt does not satisfy Exact (possibly missing ~ for int in Exact)',
    );
    expect(satisfies(BASIC.int, type('Never'), here)).toBe('cannot satisfy Never (empty type set)');
    expect(implementsCause(type('pp'), type('I'), false, here)).toBeNull();
  });

  it('of conversions that are no assignments', () => {
    const converts = (v: Type, t: Type): boolean => convertible(v, no, t, here).ok;
    expect(converts(type('MyInt'), BASIC.float32)).toBe(true);
    expect(converts(BASIC.int, BASIC.string)).toBe(true);
    expect(converts(BASIC.float64, BASIC.string)).toBe(false);
    expect(
      converts(type('lits'), { kind: 'pointer', element: { kind: 'array', length: 3, element: BASIC.int } }),
    ).toBe(true);
    expect(converts(type('lits'), { kind: 'array', length: 3, element: BASIC.uint })).toBe(false);
  });

  it('of untyped constants: what the type can hold', () => {
    const value: Constant = { kind: 'int', value: 300n };
    const takes = (t: Type): boolean => assignable(BASIC['untyped int'], { value, isNil: false }, t, here).ok;
    expect(
      [BASIC.uint8, BASIC.int16, BASIC.float32, BASIC.string, type('MyInt'), ANY, type('I')].map(takes),
    ).toEqual([false, true, true, false, true, true, false]);
  });
});
