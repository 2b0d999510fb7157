package stats

import (
	"sync"
	"testing"
)

type sample struct {
	name  string
	value float64
}

type sink struct {
	in    chan sample
	total map[string]float64
}

func (s *sink) run(done chan<- struct{}) {
	for x := range s.in {
		s.total[x.name] += x.value
	}
	done <- struct{}{}
}

func TestSink(t *testing.T) {
	s := &sink{in: make(chan sample, 2), total: map[string]float64{}}
	done := make(chan struct{}, 1)
	go s.run(done)
	var wg sync.WaitGroup
	for _, n := range []string{"cpu", "mem"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.in <- sample{n, 0.5}
		}()
	}
	wg.Wait()
}
