/** Go that uses every construct once; it need not mean anything. */
export const SAMPLE = `// Package sample shows all.
package sample

import (
	"fmt"
	m "math"
	. "strings"
	_ "embed"
)

import "os"

const (
	a, b = iota, 1 << iota
	_, _
	Big    int64 = 1_000_000
	Hex          = 0xFF_FF | 0o17 | 017 | 0b1010
	Floats       = 1. + .5 + 1e3 + 0x1.8p-2 + 1_0.2_5E+1
	Imag         = 1i + 0x2p1i + .5i
)

var x, y = 'a', '\\u00e9' + '\\'' + '\\n' + '\\x41' + '\\101' + 'é' + '😀'
var s string = "\\a\\b\\\\\\"\\xff\\U0001F600" + \`raw
"string"\`
var (
	arr   [3]int
	dots  = [...]string{2: "two", "three"}
	table = map[string][]point{"a": {{1, 2}, {x: 3, y: 4}}}
	ptrs  = []*point{{1, 2}, &point{}}
)

type (
	point struct{ x, y int }
	Alias = map[string]func(int) (string, error)
	tree[T any] struct {
		left, right *tree[T]
		value       T \`json:"value"\`
		point
		*os.File "tag"
		pair[T, int]
		arr [2]T
		s   []T
	}
	pair[K comparable, V interface{ ~int | ~string; String() string }] struct{ k K; v V }
	number interface {
		~int | ~float64 | string
		fmt.Stringer
		pair[int, V]
		M(x, _ int, rest ...string) (n int, err error)
		N()
	}
	list[P *T, Q any] []P
	one[P *T,]        []P
	two[P *struct{}]  int
	vector            [a * 2]int
	matrix            [(a)][b]int
	chans             struct {
		a chan int
		b <-chan (chan<- int)
		c chan<- chan int
		d chan<- <-chan int
		e <-chan <-chan int
	}
)

func external(x int) int

func Map[T, U any](xs []T, f func(T) U) []U { return nil }

func (t *tree[T]) Walk(yield func(T) bool) (ok bool) { return yield(t.value) }

func (point) String() string { return "" }

func all(a, b int, c ...string) (_ int, err error) {
	var local, other int = 1, 2
	const k = 1
	type inner struct{ all.x }
	// cost: 20ms io
	x := f(a, b, c...)
	x, y = y, x
	x += 1; y -= 2; x *= 3; x /= 4; x %= 5; x &= 6; x |= 7; x ^= 8; x <<= 9; x >>= 10; x &^= 11
	x++
	p.q--
	ch <- <-ch /* a comment
over two lines */
	go func() { defer recover() }()
	defer mu.Unlock() // behind
	_ = -x + +y ^ ^z*(*p)&^q == !b && c || d != e
	_ = a[1] + a[1:2] + a[:] + a[1:2:3] + a[:2:3] + a[i:]
	_ = x.(T) + x.([]int)[0] + (func())(nil) + interface{}(x).(fmt.Stringer)
	_ = <-chan int(nil) 
	_ = (<-chan int)(nil)
	_ = Map[int, string](nil, nil)
	_ = pair[int, string]{k: 1}
	_ = struct{ a int }{1}
	_ = [2][]int{{1}, {2, 3}}
	_ = func(a int, _ string) (n int) { return a }(1, "")
	_ = make(chan struct{}, 10)
	if x == (point{1, 2}) {
	} else if y := f(); y {
	} else {
		return
	}
	if f(point{1, 2}) || a[point{}.x] {
	}
outer:
	for {
		for i := 0; i < 10; i++ {
			continue outer
		}
		for ; ; {
			break
		}
		for x < 3 {
			break outer
		}
		for range ch {
		}
		for range 10 {
		}
		for i := range xs {
		}
		for k, v = range m {
		}
		for _, v := range []int{1, 2} {
		}
		for x := range tree.Walk {
		}
		goto done
	}
	switch {
	case x > 1, y > 2:
		fallthrough
	default:
	}
	switch x := f(); x {
	case 1:
		f()
		;
	}
	switch x; {
	}
	switch f(); y := x.(type) {
	case int, *point, nil, func(), []int:
	case chan<- int:
	default:
	}
	switch x.(type) {
	}
	select {
	case v := <-ch:
	case v, ok = <-ch:
	case ch <- 1:
		return 1, nil
	case <-time.After(1):
	default:
	}
	{
		;
	}
done:
}
`;
