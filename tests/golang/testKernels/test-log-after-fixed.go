package async

import (
	"sync"
	"testing"
	"time"
)

type job struct {
	id   int
	wait time.Duration
}

type runner struct {
	t  *testing.T
	wg sync.WaitGroup
}

func (r *runner) run(j job) {
	r.wg.Add(1)
	go func() {
		defer r.wg.Done()
		time.Sleep(j.wait)
		r.t.Logf("job %d is done", j.id)
	}()
}

func TestRunner(t *testing.T) {
	r := &runner{t: t}
	r.run(job{1, 10 * time.Millisecond})
	r.run(job{2, 200 * time.Millisecond})
	r.wg.Wait()
}
