// verdict: clean
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	seen := make([]bool, 3)
	i := 0
	for i < 3 {
		wg.Add(1)
		go func(n int) {
			defer wg.Done()
			seen[n] = true
		}(i)
		i++
	}
	wg.Wait()
	_ = seen
}
