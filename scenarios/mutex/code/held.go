package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu    sync.Mutex
	cache = make(map[string]string)
)

// Handle answers one request.
func Handle(id string) string {
	return page(GetUser(id))
}

// GetUser holds the lock from the first line to
// the last.
func GetUser(id string) string {
	mu.Lock()
	defer mu.Unlock()
	if name, ok := cache[id]; ok {
		return name
	}
	name := fetch(id)
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
