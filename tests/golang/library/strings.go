package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	s := "héllo, wörld  日本"
	fmt.Println(strings.ToUpper(s), strings.ToLower("ÀÉ Straße"), len(s), utf8.RuneCountInString(s))
	fmt.Printf("%q\n", strings.Fields("  a b\t\nc  "))
	fmt.Printf("%q %q %q\n", strings.Split("a,b,,c", ","), strings.Split("", ","), strings.Split("héy", ""))
	fmt.Printf("%q %q %q %q\n", strings.SplitN("a,b,c", ",", 2), strings.SplitN("a,b", ",", 0), strings.SplitAfter("a,b,c", ","), strings.SplitAfterN("a,b,c", ",", 2))
	fmt.Println(strings.Index(s, "w"), strings.Index(s, ""), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'c'), strings.IndexRune(s, '日'), strings.IndexAny("golang", "ny"), strings.LastIndexAny("golang", "go"), strings.IndexFunc(s, unicode.IsSpace))
	fmt.Println(strings.Contains("abc", "bc"), strings.ContainsRune("abc", 'd'), strings.ContainsAny("abc", "xyzc"), strings.HasPrefix("golang", "go"), strings.HasSuffix("golang", "ng"), strings.EqualFold("Go", "gO"))
	fmt.Println(strings.Count("cheese", "e"), strings.Count("five", ""), strings.Repeat("ab", 3), strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("abc", "", "-"), strings.Replace("abc", "", "-", 2))
	fmt.Printf("%q %q %q %q %q\n", strings.Trim("xxhixx", "x"), strings.TrimLeft("xxhi", "x"), strings.TrimRight("hi日日", "日"), strings.TrimSpace("\t a b \n"), strings.TrimFunc("12ab34", unicode.IsDigit))
	fmt.Println(strings.TrimPrefix("prefix-x", "prefix-"), strings.TrimSuffix("a.go", ".go"), strings.TrimSuffix("a.go", ".c"))
	fmt.Println(strings.Cut("key=value=x", "="))
	fmt.Println(strings.CutPrefix("foobar", "foo"))
	fmt.Println(strings.CutSuffix("foobar", "baz"))
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'l' {
			return -1
		}
		return unicode.ToUpper(r)
	}, "hello ñ"), strings.Join([]string{"a", "b", "c"}, "-"), strings.Join(nil, "-"), strings.Compare("a", "b"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "1", "aa", "2")
	fmt.Println(r.Replace("<aaa>b"), strings.NewReplacer("", "X").Replace("ab"), strings.NewReplacer("ab", "1", "", "_").Replace("xaby"))
	for line := range strings.Lines("one\ntwo\nthree") {
		fmt.Printf("%q ", line)
	}
	for part := range strings.SplitSeq("a-b-c", "-") {
		if part == "c" {
			break
		}
		fmt.Print(part, ";")
	}
	fmt.Println()
	var b strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	b.WriteByte('!')
	b.WriteRune('é')
	b.WriteString("end")
	fmt.Println(b.String(), b.Len())
	rd := strings.NewReader("some text to read")
	buf := make([]byte, 5)
	for {
		n, err := rd.Read(buf)
		fmt.Printf("%d %v %q\n", n, err, buf[:n])
		if err == io.EOF {
			break
		}
	}
	var out bytes.Buffer
	out.Write([]byte("hello "))
	fmt.Fprintf(&out, "%s-%03d\nline2\nrest", "x", 7)
	line, err := out.ReadString('\n')
	fmt.Printf("%q %v %d %q\n", line, err, out.Len(), out.String())
	out.Next(2)
	rest, err := io.ReadAll(&out)
	fmt.Printf("%q %v\n", rest, err)
	fmt.Println(bytes.Equal([]byte("a"), []byte("a")), bytes.Contains([]byte("abc"), []byte("b")), string(bytes.ToUpper([]byte("abc"))), string(bytes.TrimSpace([]byte(" x "))))
	fmt.Printf("%s %q %q\n", bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte(", ")), bytes.Split([]byte("a,b"), []byte(",")), bytes.Fields([]byte(" a b ")))
	for i, c := range "aé\xff日" {
		fmt.Print(i, ":", string(c), utf8.RuneLen(c), " ")
	}
	fmt.Println(utf8.ValidString("a\xff"), utf8.ValidRune(0xD800))
	c, size := utf8.DecodeLastRuneInString("日本")
	fmt.Println(string(c), size, utf8.AppendRune(nil, 'é'), unicode.IsLetter('é'), unicode.IsUpper('É'), unicode.IsPunct('!'), unicode.IsDigit('٣'))
	io.Copy(os.Stdout, io.LimitReader(strings.NewReader("limited text\n"), 7))
	io.WriteString(io.MultiWriter(os.Stdout, io.Discard), " ok\n")
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "through a pipe")
		pw.Close()
	}()
	all, err := io.ReadAll(pr)
	fmt.Println(string(all), err)
}
