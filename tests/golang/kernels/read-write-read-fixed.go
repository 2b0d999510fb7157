// verdict: clean
package main

import "sync"

type registry struct {
	mu    sync.RWMutex
	names map[string]int
}

func (r *registry) count() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return len(r.names)
}

func (r *registry) full() bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return len(r.names) > 3
}

func (r *registry) add(name string) {
	r.mu.Lock()
	r.names[name] = 1
	r.mu.Unlock()
}

func main() {
	r := &registry{names: map[string]int{}}
	done := make(chan bool)
	go func() {
		r.add("a")
		done <- true
	}()
	r.full()
	<-done
}
