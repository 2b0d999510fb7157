package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"math/rand"
	"os"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

type Job struct {
	ID   int
	Data string
}
type Result struct {
	Job Job
	Out string
	Err error
}

func worker(ctx context.Context, id int, jobs <-chan Job, out chan<- Result) {
	for {
		select {
		case <-ctx.Done():
			return
		case j, ok := <-jobs:
			if !ok {
				return
			}
			time.Sleep(time.Duration(rand.Intn(5)) * time.Millisecond)
			var err error
			if j.ID%7 == 3 {
				err = fmt.Errorf("job %d: %w", j.ID, io.ErrUnexpectedEOF)
			}
			out <- Result{j, strings.ToUpper(j.Data), err}
		}
	}
}

type RateLimiter struct {
	tokens chan struct{}
}

func NewRate(n int, every time.Duration, stop <-chan struct{}) *RateLimiter {
	r := &RateLimiter{make(chan struct{}, n)}
	for range n {
		r.tokens <- struct{}{}
	}
	go func() {
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				select {
				case r.tokens <- struct{}{}:
				default:
				}
			case <-stop:
				return
			}
		}
	}()
	return r
}

func main() {
	log.SetFlags(log.Lmsgprefix)
	log.SetOutput(os.Stdout)
	logger := log.New(os.Stdout, "pool: ", 0)
	ctx, cancel := context.WithCancel(context.Background())
	jobs, out := make(chan Job), make(chan Result, 4)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() { defer wg.Done(); worker(ctx, i, jobs, out) }()
	}
	go func() {
		for i := range 20 {
			jobs <- Job{i, fmt.Sprintf("item-%02d", i)}
		}
		close(jobs)
	}()
	go func() { wg.Wait(); close(out) }()
	var rs []Result
	for r := range out {
		rs = append(rs, r)
	}
	sort.Slice(rs, func(i, j int) bool { return rs[i].Job.ID < rs[j].Job.ID })
	for _, r := range rs {
		if r.Err != nil {
			logger.Printf("%+v failed: %v", r.Job, r.Err)
		}
	}
	logger.Println(len(rs), rs[0], rs[19].Out)
	cancel()

	stop := make(chan struct{})
	rl := NewRate(2, 10*time.Millisecond, stop)
	start := time.Now()
	for range 5 {
		<-rl.tokens
	}
	close(stop)
	fmt.Println(time.Since(start).Round(5 * time.Millisecond))

	g, gctx := errgroup.WithContext(context.Background())
	g.SetLimit(2)
	var n atomic.Int64
	for i := range 5 {
		g.Go(func() error {
			if i == 3 {
				return fmt.Errorf("part %d failed", i)
			}
			n.Add(int64(i))
			return nil
		})
	}
	fmt.Println(g.Wait(), gctx.Err())

	var m sync.Map
	for _, w := range strings.Fields("a b c a b a") {
		v, _ := m.LoadOrStore(w, new(atomic.Int32))
		v.(*atomic.Int32).Add(1)
	}
	var keys []string
	m.Range(func(k, v any) bool {
		keys = append(keys, fmt.Sprintf("%v=%d", k, v.(*atomic.Int32).Load()))
		return true
	})
	sort.Strings(keys)
	fmt.Println(keys)
	pool := sync.Pool{New: func() any { return new(strings.Builder) }}
	sb := pool.Get().(*strings.Builder)
	w := bufio.NewWriter(sb)
	fmt.Fprintf(w, "%-10s|%6.2f|", "name", 3.14159)
	w.Flush()
	fmt.Println(sb.String())
	cond := sync.NewCond(&sync.Mutex{})
	ready := false
	go func() { cond.L.Lock(); ready = true; cond.L.Unlock(); cond.Broadcast() }()
	cond.L.Lock()
	for !ready {
		cond.Wait()
	}
	cond.L.Unlock()
	timer := time.AfterFunc(time.Hour, func() {})
	fmt.Println(timer.Stop(), timer.Stop())
	select {
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	case <-ctx.Done():
		fmt.Println("cancelled", context.Cause(ctx))
	}
	once := sync.OnceValue(func() int { fmt.Println("computed"); return 42 })
	fmt.Println(once(), once())
	defer func() {
		if r := recover(); r != nil {
			log.Printf("recovered: %v", r)
			log.Fatalf("exit: %d", 4)
		}
	}()
	var mu sync.Mutex
	mu.Lock()
	var arr []int
	_ = arr[len(keys)]
}
