package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	var nobody chan int
	done := make(chan bool)
	go func() {
		select {
		case <-nobody:
		case done <- true:
		}
	}()
	time.Sleep(time.Millisecond)
	go func() { nobody <- 1 }()
	time.Sleep(time.Millisecond)
	mu.Lock()
	fmt.Println("locked once")
	mu.Lock()
	<-done
}
