// In which order one processor runs goroutines that start, yield, meet and wake each other.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var wg sync.WaitGroup
	each := func(n int, f func(i int)) {
		for i := range n {
			wg.Add(1)
			go func() {
				defer wg.Done()
				f(i)
			}()
		}
	}
	each(3, func(g int) {
		for i := range 3 {
			fmt.Print(g, i, "; ")
			runtime.Gosched()
		}
	})
	wg.Wait()
	fmt.Println()
	for _, size := range []int{0, 1, 2} {
		c := make(chan int, size)
		each(1, func(int) {
			for v := range c {
				fmt.Print("r", v, " ")
			}
		})
		for i := range 7 {
			fmt.Print("s", i, " ")
			c <- i
		}
		close(c)
		wg.Wait()
		fmt.Println()
	}
	var mu sync.Mutex
	mu.Lock()
	each(4, func(i int) {
		mu.Lock()
		fmt.Print("m", i, " ")
		mu.Unlock()
	})
	runtime.Gosched()
	mu.Unlock()
	wg.Wait()
	fmt.Println()
	q := make(chan int)
	each(4, func(i int) {
		v, ok := <-q
		fmt.Print("q", i, v, ok, " ")
	})
	runtime.Gosched()
	q <- 1
	close(q)
	wg.Wait()
	fmt.Println()
}
