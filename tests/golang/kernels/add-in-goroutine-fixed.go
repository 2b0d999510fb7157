// verdict: clean
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	total := 0
	var mu sync.Mutex
	for i := 1; i <= 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			total += i
			mu.Unlock()
		}()
	}
	wg.Wait()
	println(total)
}
