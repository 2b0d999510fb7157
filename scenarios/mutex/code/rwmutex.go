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

// GetUser lets any number read at once; whoever
// writes is alone.
func GetUser(id string) string {
	mu.RLock()
	name, ok := cache[id]
	mu.RUnlock()
	if ok {
		return name
	}
	name = fetch(id)
	mu.Lock()
	cache[id] = name
	mu.Unlock()
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
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			Handle("42")
		}()
	}
	wg.Wait()
	fmt.Println("all eight have their page")
}
