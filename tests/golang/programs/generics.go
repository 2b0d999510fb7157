package main

import "fmt"

type number interface {
	~int | ~int64 | ~float64
}

func sum[T number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

func mapped[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

type list[T any] struct {
	head *cell[T]
	size int
}
type cell[T any] struct {
	value T
	next  *cell[T]
}

func (l *list[T]) push(v T) { l.head = &cell[T]{v, l.head}; l.size++ }
func (l *list[T]) each(yield func(int, T) bool) {
	i := 0
	for c := l.head; c != nil; c = c.next {
		if !yield(i, c.value) {
			return
		}
		i++
	}
}

type pair[K comparable, V any] struct {
	key K
	val V
}

func (p pair[K, V]) String() string { return fmt.Sprintf("<%v=%v>", p.key, p.val) }

type id int

func keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2), sum[id](4, 5), sum[int]())
	fmt.Println(mapped([]int{1, 2}, func(x int) string { return fmt.Sprint(x, "!") }))
	var l list[string]
	for _, w := range []string{"a", "b", "c"} {
		l.push(w)
	}
	for i, w := range l.each {
		if i == 2 {
			break
		}
		fmt.Print(i, w, " ")
	}
	fmt.Println(l.size)
	p := pair[string, []int]{"k", []int{1}}
	fmt.Printf("%v %T %T %T\n", p, p, &l, sum[float64])
	fmt.Println(keys(map[id]bool{1: true}), pair[id, *int]{})
	var any1 any = list[int]{}
	_, isString := any1.(list[string])
	_, isInt := any1.(list[int])
	fmt.Println(isString, isInt)
}
