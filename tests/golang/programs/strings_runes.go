package main

import "fmt"

func main() {
	s := "héllo, 世界\x80!"
	fmt.Println(len(s), s[1], s[1:3], s[:0] == "", s[7:])
	for i, r := range s {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println()
	for i := range "abc" {
		fmt.Print(i)
	}
	fmt.Println()
	b := []byte(s)
	b[0] = 'H'
	fmt.Println(string(b[:6]), s[:6], string(b) < s, s > "h", "a" < "b", "" < "a")
	t := ""
	for i := range 5 {
		t += string(rune('a' + i))
	}
	fmt.Println(t, t[2:4], t == "abcde", t+t)
	raw := `no \n escapes "here"`
	fmt.Printf("%s %q %d %x %v\n", raw, raw, len(raw), "hi", []string{"a b", ""})
	switch {
	case t > "abcd":
		fmt.Println("longer is larger")
	}
	bytes := append([]byte("x="), "12"...)
	n := copy(bytes, "yz!")
	fmt.Println(n, string(bytes))
	words := map[string]int{}
	for _, w := range []string{"to", "be", "or", "not", "to", "be"} {
		words[w]++
	}
	fmt.Println(words, min("b", "a"), max("b", "a", "c"))
	defer func() { fmt.Println(recover()) }()
	k := 20
	fmt.Println(s[k])
}
