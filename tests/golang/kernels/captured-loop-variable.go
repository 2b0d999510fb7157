// verdict: race
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	seen := make([]bool, 3)
	i := 0
	for i < 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := i
			if n < 3 {
				_ = n
			}
		}()
		i++
	}
	wg.Wait()
	_ = seen
}
