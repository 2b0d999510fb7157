package proxy

import (
	"context"
	"testing"
)

type frame struct {
	stream int
	data   []byte
}

type half struct {
	in, out chan frame
}

func (h half) pump(ctx context.Context, n int) error {
	for i := 0; i < n; i++ {
		h.out <- frame{stream: i}
		<-h.in
	}
	return ctx.Err()
}

func TestProxy(t *testing.T) {
	a, b := make(chan frame), make(chan frame)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	errs := make(chan error, 2)
	go func() { errs <- half{a, b}.pump(ctx, 2) }()
	go func() { errs <- half{b, a}.pump(ctx, 2) }()
	for i := 0; i < 2; i++ {
		if err := <-errs; err != nil {
			t.Fatal(err)
		}
	}
}
