package server

import (
	"sync"
	"testing"
	"time"
)

type request struct {
	id    int
	reply chan int
}

type Server struct {
	reqs     chan request
	shutdown chan struct{}
	wg       sync.WaitGroup
}

func (s *Server) worker() {
	defer s.wg.Done()
	for {
		select {
		case r := <-s.reqs:
			r.reply <- r.id * 2
		case <-s.shutdown:
			return
		}
	}
}

func (s *Server) Do(id int) (int, bool) {
	r := request{id, make(chan int, 1)}
	s.reqs <- r
	return <-r.reply, true
}

func (s *Server) Shutdown() {
	close(s.shutdown)
	s.wg.Wait()
}

func TestShutdownUnderLoad(t *testing.T) {
	s := &Server{reqs: make(chan request), shutdown: make(chan struct{})}
	s.wg.Add(1)
	go s.worker()
	var clients sync.WaitGroup
	for i := 1; i <= 2; i++ {
		clients.Add(1)
		go func() {
			defer clients.Done()
			s.Do(i)
		}()
	}
	time.Sleep(time.Millisecond)
	s.Shutdown()
	clients.Wait()
}
