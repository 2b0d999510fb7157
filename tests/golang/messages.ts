/** Wrong programs, and what the compiler of Go 1.24 printed: `npm run oracles` compares anew where Go is installed. */
export const GOLDEN: readonly { readonly source: string; readonly messages: readonly string[] }[] = [
  {
    source: 'package main\n\nx := 1\n',
    messages: ['3:1: syntax error: non-declaration statement outside function body'],
  },
  {
    source: 'package main\n\nfmt.Println("hello")\n',
    messages: ['3:1: syntax error: non-declaration statement outside function body'],
  },
  {
    source: 'package main\n\nfunc f()\n{\n}\n',
    messages: ['4:1: syntax error: unexpected semicolon or newline before {'],
  },
  {
    source: 'package main\n\nimport "a"\nvar x int\nimport "b"\n',
    messages: ['5:1: syntax error: imports must appear before other declarations'],
  },
  { source: 'package main\n\nimport x\n', messages: ['3:9: syntax error: missing import path'] },
  { source: 'package main\n\nimport 5\n', messages: ['3:8: syntax error: import path must be a string'] },
  {
    source: 'package main\n\nimport "a", "b"\n',
    messages: ['3:11: syntax error: unexpected comma after top level declaration'],
  },
  { source: 'package main\n\nfunc\n', messages: ['4:1: syntax error: unexpected EOF, expected name or ('] },
  {
    source: 'package main\n\nfunc (t T) ()\n',
    messages: ['3:12: syntax error: unexpected (, expected name'],
  },
  { source: 'package main\n\nfunc () m() {}\n', messages: ['3:9: method has no receiver'] },
  { source: 'package main\n\nfunc (a, b T) m() {}\n', messages: ['3:15: method has multiple receivers'] },
  {
    source: 'package main\n\nfunc (t T) m[P any]() {}\n',
    messages: ['3:13: syntax error: method must have no type parameters'],
  },
  { source: 'package main\n\nfunc f[]() {}\n', messages: ['3:8: syntax error: empty type parameter list'] },
  {
    source: 'package main\n\ntype T\n',
    messages: ['3:7: syntax error: unexpected newline in type declaration'],
  },
  {
    source: 'package main\n\ntype T [\n',
    messages: ['4:1: syntax error: unexpected EOF, expected expression'],
  },
  {
    source: 'package main\n\ntype T struct { a int, b int }\n',
    messages: [
      '3:22: syntax error: unexpected comma in struct type; possibly missing semicolon or newline or }',
    ],
  },
  {
    source: 'package main\n\ntype T struct { (A) }\n',
    messages: ['3:17: syntax error: cannot parenthesize embedded type'],
  },
  {
    source: 'package main\n\ntype T struct { *(A) }\n',
    messages: ['3:18: syntax error: cannot parenthesize embedded type'],
  },
  {
    source: 'package main\n\ntype T struct { 5 }\n',
    messages: ['3:17: syntax error: unexpected literal 5, expected field name or embedded type'],
  },
  {
    source: 'package main\n\ntype I interface { m[T any]() }\n',
    messages: ['3:21: interface method must have no type parameters'],
  },
  {
    source: 'package main\n\ntype I interface { + }\n',
    messages: ['3:20: syntax error: unexpected +, expected ~ term or type'],
  },
  {
    source: 'package main\n\ntype F func[T any](x T)\n',
    messages: ['3:12: syntax error: function type must have no type parameters'],
  },
  { source: 'package main\n\ntype T[P] int\n', messages: [] },
  {
    source: 'package main\n\ntype T[P any, Q] int\n',
    messages: ['3:16: syntax error: missing type constraint'],
  },
  {
    source: 'package main\n\ntype T[P, Q any, int] int\n',
    messages: ['3:21: syntax error: missing type constraint'],
  },
  {
    source: 'package main\n\ntype T [3,]int\n',
    messages: ['3:10: syntax error: unexpected comma; expected ]'],
  },
  { source: 'package main\n\ntype C chan\n', messages: ['4:1: syntax error: missing channel element type'] },
  {
    source: 'package main\n\ntype C <-int\n',
    messages: ['3:10: syntax error: unexpected name int, expected keyword chan'],
  },
  {
    source: 'package main\n\nvar x = <-chan<- int\n',
    messages: ['3:21: syntax error: unexpected int, expected chan'],
  },
  { source: 'package main\n\nvar x\n', messages: ['3:6: syntax error: unexpected newline, expected type'] },
  { source: 'package main\n\nvar x := 1\n', messages: ['3:7: syntax error: unexpected :=, expected ='] },
  {
    source: 'package main\n\nvar x int y\n',
    messages: ['3:11: syntax error: unexpected name y after top level declaration'],
  },
  { source: 'package main\n\nconst a\n', messages: [] },
  {
    source: 'package main\n\nvar m map[string]int{"a": 1}\n',
    messages: ['3:21: syntax error: unexpected { after top level declaration'],
  },
  { source: 'package main\n\nfunc f(a b, c)\n', messages: ['3:14: syntax error: missing parameter type'] },
  {
    source: 'package main\n\nfunc f(a int, string)\n',
    messages: ['3:21: syntax error: missing parameter type'],
  },
  {
    source: 'package main\n\nfunc f(a, b int, c)\n',
    messages: ['3:19: syntax error: missing parameter type'],
  },
  { source: 'package main\n\nfunc f(a ...)\n', messages: ['3:13: syntax error: ... is missing type'] },
  {
    source: 'package main\n\nfunc f(5)\n',
    messages: ['3:8: syntax error: unexpected literal 5, expected )'],
  },
  {
    source: 'package main\n\nfunc f(a int b int)\n',
    messages: ['3:14: syntax error: unexpected name b in parameter list; possibly missing comma or )'],
  },
  {
    source: 'package main\n\nfunc f() (a int, b)\n',
    messages: ['3:19: syntax error: missing parameter type'],
  },
  {
    source: 'package main\n\nfunc f(x int {\n',
    messages: ['3:14: syntax error: unexpected { in parameter list; possibly missing comma or )'],
  },
  { source: 'package main\n\nvar a [3}int\n', messages: ['3:9: syntax error: unexpected }, expected ]'] },
  {
    source: 'package main\n\nfunc f() {\n\tif {\n}\n',
    messages: ['4:5: syntax error: missing condition in if statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif x; {\n\t}\n}\n',
    messages: ['4:6: syntax error: missing condition in if statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif x\n\t{\n\t}\n}\n',
    messages: ['4:6: syntax error: unexpected newline, expected { after if clause'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif x := 1 {\n\t}\n}\n',
    messages: ['4:7: syntax error: cannot use x := 1 as value'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif a = b {\n\t}\n}\n',
    messages: ['4:7: syntax error: cannot use assignment a = b as value'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif a = b + c {\n\t}\n}\n',
    messages: ['4:7: syntax error: cannot use assignment a = (b + c) as value'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif x {\n\t} else x()\n}\n',
    messages: ['5:9: syntax error: else must be followed by if or statement block'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif x {\n\t}\n\telse {\n\t}\n}\n',
    messages: ['6:2: syntax error: unexpected keyword else, expected }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif var x = 1; x > 0 {\n\t}\n}\n',
    messages: ['4:9: syntax error: var declaration not allowed in if initializer'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif x == T{1} {\n\t}\n}\n',
    messages: [
      '4:15: syntax error: unexpected { at end of statement',
      '6:1: syntax error: non-declaration statement outside function body',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif x\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor i := 0; i < 10 {\n\t}\n}\n',
    messages: [
      '4:21: syntax error: unexpected {, expected semicolon or newline',
      '5:2: syntax error: unexpected }, expected expression',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor i := 0; i < 10; i := 1 {\n\t}\n}\n',
    messages: ['4:24: syntax error: cannot declare in post statement of for loop'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor i := 0\n\t{\n\t}\n}\n',
    messages: ['5:2: syntax error: unexpected {, expected for loop condition'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor x := 1 {\n\t}\n}\n',
    messages: ['4:8: syntax error: cannot use x := 1 as value'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor var i = 0; i < 1; i++ {\n\t}\n}\n',
    messages: ['4:10: syntax error: var declaration not allowed in for initializer'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor x\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tswitch x\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tswitch x {\n\tx:\n\t}\n}\n',
    messages: ['5:2: syntax error: unexpected name x, expected case or default or }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tswitch x := y {\n\t}\n}\n',
    messages: ['4:11: syntax error: cannot use x := y as value'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tswitch a.b := x.(type) {\n\t}\n}\n',
    messages: ['4:13: syntax error: cannot use a.b := x.(type) as value'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tselect x {\n\t}\n}\n',
    messages: ['4:9: syntax error: missing { after select clause'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tselect {\n\tx++\n\t}\n}\n',
    messages: [
      '5:2: syntax error: unexpected name x, expected case or default or }',
      '6:2: syntax error: unexpected }, expected :',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfoo(a b)\n}\n',
    messages: ['4:8: syntax error: unexpected name b in argument list; possibly missing comma or )'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfoo(a,\n\t\tb\n\t)\n}\n',
    messages: ['5:4: syntax error: unexpected newline in argument list; possibly missing comma or )'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx := []int{1, 2\n\t}\n}\n',
    messages: ['4:17: syntax error: unexpected newline in composite literal; possibly missing comma or }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx := T{a: 1 b: 2}\n}\n',
    messages: ['4:14: syntax error: unexpected name b in composite literal; possibly missing comma or }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = a[\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = a[]\n}\n',
    messages: ['4:8: syntax error: unexpected ], expected operand'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = a[1:2:]\n}\n',
    messages: ['4:12: final index required in 3-index slice'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = a[1::3]\n}\n',
    messages: ['4:10: middle index required in 3-index slice'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = a[1 2]\n}\n',
    messages: ['4:10: syntax error: unexpected literal 2, expected comma, : or ]'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = y.5\n}\n',
    messages: ['4:7: syntax error: unexpected literal .5 at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = y.\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected name or ('],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx.(\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected type'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx y\n}\n',
    messages: ['4:4: syntax error: unexpected name y at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\ta, b\n}\n',
    messages: ['4:6: syntax error: unexpected newline, expected := or = or comma'],
  },
  {
    source: 'package main\n\nfunc f() {\n\ta b := 1\n}\n',
    messages: ['4:4: syntax error: unexpected name b at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\ta := 1 b := 2\n}\n',
    messages: ['4:9: syntax error: unexpected name b at end of statement'],
  },
  { source: 'package main\n\nfunc f() {\n\tL:\n}\n', messages: ['4:2: label L defined and not used'] },
  {
    source: 'package main\n\nfunc f() {\n\tif x { L: }\n}\n',
    messages: ['4:9: label L defined and not used'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tgo (f())\n}\n',
    messages: ['4:5: expression in go must not be parenthesized'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tdefer (f())\n}\n',
    messages: ['4:8: expression in defer must not be parenthesized'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfunc g() {}\n}\n',
    messages: [
      '4:7: syntax error: unexpected name g, expected (',
      '5:1: syntax error: non-declaration statement outside function body',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = 5 +\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = * \n}\n',
    messages: ['5:1: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\treturn 1 2\n}\n',
    messages: ['4:11: syntax error: unexpected literal 2 at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tgoto 5\n}\n',
    messages: ['4:7: syntax error: unexpected literal 5, expected name'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tbreak 5\n}\n',
    messages: ['4:8: syntax error: unexpected literal 5 at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tvar\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected name'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx++ + 1\n}\n',
    messages: ['4:6: syntax error: unexpected + at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = y++\n}\n',
    messages: ['4:7: syntax error: unexpected ++ at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\ta = b = c\n}\n',
    messages: ['4:8: syntax error: unexpected = at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx := (T){1}\n}\n',
    messages: ['4:10: syntax error: cannot parenthesize type in composite literal'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor i := range 10 { } }\n}\n',
    messages: ['5:1: syntax error: non-declaration statement outside function body'],
  },
  {
    source: 'package main\n\nfunc f() {\n\telse {\n}\n',
    messages: ['4:2: syntax error: unexpected keyword else, expected }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tcase 1:\n}\n',
    messages: ['4:2: syntax error: unexpected keyword case, expected }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\t~x\n}\n',
    messages: ['4:2: syntax error: unexpected ~, expected }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = ~\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\t} }\n}\n',
    messages: ['4:4: syntax error: unexpected } after top level declaration'],
  },
  {
    source: 'package main\n\nfunc f() {\n\ttype T struct { a int\n}\n',
    messages: ['6:1: syntax error: unexpected EOF, expected }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tgo\n}\n',
    messages: ['5:1: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = func() { y = }\n}\n',
    messages: ['4:19: syntax error: unexpected }, expected expression'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tf(func() {\n}\n',
    messages: ['5:2: syntax error: unexpected newline in argument list; possibly missing comma or )'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tswitch { case 1 2: }\n}\n',
    messages: ['4:18: syntax error: unexpected literal 2, expected :'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tselect { case <-c }\n}\n',
    messages: ['4:20: syntax error: unexpected }, expected :'],
  },
  { source: 'package main\n\nfunc f() {\n\tchan int\n}\n', messages: [] },
  {
    source: 'package main\n\nfunc f() {\n\tx = map[string int{}\n}\n',
    messages: [
      '4:17: syntax error: unexpected name int, expected ]',
      '5:1: syntax error: non-declaration statement outside function body',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = [...]\n}\n',
    messages: ['4:11: syntax error: unexpected newline, expected type'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx.y z\n}\n',
    messages: ['4:6: syntax error: unexpected name z at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\timport "x"\n}\n',
    messages: ['4:2: syntax error: unexpected keyword import, expected }'],
  },
  {
    source: 'package main\n\nfunc f() {\n\ta ? b : c\n}\n',
    messages: [
      "4:4: invalid character U+003F '?'",
      '4:6: syntax error: unexpected name b at end of statement',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\twhile x {\n\t}\n}\n',
    messages: [
      '4:8: syntax error: unexpected name x at end of statement',
      '6:1: syntax error: non-declaration statement outside function body',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tint x = 5\n}\n',
    messages: ['4:6: syntax error: unexpected name x at end of statement'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = a ? b : c\n}\n',
    messages: [
      "4:8: invalid character U+003F '?'",
      '4:10: syntax error: unexpected name b at end of statement',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\ttry {\n}\n',
    messages: ['6:1: syntax error: unexpected EOF, expected }'],
  },
  {
    source: "package main\n\nfunc f() {\n\tfmt.Println('hello')\n}\n",
    messages: ['4:14: more than one character in rune literal'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = “hi”\n}\n',
    messages: [
      "4:6: invalid character U+201C '“' in identifier",
      "4:11: invalid character U+201D '”' in identifier",
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor (i := 0; i < 3; i++) {\n\t}\n}\n',
    messages: ['4:9: syntax error: unexpected :=, expected )'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif (x) \n\t{\n\t}\n}\n',
    messages: ['4:9: syntax error: unexpected newline, expected { after if clause'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tif x then {\n\t}\n}\n',
    messages: ['4:7: syntax error: unexpected name then, expected {'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = 08 + 1_\n}\n',
    messages: ["4:7: invalid digit '8' in octal literal", "4:12: '_' must separate successive digits"],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = 0x + 0b2 + 0o9\n}\n',
    messages: [
      '4:8: hexadecimal literal has no digits',
      "4:13: invalid digit '2' in binary literal",
      "4:19: invalid digit '9' in octal literal",
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = 1e + 0x1.0 + 0b1.0\n}\n',
    messages: [
      '4:8: exponent has no digits',
      "4:16: hexadecimal mantissa requires a 'p' exponent",
      '4:22: invalid radix point in binary literal',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = 1p3 + 0xap\n}\n',
    messages: ["4:7: 'p' exponent requires hexadecimal mantissa", '4:16: exponent has no digits'],
  },
  {
    source: "package main\n\nfunc f() {\n\tx = '' + 'ab' + '\\q'\n}\n",
    messages: [
      "4:7: empty rune literal or unescaped '",
      '4:11: more than one character in rune literal',
      '4:20: unknown escape',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = "\\z" + "\\x1g" + "\\400" + "\\uD800" + "\\U00110000"\n}\n',
    messages: [
      '4:8: unknown escape',
      "4:17: invalid character 'g' in hexadecimal escape",
      '4:27: octal escape value 256 > 255',
      '4:38: escape is invalid Unicode code point U+D800',
      '4:53: escape is invalid Unicode code point U+110000',
    ],
  },
  { source: "package main\n\nfunc f() {\n\tx = '\n\t\n}\n", messages: ['4:7: newline in rune literal'] },
  { source: 'package main\n\nfunc f() {\n\tx = "abc\n\ty()\n}\n', messages: ['4:10: newline in string'] },
  { source: 'package main\n\nfunc f() {\n\tx = `abc\n}\n', messages: ['4:6: string not terminated'] },
  { source: 'package main\n\nfunc f() {\n\t/* abc\n}\n', messages: ['4:2: comment not terminated'] },
  {
    source: 'package main\n\nfunc f() {\n\tx = a # b\n}\n',
    messages: [
      "4:8: invalid character U+0023 '#'",
      '4:10: syntax error: unexpected name b at end of statement',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = 1 @ 2\n}\n',
    messages: [
      "4:8: invalid character U+0040 '@'",
      '4:10: syntax error: unexpected literal 2 at end of statement',
    ],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = a + b\n}\n',
    messages: ['4:7: invalid character U+00A0 in identifier'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx٠ = ٠\n}\n',
    messages: ["4:8: identifier cannot begin with digit U+0660 '٠'"],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx€ = 1\n}\n',
    messages: ["4:3: invalid character U+20AC '€' in identifier"],
  },
  {
    source: 'package main\n\nfunc f() {\n\tx = "\\\n}\n',
    messages: ['4:8: unknown escape', '4:8: newline in string'],
  },
  { source: "package main\n\nfunc f() {\n\tx = '\\\n}\n", messages: ['4:8: unknown escape'] },
  { source: "package main\n\nfunc f() {\n\tx = 'a\n}\n", messages: ['4:8: newline in rune literal'] },
  {
    source: 'package main\n\nfunc f() {\n\tbreak\n}\n',
    messages: ['4:2: break is not in a loop, switch, or select'],
  },
  { source: 'package main\n\nfunc f() {\n\tcontinue\n}\n', messages: ['4:2: continue is not in a loop'] },
  { source: 'package main\n\nfunc f() {\n\tgoto L\n}\n', messages: ['4:7: label L not defined'] },
  { source: 'package main\n\nfunc f() {\n\tL:\n\tx()\n}\n', messages: ['4:2: label L defined and not used'] },
  {
    source: 'package main\n\nfunc f() {\n\tL:\n\tL:\n\tfor {\n\t\tbreak L\n\t}\n}\n',
    messages: ['5:2: label L already defined at main.go:4:2', '7:9: invalid break label L'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor {\n\t\tbreak M\n\t}\n}\n',
    messages: ['5:9: break label not defined: M'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tL:\n\tif x {\n\t\tbreak L\n\t}\n}\n',
    messages: ['6:9: invalid break label L'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tL:\n\tswitch {\n\tcase x:\n\t\tcontinue L\n\t}\n}\n',
    messages: ['7:12: invalid continue label L'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tgoto L\n\tx := 1\nL:\n\ty(x)\n}\n',
    messages: ['4:7: goto L jumps over declaration of x at main.go:5:4'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tgoto L\n\t{\n\tL:\n\t}\n}\n',
    messages: ['4:7: goto L jumps into block starting at main.go:5:2'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfallthrough\n}\n',
    messages: ['4:2: fallthrough statement out of place'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tswitch {\n\tcase x:\n\t\tfallthrough\n\t}\n}\n',
    messages: ['6:3: cannot fallthrough final case in switch'],
  },
  {
    source:
      'package main\n\nfunc f() {\n\tswitch x.(type) {\n\tcase int:\n\t\tfallthrough\n\tdefault:\n\t}\n}\n',
    messages: ['6:3: cannot fallthrough in type switch'],
  },
  {
    source:
      'package main\n\nfunc f() {\n\tswitch {\n\tcase x:\n\t\t{\n\t\t\tfallthrough\n\t\t}\n\tdefault:\n\t}\n}\n',
    messages: ['7:4: fallthrough statement out of place'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tfor {\n\t\tfunc() {\n\t\t\tbreak\n\t\t}()\n\t}\n}\n',
    messages: ['6:4: break is not in a loop, switch, or select'],
  },
  {
    source: 'package main\n\nfunc f() {\n\tselect {\n\tcase <-c:\n\t\tcontinue\n\t}\n}\n',
    messages: ['6:3: continue is not in a loop'],
  },
  { source: 'x', messages: ['1:1: syntax error: package statement must be first'] },
  { source: '', messages: ['1:1: syntax error: package statement must be first'] },
  { source: 'package', messages: ['1:8: syntax error: unexpected EOF, expected name'] },
  { source: 'package 5', messages: ['1:9: syntax error: unexpected literal 5, expected name'] },
  {
    source: 'package p x',
    messages: ['1:11: syntax error: unexpected name x, expected semicolon or newline'],
  },
];
