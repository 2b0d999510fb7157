package main

import "fmt"

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

func apply(xs []int, fs ...func(int) int) []int {
	out := append([]int(nil), xs...)
	for _, f := range fs {
		for i := range out {
			out[i] = f(out[i])
		}
	}
	return out
}

func main() {
	next, reset := counter()
	next()
	next()
	reset()
	fmt.Println(next(), next())
	f := fib()
	for range 10 {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	for i, s := range []string{"a", "b"} {
		defer func() { fmt.Println("deferred", i, s) }()
	}
	k := 3
	fmt.Println(apply([]int{1, 2, 3}, func(x int) int { return x + k }, func(x int) int { k++; return x * k }), k)
	fmt.Println(apply([]int{1}), apply(nil))
	var fact func(int) int
	fact = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(20), func(a, b int) int { return a - b }(5, 3))
	x := 1
	p := &x
	set := func(v int) { *p = v }
	set(42)
	fmt.Println(x, p == &x)
	arr := [2]int{1, 2}
	g := func() { arr[0]++ }
	g()
	g()
	fmt.Println(arr)
	for i := 0; i < 6; i++ {
		h := func() { i++ }
		h()
		fmt.Print(i, " ")
	}
	fmt.Println()
}
