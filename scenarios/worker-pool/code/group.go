package main

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/sync/errgroup"
)

// Album answers a request: the photos of an album.
func Album() error { return ProcessAll(20, 32) }

// Archive answers a request: ten thousand photos.
func Archive() error { return ProcessAll(10_000, 32) }

// ProcessAll makes a small picture of each photo.
// Go waits while so many are at work.
func ProcessAll(photos, workers int) error {
	var group errgroup.Group
	group.SetLimit(workers)
	for photo := range photos {
		group.Go(func() error { return thumbnail(photo) })
	}
	return group.Wait()
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
