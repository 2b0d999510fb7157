// verdict: deadlock
package main

func produce(out chan<- int) {
	for i := 0; i < 2; i++ {
		out <- i
	}
}

func main() {
	numbers := make(chan int)
	go produce(numbers)
	sum := 0
	for n := range numbers {
		sum += n
	}
	println(sum)
}
