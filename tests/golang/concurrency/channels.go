// Channels: order, draining, nil in selects, length and capacity.
package main

import (
	"fmt"
	"time"
)

func main() {
	c := make(chan int, 2)
	for i := range 5 {
		go func() {
			time.Sleep(time.Duration(i+1) * time.Millisecond)
			c <- i
		}()
	}
	time.Sleep(10 * time.Millisecond)
	for range 5 {
		fmt.Print(<-c, " ", len(c), cap(c), "; ")
	}
	fmt.Println()
	c <- 7
	c <- 8
	close(c)
	for v := range c {
		fmt.Println(v)
	}
	v, ok := <-c
	fmt.Println(v, ok)
	type point struct{ x, y int }
	points := make(chan point, 1)
	p := point{1, 2}
	points <- p
	p.x = 9
	fmt.Println(<-points, p)
	close(points)
	p, ok = <-points
	fmt.Println(p, ok)
	var null chan int
	fmt.Println(len(null), cap(null))
	select {
	case <-null:
	case null <- 1:
	case <-time.After(time.Millisecond):
		fmt.Println("after")
	}
	var in, out chan<- int
	first, second := make(chan int, 3), make(chan int, 3)
	in, out = first, second
	for i := range 6 {
		select {
		case in <- i:
			in = nil
		case out <- i:
			out = nil
		default:
			fmt.Println("none", i)
		}
	}
	fmt.Println(len(first), len(second))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for a, b := make(chan int), make(chan int); ; {
			go func() { a <- 1; b <- 2 }()
			fmt.Println(<-a, <-b)
			return
		}
	}()
	<-done
}
