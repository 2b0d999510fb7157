package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	visits := 0
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			visits++
		}()
	}
	wg.Wait()
	fmt.Println("visits:", visits)
}
