// verdict: clean
package main

import "sync"

func main() {
	var results []int
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			results = append(results, i*i)
			mu.Unlock()
		}()
	}
	wg.Wait()
	mu.Lock()
	println(len(results))
	mu.Unlock()
}
