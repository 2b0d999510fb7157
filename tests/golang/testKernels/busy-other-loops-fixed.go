package replica

import (
	"sync"
	"testing"
	"time"
)

type raft struct {
	sync.Mutex
	applied int
	closing bool
	tickC   <-chan time.Time
	applyC  chan int
	stopped chan struct{}
}

func (r *raft) tickLoop() {
	for {
		select {
		case <-r.tickC:
			r.Lock()
			closing := r.closing
			r.Unlock()
			if closing {
				return
			}
		case <-r.stopped:
			return
		}
	}
}

func (r *raft) apply() {
	for v := range r.applyC {
		r.Lock()
		if v < 0 {
			r.Unlock()
			break
		}
		r.applied = v
		r.Unlock()
	}
	close(r.stopped)
}

func TestReplicaTicks(t *testing.T) {
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	r := &raft{tickC: ticker.C, applyC: make(chan int, 2), stopped: make(chan struct{})}
	go r.tickLoop()
	r.applyC <- 1
	r.applyC <- -1
	r.apply()
}
