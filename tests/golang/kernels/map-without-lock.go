// verdict: map-fatal
package main

import "sync"

func main() {
	hits := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, page := range []string{"/a", "/b"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			hits[page]++
		}()
	}
	wg.Wait()
	mu.Lock()
	println(len(hits))
	mu.Unlock()
}
