import { expect, test } from 'vitest';
import { sketch } from '../../../tests/golang/sketch.ts';
import { parseGo } from './parseGo.ts';
import { expressionText } from './text.ts';
import type { Declaration, Expression } from './tree.ts';

function declaration(text: string): Declaration {
  const { file, errors } = parseGo(`package p\n${text}\n`);
  expect(errors).toEqual([]);
  return file!.declarations[0]!;
}

function expression(text: string): Expression {
  const decl = declaration(`var _ = ${text}`);
  if (decl.kind !== 'VarDecl') throw new Error(decl.kind);
  return decl.specs[0]!.values[0]!;
}

const short = (text: string): string =>
  text.replace(/\(Identifier (\w+|\.)\)/g, '$1').replace(/\(BasicLit \w+ ([^()]+)\)/g, '$1');

test.each([
  ['a + b*c - d', '(BinaryExpr - (BinaryExpr + a (BinaryExpr * b c)) d)'],
  ['a || b && c == d', '(BinaryExpr || a (BinaryExpr && b (BinaryExpr == c d)))'],
  ['a &^ b << c', '(BinaryExpr << (BinaryExpr &^ a b) c)'],
  ['-a * !b', '(BinaryExpr * (UnaryExpr - a) (UnaryExpr ! b))'],
  ['**p', '(StarExpr (StarExpr p))'],
  ['&x.y', '(UnaryExpr & (SelectorExpr x y))'],
  ['<-c', '(UnaryExpr <- c)'],
  ['<-<-c', '(UnaryExpr <- (UnaryExpr <- c))'],
  ['<-chan int(x)', '(UnaryExpr <- (CallExpr (ChannelType both int) [x] false))'],
  ['(<-chan int)(x)', '(CallExpr (ParenExpr (ChannelType receive int)) [x] false)'],
  [
    '(<-chan<- chan int)(x)',
    '(CallExpr (ParenExpr (ChannelType receive (ChannelType receive int))) [x] false)',
  ],
  [
    'make(chan<- (chan int), 3)',
    '(CallExpr make [(ChannelType send (ParenExpr (ChannelType both int))) 3] false)',
  ],
  ['f(a, b...)', '(CallExpr f [a b] true)'],
  ['a[i]', '(IndexExpr a [i])'],
  ['f[int, []string](x)', '(CallExpr (IndexExpr f [int (SliceType string)]) [x] false)'],
  ['a[:]', '(SliceExpr a - - -)'],
  ['a[1:]', '(SliceExpr a 1 - -)'],
  ['a[:2:3]', '(SliceExpr a - 2 3)'],
  ['x.(T)', '(TypeAssertion x T)'],
  ['T{1, a: 2, {3}}', '(CompositeLit T [1 (KeyedElement a 2) (CompositeLit - [3])])'],
  ['[...]int{}', '(CompositeLit (ArrayType - int) [])'],
  [
    'map[string]*T{"a": {}}',
    '(CompositeLit (MapType string (StarExpr T)) [(KeyedElement "a" (CompositeLit - []))])',
  ],
  ['pair[int, T]{}', '(CompositeLit (IndexExpr pair [int T]) [])'],
  [
    'func(int, ...string) {}',
    '(FunctionLit (FunctionType [(ParameterDecl [] int false) (ParameterDecl [] string true)] []) (Block []))',
  ],
  [
    'func(a, b int) (n int, err error) { return }',
    '(FunctionLit (FunctionType [(ParameterDecl [a b] int false)] [(ParameterDecl [n] int false) (ParameterDecl [err] error false)]) (Block [(ReturnStmt [])]))',
  ],
  [
    'interface{ m(); ~int | T; fmt.Stringer }(nil)',
    '(CallExpr (InterfaceType [(MethodSpec m (FunctionType [] [])) (TypeElement [(TypeTerm true int) (TypeTerm false T)]) (TypeElement [(TypeTerm false (SelectorExpr fmt Stringer))])]) [nil] false)',
  ],
  [
    'struct{ a, b int; *T; pkg.U `tag` }{}',
    '(CompositeLit (StructType [(FieldDecl [a b] int -) (EmbeddedField (StarExpr T) -) (EmbeddedField (SelectorExpr pkg U) `tag`)]) [])',
  ],
])('%s', (text, expected) => {
  expect(short(sketch(expression(text)))).toBe(expected);
});

test.each([
  ['int', '1', '0', '017', '0o17', '0O17', '0b1_0', '0x_fF', '1_000'],
  ['float', '1.', '.5', '1e9', '1E+9', '1_0.2_5e-3', '0x1p-2', '0x1.8P0', '0X.8p1', '08.5', '09e1'],
  ['imaginary', '1i', '.5i', '0x1p2i', '08i', '1e3i'],
  [
    'rune',
    "'a'",
    "'é'",
    "'😀'",
    "'\\n'",
    "'\\''",
    "'\\xff'",
    "'\\377'",
    "'\\u00e9'",
    "'\\U0001F600'",
    "'\"'",
  ],
  ['string', '""', '"a\\"b"', '"é😀\\u00e9"', '`raw\n"\\ `', '"\'"'],
])('literals: %s', (literal, ...texts) => {
  for (const text of texts) expect(expression(text)).toMatchObject({ kind: 'BasicLit', literal, text });
});

