package monitor

import (
	"sync"
	"testing"
	"time"
)

type probe struct {
	mu    sync.Mutex
	alive map[string]bool
	beats int
	wg    sync.WaitGroup
}

func (p *probe) heartbeat() {
	for range time.Tick(10 * time.Millisecond) {
		p.mu.Lock()
		p.beats++
		p.mu.Unlock()
	}
}

func (p *probe) check(name string, answers <-chan bool) {
	ok := false
	select {
	case ok = <-answers:
	case <-time.After(50 * time.Millisecond):
	}
	p.mu.Lock()
	p.alive[name] = ok
	p.mu.Unlock()
	p.wg.Done()
}

func TestProbe(t *testing.T) {
	p := &probe{alive: make(map[string]bool)}
	go p.heartbeat()
	answers := make(chan bool)
	p.wg.Add(1)
	go p.check("db", answers)
	p.wg.Wait()
}
