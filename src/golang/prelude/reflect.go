// Package reflect as far as it looks at things and sets them: it makes nothing new and calls nothing.
package reflect

type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
	Ptr = Pointer
)

func (k Kind) String() string

type Type interface {
	String() string
	Name() string
	Kind() Kind
	Elem() Type
	Key() Type
	NumField() int
	Field(i int) StructField
}

type StructField struct {
	Name      string
	Type      Type
	Anonymous bool
	hidden    bool
}

func (f StructField) IsExported() bool { return !f.hidden }

// From 1: places in the table of types; 0 is none.
type rtype int

func typeOf(x any) rtype
func (t rtype) String() string
func (t rtype) Name() string
func (t rtype) Kind() Kind
func (t rtype) elem() rtype
func (t rtype) key() rtype
func (t rtype) fields() int
func (t rtype) field(i int) (name string, of rtype, embedded, hidden bool)

func TypeOf(x any) Type {
	if x == nil {
		return nil
	}
	return typeOf(x)
}

func (t rtype) must(ok bool, what string) {
	if !ok {
		panic("reflect: " + what + " type " + t.String())
	}
}

func (t rtype) Elem() Type {
	t.must(t.elem() > 0, "Elem of invalid")
	return t.elem()
}

func (t rtype) Key() Type {
	t.must(t.key() > 0, "Key of non-map")
	return t.key()
}

func (t rtype) NumField() int {
	t.must(t.Kind() == Struct, "NumField of non-struct")
	return t.fields()
}

func (t rtype) Field(i int) StructField {
	t.must(t.Kind() == Struct, "Field of non-struct")
	if i < 0 || i >= t.fields() {
		panic("reflect: Field index out of bounds")
	}
	name, of, embedded, hidden := t.field(i)
	return StructField{name, of, embedded, hidden}
}

// What a pointer of any type leads to.
type place struct{}

// Held in an interface, or at a place. Of an interface type: held is what is in it.
type Value struct {
	t      rtype
	held   any
	at     *place
	hidden bool
	// Whether it can be set; whether it is hidden for its embedding alone: what it exports is not.
	fixed, soft bool
}

// As any, read now.
func (v Value) load() any

// What a pointer or an interface leads to; a field, an element.
func (v Value) step(i int) (held any, at *place)
func (v Value) length() int

// Of a pointer, a slice, a map ...: which one.
func (v Value) identity() *place
func (v Value) keys(into []any) int
func (v Value) entry(key any) (x any, ok bool)
func same(a, b *place) bool

// What is at the place becomes x, a number cut to size; the elements that both have become those of from.
func (v Value) put(x any)
func (v Value) fill(from Value) int
func (t rtype) takes(from rtype) bool

// x as a value of the type of like.
func recast(x, like any) any

type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	s := "zero"
	if e.Kind != Invalid {
		s = e.Kind.String()
	}
	return "reflect: call of " + e.Method + " on " + s + " Value"
}

func ValueOf(x any) Value {
	if x == nil {
		return Value{}
	}
	return Value{t: typeOf(x), held: x, fixed: true}
}

func (v Value) want(method string, kinds ...Kind) Kind {
	k := v.Kind()
	for _, one := range kinds {
		if k == one {
			return k
		}
	}
	if k == Invalid || kinds != nil {
		panic(&ValueError{"reflect.Value." + method, k})
	}
	return k
}

func (v Value) as(method string, from, to Kind, like any) any {
	if k := v.Kind(); k < from || k > to {
		v.want(method, from)
	}
	return recast(v.load(), like)
}

func (v Value) IsValid() bool       { return v.t > 0 }
func (v Value) Kind() Kind          { return v.t.Kind() }
func (v Value) Bool() bool          { return v.as("Bool", Bool, Bool, false).(bool) }
func (v Value) Int() int64          { return v.as("Int", Int, Int64, int64(0)).(int64) }
func (v Value) Uint() uint64        { return v.as("Uint", Uint, Uintptr, uint64(0)).(uint64) }
func (v Value) Float() float64      { return v.as("Float", Float32, Float64, 0.0).(float64) }
func (v Value) Complex() complex128 { return v.as("Complex", Complex64, Complex128, 0i).(complex128) }

func (v Value) String() string {
	switch v.Kind() {
	case Invalid:
		return "<invalid Value>"
	case String:
		return recast(v.load(), "").(string)
	}
	return "<" + v.t.String() + " Value>"
}

func (v Value) Type() Type {
	v.want("Type")
	return v.t
}

func (v Value) CanInterface() bool {
	v.want("CanInterface")
	return !v.hidden
}

