package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type key string

func work(ctx context.Context, name string, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", name, ctx.Err())
	}
}

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg.Err(), bg.Done() == nil)
	ctx, cancel := context.WithCancel(bg)
	child, stop := context.WithTimeout(ctx, time.Hour)
	val := context.WithValue(child, key("user"), "ann")
	fmt.Println(val.Value(key("user")), val.Value(key("none")), ctx.Err(), ctx)
	cancel()
	<-val.Done()
	fmt.Println(ctx.Err(), child.Err(), context.Cause(val))
	stop()
	cancel()

	start := time.Now()
	ctx, cancel = context.WithTimeout(bg, 20*time.Millisecond)
	defer cancel()
	err := work(ctx, "slow", time.Second)
	fmt.Println(err, errors.Is(err, context.DeadlineExceeded), time.Since(start).Round(10*time.Millisecond))
	var te interface{ Timeout() bool }
	fmt.Println(errors.As(err, &te), te.Timeout(), ctx.Err() == context.DeadlineExceeded)
	d, ok := ctx.Deadline()
	fmt.Println(d.Sub(start).Round(10*time.Millisecond), ok)
	fmt.Println(work(bg, "fast", time.Millisecond))

	cc, cause := context.WithCancelCause(bg)
	cause(errors.New("boom"))
	fmt.Println(cc.Err(), context.Cause(cc))
	free := context.WithoutCancel(cc)
	fmt.Println(free.Err(), context.Cause(free), free)
	past, stop2 := context.WithDeadline(bg, time.Now().Add(-time.Second))
	fmt.Println(past.Err())
	stop2()

	ctx, cancel = context.WithCancel(bg)
	var wg sync.WaitGroup
	wg.Add(1)
	undo := context.AfterFunc(ctx, func() { fmt.Println("after"); wg.Done() })
	cancel()
	wg.Wait()
	fmt.Println(undo())
	ctx, cancel = context.WithCancel(bg)
	undo = context.AfterFunc(ctx, func() { fmt.Println("never") })
	fmt.Println(undo(), undo())
	cancel()

	ctx, cancel = context.WithTimeoutCause(bg, time.Millisecond, errors.New("too slow"))
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx))
	results := make(chan string, 3)
	ctx, cancel = context.WithCancel(bg)
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := work(ctx, fmt.Sprint("w", i), time.Duration(i*20+10)*time.Millisecond); err != nil {
				results <- err.Error()
				return
			}
			cancel()
			results <- fmt.Sprint("w", i, " won")
		}()
	}
	wg.Wait()
	close(results)
	n := 0
	for range results {
		n++
	}
	fmt.Println(n)
	defer func() { fmt.Println(recover()) }()
	context.WithValue(bg, []int{1}, 2)
}
