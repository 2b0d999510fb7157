package main

import (
	"fmt"
	"math"
)

type key struct {
	name string
	at   [2]int
}

func main() {
	m := map[key]int{{"a", [2]int{1, 2}}: 1}
	m[key{"a", [2]int{1, 2}}]++
	m[key{name: "b"}] = 5
	fmt.Println(len(m), m[key{"a", [2]int{1, 2}}], m[key{}], m)
	any1 := map[any]string{1: "int", int8(1): "int8", "1": "string", 1.0: "float", nil: "nil", [1]int{1}: "array"}
	fmt.Println(len(any1), any1[1], any1[int8(1)], any1["1"], any1[1.0], any1[nil], any1[[1]int{1}], any1[true])
	x, y := new(int), new(int)
	ptr := map[*int]int{x: 1, y: 2}
	ptr[x] += 10
	delete(ptr, y)
	_, ok := ptr[y]
	fmt.Println(len(ptr), ptr[x], ok)
	nan := map[float64]int{}
	nan[math.NaN()] = 1
	nan[math.NaN()] = 2
	nan[0] = 3
	var zero float64
	nan[-zero]++
	_, ok = nan[math.NaN()]
	fmt.Println(len(nan), ok, nan[0])
	clear(nan)
	fmt.Println(len(nan))
	seen := 0
	many := map[int]int{}
	for i := range 200 {
		many[i] = i
	}
	for k := range many {
		seen++
		delete(many, k)
		delete(many, (k+1)%200)
	}
	fmt.Println(len(many), seen >= 100)
	var none map[string]int
	fmt.Println(none["x"], len(none), none == nil)
	delete(none, "x")
	for range none {
		fmt.Println("never")
	}
	nested := map[string]map[string]int{}
	for _, w := range []string{"ab", "ac", "bc"} {
		if nested[w[:1]] == nil {
			nested[w[:1]] = map[string]int{}
		}
		nested[w[:1]][w]++
	}
	fmt.Println(nested)
	defer func() { fmt.Println(recover()) }()
	any1[[]int{1}] = "slice"
}
