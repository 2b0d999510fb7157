package main

import (
	"fmt"
	"sync"
	"time"
)

func generate(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			out <- i
		}
	}()
	return out
}

func square(in <-chan int, workers int) <-chan int {
	out := make(chan int, 2)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range in {
				out <- v * v
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func main() {
	sum := 0
	for v := range square(generate(20), 3) {
		sum += v
	}
	fmt.Println(sum)
	c := make(chan string, 3)
	c <- "a"
	c <- "b"
	fmt.Println(len(c), cap(c))
	close(c)
	for range 3 {
		v, ok := <-c
		fmt.Printf("%q %v\n", v, ok)
	}
	var never chan int
	tick, stop := make(chan int), make(chan struct{})
	go func() {
		for i := range 3 {
			tick <- i
		}
		close(stop)
	}()
	for running := true; running; {
		select {
		case <-never:
			fmt.Println("never")
		case i := <-tick:
			fmt.Println("tick", i)
		case _, ok := <-stop:
			fmt.Println("stop", ok)
			running = false
		}
	}
	select {
	case tick <- 1:
		fmt.Println("never")
	default:
		fmt.Println("nobody there")
	}
	select {
	case v := <-tick:
		fmt.Println("never", v)
	case <-time.After(5 * time.Millisecond):
		fmt.Println("timeout")
	}
	results := make(chan func() int, 1)
	results <- func() int { return 7 }
	fmt.Println((<-results)())
}
