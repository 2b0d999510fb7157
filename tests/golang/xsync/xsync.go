package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

func main() {
	var g errgroup.Group
	g.SetLimit(2)
	var now, most atomic.Int32
	for range 6 {
		g.Go(func() error {
			n := now.Add(1)
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
			time.Sleep(time.Millisecond)
			now.Add(-1)
			return nil
		})
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		g.SetLimit(3)
	}()
	fmt.Println(g.TryGo(func() error { return nil }), g.Wait(), most.Load())

	g2, ctx := errgroup.WithContext(context.Background())
	boom := errors.New("boom")
	for i := range 3 {
		g2.Go(func() error {
			select {
			case <-time.After(time.Duration(3-i) * 10 * time.Millisecond):
				return fmt.Errorf("task %d: %w", i, boom)
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}
	err := g2.Wait()
	fmt.Println(err, errors.Is(err, boom), ctx.Err(), context.Cause(ctx) == err)

	sem := semaphore.NewWeighted(3)
	fmt.Println(sem.TryAcquire(2), sem.TryAcquire(2), sem.TryAcquire(1))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	fmt.Println(sem.Acquire(ctx, 2), sem.Acquire(ctx, 9))
	sem.Release(1)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		fmt.Println("big", sem.Acquire(context.Background(), 3))
		sem.Release(3)
	}()
	time.Sleep(time.Millisecond)
	fmt.Println("small must wait:", sem.TryAcquire(1))
	go func() {
		defer wg.Done()
		sem.Acquire(context.Background(), 1)
		fmt.Println("small")
		sem.Release(1)
	}()
	time.Sleep(time.Millisecond)
	sem.Release(2)
	wg.Wait()
	func() {
		defer func() { fmt.Println(recover()) }()
		sem.Release(1)
	}()

	var sf singleflight.Group
	var calls atomic.Int32
	shared := atomic.Int32{}
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v, err, s := sf.Do("k", func() (any, error) {
				calls.Add(1)
				time.Sleep(10 * time.Millisecond)
				return "value", nil
			})
			if s && err == nil && v == "value" {
				shared.Add(1)
			}
		}()
	}
	wg.Wait()
	fmt.Println(calls.Load(), shared.Load())
	r := <-sf.DoChan("x", func() (any, error) { return 1, boom })
	fmt.Println(r.Val, r.Err, r.Shared)
	sf.Forget("x")
	func() {
		defer func() { fmt.Println("panicked", recover() != nil) }()
		sf.Do("p", func() (any, error) { panic("inside") })
	}()
}
