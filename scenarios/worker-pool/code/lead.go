package main

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// Album answers a request: the photos of an album.
func Album() error { return ProcessAll(20, 32, 0) }

// Hand answers a request: files go from hand to hand.
func Hand() error { return ProcessAll(10_000, 32, 0) }

// Lead answers a request: files lie on a long counter.
func Lead() error { return ProcessAll(10_000, 32, 10_000) }

// ProcessAll makes a small picture of each photo.
// The dispatcher opens the files. It may be ahead of
// the workers by as many as the buffer holds.
func ProcessAll(photos, workers, buffer int) error {
	jobs := make(chan *os.File, buffer)
	results := make(chan error)

	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for file := range jobs {
				results <- thumbnail(file)
			}
		}()
	}

	// The dispatcher: one file after the other,
	// and then the word that there are no more.
	var unopened error
	go func() {
		for photo := range photos {
			file, err := os.Open("/dev/null") // the photo
			if err != nil {
				unopened = fmt.Errorf("photo %d: %w", photo, err)
				break
			}
			jobs <- file
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
	return errors.Join(unopened, first)
}

// thumbnail closes the file when it is done.
func thumbnail(file *os.File) error {
	defer file.Close()
	return shrink(file)
}

// shrink decodes a photo and has it stored. Twelve
// megapixels lie in memory until it returns.
//
// cost: 5ms cpu, 48MB
func shrink(file *os.File) error {
	time.Sleep(5 * time.Millisecond)
	return store(file)
}

// store waits for the answer of the storage.
//
// cost: call
func store(file *os.File) error {
	time.Sleep(40 * time.Millisecond)
	return nil
}

func main() {
	if err := ProcessAll(6, 4, 2); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("6 photos done")
}
