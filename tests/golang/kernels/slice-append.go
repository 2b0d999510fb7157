// verdict: race
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
			results = append(results, i*i)
		}()
	}
	wg.Wait()
	mu.Lock()
	println(len(results))
	mu.Unlock()
}
