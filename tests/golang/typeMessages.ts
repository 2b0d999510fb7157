/** Programs whose types are wrong, and what the compiler of Go 1.24 printed of them. */
export const WRONG: readonly { readonly source: string; readonly messages: readonly string[] }[] = [
  {
    source: 'package main\n\nfunc main() {\n\tx := 1\n}\n',
    messages: ['4:2: declared and not used: x'],
  },
  {
    source: 'package main\n\nfunc main() {\n\tvar a, b = 1, 2\n\t_ = a\n}\n',
    messages: ['4:9: declared and not used: b'],
  },
  {
    source: 'package main\n\nimport "os"\n\nfunc main() {}\n',
    messages: ['3:8: "os" imported and not used'],
  },
  {
    source: 'package main\n\nimport f "fmt"\n\nfunc main() {}\n',
    messages: ['3:8: "fmt" imported as f and not used'],
  },
  {
    source: 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Printl("x")\n}\n',
    messages: ['6:6: undefined: fmt.Printl'],
  },
  {
    source: 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.println("x")\n}\n',
    messages: ['6:6: undefined: fmt.println'],
  },
  {
    source: 'package main\n\nimport "time"\n\nfunc main() {\n\ttime.Sleep("1s")\n}\n',
    messages: [
      '6:13: cannot use "1s" (untyped string constant) as time.Duration value in argument to time.Sleep',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tx := 1\n\tx := 2\n\t_ = x\n}\n',
    messages: ['5:4: no new variables on left side of :='],
  },
  {
    source: 'package main\n\nfunc main() {\n\tx = 1\n}\n',
    messages: ['4:2: undefined: x'],
  },
  {
    source: 'package main\n\nfunc main() {\n\tvar s string = 1\n\t_ = s\n}\n',
    messages: ['4:17: cannot use 1 (untyped int constant) as string value in variable declaration'],
  },
  {
    source: 'package main\n\nfunc main() {\n\tvar n int = "a"\n\t_ = n\n}\n',
    messages: ['4:14: cannot use "a" (untyped string constant) as int value in variable declaration'],
  },
  {
    source: 'package main\n\nfunc main() {\n\tvar n uint8 = 300\n\t_ = n\n}\n',
    messages: [
      '4:16: cannot use 300 (untyped int constant) as uint8 value in variable declaration (overflows)',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tvar n int = 1.5\n\t_ = n\n}\n',
    messages: [
      '4:14: cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tn := 1\n\tn = "two"\n\t_ = n\n}\n',
    messages: ['5:6: cannot use "two" (untyped string constant) as int value in assignment'],
  },
  {
    source: 'package main\n\nfunc main() {\n\ta, b := 1\n\t_, _ = a, b\n}\n',
    messages: ['4:10: assignment mismatch: 2 variables but 1 value'],
  },
  {
    source:
      'package main\n\nfunc pair() (int, error) { return 1, nil }\n\nfunc main() {\n\tn := pair()\n\t_ = n\n}\n',
    messages: ['6:7: assignment mismatch: 1 variable but pair returns 2 values'],
  },
  {
    source:
      'package main\n\nfunc pair() (n int, err error) { return 1, nil }\n\nfunc main() {\n\tvar n = pair()\n\t_ = n\n}\n',
    messages: ['6:10: multiple-value pair() (value of type (n int, err error)) in single-value context'],
  },
  {
    source: 'package main\n\nfunc none() {}\n\nfunc main() {\n\tx := none()\n\t_ = x\n}\n',
    messages: ['6:7: none() (no value) used as value'],
  },
  {
    source:
      'package main\n\nfunc f(a int, b string) {}\n\nfunc main() {\n\tf(1)\n\tf(1, "a", 2)\n\tf("a", 1)\n}\n',
    messages: [
      '6:4: not enough arguments in call to f\n\thave (number)\n\twant (int, string)',
      '7:12: too many arguments in call to f\n\thave (number, string, number)\n\twant (int, string)',
      '8:4: cannot use "a" (untyped string constant) as int value in argument to f',
      '8:9: cannot use 1 (untyped int constant) as string value in argument to f',
    ],
  },
  {
    source:
      'package main\n\nfunc sum(xs ...int) int { return len(xs) }\n\nfunc main() {\n\tsum(1, "2")\n\tsum([]string{}...)\n\tsum(1, []int{}...)\n}\n',
    messages: [
      '6:9: cannot use "2" (untyped string constant) as int value in argument to sum',
      '7:6: cannot use []string{} (value of type []string) as []int value in argument to sum',
      '8:9: too many arguments in call to sum\n\thave (number, []int...)\n\twant (...int)',
    ],
  },
  {
    source: 'package main\n\nfunc f() int {\n\tfor {\n\t\tbreak\n\t}\n}\n\nfunc main() {}\n',
    messages: ['7:1: missing return'],
  },
  {
    source: 'package main\n\nfunc f(x int) int {\n\tif x > 0 {\n\t\treturn 1\n\t}\n}\n\nfunc main() {}\n',
    messages: ['7:1: missing return'],
  },
  {
    source:
      'package main\n\nfunc f() (int, string) { return 1 }\nfunc g() { return 1 }\nfunc h() int { return }\n\nfunc main() {}\n',
    messages: [
      '3:33: not enough return values\n\thave (number)\n\twant (int, string)',
      '4:19: too many return values\n\thave (number)\n\twant ()',
      '5:16: not enough return values\n\thave ()\n\twant (int)',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tif 1 {\n\t}\n\tfor "a" {\n\t}\n}\n',
    messages: ['4:5: non-boolean condition in if statement', '6:6: non-boolean condition in for statement'],
  },
  {
    source: 'package main\n\nfunc main() {\n\tx := 5\n\tx + 1\n\tlen("a")\n}\n',
    messages: [
      '5:2: x + 1 (value of type int) is not used',
      '6:2: len("a") (constant 1 of type int) is not used',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\t1()\n\tx := "a" + 1\n\ty := 1 + 2.5 + "c"\n\t_, _ = x, y\n}\n',
    messages: [
      '4:2: invalid operation: cannot call non-function 1 (untyped int constant)',
      '5:7: invalid operation: "a" + 1 (mismatched types untyped string and untyped int)',
      '6:7: invalid operation: 1 + 2.5 + "c" (mismatched types untyped float and untyped string)',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\ta, b := 1, "x"\n\t_ = a + b\n\t_ = a == b\n\t_ = !a\n\t_ = -b\n}\n',
    messages: [
      '5:6: invalid operation: a + b (mismatched types int and string)',
      '6:11: invalid operation: a == b (mismatched types int and string)',
      '7:7: invalid operation: operator ! not defined on a (variable of type int)',
      '8:7: invalid operation: operator - not defined on b (variable of type string)',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tx := 10\n\t_ = x / 0\n\t_ = 1 << -1\n\t_ = 1.5 << 2\n}\n',
    messages: [
      '5:10: invalid operation: division by zero',
      '6:11: invalid operation: negative shift count -1 (untyped int constant)',
      '7:6: invalid operation: shifted operand 1.5 (untyped float constant) must be integer',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tvar p *int\n\t_ = p.x\n\t_ = *5\n\t_ = &3\n}\n',
    messages: [
      '5:8: p.x undefined (type *int has no field or method x)',
      '6:7: invalid operation: cannot indirect 5 (untyped int constant)',
      '7:7: invalid operation: cannot take address of 3 (untyped int constant)',
    ],
  },
  {
    source:
      'package main\n\ntype T struct{ Name string }\n\nfunc main() {\n\tvar t T\n\tt.name = "a"\n\tt.Foo()\n\t_ = T{Nam: "a"}\n\t_ = T{"a", "b"}\n\t_ = T{Name: "a", Name: "b"}\n}\n',
    messages: [
      '7:4: t.name undefined (type T has no field or method name, but does have field Name)',
      '8:4: t.Foo undefined (type T has no field or method Foo)',
      '9:8: unknown field Nam in struct literal of type T',
      '10:13: too many values in struct literal of type T',
      '11:19: duplicate field name Name in struct literal',
    ],
  },
  {
    source: 'package main\n\ntype T struct{ a, b int }\n\nfunc main() {\n\t_ = T{1}\n\t_ = T{a: 1, 2}\n}\n',
    messages: [
      '6:9: too few values in struct literal of type T',
      '7:14: mixture of field:value and value elements in struct literal',
    ],
  },
  {
    source:
      'package main\n\ntype Shape interface{ Area() float64 }\ntype Sq struct{}\n\nfunc (s *Sq) Area() float64 { return 1 }\n\ntype Ci struct{}\n\nfunc (c Ci) Area() int { return 1 }\n\ntype No struct{}\n\nfunc main() {\n\tvar s Shape = Sq{}\n\ts = Ci{}\n\ts = No{}\n\t_ = s\n}\n',
    messages: [
      '15:16: cannot use Sq{} (value of struct type Sq) as Shape value in variable declaration: Sq does not implement Shape (method Area has pointer receiver)',
      '16:6: cannot use Ci{} (value of struct type Ci) as Shape value in assignment: Ci does not implement Shape (wrong type for method Area)\n\t\thave Area() int\n\t\twant Area() float64',
      '17:6: cannot use No{} (value of struct type No) as Shape value in assignment: No does not implement Shape (missing method Area)',
    ],
  },
  {
    source: 'package main\n\ntype E struct{}\n\nfunc f() error { return E{} }\n\nfunc main() {}\n',
    messages: [
      '5:25: cannot use E{} (value of struct type E) as error value in return statement: E does not implement error (missing method Error)',
    ],
  },
  {
    source:
      'package main\n\ntype I interface{ M() }\ntype T struct{}\n\nfunc main() {\n\tvar i I\n\t_ = i.(T)\n\tvar t T\n\t_ = t.(I)\n\t_ = i.(int)\n}\n',
    messages: [
      '8:6: impossible type assertion: i.(T)\n\tT does not implement I (missing method M)',
      '10:6: invalid operation: t (variable of struct type T) is not an interface',
      '11:6: impossible type assertion: i.(int)\n\tint does not implement I (missing method M)',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tvar x any = 1\n\tswitch y := x.(type) {\n\tcase int:\n\tcase string, int:\n\t}\n}\n',
    messages: [
      '5:9: y declared and not used',
      '7:15: duplicate case int in type switch\n\tmain.go:6:7: previous case',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tx := 1\n\tswitch x {\n\tcase 1:\n\tcase 2, 1:\n\tcase "a":\n\t}\n}\n',
    messages: [
      '7:10: duplicate case 1 (constant of type int) in expression switch\n\tmain.go:6:7: previous case',
      '8:7: cannot convert "a" (untyped string constant) to type int',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tx := 1\n\tswitch x.(type) {\n\t}\n}\n',
    messages: ['5:9: x (variable of type int) is not an interface'],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tc := make(chan<- int)\n\t<-c\n\td := make(<-chan int)\n\td <- 1\n\tclose(d)\n\tc <- "a"\n\t5 <- 1\n}\n',
    messages: [
      '5:4: invalid operation: cannot receive from send-only channel c (variable of type chan<- int)',
      '7:2: invalid operation: cannot send to receive-only channel d (variable of type <-chan int)',
      '8:8: invalid operation: cannot close receive-only channel d (variable of type <-chan int)',
      '9:7: cannot use "a" (untyped string constant) as int value in send',
      '10:2: invalid operation: cannot send to non-channel 5 (untyped int constant)',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tfor i := range 3.5 {\n\t\t_ = i\n\t}\n\tfor i, j := range 3 {\n\t\t_, _ = i, j\n\t}\n\tfor a, b, c := range []int{} {\n\t}\n}\n',
    messages: [
      '4:17: cannot range over 3.5 (untyped float constant)',
      '7:9: range over 3 (untyped int constant) permits only one iteration variable',
      '10:6: declared and not used: a',
      '10:9: declared and not used: b',
      '10:12: range clause permits at most two iteration variables',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tfor x := range func(int) {} {\n\t\t_ = x\n\t}\n}\n',
    messages: [
      '4:17: cannot range over func(int) {} (value of type func(int)): func must be func(yield func(...) bool): argument is not func',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tgo func() {}\n\tdefer 1\n\tgo int(3)\n\tdefer len("a")\n}\n',
    messages: [
      '4:5: expression in go must be function call',
      '5:8: expression in defer must be function call',
      '6:5: go requires function call, not conversion int(3) (constant 3 of type int)',
      '7:8: defer discards result of len("a") (constant 1 of type int)',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tselect {\n\tcase 1:\n\tcase x := 2:\n\t}\n}\n',
    messages: [
      '5:7: select case must be send or receive (possibly with assignment)',
      '6:7: select case must be send or receive (possibly with assignment)',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tvar a [3]int\n\t_ = a[5]\n\t_ = a[-1]\n\t_ = a["x"]\n\t_ = a[2:1]\n\t_ = 5[0]\n\tm := map[[]int]int{}\n\t_ = m\n}\n',
    messages: [
      '5:8: invalid argument: index 5 out of bounds [0:3]',
      '6:8: invalid argument: index -1 (constant of type int) must not be negative',
      '7:8: cannot convert "x" (untyped string constant) to type int',
      '8:10: invalid slice indices: 1 < 2',
      '9:7: invalid operation: cannot index 5 (untyped int constant)',
      '10:11: invalid map key type []int',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\t_ = []int{1, "a", 0: 2}\n\t_ = [2]int{1, 2, 3}\n\t_ = map[string]int{"a": 1, "a": 2}\n\t_ = map[string]int{1: 2}\n}\n',
    messages: [
      '4:15: cannot use "a" (untyped string constant) as int value in array or slice literal',
      '4:20: duplicate index 0 in array or slice literal',
      '5:19: index 2 is out of bounds (>= 2)',
      '6:29: duplicate key "a" in map literal',
      '7:21: cannot use 1 (untyped int constant) as string value in map literal',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tvar f func()\n\t_ = f == f\n\tvar s []int\n\t_ = s == s\n\tvar m map[string]int\n\t_ = m == nil\n\t_ = struct{ f []int }{} == struct{ f []int }{}\n}\n',
    messages: [
      '5:6: invalid operation: f == f (func can only be compared to nil)',
      '7:6: invalid operation: s == s (slice can only be compared to nil)',
      '10:6: invalid operation: struct{f []int}{} == struct{f []int}{} (struct containing []int cannot be compared)',
    ],
  },
  {
    source:
      'package main\n\nvar a = b\nvar b = c\nvar c = f()\n\nfunc f() int { return a }\n\nfunc main() {}\n',
    messages: [
      '3:5: initialization cycle for a\n\tmain.go:3:5: a refers to b\n\tmain.go:4:5: b refers to c\n\tmain.go:5:5: c refers to f\n\tmain.go:7:6: f refers to a',
    ],
  },
  {
    source: 'package main\n\nvar x = x\n\nfunc main() {}\n',
    messages: ['3:5: initialization cycle: x refers to itself'],
  },
  {
    source: 'package main\n\ntype T struct{ t T }\ntype A struct{ b B }\ntype B [2]A\n\nfunc main() {}\n',
    messages: [
      '3:6: invalid recursive type: T refers to itself',
      '4:6: invalid recursive type A\n\tmain.go:4:6: A refers to B\n\tmain.go:5:6: B refers to A',
    ],
  },
  {
    source: 'package main\n\ntype T T\ntype A = B\ntype B = A\n\nfunc main() {}\n',
    messages: [
      '3:6: invalid recursive type: T refers to itself',
      '4:6: invalid recursive type A\n\tmain.go:4:6: A refers to B\n\tmain.go:5:6: B refers to A',
    ],
  },
  {
    source:
      'package main\n\nconst c = f()\nconst big int8 = 200\nconst huge = 1 << 1000\nconst (\n\ta = iota\n\tb = "x" + a\n)\n\nfunc f() int { return 1 }\n\nfunc main() {}\n',
    messages: [
      '3:11: f() (value of type int) is not constant',
      '4:18: cannot use 200 (untyped int constant) as int8 value in constant declaration (overflows)',
      '5:16: constant shift overflow',
      '8:6: invalid operation: "x" + a (mismatched types untyped string and untyped int)',
    ],
  },
  {
    source: 'package main\n\nfunc f() {}\nfunc f() {}\nvar f int\n\nfunc main() {}\n',
    messages: [
      '4:6: f redeclared in this block\n\tmain.go:3:6: other declaration of f',
      '5:5: f redeclared in this block\n\tmain.go:3:6: other declaration of f',
    ],
  },
  {
    source:
      'package main\n\ntype T struct{ a int; a string }\n\nfunc (T) m() {}\nfunc (T) m() {}\nfunc (T) a() {}\n\nfunc main() {}\n',
    messages: [
      '3:23: a redeclared\n\tmain.go:3:16: other declaration of a',
      '6:10: method T.m already declared at main.go:5:10',
      '7:10: field and method with the same name a\n\tmain.go:3:16: other declaration of a',
    ],
  },
  {
    source: 'package main\n\nfunc (int) m() {}\nfunc (x *undefinedType) n() {}\n\nfunc main() {}\n',
    messages: ['3:7: cannot define new methods on non-local type int', '4:10: undefined: undefinedType'],
  },
  {
    source: 'package main\n\nvar x undefinedType\nvar y [n]int\nvar z [-1]int\n\nfunc main() {}\n',
    messages: [
      '3:7: undefined: undefinedType',
      '4:8: undefined array length n or missing type constraint',
      '5:8: invalid array length -1 (untyped int constant)',
    ],
  },
  {
    source:
      'package main\n\ntype I interface{ m(); m() }\ntype J interface{ I; int }\n\nfunc main() {\n\tvar j J\n\t_ = j\n}\n',
    messages: [
      '3:24: duplicate method m\n\tmain.go:3:19: other declaration of method m',
      '7:8: cannot use type J outside a type constraint: interface contains type constraints',
    ],
  },
  {
    source:
      'package main\n\nfunc Map[T, U any](xs []T, f func(T) U) []U { return nil }\n\nfunc main() {\n\tMap([]int{1}, 5)\n\tMap(nil, func(x int) int { return x })\n\t_ = Map[int]\n\t_ = Map[int, int, int]\n}\n',
    messages: [
      '6:5: in call to Map, cannot infer U (declared at main.go:3:13)',
      '8:9: cannot infer U (declared at main.go:3:13)',
      '9:20: got 3 type arguments but want 2',
    ],
  },
  {
    source:
      'package main\n\ntype Number interface{ ~int | ~float64 }\n\nfunc Sum[T Number](xs ...T) (s T) { return }\n\nfunc main() {\n\tSum("a")\n\tSum(1, 2.5)\n\tSum[string]()\n\tvar n Number\n\t_ = n\n}\n',
    messages: [
      '8:5: string does not satisfy Number (string missing in ~int | ~float64)',
      '10:6: string does not satisfy Number (string missing in ~int | ~float64)',
      '11:8: cannot use type Number outside a type constraint: interface contains type constraints',
    ],
  },
  {
    source:
      'package main\n\ntype List[T any] struct{ items []T }\n\nfunc (l List[T]) Add(x T) {}\n\nfunc main() {\n\tvar l List\n\tvar k List[int, int]\n\tvar m List[int]\n\tm.Add("a")\n\t_, _ = l, k\n}\n',
    messages: [
      '8:8: cannot use generic type List[T any] without instantiation',
      '9:8: too many type arguments for type List: have 2, want 1',
      '11:8: cannot use "a" (untyped string constant) as int value in argument to m.Add',
    ],
  },
  {
    source:
      'package main\n\nfunc f[T any](x T) bool { return x == x }\nfunc g[T comparable](x T) T { return x + x }\n\nfunc main() {}\n',
    messages: [
      '3:34: invalid operation: x == x (incomparable types in type set)',
      '4:38: invalid operation: operator + not defined on x (variable of type T constrained by comparable)',
    ],
  },
  {
    source: 'package main\n\nfunc f[T any](n int) { f[*T](n) }\n\nfunc main() {}\n',
    messages: ['3:8: instantiation cycle:\n\tmain.go:3:26: T instantiated as *T'],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tvar i int\n\tvar f float64 = i\n\tvar s string = string(f)\n\tvar b []byte = "a"\n\tvar e error = "x"\n\t_, _, _, _ = f, s, b, e\n}\n',
    messages: [
      '5:18: cannot use i (variable of type int) as float64 value in variable declaration',
      '6:24: cannot convert f (variable of type float64) to type string',
      '7:17: cannot use "a" (untyped string constant) as []byte value in variable declaration',
      '8:16: cannot use "x" (constant of type string) as error value in variable declaration: string does not implement error (missing method Error)',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tnil := 3\n\t_ = nil\n\tvar x = nil\n}\n',
    messages: ['6:6: declared and not used: x'],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tx := nil\n\tvar p *int = 0\n\tvar s string = nil\n\t_, _, _ = x, p, s\n}\n',
    messages: [
      '4:7: use of untyped nil in assignment',
      '5:15: cannot use 0 (untyped int constant) as *int value in variable declaration',
      '6:17: cannot use nil as string value in variable declaration',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\t_ = _\n\tint = 3\n\tlen = 4\n\t"a"[0] = 1\n\t5 = 6\n}\n',
    messages: [
      '4:6: cannot use _ as value or type',
      '5:2: int (type) is not an expression',
      '6:2: len (built-in) must be called',
      '7:2: cannot assign to "a"[0] (neither addressable nor a map index expression)',
      '8:2: cannot assign to 5 (neither addressable nor a map index expression)',
    ],
  },
  {
    source:
      'package main\n\ntype T struct{ x int }\n\nfunc main() {\n\tm := map[string]T{}\n\tm["a"].x = 1\n\tT{}.x = 2\n}\n',
    messages: [
      '7:2: cannot assign to struct field m["a"].x in map',
      '8:2: cannot assign to T{}.x (neither addressable nor a map index expression)',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tappend([]int{}, 1)\n\t_ = append(1, 2)\n\t_ = make(int)\n\t_ = make([]int)\n\t_ = new(5)\n\t_ = cap(map[int]int{})\n\tcopy(1, 2)\n\tdelete(1, 2)\n}\n',
    messages: [
      '4:2: append([]int{}, 1) (value of type []int) is not used',
      '5:13: first argument to append must be a slice; have 1 (untyped int constant)',
      '6:11: invalid argument: cannot make int; type must be slice, map, or channel',
      '7:6: invalid operation: make([]int) expects 2 or 3 arguments; found 1',
      '8:10: 5 is not a type',
      '9:10: invalid argument: map[int]int{} (value of type map[int]int) for built-in cap',
      '10:7: invalid argument: copy expects slice arguments; found 1 (untyped int constant) and 2 (untyped int constant)',
      '11:9: invalid argument: 1 (untyped int constant) is not a map',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tfunc() { return 1 }()\n\tvar f = func() int {}\n\t_ = f\n}\n',
    messages: ['4:18: too many return values\n\thave (number)\n\twant ()', '5:22: missing return'],
  },
  {
    source: 'package main\n\nfunc main() {\n\tvar wg struct{ n int }\n\twg++\n\twg.n++\n\twg += 1\n}\n',
    messages: [
      '5:2: invalid operation: wg++ (non-numeric type struct{n int})',
      '7:8: cannot convert 1 (untyped int constant) to type struct{n int}',
    ],
  },
  {
    source: 'package main\n\nfunc main() {\n\tx, y := 1, 2\n\tx, y = y\n\tx, y = y, x, 1\n}\n',
    messages: [
      '5:9: assignment mismatch: 2 variables but 1 value',
      '6:9: assignment mismatch: 2 variables but 3 values',
    ],
  },
  {
    source:
      'package main\n\nfunc init() int { return 1 }\nfunc main(x int) {}\nvar init = 3\n\nfunc main() {}\n',
    messages: [
      '3:6: func init must have no arguments and no return values',
      '4:6: func main must have no arguments and no return values',
      '5:5: cannot declare init - must be func',
      '7:6: main redeclared in this block\n\tmain.go:4:6: other declaration of main',
    ],
  },
  {
    source:
      'package main\n\nfunc main() {\n\tbreak\n\tfor {\n\t\tfunc() { continue }()\n\t}\n\tgoto L\n\tM:\n}\n',
    messages: [
      '4:2: break is not in a loop, switch, or select',
      '6:12: continue is not in a loop',
      '8:7: label L not defined',
      '9:2: label M defined and not used',
    ],
  },
  {
    source:
      'package main\n\ntype A struct{ N int }\ntype B struct{ N int }\ntype C struct {\n\tA\n\tB\n}\n\nfunc main() {\n\tvar c C\n\t_ = c.N\n\t_ = C.N\n}\n',
    messages: ['12:8: ambiguous selector c.N', '13:8: ambiguous selector C.N'],
  },
  {
    source:
      'package main\n\ntype T struct{}\n\nfunc (t *T) P() {}\n\nfunc main() {\n\tT{}.P()\n\t_ = T.P\n\tvar pp **T\n\tpp.P()\n\tvar i interface{ P() }\n\tp := &i\n\tp.P()\n}\n',
    messages: [
      '8:6: cannot call pointer method P on T',
      '9:8: invalid method expression T.P (needs pointer receiver (*T).P)',
      '11:5: pp.P undefined (type **T has no field or method P)',
      '14:4: p.P undefined (type *interface{P()} is pointer to interface, not interface)',
    ],
  },
  {
    source:
      'package main\n\nfunc f() (err error) {\n\tif true {\n\t\terr := f()\n\t\treturn\n\t}\n\treturn\n}\n\nfunc main() {}\n',
    messages: [
      '5:3: declared and not used: err',
      '6:3: result parameter err not in scope at return\n\tmain.go:5:3: inner declaration of var err error',
    ],
  },
];
