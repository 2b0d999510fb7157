package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type account struct {
	sync.Mutex
	balance int
}

func (a *account) deposit(n int) {
	a.Lock()
	defer a.Unlock()
	a.balance += n
}

type cache[K comparable, V any] struct {
	mu    sync.RWMutex
	items map[K]V
	loads atomic.Int64
}

func (c *cache[K, V]) get(k K, load func(K) V) V {
	c.mu.RLock()
	v, ok := c.items[k]
	c.mu.RUnlock()
	if ok {
		return v
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.items[k]; ok {
		return v
	}
	c.loads.Add(1)
	v = load(k)
	c.items[k] = v
	return v
}

func main() {
	var a account
	var once sync.Once
	var wg sync.WaitGroup
	c := cache[int, string]{items: map[int]string{}}
	var hits int32
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			once.Do(func() { fmt.Println("once") })
			a.deposit(i)
			if c.get(i%5, func(k int) string { return fmt.Sprint("v", k) }) == fmt.Sprint("v", i%5) {
				atomic.AddInt32(&hits, 1)
			}
		}()
	}
	wg.Wait()
	fmt.Println(a.balance, hits, c.loads.Load(), len(c.items), c.items)
	fmt.Println(a.TryLock(), a.TryLock())
	cond := sync.NewCond(&sync.Mutex{})
	ready := 0
	for range 3 {
		wg.Add(1)
		go func() {
			cond.L.Lock()
			for ready == 0 {
				cond.Wait()
			}
			ready++
			cond.L.Unlock()
			wg.Done()
		}()
	}
	cond.L.Lock()
	ready = 1
	cond.L.Unlock()
	cond.Broadcast()
	wg.Wait()
	fmt.Println(ready)
	a.Unlock()
	a.Unlock()
}
