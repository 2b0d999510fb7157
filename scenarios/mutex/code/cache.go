package main

import (
	"fmt"
	"sync"
	"time"
)

var cache = make(map[string]string)

// Handle answers one request.
func Handle(id string) string {
	return page(GetUser(id))
}

// GetUser looks into the cache, or asks the database
// and remembers.
func GetUser(id string) string {
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
