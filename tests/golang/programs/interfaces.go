package main

import (
	"errors"
	"fmt"
)

type shape interface {
	area() float64
	name() string
}
type square struct{ side float64 }
type circle struct{ r float64 }

func (s square) area() float64  { return s.side * s.side }
func (s square) name() string   { return "square" }
func (c *circle) area() float64 { return 3 * c.r * c.r }
func (c *circle) name() string  { return "circle" }

type notFound struct{ what string }

func (e *notFound) Error() string { return e.what + " not found" }

func find(what string) error {
	if what == "" {
		return nil
	}
	return fmt.Errorf("find: %w", &notFound{what})
}

func kind(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", v)
	case string:
		return "string " + v
	case []int:
		return fmt.Sprint("slice of ", len(v))
	case error:
		return "error " + v.Error()
	case shape:
		return "shape " + v.name()
	case func() int:
		return fmt.Sprint("func ", v())
	default:
		return fmt.Sprintf("other %T", v)
	}
}

func try(f func()) {
	defer func() { fmt.Println("  ", recover()) }()
	f()
}

func main() {
	shapes := []shape{square{2}, &circle{1}}
	for _, s := range shapes {
		fmt.Println(s.name(), s.area(), s == shape(square{2}))
	}
	for _, x := range []any{nil, 1, int64(2), "s", []int{1}, find("key"), square{1}, func() int { return 4 }, 2.5, map[string]bool{}} {
		fmt.Println(kind(x))
	}
	var target *notFound
	fmt.Println(errors.As(find("key"), &target), target.what, find("") == nil)
	var x any = "text"
	n, ok := x.(int)
	s, ok2 := x.(fmt.Stringer)
	fmt.Println(n, ok, s, ok2)
	try(func() { _ = x.(int) })
	try(func() { _ = x.(shape) })
	try(func() { _ = x.(fmt.Stringer) })
	try(func() { _ = shapes[0].(*circle) })
	try(func() { var e error; _ = e.(*notFound) })
	try(func() { var e any; _ = e.(error) })
	try(func() { var e error; _ = e.Error() })
	try(func() { fmt.Println(any([]int{}) == any([]int{})) })
	try(func() { fmt.Println(any(struct{ f func() }{}) == any(1), any(1) == any(1.0)) })
}
