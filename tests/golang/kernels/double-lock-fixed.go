// verdict: clean
package main

import "sync"

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) deposit(n int) {
	a.mu.Lock()
	a.balance += n
	a.mu.Unlock()
	a.audit()
}

func (a *account) audit() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < 0 {
		panic("overdrawn")
	}
}

func main() {
	a := &account{}
	a.deposit(10)
}
