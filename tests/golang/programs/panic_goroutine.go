package main

import "sync"

type job struct{ id int }

func (j job) run(wg *sync.WaitGroup) {
	defer wg.Done()
	if j.id == 1 {
		panic(j.id * 1.0)
	}
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go job{1}.run(&wg)
	wg.Wait()
	select {}
}
