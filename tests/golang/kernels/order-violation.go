// verdict: panic
package main

type plugin struct{ name string }

func main() {
	var loaded *plugin
	ready := make(chan bool, 1)
	done := make(chan string)
	go func() {
		<-ready
		done <- loaded.name
	}()
	ready <- true
	loaded = &plugin{name: "gzip"}
	println(<-done)
}
