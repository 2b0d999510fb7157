/** Programs from end to end. What they print was printed by real Go 1.24. */
import { describe, expect, it } from 'vitest';
import { output } from '../../../tests/golang/built.ts';

const main = (body: string, more = '', imports = '"fmt"'): string =>
  `package main\nimport (${imports})\n${more}\nfunc main() {\n${body}\n}\n`;

describe('order of evaluation', () => {
  it('makes calls before it reads variables, as gc does', () => {
    const body = `x := 1
f := func() int { x++; return x }
fmt.Println(x+f(), x)
y := x*10 + f()
fmt.Println(y)
fmt.Println([]int{x, f()}, x)`;
    expect(output(main(body))).toBe('4 2\n33\n[4 4] 4\n');
  });

  it('evaluates operands of the left side first, then assigns from left to right', () => {
    const body = `i, a := 0, []int{0, 1, 2}
i, a[i] = 1, 9
a[0], a[1], a[2] = a[2], a[0], a[1]
fmt.Println(i, a)
type node struct { v int; next *node }
l := &node{1, &node{2, nil}}
l, l.next = l.next, nil
fmt.Println(l.v, l.next)`;
    expect(output(main(body))).toBe('1 [2 9 1]\n2 <nil>\n');
  });
});

describe('copies of structs and arrays', () => {
  const types = 'type T struct { a int; z [2]int }\nfunc (t T) inc() int { t.a++; return t.a }\n';

  it('are made wherever a value goes to a new place', () => {
    const body = `t := T{a: 1}
u := t
u.z[1] = 4
var i any = t
m := map[string]T{"k": t}
c := make(chan T, 1)
c <- t
s := []T{t, t}
t.a = 9
fmt.Println(t, u, i, m["k"].a, <-c, s[0].a, t.inc(), t.a)
v, ok := m["k"]
v.a = 70
w := i.(T)
w.a = 71
for _, e := range s { e.a = 72 }
fmt.Println(m, ok, i, s)`;
    expect(output(main(body, types))).toBe(
      '{9 [0 0]} {1 [0 4]} {1 [0 0]} 1 {1 [0 0]} 1 10 9\nmap[k:{1 [0 0]}] true {1 [0 0]} [{1 [0 0]} {1 [0 0]}]\n',
    );
  });

  it('are kept by method values, and made of an array that is ranged over', () => {
    const body = `t := T{a: 1}
f := t.inc
t.a = 40
fmt.Println(f(), f(), t.a)
a := [3]int{1, 2, 3}
for i, v := range a { a[2] = 10; fmt.Print(i, v, " ") }
for i, v := range &a { a[2] = 20; fmt.Print(i, v, " ") }`;
    expect(output(main(body, types))).toBe('2 2 40\n0 1 1 2 2 3 0 1 1 2 2 20 ');
  });
});

describe('loop variables', () => {
  const body = `var fs []func()
for i := 0; i < 3; i++ { fs = append(fs, func() { fmt.Print(i, " ") }) }
for i, v := range []int{5, 6} { fs = append(fs, func() { fmt.Print(i, v, " ") }) }
for _, f := range fs { f() }`;

  it('are new in each round since Go 1.22', () => {
    expect(output(main(body))).toBe('0 1 2 0 5 1 6 ');
  });

  it('were shared before', () => {
    expect(output(main(body), { version: 21 })).toBe('3 3 3 1 6 1 6 ');
  });
});

describe('results', () => {
  it('that have names are what defers left in them', () => {
    const more = `func rec() (x int, err error) {
	defer func() { if r := recover(); r != nil { err = fmt.Errorf("saved %v", r); x *= 2 } }()
	x = 5
	var m map[string]int
	m["a"] = 1
	return 9, nil
}
func swap() (a, b int) { a, b = 1, 2; return b, a }
func deferred() (a, b int) { defer func() { a, b = b, a }(); a = 1; return a, 2 }`;
    expect(output(main('fmt.Println(rec())\nfmt.Println(swap())\nfmt.Println(deferred())', more))).toBe(
      '10 saved assignment to entry in nil map\n2 1\n2 1\n',
    );
  });
});

