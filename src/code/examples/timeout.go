package main

import (
	"errors"
	"fmt"
	"time"
)

// ask gives up after a while; who then takes the answer?
func ask() (string, error) {
	answer := make(chan string)
	go func() {
		answer <- slow()
	}()
	select {
	case text := <-answer:
		return text, nil
	case <-time.After(10 * time.Millisecond):
		return "", errors.New("too slow")
	}
}

// cost: 20ms io
func slow() string {
	time.Sleep(20 * time.Millisecond)
	return "here it is"
}

func main() {
	fmt.Println(ask())
}
