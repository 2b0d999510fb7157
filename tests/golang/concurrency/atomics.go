// sync/atomic, sync.Map and sync.Pool.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type config struct{ a int }

func main() {
	var i32 int32 = 5
	fmt.Println(atomic.AddInt32(&i32, -7), atomic.SwapInt32(&i32, 9), atomic.CompareAndSwapInt32(&i32, 9, 1), i32)
	var u64 atomic.Uint64
	u64.Store(1<<64 - 1)
	fmt.Println(u64.Add(2), u64.Load(), u64.And(3), u64.Or(8), u64.Load())
	var i64 int64 = 1<<63 - 1
	fmt.Println(atomic.AddInt64(&i64, 1), i64)
	cells := [3]uint32{1, 2, 3}
	atomic.AddUint32(&cells[1], ^uint32(0))
	fmt.Println(cells, atomic.LoadUint32(&cells[2]))
	var flag atomic.Bool
	fmt.Println(flag.Swap(true), flag.Load(), flag.CompareAndSwap(true, false), flag.Load())
	var p atomic.Pointer[config]
	fmt.Println(p.Load() == nil, p.Swap(&config{1}) == nil, p.Load().a)
	p.Store(nil)
	fmt.Println(p.Load() == nil, p.CompareAndSwap(nil, &config{2}), p.Load().a)
	var v atomic.Value
	fmt.Println(v.Load(), v.CompareAndSwap(nil, 3), v.Load(), v.CompareAndSwap(3, 4), v.Swap(5), v.Load())

	var m sync.Map
	for i := range 3 {
		m.Store(i, i*i)
	}
	fmt.Println(m.LoadOrStore(1, 100))
	fmt.Println(m.LoadOrStore(9, 100))
	fmt.Println(m.LoadAndDelete(2))
	fmt.Println(m.CompareAndSwap(1, 1, 2), m.CompareAndDelete(0, 5), m.CompareAndDelete(0, 0))
	fmt.Println(m.Swap(1, 7))
	sum := 0
	m.Range(func(k, v any) bool { sum += v.(int); return true })
	fmt.Println(sum)
	m.Clear()
	fmt.Println(m.Load(1))

	pool := sync.Pool{New: func() any { return &config{7} }}
	one := pool.Get().(*config)
	fmt.Println(one.a)
	pool.Put(one)
	fmt.Println(new(sync.Pool).Get())

	var wg sync.WaitGroup
	var total atomic.Int64
	for i := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			total.Add(int64(i))
		}()
	}
	wg.Wait()
	fmt.Println(total.Load())
}
