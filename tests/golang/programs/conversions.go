package main

import "fmt"

type Celsius float64
type Name string
type Flags uint8

func main() {
	f := 3.99
	g := -3.99
	fmt.Println(int(f), int(g), int8(int(g)), uint8(int(f)), int64(1e18), float32(0.1), float64(float32(0.1)))
	huge := 1e19
	fmt.Println(uint64(huge), uint64(9.2e18), int64(float64(1<<62)), float64(uint64(1<<63)))
	var i int64 = 1<<53 + 1
	fmt.Println(float64(i), float32(i), int32(i), uint16(i), int64(float64(i)))
	var neg int32 = -1
	fmt.Println(uint32(neg), uint64(neg), uint8(neg), int64(uint32(neg)))
	fmt.Println(string(rune(0x4e16)), string(rune(-1)), []byte("é"), []rune("aé世"), string([]rune{72, 0x1F600}), string([]byte{104, 105}))
	c := Celsius(36.6)
	n := Name("go")
	fl := Flags(200)
	fl += 100
	fmt.Println(float64(c)*2, c, string(n)+"!", n, fl, Flags(1)<<7)
	fmt.Printf("%T %T %T %v\n", c, n, fl, []byte(n))
	type pair struct{ A, B int }
	type other struct{ A, B int }
	p := pair{1, 2}
	o := other(p)
	o.A = 9
	fmt.Println(p, o, [2]int([]int{7, 8, 9}))
	var e error
	var any1 any = e
	fmt.Println(any1 == nil, e == nil)
	const big = 1 << 100
	fmt.Println(big>>98, float64(big), 'a'+1, "s"+"t", 7/2, 7/2.0, 1/3.0)
}
