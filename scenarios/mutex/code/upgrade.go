package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu    sync.RWMutex
	cache = make(map[string]string)
)

// Handle answers one request.
func Handle(id string) string {
	return page(GetUser(id))
}

// GetUser reads under the read lock, and takes the
// write lock when it has to write.
func GetUser(id string) string {
	mu.RLock()
	defer mu.RUnlock()
	if name, ok := cache[id]; ok {
		return name
	}
	name := fetch(id)
	mu.Lock()
	defer mu.Unlock()
	cache[id] = name
	return name
}

// cost: call
func fetch(id string) string {
	time.Sleep(20 * time.Millisecond)
	return "reader " + id
}

// cost: 1ms cpu
func page(name string) string {
	return "Good morning, " + name
}

func main() {
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			Handle("42")
		}()
	}
	wg.Wait()
	fmt.Println("all three have their page")
}
