// verdict: clean
package main

import "sync"

func main() {
	var mu sync.Mutex
	orders := make(chan int)
	go func() {
		mu.Lock()
		order := 1
		mu.Unlock()
		orders <- order
	}()
	order := <-orders
	mu.Lock()
	println(order)
	mu.Unlock()
}