describe('range over functions', () => {
  const more = `func count(n int) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := 0; i < n; i++ { if !yield(i, fmt.Sprint("v", i)) { return } }
	}
}
func find(w string) (int, bool) {
	for i, s := range count(5) { if s == w { return i, true } }
	return -1, false
}`;

  it('leaves by break, continue, labels and return', () => {
    const body = `fmt.Println(find("v3"))
fmt.Println(find("no"))
sum := 0
outer:
for i := range count(10) {
	for j := range count(10) {
		if j > i { continue outer }
		if i == 3 { break outer }
		sum += 10*i + j
	}
}
fmt.Println(sum)`;
    expect(output(main(body, more))).toBe('3 true\n-1 false\n84\n');
  });

  it('defers for the function around the loop', () => {
    const work = `func work() (r int) {
	defer fmt.Println("first")
	for i := range count(3) {
		defer func() { fmt.Println("deferred", i, recover()) }()
		for range count(1) { if i == 2 { panic("two") } }
		r += i
	}
	return 9
}`;
    expect(output(main('fmt.Println(work())', `${more}\n${work}`))).toBe(
      'deferred 2 two\ndeferred 1 <nil>\ndeferred 0 <nil>\nfirst\n1\n',
    );
  });

  it('stops functions that go on after the loop was left', () => {
    const body = `defer func() { fmt.Println(recover()) }()
for range func(yield func(int) bool) { yield(1); yield(2) } { break }`;
    expect(output(main(body))).toBe(
      'runtime error: range function continued iteration after function for loop body returned false\n',
    );
  });
});

describe('generics', () => {
  it('are compiled for the types they are used with', () => {
    const more = `type List[T any] struct { items []T }
func (l *List[T]) Push(v T) { l.items = append(l.items, v) }
func Map[A, B any](xs []A, f func(A) B) (out []B) { for _, x := range xs { out = append(out, f(x)) }; return }
type Num interface { ~int | ~float64 }
func Sum[T Num](xs ...T) (s T) { for _, x := range xs { s += x }; return }
type ID int
func (i ID) String() string { return fmt.Sprintf("<%d>", int(i)) }
func Show[T fmt.Stringer](x T) string { return x.String() }`;
    const body = `var l List[string]
l.Push("a")
fmt.Printf("%v %T\\n", l.items, l)
fmt.Println(Map([]int{1, 2}, func(i int) float64 { return float64(i) / 2 }), Sum(1, 2), Sum[float64](1, .5), Show(ID(3)))`;
    expect(output(main(body, more))).toBe('[a] main.List[string]\n[0.5 1] 3 1.5 <3>\n');
  });
});

describe('embedding', () => {
  it('lends methods and fields, through pointers and interfaces too', () => {
    const more = `type Base struct { n int }
func (b *Base) Inc() { b.n++ }
func (b Base) Get() int { return b.n }
type Getter interface { Get() int }
type A struct { Base }
type B struct { *A; Getter }`;
    const body = `a := A{}
a.Inc()
var g Getter = a
a.Inc()
b := B{A: &a, Getter: g}
b.Inc()
f := b.A.Get
fmt.Println(g.Get(), a.n, b.n, b.Getter.Get(), f(), (*A).Get(&a), A.Get(a))
var i interface { Inc() } = b
i.Inc()
fmt.Println(a.n)`;
    expect(output(main(body, more))).toBe('1 3 3 1 3 3 3\n4\n');
  });
});

describe('package variables', () => {
  it('are initialised in the order of their needs', () => {
    const more = `var a = b + 1
var b = f()
var c, d = two()
func f() int { return d * 10 }
func two() (int, int) { return 1, 2 }
func init() { fmt.Println("init", a, b, c, d) }`;
    expect(output(main('fmt.Println("main")', more))).toBe('init 21 20 1 2\nmain\n');
  });
});
