package main

import "fmt"

// Every width wraps round, divides towards zero and shifts as the machine does.
func main() {
	var i8 int8 = 127
	var u8 uint8 = 250
	var i16 int16 = -32768
	var u16 uint16 = 65535
	var i32 int32 = 1 << 30
	var u32 uint32 = 1 << 31
	var i64 int64 = 1<<63 - 1
	var u64 uint64 = 1<<64 - 1
	i8++
	u8 += 10
	i16--
	u16 *= u16
	i32 *= 4
	u32 *= 3
	i64 += 2
	u64 += 2
	fmt.Println(i8, u8, i16, u16, i32, u32, i64, u64)
	fmt.Println(-7/2, -7%2, 7/-2, 7%-2, i8/-1, -i8)
	minimum := int64(-1 << 63)
	one := int64(-1)
	fmt.Println(minimum/one, minimum%one, -minimum, minimum-1)
	a, b := int64(3037000500), int64(3037000499)
	fmt.Println(a*a, b*b, a*b, a*a*a)
	x, y := uint64(0xdeadbeefcafebabe), uint64(0x123456789abcdef)
	fmt.Println(x&y, x|y, x^y, x&^y, ^x, -x, x*y, x/y, x%y)
	n := 70
	fmt.Println(1<<n>>n, int64(-5)>>n, uint32(1)<<(n-39), int32(n)<<30, x>>60, x<<60, int8(-128)>>3)
	hash := uint64(14695981039346656037)
	for _, c := range []byte("concurrency") {
		hash ^= uint64(c)
		hash *= 1099511628211
	}
	fmt.Println(hash, hash%1000, uint32(hash), int32(hash), int8(hash), int64(hash))
	var seed uint32 = 1
	for range 5 {
		seed = seed*1664525 + 1013904223
		fmt.Print(seed, " ")
	}
	fmt.Println()
	big := 1 << 53
	fmt.Println(big+1, big*2+1, -big-1, (big+1)-(big-1), big+1 == big, big+1 > big)
	fmt.Printf("%d %x %b %o %d\n", -1<<63, uint64(1<<63), 5, 64, uint64(1<<63))
}
