package election

import (
	"sync"
	"testing"
	"time"
)

const (
	electionTimeout = 20 * time.Millisecond
	heartbeat       = 5 * time.Millisecond
)

type role int32

const (
	follower role = iota
	candidate
	leader
)

type node struct {
	mu     sync.Mutex
	role   role
	stopC  chan struct{}
	voteC  chan bool
	beatC  chan struct{}
	closed sync.Once
}

func (n *node) run() {
	for {
		switch n.current() {
		case follower:
			select {
			case <-n.beatC:
			case <-time.After(electionTimeout):
				n.become(candidate)
			case <-n.stopC:
				return
			}
		case candidate:
			go n.requestVote()
			select {
			case won := <-n.voteC:
				if won {
					n.become(leader)
				}
			case <-n.stopC:
				return
			}
		case leader:
			select {
			case <-time.After(heartbeat):
			case <-n.stopC:
				return
			}
		}
	}
}

func (n *node) requestVote() {
	select {
	case n.voteC <- true:
	case <-n.stopC:
	}
}

func (n *node) current() role {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.role
}

func (n *node) become(r role) {
	n.mu.Lock()
	n.role = r
	n.mu.Unlock()
}

func (n *node) stop() { n.closed.Do(func() { close(n.stopC) }) }

func TestStopWhileCandidate(t *testing.T) {
	n := &node{stopC: make(chan struct{}), voteC: make(chan bool), beatC: make(chan struct{})}
	go n.run()
	time.Sleep(electionTimeout)
	n.stop()
	time.Sleep(electionTimeout)
}
