// verdict: panic
package main

import "sync"

func main() {
	events := make(chan int, 4)
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			events <- i
		}()
	}
	close(events)
	wg.Wait()
	for e := range events {
		_ = e
	}
}
