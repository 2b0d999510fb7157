package deadline

import (
	"sync"
	"testing"
	"time"
)

type connDeadline struct {
	mu     sync.Mutex
	timer  *time.Timer
	cancel chan struct{}
}

func newDeadline() *connDeadline { return &connDeadline{cancel: make(chan struct{})} }

func (d *connDeadline) set(after time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
	}
	d.timer = time.AfterFunc(after, func() {
		close(d.cancel)
	})
}

func TestDeadlineExtended(t *testing.T) {
	d := newDeadline()
	d.set(5 * time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	d.set(5 * time.Millisecond)
	time.Sleep(20 * time.Millisecond)
}
