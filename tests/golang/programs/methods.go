package main

import "fmt"

type counter struct{ n int }

func (c *counter) add(by int) *counter { c.n += by; return c }
func (c counter) get() int             { return c.n }

type named struct {
	counter
	name string
}
type deep struct {
	*named
	extra int
}
type adder interface{ add(int) *counter }
type getter interface{ get() int }
type both interface {
	adder
	getter
}
type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type fn func(int) int

func (f fn) twice(x int) int { return f(f(x)) }

type list []int

func (l *list) push(x int) { *l = append(*l, x) }
func (l list) sum() (s int) {
	for _, x := range l {
		s += x
	}
	return
}

func main() {
	var c counter
	c.add(1).add(2)
	get := c.get
	add := c.add
	add(10)
	fmt.Println(c.get(), get(), (*counter).add(&c, 5).n, counter.get(c))
	n := named{name: "n"}
	n.add(3)
	d := deep{&n, 1}
	d.add(4)
	fmt.Println(n.get(), d.get(), d.n, d.name, d.named.counter.n)
	var b both = d
	b.add(100)
	var g getter = b
	held := g.get
	n.n = 0
	fmt.Println(held(), n.get(), b.(adder).add(1).n)
	fmt.Println(celsius(21.55), []celsius{1, 2}, map[string]celsius{"x": 3}, &c)
	fmt.Println(fn(func(x int) int { return x * 3 }).twice(2))
	var l list
	l.push(1)
	l.push(2)
	push := l.push
	push(3)
	fmt.Println(l, l.sum(), len(l))
	fs := []func() int{c.get, n.get, func() int { return 7 }}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	defer func() { fmt.Println("recovered:", recover()) }()
	var nobody *named
	fmt.Println(nobody.get())
}
