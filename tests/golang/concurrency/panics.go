// What misuse of channels, locks and timers panics with, and what a Goexit runs.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func try(name string, f func()) {
	defer func() {
		switch r := recover().(type) {
		case runtime.Error:
			fmt.Println(name, "- runtime error:", r)
		case error:
			fmt.Println(name, "- error:", r)
		default:
			fmt.Println(name, "- value:", r)
		}
	}()
	f()
}

func main() {
	closed := make(chan int)
	close(closed)
	var null chan int
	try("send on closed", func() { closed <- 1 })
	try("close closed", func() { close(closed) })
	try("close nil", func() { close(null) })
	try("select", func() {
		select {
		case closed <- 1:
		default:
		}
	})
	try("group", func() { new(sync.WaitGroup).Done() })
	try("nil mutex", func() { (*sync.Mutex)(nil).Lock() })
	try("ticker", func() { time.NewTicker(0) })
	try("timer", func() { new(time.Timer).Stop() })
	try("value", func() { new(atomic.Value).Store(nil) })
	try("value type", func() {
		var v atomic.Value
		v.Store(1)
		v.Store("x")
	})
	waits := make(chan int)
	done := make(chan any)
	go func() {
		defer func() { done <- recover() }()
		waits <- 1
	}()
	time.Sleep(time.Millisecond)
	close(waits)
	fmt.Println(<-done)
	go func() {
		defer func() { done <- "left" }()
		defer fmt.Println("deferred")
		func() {
			defer func() { fmt.Println("inner", recover()) }()
			runtime.Goexit()
		}()
		fmt.Println("never")
	}()
	fmt.Println(<-done)
}
