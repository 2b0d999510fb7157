package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand"
	"os"
	"strings"
)

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p[:min(len(p), 3)])
	copy(p, strings.ToUpper(string(p[:n])))
	return n, err
}

func main() {
	sc := bufio.NewScanner(strings.NewReader("first line\r\nsecond\n\nlast"))
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println(sc.Err())
	sc = bufio.NewScanner(upper{strings.NewReader("  the quick\tbrown é\n fox ")})
	sc.Split(bufio.ScanWords)
	count := 0
	for sc.Scan() {
		count++
		fmt.Print(sc.Text(), "|")
	}
	fmt.Println(count)
	sc = bufio.NewScanner(strings.NewReader("aé日"))
	sc.Split(bufio.ScanRunes)
	for sc.Scan() {
		fmt.Print(sc.Text(), " ")
	}
	sc = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	sc.Buffer(make([]byte, 0, 10), 20)
	fmt.Println(sc.Scan(), sc.Err())
	br := bufio.NewReader(upper{strings.NewReader("abc\ndefgh")})
	line, err := br.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	b, _ := br.ReadByte()
	peek, _ := br.Peek(2)
	fmt.Printf("%c %q\n", b, peek)
	line, err = br.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	_, _, err = br.ReadRune()
	fmt.Println(err, err == io.EOF)
	var sb strings.Builder
	w := bufio.NewWriterSize(&sb, 8)
	fmt.Fprintf(w, "hello")
	fmt.Println(w.Buffered(), sb.Len())
	fmt.Fprintf(w, " world, and more")
	fmt.Println(w.Buffered(), sb.Len())
	w.Flush()
	fmt.Println(sb.String())
	buf := make([]byte, 4)
	n, err := io.ReadFull(strings.NewReader("abc"), buf)
	fmt.Println(n, err, errors.Is(err, io.ErrUnexpectedEOF))
	tee := io.TeeReader(strings.NewReader("tee "), os.Stdout)
	io.Copy(io.Discard, tee)
	fmt.Println()
	pr, pw := io.Pipe()
	go func() {
		for i := range 3 {
			fmt.Fprintln(pw, "row", i)
		}
		pw.CloseWithError(errors.New("source broke"))
	}()
	sc = bufio.NewScanner(pr)
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	fmt.Println(sc.Err())
	pr.Close()
	_, err = pw.Write([]byte("x"))
	fmt.Println(err)

	log.SetFlags(0)
	log.SetPrefix("app: ")
	log.Println("plain", 1, 2)
	log.Printf("%d%%", 5)
	l := log.New(os.Stdout, "[x] ", log.Lshortfile|log.Lmsgprefix)
	l.Print("here")
	r := rand.New(rand.NewSource(7))
	seen := map[int]bool{}
	for range 200 {
		seen[r.Intn(10)] = true
	}
	p := r.Perm(5)
	total := 0
	for _, v := range p {
		total += v
	}
	f := rand.Float64()
	fmt.Println(len(seen), total, f >= 0 && f < 1, rand.Int63n(5) < 5, rand.Intn(1))
	a, c := rand.New(rand.NewSource(3)), rand.New(rand.NewSource(3))
	fmt.Println(a.Int63() == c.Int63(), a.Uint32() == c.Uint32())
	defer func() {
		fmt.Println(recover())
		log.Fatal("done for")
	}()
	rand.Intn(0)
}
