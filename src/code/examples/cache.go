package main

import (
	"fmt"
	"sync"
	"time"
)

var cache = make(map[string]string)

// GetUser answers from the cache, or asks the database and remembers.
func GetUser(id string) string {
	if name, ok := cache[id]; ok {
		return name
	}
	name := fetch(id)
	cache[id] = name
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
