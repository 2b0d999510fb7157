// Package runtime: what programs ask of the scheduler and the collector.
package runtime

type Error interface {
	error
	RuntimeError()
}

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

// Nobody reads it.
var MemProfileRate = 512 * 1024

func Gosched()
func Goexit()
func GC()
func NumGoroutine() int
func NumCPU() int

func GOMAXPROCS(n int) int

func Version() string { return "go1.24" }

func KeepAlive(x any) {}

// Where goroutines leave what they know for those who finalize.
var known bool

func setFinalizer(obj, finalizer any, order *bool, run func())
func hasFinalizer() bool
func callFinalizer()

func finalize() {
	for hasFinalizer() {
		callFinalizer()
	}
}

func SetFinalizer(obj, finalizer any) { setFinalizer(obj, finalizer, &known, finalize) }

func LockOSThread()   {}
func UnlockOSThread() {}

// Of the callers of Caller, the skip-th.
func Caller(skip int) (pc uintptr, file string, line int, ok bool)

type MemStats struct {
	Alloc, TotalAlloc, Sys, Mallocs, Frees                 uint64
	HeapAlloc, HeapSys, HeapInuse, HeapObjects, StackInuse uint64
	NumGC                                                  uint32
}

func memory() (live, total, stacks, collections int)

func ReadMemStats(m *MemStats) {
	live, total, stacks, n := memory()
	m.Alloc, m.HeapAlloc, m.HeapInuse = uint64(live), uint64(live), uint64(live)
	m.TotalAlloc, m.HeapSys, m.Sys = uint64(total), uint64(total), uint64(total+stacks)
	m.StackInuse = uint64(stacks)
	m.NumGC = uint32(n)
}

// What the machine panics with.
type errorString string

func (e errorString) Error() string { return string(e) }
func (e errorString) RuntimeError() {}

// What a costed function gives back when the call that it waited for was answered badly.
type callError string

func (e callError) Error() string { return string(e) }
