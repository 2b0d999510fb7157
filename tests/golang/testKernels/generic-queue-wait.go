package workqueue

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

type Queue[T comparable] struct {
	cond     *sync.Cond
	items    []T
	dirty    map[T]struct{}
	shutting atomic.Bool
}

func NewQueue[T comparable]() *Queue[T] {
	return &Queue[T]{cond: sync.NewCond(&sync.Mutex{}), dirty: map[T]struct{}{}}
}

func (q *Queue[T]) Add(item T) {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	if _, ok := q.dirty[item]; ok || q.shutting.Load() {
		return
	}
	q.dirty[item] = struct{}{}
	q.items = append(q.items, item)
	q.cond.Signal()
}

func (q *Queue[T]) Get() (item T, shutdown bool) {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	for len(q.items) == 0 && !q.shutting.Load() {
		q.cond.Wait()
	}
	if len(q.items) == 0 {
		return item, true
	}
	item, q.items = q.items[0], q.items[1:]
	delete(q.dirty, item)
	return item, false
}

func (q *Queue[T]) ShutDown() {
	q.shutting.Store(true)
	q.cond.Broadcast()
}

func TestQueueShutDown(t *testing.T) {
	q := NewQueue[string]()
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			if _, down := q.Get(); down {
				return
			}
		}
	}()
	q.Add("pod/a")
	q.ShutDown()
	select {
	case <-stopped:
	case <-time.After(time.Second):
	}
}
