package main

import "fmt"

type Point struct{ X, Y int }
type Color int

const (
	Red Color = iota
	Green
)

func (c Color) String() string { return [...]string{"Red", "Green"}[c] }

type Tree struct {
	Left, Right *Tree
	Val         int
	tag         Color
	Any         any
	Err         error
	M           map[string]Point
	S           []Color
	F           func()
	C           chan int
	A           [2]bool
}
type P struct{ n *int }

func (p *P) String() string { return fmt.Sprint("P", *p.n) }

type G struct{}

func (G) GoString() string { return "G!" }

type Temp float64
type Bytes []byte
type Inner struct{ Color }
type Name string

func (n Name) String() string { return "<" + string(n) + ">" }

type E struct {
	Point
	Z int
}
type num interface{ ~int }
type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func main() {
	p := Point{1, -2}
	fmt.Println(p, &p, []Point{p}, []*Point{nil}, map[Point]string{{2, 1}: "b", {1, 2}: "a"})
	fmt.Printf("%v %+v %#v %T\n", p, p, p, p)
	fmt.Printf("%v %+v %#v %T\n", &p, &p, &p, &p)
	t := Tree{Val: 3, tag: Green, Any: Green, S: []Color{Red, Green}, M: map[string]Point{"b": {}, "a": p}, Left: &Tree{}}
	t.Left = nil
	fmt.Printf("%v\n%+v\n%#v\n", t, t, t)
	fmt.Printf("%d %s %x %q %v %5v|%-7v|\n", Green, Green, Green, Green, Green, Red, Red)
	n := 5
	fmt.Println(&P{&n}, []fmt.Stringer{&P{&n}, Red})
	var np *P
	fmt.Println(np, (*Tree)(nil), error(nil), []any{nil, 1, "a", 2.5, Green})
	fmt.Printf("%v %s\n", &P{}, Color(9))
	fmt.Printf("%#v %v %#v\n", G{}, G{}, []any{G{}, nil, 1, "x", Temp(2)})
	fmt.Println(Temp(36.6), Bytes("ab"), []byte("ab"), [3]byte{1, 2, 3}, Inner{Green}, struct{ C Color }{Green}, struct{ c Color }{Green})
	fmt.Printf("%s %x %q %v %#v %#v %d\n", Bytes("ab"), Bytes("ab"), []byte("ab"), [2]byte{1, 2}, Bytes("a"), []byte{1}, []byte{7})
	fmt.Println(Name("x"), []Name{"a", "b"}, map[Name]Name{"k": "v"})
	fmt.Printf("%v %+v\n", E{p, 3}, E{p, 3})
	fmt.Printf("%t %v %08b %o %#o %O %x %X %#x %c %U\n", true, false, 5, 8, 8, 8, 255, 255, 255, 'A', 'A')
	fmt.Printf("%6.2f|%-8.3f|%+d|% d|%e|%g|%G\n", 3.14159, 2.5, 5, 7, 123456.789, 1e-7, 1e21)
	fmt.Printf("%5s|%-5s|%.2s|%q|%x|% x\n", "go", "go", "golang", "hi\n", "hi", "hi")
	fmt.Printf("%[2]d %[1]d %d\n", 1, 2)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 42, 5, 42, 2, 3.14159)
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("%d\n")
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("x\n", 1, "b", nil)
	fmt.Printf("%!|%z %v%%\n", 3, 4)
	fmt.Println(complex(1, -2), 1e6, float32(0.1), 1.0, int8(-5), uint64(1<<63), 'x')
	fmt.Print("a", 1, 2, "b", 3.5, nil, nil, "\n")
	fmt.Printf("%v %v %d %s\n", []string{"a b", "c"}, []int(nil), []int{1, 2}, []string{"x", "y"})
	fmt.Printf("%v %#v %#v %#v\n", map[string]int(nil), map[string]int(nil), []int(nil), map[int]bool{2: true, 1: false})
	fmt.Printf("%5d|%-5d|%05d|%x\n", []int{1, 2}, []int{1}, []int{7}, []string{"ab", "c"})
	fmt.Printf("%q %v %s\n", []string{"a", "b"}, [2][2]int{{1, 2}, {3, 4}}, error(nil))
	fmt.Printf("%v %+v\n", Pair[string, int]{"a", 1}, Pair[Color, []int]{Green, []int{1}})
	fmt.Printf("%T %T %T %T %T\n", Pair[string, int]{}, map[string][]*Point{}, func(int) error { return nil }, make(chan<- int), struct{ A int }{})
	var ip *int
	var e error
	var a any = 3
	fmt.Printf("%v %p %T %v %d\n", ip, ip, e, a, &n != nil)
	fmt.Printf("%v %s %v\n", struct {
		E error
		P *int
	}{}, []error{fmt.Errorf("x"), nil}, &[]int{1})
	fmt.Printf("%v %v %+v\n", &map[string]int{"a": 1}, &[2]int{1, 2}, []struct{ A, B any }{{1, "x"}, {nil, nil}})
	fmt.Printf("%x %X %x\n", -255, "hello", []byte{1, 0xab})
	fmt.Printf("%08.3f|%+.2e|%8t|%-8t|\n", -3.14159, 12345.678, true, false)
	fmt.Printf("%3c|%-3c|%q|%#U\n", 'x', 'y', 'z', '⌘')
	fmt.Printf("%#x %#q %#v %#v\n", "hi", "hi`", 1.0, "q\"")
	fmt.Printf("%v %.3v %10.4v|\n", 3.0, 3.14159, "abcdefgh")
	fmt.Printf("%s|%v|%d\n", nil, nil, nil)
	s := fmt.Sprint("x", 1, 2, true, "y", "z", 3)
	fmt.Println(s, len(fmt.Sprintln("a", 1)))
}
