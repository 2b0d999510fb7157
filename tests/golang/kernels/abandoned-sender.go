// verdict: leak
package main

import (
	"fmt"
	"time"
)

func ask(answer string) string {
	result := make(chan string)
	go func() {
		time.Sleep(2 * time.Second)
		result <- answer
	}()
	select {
	case r := <-result:
		return r
	case <-time.After(time.Second):
		return "too late"
	}
}

func main() {
	fmt.Println(ask("42"))
}
