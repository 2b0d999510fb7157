// verdict: clean
package main

import "time"

func main() {
	timer := time.NewTimer(time.Second)
	work := make(chan bool, 1)
	work <- true
	for i := 0; i < 2; i++ {
		select {
		case <-work:
			timer.Reset(time.Second)
		case <-timer.C:
			return
		}
	}
}
