// Locks, groups, conditions, and what is built on them.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type box struct {
	sync.Mutex
	n int
}

func main() {
	var b box
	b.Lock()
	fmt.Println(b.TryLock())
	b.Unlock()
	fmt.Println(b.TryLock())
	b.Unlock()

	var wg sync.WaitGroup
	var mu sync.Mutex
	spawn := func(f func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
		}()
		time.Sleep(time.Millisecond)
	}
	var rw sync.RWMutex
	var order []string
	say := func(s string) {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, s)
	}
	read := func() { rw.RLock(); say("read"); rw.RUnlock() }
	write := func() { rw.Lock(); say("write"); rw.Unlock() }
	rw.Lock()
	for _, f := range []func(){read, read, write, read} {
		spawn(f)
	}
	rw.Unlock()
	wg.Wait()
	fmt.Println(order)
	l := rw.RLocker()
	l.Lock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
	rw.RUnlock()
	l.Unlock()

	cond := sync.NewCond(&mu)
	n := 0
	for range 4 {
		spawn(func() {
			mu.Lock()
			defer mu.Unlock()
			for n == 0 {
				cond.Wait()
			}
			n++
		})
	}
	mu.Lock()
	n = 1
	mu.Unlock()
	cond.Signal()
	time.Sleep(time.Millisecond)
	fmt.Println(n)
	cond.Broadcast()
	wg.Wait()
	fmt.Println(n)

	var once sync.Once
	func() {
		defer func() { fmt.Println(recover()) }()
		once.Do(func() { panic(errors.New("boom")) })
	}()
	once.Do(func() { fmt.Println("not again") })
	f := sync.OnceValue(func() int { fmt.Println("once"); return 5 })
	fmt.Println(f(), f())
	fmt.Println(sync.OnceValues(func() (int, error) { return 1, nil })())
}
