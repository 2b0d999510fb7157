package main

import (
	"fmt"
	"math"
	"reflect"
	"unsafe"
)

type Level uint8

func (l Level) String() string { return fmt.Sprint("L", uint8(l)) }

type Inner struct{ A, B int }

type Record struct {
	Name string
	Inner
	Level  Level
	Tags   []string
	Next   *Record
	Any    any
	hidden map[string]int
	f      func() error
	Pair   [2]Inner
}

type Box[T any] struct{ V T }

func types() {
	for _, x := range []any{1, int8(2), uint(3), 1.5, float32(2), 3i, "s", true, 'x', Level(4), Record{}, &Record{}, []Inner{}, [3]bool{},
		map[string]*Record{}, make(chan<- int), func(int) {}, Box[Record]{}, struct{ X int }{}, unsafe.Pointer(nil), uintptr(8)} {
		t := reflect.TypeOf(x)
		fmt.Printf("%v %q %v %T\n", t, t.Name(), t.Kind(), x)
	}
	fmt.Println(reflect.TypeOf(nil), reflect.TypeOf(Inner{}) == reflect.TypeOf((*Inner)(nil)).Elem(), reflect.TypeOf((*error)(nil)).Elem())
	t := reflect.TypeOf(Record{})
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Anonymous, f.IsExported(), f.Type.Kind() == reflect.Slice)
	}
	m := reflect.TypeOf(map[Level][2]bool{})
	fmt.Println(m.Key(), m.Elem())
	fmt.Println(reflect.Kind(40), reflect.Ptr, reflect.UnsafePointer)
}

func walk(v reflect.Value, indent string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			fmt.Println(indent+v.Type().Field(i).Name, v.Field(i).CanInterface())
			walk(v.Field(i), indent+"  ")
		}
	case reflect.Slice, reflect.Array:
		for i := 0; i < v.Len(); i++ {
			walk(v.Index(i), indent+"- ")
		}
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			fmt.Println(indent+"nil", v.Elem().IsValid())
		} else {
			walk(v.Elem(), indent+"* ")
		}
	case reflect.Map:
		fmt.Println(indent+"map", v.Len(), v.IsNil())
		for _, k := range v.MapKeys() {
			fmt.Println(indent, k, v.MapIndex(k), v.MapIndex(reflect.ValueOf("none")))
		}
	case reflect.Int, reflect.Int64:
		fmt.Println(indent, v.Int())
	case reflect.Uint8:
		fmt.Println(indent, v.Uint(), v)
	case reflect.String:
		fmt.Println(indent, v.String(), v.Len())
	case reflect.Float64:
		fmt.Println(indent, v.Float())
	default:
		fmt.Println(indent, v.String(), v.Kind())
	}
}

func try(what string, f func()) {
	defer func() { fmt.Println(what, recover()) }()
	f()
}

type ring struct {
	v    int
	next *ring
}

func equal() {
	a, b := &ring{v: 1}, &ring{v: 1}
	a.next, b.next = a, &ring{1, b}
	nan := []float64{math.NaN()}
	loop := map[string]any{}
	loop["self"] = loop
	f := func() {}
	pairs := [][2]any{{1, 1}, {1, int64(1)}, {nil, nil}, {nil, 0}, {[]int(nil), []int{}}, {[]int{1, 2}, []int{1, 2}}, {[]int{1, 2}, []int{1, 3}},
		{a, b}, {a, a.next}, {nan, nan}, {nan, []float64{math.NaN()}}, {loop, loop}, {map[string][]int{"a": {1}}, map[string][]int{"a": {1}}},
		{map[string]int{"a": 0}, map[string]int{"b": 0}}, {map[float64]int{math.NaN(): 1}, map[float64]int{math.NaN(): 1}},
		{f, f}, {(func())(nil), (func())(nil)}, {Record{Name: "a", hidden: map[string]int{"x": 1}}, Record{Name: "a", hidden: map[string]int{"x": 1}}},
		{Record{Any: []any{1, "b"}}, Record{Any: []any{1, "c"}}}, {[2]any{1, nil}, [2]any{1, nil}}, {&a.v, &b.v}, {error(nil), error(nil)}, {Level(1), uint8(1)}}
	for i, p := range pairs {
		fmt.Print(i, ":", reflect.DeepEqual(p[0], p[1]), " ")
	}
	fmt.Println()
}

func main() {
	types()
	r := Record{Name: "r", Inner: Inner{1, -2}, Level: 3, Tags: []string{"x", "yy"}, Any: 2.5, hidden: map[string]int{"k": 7}, Pair: [2]Inner{{5, 6}, {7, 8}}}
	r.Next = &Record{Name: "n", Any: Level(9)}
	walk(reflect.ValueOf(r), "")
	n := 5
	v := reflect.ValueOf(&n).Elem()
	n = 6
	fmt.Println(v.Int(), v, v.Interface().(int)+1, reflect.ValueOf(r).Field(2).Interface(), reflect.ValueOf("héy").Index(1))
	p := reflect.ValueOf(&r).Elem()
	r.Pair[1].B = 80
	fmt.Println(p.Field(8).Index(1).Field(1), p.Field(8), reflect.ValueOf(r.Pair).Interface().([2]Inner)[1], p.Field(0).String())
	c := make(chan int, 3)
	c <- 1
	fmt.Println(reflect.ValueOf(c).Len(), reflect.ValueOf(2+3i).Complex(), reflect.ValueOf(float32(0.5)).Float(), reflect.ValueOf(true).Bool(), reflect.ValueOf(uint64(1)<<63).Uint(), reflect.ValueOf(int64(-1)<<62).Int())
	var none reflect.Value
	fmt.Println(none, none.IsValid(), none.Kind(), none.String(), reflect.ValueOf(r.Any).String(), []reflect.Value{v})
	fmt.Printf("%v %d %T %s\n", v, v, v, reflect.ValueOf("s"))
	keyed := map[any]string{1: "int", "a": "string", Inner{1, 2}: "inner"}
	kv := reflect.ValueOf(keyed)
	fmt.Println(kv.MapIndex(reflect.ValueOf("a")), kv.MapIndex(reflect.ValueOf(Inner{1, 2})), kv.MapIndex(reflect.ValueOf(2)).IsValid(), kv.MapKeys()[0].Kind())
	try("int", func() { reflect.ValueOf("a").Int() })
	try("zero", func() { none.Type() })
	try("hidden", func() { reflect.ValueOf(r).Field(6).Interface() })
	try("index", func() { reflect.ValueOf(r.Tags).Index(2) })
	try("field", func() { reflect.ValueOf(r).Field(20) })
	try("key", func() { reflect.TypeOf(3).Key() })
	try("elem", func() { reflect.TypeOf(3).Elem() })
	try("numfield", func() { reflect.TypeOf(3).NumField() })
	try("isnil", func() { reflect.ValueOf(3).IsNil() })
	try("key", func() { kv := reflect.ValueOf(map[int]int{}); kv.MapIndex(reflect.ValueOf("a")) })
	equal()
}