test.each([
  ['type A = B[int]', '(TypeSpec A [] true (IndexExpr B [int]))'],
  [
    'type A[P any] = []P',
    '(TypeSpec A [(TypeParameterDecl [P] (TypeElement [(TypeTerm false any)]))] true (SliceType P))',
  ],
  ['type T [N]int', '(TypeSpec T [] false (ArrayType N int))'],
  ['type T [a * b]int', '(TypeSpec T [] false (ArrayType (BinaryExpr * a b) int))'],
  [
    'type T[P *C,] int',
    '(TypeSpec T [(TypeParameterDecl [P] (TypeElement [(TypeTerm false (StarExpr C))]))] false int)',
  ],
  [
    'type T[P *C, Q D] int',
    '(TypeSpec T [(TypeParameterDecl [P] (TypeElement [(TypeTerm false (StarExpr C))])) (TypeParameterDecl [Q] (TypeElement [(TypeTerm false D)]))] false int)',
  ],
  [
    'type T[P *C | ~D] int',
    '(TypeSpec T [(TypeParameterDecl [P] (TypeElement [(TypeTerm false (StarExpr C)) (TypeTerm true D)]))] false int)',
  ],
  [
    'type T[P (C),] int',
    '(TypeSpec T [(TypeParameterDecl [P] (TypeElement [(TypeTerm false (ParenExpr C))]))] false int)',
  ],
  [
    'type T[K, V []int] int',
    '(TypeSpec T [(TypeParameterDecl [K V] (TypeElement [(TypeTerm false (SliceType int))]))] false int)',
  ],
])('%s', (text, expected) => {
  const decl = declaration(text);
  expect(short(sketch(decl.kind === 'TypeDecl' ? decl.specs[0] : decl))).toBe(expected);
});

test.each([
  [
    'if x := f(); x {} else if y {} else {}',
    '(IfStmt (ShortVarDecl [x] [(CallExpr f [] false)]) x (Block []) (IfStmt - y (Block []) (Block [])))',
  ],
  ['if x == (T{}) {}', '(IfStmt - (BinaryExpr == x (ParenExpr (CompositeLit T []))) (Block []) -)'],
  ['for {}', '(ForStmt - - - (Block []))'],
  ['for x {}', '(ForStmt - x - (Block []))'],
  ['for ;; {}', '(ForStmt - - - (Block []))'],
  [
    'for i := 0; i < n; i++ {}',
    '(ForStmt (ShortVarDecl [i] [0]) (BinaryExpr < i n) (IncDecStmt ++ i) (Block []))',
  ],
  ['for range 10 {}', '(RangeStmt [] false 10 (Block []))'],
  ['for k, v := range f {}', '(RangeStmt [k v] true f (Block []))'],
  ['for a[0] = range c {}', '(RangeStmt [(IndexExpr a [0])] false c (Block []))'],
  [
    'for range []T{{1}} {}',
    '(RangeStmt [] false (CompositeLit (SliceType T) [(CompositeLit - [1])]) (Block []))',
  ],
  ['switch {}', '(ExpressionSwitch - - [])'],
  [
    'switch x := 1; x { case 1, 2: f(); default: }',
    '(ExpressionSwitch (ShortVarDecl [x] [1]) x [(CaseClause [1 2] [(ExpressionStmt (CallExpr f [] false))]) (CaseClause - [])])',
  ],
  [
    'switch f(); v := x.(type) { case nil, *T: }',
    '(TypeSwitch (ExpressionStmt (CallExpr f [] false)) v x [(CaseClause [nil (StarExpr T)] [])])',
  ],
  ['switch x.(type) {}', '(TypeSwitch - - x [])'],
  [
    'select { case c <- 1: case v, ok := <-c: default: }',
    '(SelectStmt [(CommClause (SendStmt c 1) []) (CommClause (ShortVarDecl [v ok] [(UnaryExpr <- c)]) []) (CommClause - [])])',
  ],
  ['x <<= 1', '(Assignment [x] <<= [1])'],
  ['a, b = b, a', '(Assignment [a b] = [b a])'],
  ['go f()', '(GoStmt (CallExpr f [] false))'],
  ['defer m.Unlock()', '(DeferStmt (CallExpr (SelectorExpr m Unlock) [] false))'],
  [
    'const ( a = iota; b )',
    '(DeclarationStmt (ConstDecl [(ConstSpec [a] - [iota] 0) (ConstSpec [b] - [] 1)]))',
  ],
  ['L: for { break L }', '(LabeledStmt L (ForStmt - - - (Block [(BranchStmt break L)])))'],
])('%s', (text, expected) => {
  const decl = declaration(`func f() {\n${text}\n}`);
  expect(short(sketch(decl.kind === 'FunctionDecl' ? decl.body!.statements[0] : decl))).toBe(expected);
});

test('a newline ends a statement only behind what can end one', () => {
  const decl = declaration(
    'func f() {\n\tx = a +\n\t\tb\n\tc <- true\n\tf(\n\t\ta,\n\t)\n\treturn\n\tx++\n}',
  );
  expect(decl.kind === 'FunctionDecl' && decl.body!.statements.map(({ kind }) => kind)).toEqual([
    'Assignment',
    'SendStmt',
    'ExpressionStmt',
    'ReturnStmt',
    'IncDecStmt',
  ]);
});

test('a method has its receiver, a function without a body none', () => {
  expect(short(sketch(declaration('func (t *T[P]) m(x int) error')))).toBe(
    '(FunctionDecl (ParameterDecl [t] (StarExpr (IndexExpr T [P])) false) m [] (FunctionType [(ParameterDecl [x] int false)] [(ParameterDecl [] error false)]) -)',
  );
});

test.each([
  'a + b * c',
  '<-c',
  'f[int](x, y...)',
  'a[1:2:3]',
  'x.(T)',
  'func(a, b int, c ...string) (int, error) {…}',
  'map[string][]int{…}',
  '[...]T{}',
  'struct{a, b int; T}{}',
  'interface{m(x int) string; ~int | E}',
  '(<-chan int)(nil)',
])('messages quote %s', (text) => {
  expect(expressionText(expression(text.replace('{…}', '{ f() }')))).toBe(text);
});
