package main

import "fmt"

type node struct {
	p *int
	v [3]int
}

func caps[T any](n int) {
	var s []T
	var zero T
	last := -1
	for range n {
		s = append(s, zero)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
}

func main() {
	caps[byte](5000)
	caps[int](3000)
	caps[string](1500)
	caps[*int](2000)
	caps[node](900)
	caps[struct{}](3)
	caps[[5]int16](600)
	a := append([]int{1, 2, 3}, 4, 5, 6, 7)
	b := append([]int(nil), a...)
	c := append([]byte("hello"), " world, this is long"...)
	d := append(make([]int, 500), make([]int, 100)...)
	e := append([]string{}, "a", "b", "c")
	fmt.Println(len(a), cap(a), len(b), cap(b), len(c), cap(c) >= len(c), len(d), cap(d), cap(e))
	s := make([]int, 2, 10)
	t := s[1:4]
	u := s[1:4:5]
	fmt.Println(len(t), cap(t), len(u), cap(u), t, u)
	u = append(u, 1)
	u = append(u, 2)
	u[0] = 9
	fmt.Println(s[:5], t, u, cap(u))
}
