// verdict: clean
package main

import "sync"

type counts struct {
	mu sync.Mutex
	by map[string]int
}

func (c *counts) add(word string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.by[word]++
}

func main() {
	c := &counts{by: map[string]int{}}
	var wg sync.WaitGroup
	for _, word := range []string{"a", "b"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.add(word)
		}()
	}
	wg.Wait()
}
