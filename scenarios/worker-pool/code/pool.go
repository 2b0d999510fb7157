package main

import (
	"fmt"
	"os"
	"sync"
	"time"
)

// Album answers a request: the photos of an album.
func Album() error { return ProcessAll(20, 32) }

// Archive answers a request: ten thousand photos.
func Archive() error { return ProcessAll(10_000, 32) }

// ProcessAll makes a small picture of each photo.
// So many workers share them.
func ProcessAll(photos, workers int) error {
	jobs := make(chan int)
	results := make(chan error)

	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for photo := range jobs {
				results <- thumbnail(photo)
			}
		}()
	}

	// The dispatcher: one photo after the other,
	// and then the word that there are no more.
	go func() {
		for photo := range photos {
			jobs <- photo
		}
		close(jobs)
	}()

	// The last worker has gone home: no more results.
	go func() {
		wg.Wait()
		close(results)
	}()

	var first error
	for err := range results {
		if err != nil && first == nil {
			first = err
		}
	}
	return first
}

// thumbnail has its file open until it is done.
func thumbnail(photo int) error {
	file, err := os.Open("/dev/null") // the photo
	if err != nil {
		return fmt.Errorf("photo %d: %w", photo, err)
	}
	defer file.Close()
	return shrink(photo)
}

// shrink decodes a photo and has it stored. Twelve
// megapixels lie in memory until it returns.
//
// cost: 5ms cpu, 48MB
func shrink(photo int) error {
	time.Sleep(5 * time.Millisecond)
	return store(photo)
}

// store waits for the answer of the storage.
//
// cost: call
func store(photo int) error {
	time.Sleep(40 * time.Millisecond)
	return nil
}

func main() {
	if err := ProcessAll(6, 4); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("6 photos done")
}
