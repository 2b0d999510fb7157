package main

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// Album answers a request: the photos of an album.
func Album() error { return ProcessAll(20) }

// Archive answers a request: ten thousand photos.
func Archive() error { return ProcessAll(10_000) }

// ProcessAll makes a small picture of each photo.
// A goroutine for each: they all begin at once.
func ProcessAll(photos int) error {
	results := make([]error, photos)
	var wg sync.WaitGroup
	for photo := range photos {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[photo] = thumbnail(photo)
		}()
	}
	wg.Wait()
	return errors.Join(results...)
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
	if err := ProcessAll(3); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("3 photos done")
}
