package main

import "fmt"

type inner struct{ list [2]int }
type outer struct {
	in   inner
	grid [2][2]int
	p    *inner
}

func change(o outer) outer {
	o.in.list[0] = 100
	o.grid[1][1] = 200
	o.p.list[1] = 300
	return o
}

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[0] = 9
	pa := &a
	pa[1] = 8
	fmt.Println(a, b, a == b, a != [3]int{1, 8, 3}, len(pa))
	o := outer{p: &inner{}}
	r := change(o)
	fmt.Println(o.in, o.grid, *o.p, r.in, r.grid, *r.p)
	for i, v := range a {
		a[2] = 10
		fmt.Print(i, v, " ")
	}
	for i, v := range &a {
		a[2] = 20
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	sparse := [...]string{2: "two", 5: "five", "six"}
	fmt.Println(len(sparse), sparse, sparse[5])
	grid := [2][3]int{{1, 2, 3}, {4}}
	row := grid[0]
	row[0] = 50
	ref := &grid[1]
	ref[2] = 60
	fmt.Println(grid, row)
	var iface any = a
	a[0] = 77
	fmt.Println(iface, iface == any([3]int{1, 8, 10}), iface == any(a))
	structs := map[string]inner{"k": {[2]int{1, 2}}}
	v := structs["k"]
	v.list[0] = 9
	fmt.Println(structs, v, structs["none"])
	ch := make(chan [2]int, 1)
	out := [2]int{1, 2}
	ch <- out
	out[0] = 3
	fmt.Println(<-ch, out)
	f := func(x [2]int) [2]int { x[1] = 5; return x }
	fmt.Println(f(out), out)
	swap := [2]inner{{[2]int{1, 1}}, {[2]int{2, 2}}}
	swap[0], swap[1] = swap[1], swap[0]
	fmt.Println(swap)
	*o.p, o.in = o.in, *o.p
	fmt.Println(*o.p, o.in)
}
