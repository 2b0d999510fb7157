package main

import "fmt"

type state int

const (
	idle state = iota
	running
	_
	done
)
const (
	kb = 1 << (10 * (iota + 1))
	mb
)

func (s state) String() string { return [...]string{"idle", "running", "?", "done"}[s] }

func grade(n int) (g string) {
	switch {
	case n > 90:
		g = "A"
		fallthrough
	case n > 80:
		g += "B"
	default:
		g = "F"
	case n < 0:
		g = "?"
	}
	return
}

func side(name string, v int) int {
	fmt.Print(name, " ")
	return v
}

func two() (int, int) { return 3, 4 }

func main() {
	fmt.Println(idle, running, done, kb, mb, grade(95), grade(85), grade(10), grade(-1))
search:
	for i := range 4 {
		for j := 0; ; j++ {
			switch {
			case j > i:
				continue search
			case i*j == 6:
				fmt.Println("found", i, j)
				break search
			}
		}
	}
	n := 0
again:
	n++
	if n < 5 {
		goto again
	}
	fmt.Println("n", n)
	switch x := side("x", 2); x {
	case side("one", 1), side("two", 2):
		fmt.Println("matched")
	case side("three", 3):
		fmt.Println("never")
	}
	a := []int{0, 0, 0}
	i := 0
	i, a[i], a[side("index", 2)] = 1, side("second", 5), side("third", 6)
	fmt.Println(i, a)
	m := map[string]int{"k": side("left", 1) + side("right", 2)*side("last", 3)}
	fmt.Println(m, side("a", 0) == 1 && side("b", 1) == 1, side("c", 1) == 1 || side("d", 1) == 1)
	fmt.Println(two())
	func(x ...int) { fmt.Println(len(x), x) }(two())
	if x, y := two(); x > y {
		fmt.Println("more")
	} else if z := x + y; z == 7 {
		fmt.Println("seven")
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, j, " ")
	}
	var p, q = 1, "x"
	p, q = p+1, q+"y"
	fmt.Println(p, q, len("constant"), -5%3, 7&^5, 1<<3|1)
}
