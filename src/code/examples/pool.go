package main

import (
	"fmt"
	"sync"
)

const workers, images = 3, 5

func main() {
	jobs := make(chan int)
	results := make(chan int, images)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for image := range jobs {
				results <- image * image
			}
		}()
	}
	for image := range images {
		jobs <- image
	}
	close(jobs)
	wg.Wait()
	close(results)
	sum := 0
	for result := range results {
		sum += result
	}
	fmt.Println("sum:", sum)
}
