package renew

import (
	"sync"
	"testing"
	"time"
)

type renewer struct {
	mu    sync.Mutex
	timer *time.Timer
	n     int
}

func (r *renewer) start(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.timer = time.AfterFunc(d, r.renew)
}

func (r *renewer) renew() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n++
	if r.n < 2 {
		r.timer.Reset(time.Millisecond)
	}
}

func TestRenewAtOnce(t *testing.T) {
	r := &renewer{}
	r.start(0)
	time.Sleep(10 * time.Millisecond)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.timer.Stop()
}
