// verdict: panic
package main

import "sync"

type server struct {
	quit   chan struct{}
	closed bool
	mu     sync.Mutex
}

func (s *server) stop() {
	s.mu.Lock()
	closed := s.closed
	s.closed = true
	s.mu.Unlock()
	_ = closed
	close(s.quit)
}

func main() {
	s := &server{quit: make(chan struct{})}
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.stop()
		}()
	}
	wg.Wait()
	<-s.quit
}
