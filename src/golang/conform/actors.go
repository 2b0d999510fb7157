// Actors that take one step at a time at a lock, a channel or a semaphore; each step is called from outside.
package main

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

var (
	mu  sync.Mutex
	rw  sync.RWMutex
	c   chan int
	sem *semaphore.Weighted
)

func main() {}

func done(actor int, what string) { println(actor, what) }

func truth(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func MutexL(actor, _ int)  { mu.Lock(); done(actor, "L") }
func MutexU(actor, _ int)  { mu.Unlock(); done(actor, "U") }
func MutexTL(actor, _ int) { done(actor, "TL="+truth(mu.TryLock())) }

func RwL(actor, _ int)   { rw.Lock(); done(actor, "L") }
func RwU(actor, _ int)   { rw.Unlock(); done(actor, "U") }
func RwTL(actor, _ int)  { done(actor, "TL="+truth(rw.TryLock())) }
func RwRL(actor, _ int)  { rw.RLock(); done(actor, "RL") }
func RwRU(actor, _ int)  { rw.RUnlock(); done(actor, "RU") }
func RwTRL(actor, _ int) { done(actor, "TRL="+truth(rw.TryRLock())) }

func ChanNew(_, n int) { c = make(chan int, n) }

func panics(actor int, op string) {
	if r := recover(); r != nil {
		done(actor, op+"=panic: "+r.(error).Error())
	}
}

func ChanSend(actor, v int) {
	defer panics(actor, "send")
	c <- v
	done(actor, "send")
}

func ChanRecv(actor, _ int) {
	v, ok := <-c
	println(actor, "recv=", v, truth(ok))
}

func ChanClose(actor, _ int) {
	defer panics(actor, "close")
	close(c)
	done(actor, "close")
}

func SemNew(_, n int) { sem = semaphore.NewWeighted(int64(n)) }

func SemAcq(actor, n int) {
	if sem.Acquire(context.Background(), int64(n)) == nil {
		done(actor, "acq")
	}
}

func SemRel(actor, n int) {
	defer func() {
		if r := recover(); r != nil {
			done(actor, "rel=panic: "+r.(string))
		}
	}()
	sem.Release(int64(n))
	done(actor, "rel")
}
