// verdict: deadlock
package main

import "sync"

type account struct {
	id      int
	mu      sync.Mutex
	balance int
}

func transfer(from, to *account, n int) {
	first, second := from, to
	first.mu.Lock()
	second.mu.Lock()
	from.balance -= n
	to.balance += n
	second.mu.Unlock()
	first.mu.Unlock()
}

func main() {
	a, b := &account{id: 1}, &account{id: 2}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); transfer(a, b, 1) }()
	go func() { defer wg.Done(); transfer(b, a, 2) }()
	wg.Wait()
}
