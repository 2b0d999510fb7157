// verdict: clean
package main

import (
	"os"
	"sync"
)

type stock struct {
	mu   sync.Mutex
	left int
}

func (s *stock) available() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.left > 0
}

func (s *stock) take() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left--
	if s.left < 0 {
		os.Exit(1)
	}
}

func (s *stock) buy() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left > 0 {
		s.left--
	}
	if s.left < 0 {
		os.Exit(1)
	}
}

func main() {
	s := &stock{left: 1}
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.buy()
		}()
	}
	wg.Wait()
}
