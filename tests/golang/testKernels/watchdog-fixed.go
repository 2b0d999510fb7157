package watchdog

import (
	"testing"
	"time"
)

type result struct{ n int }

func compute(out chan<- result) {
	time.Sleep(20 * time.Millisecond)
	out <- result{42}
}

func TestWatchdog(t *testing.T) {
	out := make(chan result, 1)
	go compute(out)
	select {
	case r := <-out:
		if r.n != 42 {
			t.Error(r)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("timed out")
	}
	done := make(chan bool)
	go func() {
		time.Sleep(time.Millisecond)
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
		t.Fatal("timed out again")
	}
}
