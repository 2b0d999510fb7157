package main

import (
	"fmt"
	"os"
)

var (
	c = b + 1
	a = start("a", 1)
	b = f() + a
)

var table = map[string]func(int) int{
	"double": double,
	"square": func(x int) int { return x * x },
}

var size = len(table)

func double(x int) int { return 2 * x }

func f() int { return start("f", 10) }

func start(name string, v int) int {
	fmt.Println("initialise", name)
	return v
}

func init() {
	fmt.Println("init one", a, b, c, size)
}

func init() {
	fmt.Println("init two", table["double"](4), table["square"](4))
}

type config struct {
	name  string
	limit int
	tags  []string
	next  *config
}

var defaults = config{name: "default", limit: size, tags: []string{"x"}, next: &config{name: "second"}}

func main() {
	mine := defaults
	mine.tags[0] = "shared"
	mine.limit++
	fmt.Printf("%+v %v %s\n", mine.tags, defaults.limit, defaults.next.name)
	fmt.Printf("%v %+v\n", struct {
		A int
		B string
	}{1, "b"}, defaults.next)
	defer fmt.Println("not printed")
	fmt.Fprintln(os.Stderr, "leaving")
	os.Exit(3)
}
