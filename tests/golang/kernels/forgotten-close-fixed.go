// verdict: clean
package main

func produce(out chan<- int) {
	for i := 0; i < 2; i++ {
		out <- i
	}
	close(out)
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
