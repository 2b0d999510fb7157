// verdict: clean
package main

import (
	"errors"
	"sync"
)

var errEmpty = errors.New("empty")

type stack struct {
	mu    sync.Mutex
	items []int
}

func (s *stack) push(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items = append(s.items, n)
}

func (s *stack) pop() (int, error) {
	s.mu.Lock()
	if len(s.items) == 0 {
		s.mu.Unlock()
		return 0, errEmpty
	}
	n := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	s.mu.Unlock()
	return n, nil
}

func main() {
	s := &stack{}
	done := make(chan bool)
	go func() {
		s.push(1)
		done <- true
	}()
	s.pop()
	<-done
}
