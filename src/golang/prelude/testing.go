package testing

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

type TB interface {
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
}

type common struct {
	name    string
	parent  *common
	mu      sync.Mutex
	output  string
	failed  bool
	skipped bool
	ended   bool
	cleanup []func()
	// Functions that called Helper, by what Caller gives for one here.
	helpers map[uintptr]bool
	// Closed when it may go on in parallel; told when the parent may go on.
	release  chan bool
	signal   chan bool
	parallel []*common
}

func (c *common) Name() string { return c.name }

func (c *common) Helper() {
	pc, _, _, _ := runtime.Caller(0)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = map[uintptr]bool{}
	}
	c.helpers[pc] = true
}

func (c *common) log(s string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	pc, file, line, _ := runtime.Caller(0)
	for up := 1; c.helpers[pc]; up++ {
		pc, file, line, _ = runtime.Caller(up)
	}
	s = fmt.Sprintf("%s:%d: %s", file[strings.LastIndexByte(file, '/')+1:], line, strings.TrimSuffix(s, "\n"))
	if c.ended {
		panic("Log in goroutine after " + c.name + " has completed: " + s)
	}
	c.output += "    " + strings.ReplaceAll(s, "\n", "\n        ") + "\n"
}

func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

func (c *common) FailNow() {
	c.Fail()
	runtime.Goexit()
}

func (c *common) SkipNow() {
	c.mu.Lock()
	c.skipped = true
	c.mu.Unlock()
	runtime.Goexit()
}

func (c *common) Failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}

func (c *common) Skipped() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.skipped
}

func (c *common) Cleanup(f func()) {
	c.mu.Lock()
	c.cleanup = append(c.cleanup, f)
	c.mu.Unlock()
}

func (c *common) Log(args ...any)            { c.log(fmt.Sprintln(args...)) }
func (c *common) Logf(f string, args ...any) { c.log(fmt.Sprintf(f, args...)) }

func (c *common) Error(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.Fail()
}

func (c *common) Errorf(f string, args ...any) {
	c.log(fmt.Sprintf(f, args...))
	c.Fail()
}

func (c *common) Fatal(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.FailNow()
}

func (c *common) Fatalf(f string, args ...any) {
	c.log(fmt.Sprintf(f, args...))
	c.FailNow()
}

func (c *common) Skip(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.SkipNow()
}

func (c *common) Skipf(f string, args ...any) {
	c.log(fmt.Sprintf(f, args...))
	c.SkipNow()
}

type T struct{ common }

func (t *T) Parallel() {
	t.parent.mu.Lock()
	t.parent.parallel = append(t.parent.parallel, &t.common)
	t.parent.mu.Unlock()
	t.signal <- true
	<-t.release
}

// Lets the parallel ones among its tests go on, and waits for them.
func (c *common) others() {
	c.mu.Lock()
	waiting := c.parallel
	c.mu.Unlock()
	for _, child := range waiting {
		close(child.release)
	}
	for _, child := range waiting {
		<-child.signal
	}
}

// Nanoseconds: a clock that only the report of a failure shows.
func clock() int

func (c *common) finish(began int) {
	// Without the time of parallel ones.
	took := float64(clock()-began) / 1e9
	c.others()
	for len(c.cleanup) > 0 {
		last := len(c.cleanup) - 1
		f := c.cleanup[last]
		c.cleanup = c.cleanup[:last]
		f()
	}
	c.mu.Lock()
	c.ended = true
	text := ""
	if c.failed {
		text = fmt.Sprintf("--- FAIL: %s (%.2fs)\n%s", c.name, took, c.output)
	}
	c.mu.Unlock()
	c.parent.mu.Lock()
	if text != "" && c.parent.parent != nil {
		text = "    " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n    ") + "\n"
	}
	c.parent.output += text
	c.parent.mu.Unlock()
}

func (c *common) run(name string, f func(t *T)) bool {
	t := &T{common{name: name, parent: c, signal: make(chan bool, 1), release: make(chan bool)}}
	go func() {
		began, whole := clock(), false
		defer func() {
			t.mu.Lock()
			whole = whole || t.failed || t.skipped
			t.mu.Unlock()
			if e := recover(); e != nil {
				panic(e)
			}
			if !whole {
				t.Fail()
			}
			t.finish(began)
			t.signal <- true
		}()
		f(t)
		whole = true
	}()
	<-t.signal
	return !t.Failed()
}

func (t *T) Run(name string, f func(t *T)) bool {
	return t.run(t.name+"/"+strings.ReplaceAll(name, " ", "_"), f)
}

type InternalTest struct {
	Name string
	F    func(*T)
}

// Runs them one after the other, tells of those that failed, and ends the program as `go test` does.
func RunTests(match func(pat, str string) (bool, error), tests []InternalTest) bool {
	all := &common{}
	for _, one := range tests {
		all.run(one.Name, one.F)
	}
	all.others()
	os.Stdout.WriteString(all.output)
	if all.failed {
		fmt.Println("FAIL")
		os.Exit(1)
	}
	fmt.Println("PASS")
	return true
}

type B struct {
	common
	N int
	n int
}

func (b *B) ResetTimer()   {}
func (b *B) StartTimer()   {}
func (b *B) StopTimer()    {}
func (b *B) ReportAllocs() {}

func (b *B) Loop() bool {
	b.n++
	return b.n <= b.N
}

type PB struct{ left *atomic.Int64 }

func (p *PB) Next() bool { return p.left.Add(-1) >= 0 }

func (b *B) RunParallel(body func(*PB)) {
	var left atomic.Int64
	left.Store(int64(b.N))
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			body(&PB{&left})
		}()
	}
	wg.Wait()
}

func Short() bool { return false }
