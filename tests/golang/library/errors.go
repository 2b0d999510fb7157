package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
)

type notFound struct{ name string }

func (e notFound) Error() string { return e.name + " not found" }

type slow struct{ ms int }

func (e *slow) Error() string   { return fmt.Sprintf("slow: %dms", e.ms) }
func (e *slow) Is(t error) bool { return t == errTimeout }

var errTimeout = errors.New("timeout")
var errBase = errors.New("base")

type list []string

func (l list) Error() string { return fmt.Sprint(len(l), " errors") }

func find(n string) error {
	return fmt.Errorf("find %q: %w", n, notFound{n})
}

func main() {
	err := fmt.Errorf("outer: %w", find("bob"))
	fmt.Println(err)
	var nf notFound
	fmt.Println(errors.As(err, &nf), nf.name, nf)
	fmt.Println(errors.Is(err, notFound{"bob"}), errors.Is(err, notFound{"al"}))
	var s *slow
	e2 := fmt.Errorf("x: %w and %w", errBase, &slow{7})
	fmt.Println(e2, errors.Is(e2, errBase), errors.Is(e2, errTimeout), errors.As(e2, &s), s.ms)
	j := errors.Join(nil, err, e2)
	fmt.Printf("%v|%T|%v\n", j, j, errors.Is(j, errBase))
	fmt.Println(errors.Unwrap(err) != nil, errors.Unwrap(j) == nil, errors.Join(nil) == nil)
	_, e3 := strconv.Atoi("12x")
	var ne *strconv.NumError
	fmt.Println(e3, errors.Is(e3, strconv.ErrSyntax), errors.As(e3, &ne), ne.Num)
	_, e3 = strconv.ParseInt("300", 10, 8)
	fmt.Println(e3)
	fmt.Println(errors.Is(list{"a"}, list{"a"}), list{"a"})
	fmt.Printf("%T %T %T\n", err, e2, fmt.Errorf("plain"))
	fmt.Println(fmt.Errorf("none %w", nil), fmt.Errorf("bad %w", "str"))
	var iface interface{ Is(error) bool }
	fmt.Println(errors.As(e2, &iface), iface != nil)
	defer func() {
		fmt.Println(recover())
		fmt.Fprintln(os.Stderr, "to stderr")
		os.Exit(3)
	}()
	errors.As(err, nil)
}
