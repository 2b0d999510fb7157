// verdict: clean
package main

import "sync"

type config struct{ name string }

var (
	mu     sync.Mutex
	loaded *config
)

func get() *config {
	mu.Lock()
	defer mu.Unlock()
	if loaded == nil {
		loaded = &config{name: "default"}
	}
	return loaded
}

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = get().name
		}()
	}
	wg.Wait()
}
