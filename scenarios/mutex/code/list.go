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

// Handle answers with the list of everybody who was
// here, and adds who asks.
func Handle(id string) string {
	mu.Lock()
	_, ok := cache[id]
	text := list()
	mu.Unlock()
	if ok {
		return text
	}
	name := fetch(id)
	mu.Lock()
	cache[id] = name
	mu.Unlock()
	return text
}

// list reads the whole cache under the lock: one
// reader at a time.
//
// cost: 1ms cpu
func list() string {
	text := "were here:"
	for _, name := range cache {
		text += " " + name
	}
	return text
}

// cost: call
func fetch(id string) string {
	time.Sleep(20 * time.Millisecond)
	return "reader " + id
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
	fmt.Println("all three have their list")
}
