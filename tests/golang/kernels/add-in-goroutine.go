// verdict: panic
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	total := 0
	var mu sync.Mutex
	for i := 1; i <= 2; i++ {
		go func() {
			wg.Add(1)
			defer wg.Done()
			mu.Lock()
			total += i
			mu.Unlock()
		}()
	}
	wg.Wait()
	println(total)
}
