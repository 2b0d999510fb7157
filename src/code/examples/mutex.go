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

// GetUser holds the lock only while it touches the map: nobody waits for another one's fetch.
func GetUser(id string) string {
	mu.Lock()
	name, ok := cache[id]
	mu.Unlock()
	if ok {
		return name
	}
	name = fetch(id)
	mu.Lock()
	cache[id] = name
	mu.Unlock()
	return name
}

// cost: 20ms io
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
			GetUser("42")
		}()
	}
	wg.Wait()
	fmt.Println(cache["42"])
}
