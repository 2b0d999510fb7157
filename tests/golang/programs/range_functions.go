package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("count is done")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(m []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := len(m) - 1; i >= 0; i-- {
			if !yield(i, m[i]) {
				return
			}
		}
	}
}

func find(n int) (found int) {
	defer func() { found *= 10 }()
	for i := range count(10) {
		defer fmt.Println("deferred", i)
		if i == n {
			return i
		}
	}
	return -1
}

func main() {
	for i := range count(3) {
		if i == 1 {
			continue
		}
		fmt.Println(i)
	}
	for i, s := range pairs([]string{"a", "b", "c"}) {
		fmt.Println(i, s)
		if s == "b" {
			break
		}
	}
	fmt.Println(find(2))
outer:
	for i := range count(5) {
		for j := range count(5) {
			if j == 2 {
				continue outer
			}
			if i == 1 {
				break outer
			}
			fmt.Println(i, j)
		}
	}
	for range count(1) {
	}
	for i := range 3 {
		i *= 2
		fmt.Print(i, " ")
	}
	fmt.Println()
	defer func() { fmt.Println("recovered", recover()) }()
	for i := range count(2) {
		panic(fmt.Sprint("in the body ", i))
	}
}
