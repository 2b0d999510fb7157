import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declared } from '../../../tests/golang/declared.ts';
import { BASIC, BYTE, RUNE } from './basics.ts';
import { hasNil, identical, identicalButTags, isComparable, underlying } from './identical.ts';
import { lookup, methodSet } from './lookup.ts';
import type { Type, Var } from './model.ts';
import { alignOf, offsetsOf, sizeOf } from './sizes.ts';
import { typeText } from './typeText.ts';

describe('identity', () => {
  it('of literals by their parts, of defined types by their declaration', () => {
    const { type } = declared(`
type A = struct { x int; y []string }
type B = struct { x int; y []string }
type C = struct { x int; y []string "tag" }
type D A
type F1 = func(a int, b ...string) error
type F2 = func(int, ...string) error
type F3 = func(int, []string) error
type I1 = interface { M(); N() int }
type I2 = interface { N() int; interface { M() } }
type R1 = interface { M() R1x }
type R1x interface { M() R1x }
type L[T any] struct { next *L[T] }
type X = L[byte]
type Y = L[uint8]
type Z = L[int]
type G1 = []func(chan<- int)
type G2 = []func(chan int)
type U1 interface { ~int | string }
type U2 interface { string | ~int }`);
    const same = (a: string, b: string): boolean => identical(type(a), type(b));
    expect([same('A', 'B'), same('A', 'C'), same('A', 'D'), identicalButTags(type('A'), type('C'))]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect([same('F1', 'F2'), same('F1', 'F3'), same('I1', 'I2'), same('R1', 'R1x')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(identical(type('R1'), underlying(type('R1x')))).toBe(true);
    expect([same('X', 'Y'), same('X', 'Z'), same('G1', 'G2')]).toEqual([true, false, false]);
    expect(type('X')).toBe(type('Y'));
    expect(identical(underlying(type('U1')), underlying(type('U2')))).toBe(true);
  });

  it('generic functions by their parameters, whatever they are called', () => {
    const { type } = declared(`
func f[K comparable, V any](m map[K]V) V { return *new(V) }
func g[A comparable, B any](m map[A]B) B { return *new(B) }
func h[A, B any](m map[string]B) B { return *new(B) }`);
    expect([identical(type('f'), type('g')), identical(type('f'), type('h'))]).toEqual([true, false]);
  });
});

it('types are identical when they are written the same', () => {
  const basic = fc.constantFrom(BASIC.int, BASIC.string, BYTE, RUNE).map((type): Type => type);
  const variable = (type: Type, name: string, field: boolean): Var => ({
    kind: 'var',
    name,
    package: null,
    at: null,
    type,
    field,
    embedded: false,
    global: false,
    used: true,
  });
  const { type: types } = fc.letrec<{ type: Type }>((tie) => {
    const inner = tie('type');
    const list = fc.array(inner, { maxLength: 2 });
    return {
      type: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        basic,
        inner.map((element): Type => ({ kind: 'pointer', element })),
        inner.map((element): Type => ({ kind: 'slice', element })),
        fc.tuple(fc.nat(2), inner).map(([length, element]): Type => ({ kind: 'array', length, element })),
        fc.tuple(inner, inner).map(([key, element]): Type => ({ kind: 'map', key, element })),
        fc
          .tuple(fc.constantFrom('both', 'send', 'receive'), inner)
          .map(([direction, element]): Type => ({ kind: 'chan', direction, element })),
        list.map((fields): Type => {
          return {
            kind: 'struct',
            fields: fields.map((one, i) => variable(one, 'ab'[i] ?? '', true)),
            tags: [],
          };
        }),
        fc.tuple(list, list).map(([inputs, outputs]): Type => {
          const parameters = inputs.map((one) => variable(one, '', false));
          const results = outputs.map((one) => variable(one, '', false));
          return {
            kind: 'signature',
            receiver: null,
            typeParameters: [],
            parameters,
            results,
            variadic: false,
          };
        }),
      ),
    };
  });
  const written = (one: Type): string =>
    typeText(one, null).replaceAll('byte', 'uint8').replaceAll('rune', 'int32');
  fc.assert(
    fc.property(types, types, (a, b) => {
      expect(identical(a, structuredClone(a))).toBe(true);
      expect(identical(a, b)).toBe(written(a) === written(b));
    }),
    { numRuns: 500 },
  );
});

it('texts of types are those of messages, relative to a package', () => {
  const texts = [
    'chan (<-chan int)',
    'chan<- <-chan int',
    '<-chan chan<- int',
    'func(a int, b ...string) (n int, err error)',
    'func(func()) func(int) bool',
    'struct{a int; b int; S "x\\ny"}',
    'interface{M(x int) (y string, err error); String() string; error}',
    'map[[3]byte][]rune',
    'interface{}',
    'any',
    'P[string, *S]',
    '*P[int, any]',
  ];
  const source = texts.map((text, i) => `type T${i} = ${text}`).join('\n');
  const { type, package: here } = declared(
    `type S struct{}\ntype P[K comparable, V any] struct{ k K; v V }\n${source}`,
  );
  expect(texts.map((_, i) => typeText(type(`T${i}`), here))).toEqual(texts);
  expect(typeText(type('T10'), null)).toBe('main.P[string, *main.S]');
  expect(typeText(type('P'), here)).toBe('P[K comparable, V any]');
});

it('comparable, strictly or not, and nil', () => {
  const { type } = declared(`
type A struct { x any }
type B struct { f func() }
type C [3]string
type D [0][]int
type E interface { M() }
type F chan []int
type G struct { a, b *G }`);
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  expect(names.filter((name) => isComparable(type(name), true)).join('')).toBe('ACEFG');
  expect(names.filter((name) => isComparable(type(name), false)).join('')).toBe('CFG');
  expect(names.filter((name) => hasNil(type(name))).join('')).toBe('EF');
});

describe('fields and methods', () => {
  const source = `
type Inner struct { x, deep int }
func (Inner) Value() {}
func (*Inner) Pointer() {}
type Left struct { Inner; both int }
type Right struct { *Inner; both int }
type Top struct { *Left; x string }
type Two struct { Left; Right }
type Shade struct { Left; Value int }
type Face interface { Value() }
type Holds struct { Face }
type Way *Inner
type Loop struct { *Loop; y int }
type List[T any] struct { head T }
func (l *List[E]) Push(x E) E { return x }
var ints List[[]int]`;

  it('are found by depth, with the way to them', () => {
    const { type, package: here } = declared(source);
    const find = (name: string, field: string, addressable = false) => {
      const found = lookup(type(name), addressable, here, field);
      return found === null || typeof found === 'string' ? found : [found.kind, found.path, found.indirect];
    };
    expect(find('Top', 'x')).toEqual(['field', [1], false]);
    expect(find('Top', 'deep')).toEqual(['field', [0, 0, 1], true]);
    expect(find('Top', 'Pointer')).toEqual(['method', [0, 0, 1], true]);
    expect(find('Left', 'Pointer')).toBe('pointer receiver');
    expect(find('Left', 'Pointer', true)).toEqual(['method', [0, 1], false]);
    expect(find('Right', 'Pointer')).toEqual(['method', [0, 1], true]);
    expect([find('Two', 'both'), find('Two', 'x'), find('Two', 'z')]).toEqual([
      'ambiguous',
      'ambiguous',
      null,
    ]);
    expect(find('Shade', 'Value')).toEqual(['field', [1], false]);
    expect(find('Holds', 'Value')).toEqual(['method', [0, 0], false]);
    expect([find('Way', 'Value'), find('Way', 'x')]).toEqual([null, ['field', [0], true]]);
    expect([find('Loop', 'y'), find('Loop', 'z')]).toEqual([['field', [1], false], null]);
  });

  it('method sets leave out what is shadowed, ambiguous or of the pointer', () => {
    const { type } = declared(source);
    const set = (name: string, pointer = false): string =>
      [...methodSet(pointer ? { kind: 'pointer', element: type(name) } : type(name)).keys()].join(' ');
    expect(['Inner', 'Left', 'Right', 'Two', 'Shade', 'Holds', 'Way'].map((name) => set(name))).toEqual([
      'Value',
      'Value',
      'Pointer Value',
      '',
      '',
      'Value',
      '',
    ]);
    expect([set('Left', true), set('Face', true), set('Holds', true)]).toEqual([
      'Pointer Value',
      '',
      'Value',
    ]);
  });

  it('an instance has the methods of its origin, with its own arguments', () => {
    const { type, package: here } = declared(source);
    const found = lookup(type('ints'), true, here, 'Push');
    if (found === null || typeof found === 'string') throw new Error('not found');
    expect(typeText(found.object.type, here)).toBe('func(x []int) []int');
    expect(lookup(type('ints'), true, here, 'Push')).toMatchObject({
      object: { origin: found.object.kind === 'func' ? found.object.origin : null },
    });
    const again = lookup(type('ints'), true, here, 'Push');
    expect(again !== null && typeof again !== 'string' && again.object === found.object).toBe(true);
  });
});

it('sizes are those of the compiler on amd64', () => {
  const { type } = declared(`
type A struct { a bool; b int64; c bool }
type B struct { a int32; b struct{} }
type C struct { a bool; b complex64; c int16; d string }
type D struct { a [3]int16; b bool }
type E struct { a, b, c uint8; d uint16; e any; f []int; g func(); h map[int]int; i chan int; j *int }
type F [0]int64
type G struct { F; x int8 }
type H struct { x int8; F }
type I [5]A
type J struct { a complex128; b float32; c rune; d byte; e error; f uintptr }`);
  const names = [...'ABCDEFGHIJ'];
  expect(names.map((name) => sizeOf(type(name)))).toEqual([24, 8, 32, 8, 80, 0, 8, 16, 120, 56]);
  expect(names.map((name) => alignOf(type(name)))).toEqual([8, 4, 8, 2, 8, 8, 8, 8, 8, 8]);
  const under = underlying(type('C'));
  expect(under.kind === 'struct' && offsetsOf(under.fields.map((field) => field.type))).toEqual([
    0, 4, 12, 16,
  ]);
});
