package main

import (
	"errors"
	"fmt"
)

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("wrapped: %v", r)
			n *= 2
		}
	}()
	n = 21
	panic("trouble")
}

func order() {
	for i := range 3 {
		defer fmt.Println("order", i)
	}
	x := 1
	defer fmt.Println("argument", x)
	x = 2
	defer func() { fmt.Println("captured", x) }()
	x = 3
}

func result() (r int) {
	defer func() { r += 100 }()
	r = 1
	return r + 1
}

func nested() (s string) {
	defer func() {
		s += fmt.Sprint(" outer:", recover())
	}()
	defer func() {
		defer func() { s += fmt.Sprint("inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func helper() any { return recover() }

func notDirect() (s string) {
	defer func() { s = fmt.Sprint("direct:", recover()) }()
	defer func() { s = fmt.Sprint(helper()) }()
	panic("not by helper")
}

type closer string

func (c closer) Close() { fmt.Println("close", string(c)) }

func main() {
	fmt.Println(named())
	order()
	fmt.Println(result(), nested())
	fmt.Println(notDirect())
	defer closer("a").Close()
	c := closer("b")
	defer c.Close()
	c = "changed"
	defer func() {
		r := recover()
		err, ok := r.(error)
		fmt.Println(r, ok, err)
		var re interface{ RuntimeError() }
		fmt.Println(errors.As(err, &re), recover())
	}()
	var a []int
	a[len(a)] = 1
}
