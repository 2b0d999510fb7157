package main

import (
	"fmt"
	"sync"
)

type account struct {
	sync.Mutex
	balance int
}

// Each locks its own side first.
func transfer(from, to *account, amount int) {
	from.Lock()
	defer from.Unlock()
	to.Lock()
	defer to.Unlock()
	from.balance -= amount
	to.balance += amount
}

func main() {
	ada, bob := &account{balance: 100}, &account{balance: 100}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		transfer(ada, bob, 10)
	}()
	go func() {
		defer wg.Done()
		transfer(bob, ada, 20)
	}()
	wg.Wait()
	fmt.Println(ada.balance, bob.balance)
}
