package main

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// user is one place of the cache. Its own lock is
// held while it is filled.
type user struct {
	mu    sync.Mutex
	known bool
	name  string
}

var (
	mu    sync.Mutex
	cache = make(map[string]*user)
)

// Handle answers one request.
func Handle(id string) string {
	return page(GetUser(id))
}

// GetUser holds the lock of the map only to find the
// place. Who comes for the same user waits there; who
// comes for another one does not.
func GetUser(id string) string {
	mu.Lock()
	u, ok := cache[id]
	if !ok {
		u = &user{}
		cache[id] = u
	}
	mu.Unlock()

	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.known {
		u.name, u.known = fetch(id), true
	}
	return u.name
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
