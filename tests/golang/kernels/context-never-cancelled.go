// verdict: leak
package main

import "context"

func numbers(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		for i := 0; ; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	for n := range numbers(ctx) {
		if n == 1 {
			break
		}
	}
}
