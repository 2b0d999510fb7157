package context

import (
	"errors"
	"sync"
	"time"
)

type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

type (
	CancelFunc      func()
	CancelCauseFunc func(cause error)
)

var Canceled = errors.New("context canceled")

type timeout struct{}

func (timeout) Error() string   { return "context deadline exceeded" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }

var DeadlineExceeded error = timeout{}

type root struct{ name string }

func (root) Deadline() (d time.Time, ok bool) { return }
func (root) Done() <-chan struct{}            { return nil }
func (root) Err() error                       { return nil }
func (root) Value(key any) any                { return nil }
func (r root) String() string                 { return r.name }

func Background() Context { return root{"context.Background"} }
func TODO() Context       { return root{"context.TODO"} }

func comparable(v any) bool

func name(c any) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return "a context"
}

type node struct {
	Context
	done     chan struct{}
	timed    bool
	deadline time.Time
	after    func()

	mu         sync.Mutex
	err, cause error
	children   map[*node]bool
	parent     *node
	timer      *time.Timer
}

// With this key a context tells its innermost node.
var self int

func (c *node) Done() <-chan struct{} { return c.done }

func (c *node) Deadline() (time.Time, bool) {
	if c.timed {
		return c.deadline, true
	}
	return c.Context.Deadline()
}

func (c *node) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

func (c *node) Value(key any) any {
	if key == &self {
		return c
	}
	return c.Context.Value(key)
}

func (c *node) String() string {
	s := name(c.Context)
	if c.timed {
		return s + ".WithDeadline(" + c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
	}
	return s + ".WithCancel"
}

// Tells whether it was this call that ended c; detach: the parent is to forget c, start: what was to come after it runs.
func (c *node) end(err, cause error, detach, start bool) bool {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return false
	}
	c.err, c.cause = err, cause
	close(c.done)
	for child := range c.children {
		child.end(err, cause, false, true)
	}
	c.children = nil
	if c.timer != nil {
		c.timer.Stop()
	}
	p := c.parent
	c.mu.Unlock()
	if detach && p != nil {
		p.mu.Lock()
		delete(p.children, c)
		p.mu.Unlock()
	}
	if start && c.after != nil {
		go c.after()
	}
	return true
}

func nodeOf(c Context) *node {
	n, _ := c.Value(&self).(*node)
	return n
}

func derive(parent Context, timed bool, deadline time.Time, after func()) *node {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c := &node{Context: parent, done: make(chan struct{}), timed: timed, deadline: deadline, after: after}
	done := parent.Done()
	if done == nil {
		return c
	}
	select {
	case <-done:
		c.end(parent.Err(), Cause(parent), false, true)
		return c
	default:
	}
	p := nodeOf(parent)
	if p == nil || p.done != done {
		go func() {
			select {
			case <-done:
				c.end(parent.Err(), Cause(parent), false, true)
			case <-c.done:
			}
		}()
		return c
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil {
		c.end(p.err, p.cause, false, true)
		return c
	}
	if p.children == nil {
		p.children = map[*node]bool{}
	}
	p.children[c] = true
	c.parent = p
	return c
}

func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := derive(parent, false, time.Time{}, nil)
	return c, func(cause error) { c.end(Canceled, cause, true, true) }
}

func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c, end := WithCancelCause(parent)
	return c, func() { end(nil) }
}

func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if cur, ok := parent.Deadline(); ok && cur.Before(d) {
		return WithCancel(parent)
	}
	c := derive(parent, true, d, nil)
	late := func() { c.end(DeadlineExceeded, cause, true, true) }
	if left := time.Until(d); left <= 0 {
		late()
	} else {
		c.mu.Lock()
		if c.err == nil {
			c.timer = time.AfterFunc(left, late)
		}
		c.mu.Unlock()
	}
	return c, func() { c.end(Canceled, nil, true, true) }
}

func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadline(parent, time.Now().Add(timeout))
}

func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

func Cause(c Context) error {
	n := nodeOf(c)
	if n == nil {
		return c.Err()
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.cause
}

func AfterFunc(ctx Context, f func()) (stop func() bool) {
	c := derive(ctx, false, time.Time{}, f)
	return func() bool { return c.end(Canceled, nil, true, false) }
}

type withoutCancel struct{ Context }

func (c withoutCancel) Deadline() (d time.Time, ok bool) { return }
func (c withoutCancel) Done() <-chan struct{}            { return nil }
func (c withoutCancel) Err() error                       { return nil }
func (c withoutCancel) String() string                   { return name(c.Context) + ".WithoutCancel" }

func (c withoutCancel) Value(key any) any {
	if key == &self {
		return nil
	}
	return c.Context.Value(key)
}

func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancel{parent}
}

type value struct {
	Context
	key, val any
}

func (v *value) Value(key any) any {
	if v.key == key {
		return v.val
	}
	return v.Context.Value(key)
}

func (v *value) String() string {
	val := "not Stringer"
	switch s := v.val.(type) {
	case interface{ String() string }:
		val = s.String()
	case string:
		val = s
	case nil:
		val = "<nil>"
	}
	key, ok := v.key.(string)
	if !ok {
		key = typeText(v.key)
	}
	return name(v.Context) + ".WithValue(" + key + ", " + val + ")"
}

func typeText(v any) string

func WithValue(parent Context, key, val any) Context {
	switch {
	case parent == nil:
		panic("cannot create context from nil parent")
	case key == nil:
		panic("nil key")
	case !comparable(key):
		panic("key is not comparable")
	}
	return &value{parent, key, val}
}
