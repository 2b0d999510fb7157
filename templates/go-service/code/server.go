// A service that looks users up: what it has asked for once it remembers.
package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

type User struct {
	ID, Name string
}

// Cache is used by all requests at once: every one is a goroutine.
type Cache struct {
	mu    sync.RWMutex
	users map[string]User
}

func (c *Cache) Get(id string) (User, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	user, ok := c.users[id]
	return user, ok
}

func (c *Cache) Put(user User) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.users[user.ID] = user
}

// At most so many requests ask the store at the same moment; the others are turned away.
const asking = 40

var (
	cache   = Cache{users: map[string]User{}}
	slots   = make(chan struct{}, asking)
	errFull = errors.New("too many requests wait for the store")
	missed  atomic.Int64
)

// fetch asks the store. In the lab its answer takes as long as the store does.
// cost: call
func fetch(id string) (User, error) {
	return User{ID: id, Name: "user " + id}, nil
}

// render makes the page.
// cost: 500us cpu, 64KiB
func render(user User) string {
	return "<h1>" + user.Name + "</h1>"
}

// Handle answers one request.
func Handle(id string) (string, error) {
	user, ok := cache.Get(id)
	if !ok {
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
		default:
			return "", errFull
		}
		missed.Add(1)
		found, err := fetch(id)
		if err != nil {
			return "", fmt.Errorf("user %s: %w", id, err)
		}
		user = found
		cache.Put(user)
	}
	return render(user), nil
}

// main is for `go run server.go`; in the lab each request calls Handle.
func main() {
	var all sync.WaitGroup
	for i := range 20 {
		all.Add(1)
		go func() {
			defer all.Done()
			if _, err := Handle(fmt.Sprint(i % 5)); err != nil {
				fmt.Println(err)
			}
		}()
	}
	all.Wait()
	page, err := Handle("3")
	fmt.Println(page, err)
}
