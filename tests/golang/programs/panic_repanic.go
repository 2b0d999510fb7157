package main

import "fmt"

type kind string

func work(n int) {
	defer func() {
		if n%2 == 0 {
			panic(kind("again\nand again"))
		}
	}()
	if n > 0 {
		work(n - 1)
	}
	panic(fmt.Errorf("level %d", n))
}

func main() {
	work(2)
}
