package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"
)

type Level int

const (
	Low Level = iota + 1
	High
)

func (l Level) String() string {
	switch l {
	case Low:
		return "low"
	}
	return fmt.Sprintf("Level(%d)", int(l))
}

// Printed with no pointer: real addresses differ.
type Event struct {
	At    time.Duration
	Level Level
	Tags  []string
	Meta  map[string]any
	Next  *Event
	err   error
}

type hidden struct{}

func (hidden) Error() string { return "hidden" }

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s Stack[T]) String() string {
	return fmt.Sprintf("Stack%v", s.items)
}

type Shape interface{ Area() float64 }
type Sq struct{ s float64 }

func (s Sq) Area() float64 { return s.s * s.s }

type W struct{ n int }

func (w *W) Write(p []byte) (int, error) { w.n += len(p); return len(p), nil }

type Err struct{ Code int }

func (e *Err) Error() string { return fmt.Sprintf("code %d", e.Code) }

func try(f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(runtime.Error); ok {
			fmt.Println("runtime:", e)
			return
		}
		fmt.Printf("%v %T\n", r, r)
	}()
	f()
}

func main() {
	e := Event{1500 * time.Millisecond, Low, []string{"a", "b"}, map[string]any{"n": 1, "l": High, "x": nil}, nil, hidden{}}
	fmt.Println(e)
	fmt.Printf("%+v\n", e)
	fmt.Println([]time.Duration{time.Second, 90 * time.Minute, 1}, time.Duration(0), time.March, time.Sunday)
	s := &Stack[string]{}
	s.Push("x")
	s.Push("y")
	fmt.Println(s, *s, Stack[int]{[]int{1}})
	fmt.Printf("%T %T\n", s, Stack[map[string]int]{})
	var sh Shape = Sq{2}
	fmt.Println(sh, sh.Area(), []Shape{sh, nil})
	fmt.Printf("%T %v %+v %#v\n", sh, sh, sh, sh)
	w := &W{}
	fmt.Fprintf(w, "%s-%d", "abc", 42)
	fmt.Fprintln(io.MultiWriter(w, os.Stdout), "multi")
	fmt.Println(w.n)
	try(func() { var a []int; _ = a[5] })
	try(func() { var m map[string]int; m["a"] = 1 })
	try(func() { var p *Event; _ = p.At })
	try(func() { var x any = "s"; _ = x.(int) })
	try(func() { a, b := 1, 0; _ = a / b })
	try(func() { panic(fmt.Errorf("wrapped: %w", &Err{7})) })
	try(func() { panic(&Err{9}) })
	try(func() { var s Shape; s.Area() })
	try(func() { _ = strings.Repeat("x", -1) })
	try(func() { a := []int{1, 2, 3}; i := 5; _ = a[1:i] })
	try(func() { close((chan int)(nil)) })
	var err error = &Err{3}
	var target *Err
	fmt.Println(errors.As(fmt.Errorf("ctx: %w", err), &target), target.Code, target)
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	var buf bytes.Buffer
	buf.WriteString("x=")
	fmt.Fprint(&buf, 1, 2, "z", 3)
	fmt.Println(buf.String(), &buf)
	type pair struct {
		a, b any
	}
	m := map[any]pair{1: {1, "x"}, "k": {nil, 2.5}, 2.5: {true, nil}, true: {}}
	fmt.Println(len(m), map[[2]int]string{{2, 1}: "b", {1, 9}: "a"}, map[bool]int{true: 1, false: 0})
	fmt.Printf("%6.3v|%-10v|%+d|%x|%08b|%3d%%\n", 3.14159, Low, []int{1, -2}, "hex me", 13, 50)
	fmt.Printf("%v %v\n", struct{}{}, [0]int{})
	fmt.Printf("%s|%10s|%-10s|%q\n", err, err, Low, []error{err})
	fmt.Printf("%d %v %s\n", []byte("hi"), []rune("hé"), string([]rune{104, 233}))
	fmt.Printf("%t %v %5t\n", true, !true, false)
	fmt.Printf("%c%c %U\n", 0x4E16, 0x754C, []rune("世"))
	fmt.Printf("%e %E %.3g %g\n", 123456.789, 0.00012, 1234567.0, 1e-10)
	fmt.Printf("%*s|%-*s|\n", 8, "right", 8, "left")
	fmt.Printf("%v %v\n", &[]string{"p"}, &struct{ X, Y int }{1, 2})
	fmt.Printf("%v %d\n", time.Duration(1234567), time.Millisecond)
	var np *Event
	var ne error
	fmt.Println(np == nil, ne == nil, np, ne)
	fmt.Printf("%+v %v\n", &Event{}, []*int{nil})
	x := 42
	p := &x
	fmt.Println(*p, p != nil, strings.HasPrefix(fmt.Sprint(p), "0xc"), strings.HasPrefix(fmt.Sprintf("%p", p), "0xc"))
	fmt.Fprintln(os.Stderr, "bye")
}
