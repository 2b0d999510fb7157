/** What nobody writes after it can be shared is read without a door. */
import { describe, expect, it } from 'vitest';
import { built, codeOf, opsOf } from '../../../tests/golang/built.ts';
import { FIELD, FIELD_FINAL } from './ops.ts';

/** How the function `get` reads. */
function reads(source: string): { readonly final: number; readonly visible: number } {
  const ops = opsOf(codeOf(built(`package main\n${source}`), 'main.get'));
  const count = (op: number): number => ops.filter((one) => one === op).length;
  return { final: count(FIELD_FINAL), visible: count(FIELD) };
}

describe('fields', () => {
  const get = 'type T struct { a, b int }\nfunc get(t *T) int { return t.a }\n';
  const main = (body: string): string => `${get}func main() { t := &T{a: 1}; get(t); ${body} }`;

  it('that literals alone set are final', () => {
    expect(reads(main('t.b = 2'))).toEqual({ final: 1, visible: 0 });
  });

  it.each([
    ['an assignment', 't.a = 2'],
    ['an increment', 't.a++'],
    ['a pointer', 'p := &t.a; *p = 2'],
    ['the whole struct', '*t = T{}'],
    ['an element', 's := make([]T, 1); s[0] = *t'],
    ['append', 'var s []T; s = append(s, *t); _ = s'],
    ['copy', 's := make([]T, 1); copy(s, s)'],
    ['clear', 's := make([]T, 1); clear(s)'],
    ['a range', 'for *t = range map[T]int{} {}'],
    ['a type of the same fields', 'type U T; u := (*U)(t); u.a = 2'],
    ['a generic function', 'set(t, T{})'],
  ])('are not when there is %s', (_, body) => {
    expect(reads(`${main(body)}\nfunc set[E any](p *E, v E) { *p = v }`)).toEqual({ final: 0, visible: 1 });
  });
});

describe('package variables', () => {
  it('that initialisers and init functions alone assign are final', () => {
    const source = `var x = 1
var y int
func init() { y = 2 }
func get() int { return x + y }
func main() { get() }`;
    expect(reads(source)).toEqual({ final: 2, visible: 0 });
  });

  it('are not when an init function can have started somebody before', () => {
    const source = `var y int
func watch() { go get() }
func init() { watch(); y = 2 }
func get() int { return y }
func main() {}`;
    expect(reads(source)).toEqual({ final: 0, visible: 1 });
  });

  it('are not when any function assigns them', () => {
    expect(reads('var x = 1\nfunc get() int { return x }\nfunc main() { x = get() }')).toEqual({
      final: 0,
      visible: 1,
    });
  });
});
