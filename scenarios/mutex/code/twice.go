package main

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
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

// fetches counts the questions to the database.
var fetches atomic.Int64

// cost: call
func fetch(id string) string {
	fetches.Add(1)
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
	if n := fetches.Load(); n != 1 {
		fmt.Println("reader 42 was fetched", n, "times")
		os.Exit(1)
	}
	fmt.Println("reader 42 was fetched once")
}
