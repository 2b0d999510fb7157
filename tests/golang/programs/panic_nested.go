package main

import "fmt"

type failure struct{ code int }

func (f failure) Error() string { return fmt.Sprint("failure ", f.code) }

func third() {
	defer func() {
		panic(fmt.Sprint("while handling: ", recover()))
	}()
	panic(failure{3})
}

func second() {
	defer fmt.Println("second leaves")
	third()
}

func main() {
	defer fmt.Println("main leaves")
	second()
	fmt.Println("never")
}