func (v Value) Interface() any {
	v.want("Interface")
	if v.hidden {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.load()
}

func (v Value) IsNil() bool {
	v.want("IsNil", Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer)
	return v.identity() == nil
}

func (v Value) Len() int {
	v.want("Len", Array, Chan, Map, Slice, String)
	return v.length()
}

func (v Value) NumField() int {
	v.want("NumField", Struct)
	return v.length()
}

func (v Value) Elem() Value {
	v.want("Elem", Interface, Pointer)
	held, at := v.step(0)
	if held != nil {
		return Value{typeOf(held), held, nil, v.hidden, true, false}
	}
	if at != nil {
		return Value{v.t.elem(), nil, at, v.hidden, false, false}
	}
	return Value{}
}

func (v Value) part(i int) Value {
	_, at := v.step(i)
	t, hidden, soft := v.t.elem(), v.hidden, false
	if t == 0 {
		_, t, soft, hidden = v.t.field(i)
		sticks := v.hidden && !v.soft
		hidden, soft = hidden || sticks, soft && !sticks
	}
	return Value{t, nil, at, hidden, v.fixed && v.Kind() != Slice, soft}
}

func (v Value) Index(i int) Value {
	if v.want("Index", Array, Slice, String) == String {
		if s := v.String(); 0 <= i && i < len(s) {
			return Value{typeOf(s[i]), s[i], nil, v.hidden, true, false}
		}
		panic("reflect: string index out of range")
	}
	return v.part(i)
}

func (v Value) Field(i int) Value {
	v.want("Field", Struct)
	return v.part(i)
}

func (v Value) MapKeys() []Value {
	v.want("MapKeys", Map)
	keys := make([]any, v.length())
	values := make([]Value, v.keys(keys))
	for i := range values {
		values[i] = Value{v.t.key(), keys[i], nil, v.hidden, true, false}
	}
	return values
}

func (v Value) MapIndex(key Value) Value {
	v.want("MapIndex", Map)
	k := v.t.key()
	if key.t != k && k.Kind() != Interface {
		panic("reflect.Value.MapIndex: value of type " + key.t.String() + " is not assignable to type " + k.String())
	}
	x, ok := v.entry(key.load())
	if !ok {
		return Value{}
	}
	return Value{v.t.elem(), x, nil, v.hidden || key.hidden, true, false}
}

func (v Value) CanAddr() bool { return v.t > 0 && !v.fixed }
func (v Value) CanSet() bool  { return v.CanAddr() && !v.hidden }

func (v Value) use(method string, sets bool) {
	if v.hidden {
		panic("reflect: " + method + " using value obtained using unexported field")
	}
	if sets && v.fixed {
		panic("reflect: " + method + " using unaddressable value")
	}
}

func (v Value) set(method string, from, to Kind, x any) {
	v.want(method)
	v.use("reflect.Value."+method, true)
	if k := v.Kind(); k < from || k > to {
		v.want(method, from)
	}
	v.put(x)
}

func (v Value) SetBool(x bool)          { v.set("SetBool", Bool, Bool, x) }
func (v Value) SetInt(x int64)          { v.set("SetInt", Int, Int64, x) }
func (v Value) SetUint(x uint64)        { v.set("SetUint", Uint, Uintptr, x) }
func (v Value) SetFloat(x float64)      { v.set("SetFloat", Float32, Float64, x) }
func (v Value) SetComplex(x complex128) { v.set("SetComplex", Complex64, Complex128, x) }
func (v Value) SetString(x string)      { v.set("SetString", String, String, x) }

func (v Value) Set(x Value) {
	v.want("Set")
	v.use("reflect.Value.Set", true)
	x.want("Set")
	x.use("reflect.Value.Set", false)
	if !v.t.takes(x.t) {
		panic("reflect.Set: value of type " + x.t.String() + " is not assignable to type " + v.t.String())
	}
	v.put(x.load())
}

func Copy(dst, src Value) int {
	k := dst.Kind()
	if k != Array && k != Slice {
		panic(&ValueError{"reflect.Copy", k})
	}
	dst.use("unknown method", k == Array)
	to, from := dst.t.elem(), src.t.elem()
	if k = src.Kind(); k == String && to.Kind() == Uint8 {
		from = to
	} else if k != Array && k != Slice {
		panic(&ValueError{"reflect.Copy", k})
	}
	src.use("unknown method", false)
	if to != from {
		panic("reflect.Copy: " + to.String() + " != " + from.String())
	}
	return dst.fill(src)
}

type visit struct {
	a, b *place
	t    rtype
}

func DeepEqual(x, y any) bool { return equal(ValueOf(x), ValueOf(y), map[visit]bool{}) }

func equal(v, w Value, seen map[visit]bool) bool {
	if v.t != w.t || v.t == 0 {
		return v.t == w.t
	}
	k := v.Kind()
	switch k {
	case Func, Interface, Map, Pointer, Slice:
		a, b := v.identity(), w.identity()
		if a == nil || b == nil || k == Func {
			return a == nil && b == nil
		}
		if k != Interface {
			if k != Pointer && v.length() != w.length() {
				return false
			}
			one := visit{a, b, v.t}
			if same(a, b) || seen[one] {
				return true
			}
			seen[one] = true
		}
		if k == Interface || k == Pointer {
			return equal(v.Elem(), w.Elem(), seen)
		}
	case Array, Struct:
	default:
		return v.load() == w.load()
	}
	if k == Map {
		for _, key := range v.MapKeys() {
			if x := w.MapIndex(key); x.t == 0 || !equal(v.MapIndex(key), x, seen) {
				return false
			}
		}
		return true
	}
	for i := range v.length() {
		if !equal(v.part(i), w.part(i), seen) {
			return false
		}
	}
	return true
}
