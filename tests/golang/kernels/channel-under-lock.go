// verdict: deadlock
package main

import "sync"

func main() {
	var mu sync.Mutex
	orders := make(chan int)
	go func() {
		mu.Lock()
		orders <- 1
		mu.Unlock()
	}()
	mu.Lock()
	println(<-orders)
	mu.Unlock()
}
