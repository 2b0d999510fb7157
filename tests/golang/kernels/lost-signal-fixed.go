// verdict: clean
package main

import "sync"

type gate struct {
	mu   sync.Mutex
	cond *sync.Cond
	open bool
}

func (g *gate) wait() {
	g.mu.Lock()
	for !g.open {
		g.cond.Wait()
	}
	g.mu.Unlock()
}

func main() {
	g := &gate{}
	g.cond = sync.NewCond(&g.mu)
	go func() {
		g.mu.Lock()
		g.open = true
		g.cond.Signal()
		g.mu.Unlock()
	}()
	g.wait()
}
