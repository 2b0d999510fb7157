package main

import "fmt"

type grid struct{ cells []int }

func (g *grid) at(i int) int { return g.cells[i] }

func try(name string, f func()) {
	defer func() { fmt.Println(name, "->", recover()) }()
	f()
}

func main() {
	g := &grid{make([]int, 3)}
	s := "text"
	n, m, zero := 5, -1, 0
	a := [4]int{}
	try("index", func() { _ = g.at(n) })
	try("negative", func() { _ = g.at(m) })
	try("array", func() { _ = a[n] })
	try("string", func() { _ = s[n] })
	try("slice high", func() { _ = g.cells[:n] })
	try("slice low", func() { _ = g.cells[n:] })
	try("slice crossed", func() { _ = g.cells[3+m : 1 : 3] })
	try("slice three", func() { _ = g.cells[0:2:n] })
	try("slice negative", func() { _ = g.cells[m:] })
	try("slice string", func() { _ = s[n:] })
	try("slice string crossed", func() { _ = s[3:zero] })
	try("slice array", func() { _ = a[:n] })
	try("divide", func() { _ = n / zero })
	try("remainder", func() { _ = n % zero })
	try("shift", func() { _ = n << m })
	try("make", func() { _ = make([]int, m) })
	try("make cap", func() { _ = make([]int, n, zero) })
	try("chan", func() { _ = make(chan int, m) })
	try("nil pointer", func() { var p *grid; p.cells = nil })
	try("nil func", func() { var f func(); f() })
	try("nil map", func() { var m map[string]int; m["a"]++ })
	try("closed", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("close nil", func() { var c chan int; close(c) })
	try("to array", func() { _ = [4]int(g.cells) })
	try("nil", func() { panic(nil) })
	try("custom", func() { panic(fmt.Errorf("value %d", n)) })
	fmt.Println(g.at(7))
}
