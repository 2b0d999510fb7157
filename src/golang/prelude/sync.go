// Package sync. Locks and groups are natives upon the slots of these structs.
package sync

import "sync/atomic"

type Locker interface {
	Lock()
	Unlock()
}

// Who waits stands in a channel that carries nothing.
type Mutex struct {
	locked, woken, starving int
	queue                   chan struct{}
}

func (m *Mutex) Lock()
func (m *Mutex) TryLock() bool
func (m *Mutex) Unlock()

type RWMutex struct {
	w                         Mutex
	readers, pending, awaited int
	readerQueue, writerQueue  chan struct{}
}

func (rw *RWMutex) Lock()
func (rw *RWMutex) TryLock() bool
func (rw *RWMutex) Unlock()
func (rw *RWMutex) RLock()
func (rw *RWMutex) TryRLock() bool
func (rw *RWMutex) RUnlock()

type rlocker struct{ rw *RWMutex }

func (r rlocker) Lock()   { r.rw.RLock() }
func (r rlocker) Unlock() { r.rw.RUnlock() }

func (rw *RWMutex) RLocker() Locker { return rlocker{rw} }

type WaitGroup struct {
	counter, waiters int
	queue            chan struct{}
	letGo            int
}

func (wg *WaitGroup) Add(delta int)
func (wg *WaitGroup) Done() { wg.Add(-1) }
func (wg *WaitGroup) Wait()

type Once struct {
	done atomic.Uint32
	m    Mutex
}

func (o *Once) Do(f func()) {
	if o.done.Load() == 0 {
		o.slow(f)
	}
}

func (o *Once) slow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if o.done.Load() == 0 {
		defer o.done.Store(1)
		f()
	}
}

func OnceFunc(f func()) func() {
	g := OnceValue(func() struct{} {
		f()
		return struct{}{}
	})
	return func() { g() }
}

// A panic of f is the panic of every call.
func OnceValue[T any](f func() T) func() T {
	var once Once
	var ok bool
	var p any
	var v T
	first := func() {
		defer func() {
			p = recover()
			if !ok {
				panic(p)
			}
		}()
		v = f()
		f = nil
		ok = true
	}
	return func() T {
		once.Do(first)
		if !ok {
			panic(p)
		}
		return v
	}
}

type pair[A, B any] struct {
	a A
	b B
}

func OnceValues[A, B any](f func() (A, B)) func() (A, B) {
	g := OnceValue(func() pair[A, B] {
		a, b := f()
		return pair[A, B]{a, b}
	})
	return func() (A, B) {
		v := g()
		return v.a, v.b
	}
}

type notifyList struct {
	given, called, outstanding int
	queue                      chan struct{}
}

func notifyAdd(l *notifyList) int
func notifyWait(l *notifyList, ticket int)
func notifyOne(l *notifyList)
func notifyAll(l *notifyList)

type Cond struct {
	L    Locker
	list notifyList
}

func NewCond(l Locker) *Cond { return &Cond{L: l} }

func (c *Cond) Wait() {
	t := notifyAdd(&c.list)
	c.L.Unlock()
	notifyWait(&c.list, t)
	c.L.Lock()
}

func (c *Cond) Signal()    { notifyOne(&c.list) }
func (c *Cond) Broadcast() { notifyAll(&c.list) }

// A stack that nobody empties: last in, first out.
type pool struct{ free chan any }

func poolPut(p *pool, x any)
func poolTake(p *pool) any

type Pool struct {
	items pool
	New   func() any
}

func (p *Pool) Put(x any) {
	if x != nil {
		poolPut(&p.items, x)
	}
}

func (p *Pool) Get() any {
	x := poolTake(&p.items)
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}

// A plain map under a mutex.
type Map struct {
	mu Mutex
	m  map[any]any
}

func (m *Map) Load(key any) (value any, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok = m.m[key]
	return
}

func (m *Map) Store(key, value any) { m.Swap(key, value) }

func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	previous, loaded = m.m[key]
	if m.m == nil {
		m.m = map[any]any{}
	}
	m.m[key] = value
	return
}

func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if actual, loaded = m.m[key]; loaded {
		return
	}
	if m.m == nil {
		m.m = map[any]any{}
	}
	m.m[key] = value
	return value, false
}

func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, loaded = m.m[key]
	delete(m.m, key)
	return
}

func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

func (m *Map) CompareAndSwap(key, old, new any) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if v, ok := m.m[key]; !ok || v != old {
		return false
	}
	m.m[key] = new
	return true
}

func (m *Map) CompareAndDelete(key, old any) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if v, ok := m.m[key]; !ok || v != old {
		return false
	}
	delete(m.m, key)
	return true
}

func (m *Map) Range(f func(key, value any) bool) {
	m.mu.Lock()
	keys := make([]any, 0, len(m.m))
	for k := range m.m {
		keys = append(keys, k)
	}
	m.mu.Unlock()
	for _, k := range keys {
		if v, ok := m.Load(k); ok && !f(k, v) {
			return
		}
	}
}

func (m *Map) Clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.m)
}
