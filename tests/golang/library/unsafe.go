package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

type T struct {
	a byte
	b int64
	c bool
	d [3]int16
	e struct{}
}
type U T
type E struct {
	x int32
	T
}
type Int int
type Ptr *int

const size = unsafe.Sizeof(T{})

var room [size]byte

func open[V any](p unsafe.Pointer) V { return *(*V)(p) }

func main() {
	var t T
	var e E
	fmt.Println(size, len(room), unsafe.Sizeof(e), unsafe.Alignof(t), unsafe.Alignof(t.d), unsafe.Offsetof(t.d), unsafe.Offsetof(t.e), unsafe.Offsetof(e.T), unsafe.Offsetof(e.d))
	fmt.Println(unsafe.Sizeof(1), unsafe.Sizeof(""), unsafe.Sizeof([]int{}), unsafe.Sizeof(map[int]int{}), unsafe.Sizeof(any(nil)), unsafe.Sizeof(unsafe.Pointer(nil)), unsafe.Sizeof(uintptr(0)))
	p := unsafe.Pointer(&t)
	u := (*U)(p)
	u.b = 7
	(*T)(unsafe.Pointer(u)).d[1] = 3
	fmt.Println(t, open[U](p).b, p == unsafe.Pointer(u), p != nil, uintptr(p) == uintptr(unsafe.Pointer(u)))
	n := 4
	q := unsafe.Pointer(&n)
	*(*Int)(q)++
	*Ptr(q) += 2
	m := 4
	fmt.Println(n, q == unsafe.Pointer(&n), q == unsafe.Pointer(&m), open[int](q))
	var z unsafe.Pointer
	var np *T
	fmt.Println(z == nil, unsafe.Pointer(np) == nil, (*int)(z) == nil, uintptr(z), z)
	seen := map[unsafe.Pointer]string{p: "t", q: "n"}
	fmt.Println(seen[unsafe.Pointer(&t)], seen[unsafe.Pointer(&n)], len(seen))
	var a any = q
	_, ok := a.(unsafe.Pointer)
	fmt.Printf("%T %v %v %v\n", a, ok, a == any(unsafe.Pointer(&n)), fmt.Sprintf("%p", &n) == fmt.Sprint(q))
	s := struct{ p, q unsafe.Pointer }{p, q}
	fmt.Println(s == struct{ p, q unsafe.Pointer }{unsafe.Pointer(&t), unsafe.Pointer(&n)})
	var slot unsafe.Pointer
	fmt.Println(atomic.CompareAndSwapPointer(&slot, nil, q), atomic.CompareAndSwapPointer(&slot, unsafe.Pointer(&n), p), atomic.LoadPointer(&slot) == p)
	atomic.StorePointer(&slot, q)
	fmt.Println(*(*int)(atomic.SwapPointer(&slot, nil)), slot)
	var ap atomic.Pointer[int]
	ap.Store(&n)
	fmt.Println(ap.CompareAndSwap(&n, &m), ap.Load() == &m)
	switch p {
	case nil:
		fmt.Println("nil")
	case unsafe.Pointer(&t):
		fmt.Println("same")
	}
}
