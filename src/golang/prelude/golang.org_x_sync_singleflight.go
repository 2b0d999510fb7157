package singleflight

import (
	"runtime"
	"sync"
)

type Result struct {
	Val    any
	Err    error
	Shared bool
}

type call struct {
	wg    sync.WaitGroup
	val   any
	err   error
	panic any
	exit  bool
	dups  int
	chans []chan<- Result
}

type Group struct {
	mu sync.Mutex
	m  map[string]*call
}

// The call under way, and whether it is a new one.
func (g *Group) join(key string, ch chan<- Result) (*call, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c, ok := g.m[key]
	if ok {
		c.dups++
	} else {
		c = &call{exit: true}
		c.wg.Add(1)
		if g.m == nil {
			g.m = map[string]*call{}
		}
		g.m[key] = c
	}
	if ch != nil {
		c.chans = append(c.chans, ch)
	}
	return c, !ok
}

func (g *Group) run(c *call, key string, fn func() (any, error)) {
	defer func() {
		if c.exit {
			if c.panic = recover(); c.panic != nil {
				c.exit = false
			}
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		c.wg.Done()
		if g.m[key] == c {
			delete(g.m, key)
		}
		if c.panic != nil {
			panic(c.panic)
		}
		if !c.exit {
			for _, ch := range c.chans {
				ch <- Result{c.val, c.err, c.dups > 0}
			}
		}
	}()
	c.val, c.err = fn()
	c.exit = false
}

func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	c, first := g.join(key, nil)
	if first {
		g.run(c, key, fn)
		return c.val, c.err, c.dups > 0
	}
	c.wg.Wait()
	if c.panic != nil {
		panic(c.panic)
	}
	if c.exit {
		runtime.Goexit()
	}
	return c.val, c.err, true
}

func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	ch := make(chan Result, 1)
	if c, first := g.join(key, ch); first {
		go g.run(c, key, fn)
	}
	return ch
}

func (g *Group) Forget(key string) {
	g.mu.Lock()
	delete(g.m, key)
	g.mu.Unlock()
}
