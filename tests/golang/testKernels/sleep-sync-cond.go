package barrier

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

type gate struct {
	l    sync.Mutex
	c    *sync.Cond
	open bool
}

func (g *gate) pass() {
	g.l.Lock()
	defer g.l.Unlock()
	if !g.open {
		g.c.Wait()
		g.c.Wait()
	}
}

func TestGate(t *testing.T) {
	g := &gate{}
	g.c = sync.NewCond(&g.l)
	var passed atomic.Int32
	for i := 0; i < 2; i++ {
		go func() {
			g.pass()
			passed.Add(1)
		}()
	}
	time.Sleep(10 * time.Millisecond)
	g.l.Lock()
	g.c.Broadcast()
	g.l.Unlock()
	time.Sleep(10 * time.Millisecond)
	if n := passed.Load(); n == 1 {
		t.Errorf("%d passed", n)
	}
}
