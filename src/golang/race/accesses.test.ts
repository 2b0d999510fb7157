/** What counts as an access: each row was run with go run -race (Go 1.24), in both orders. */
import { describe, expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import { newMachine } from '../machine/newMachine.ts';
import { run } from '../machine/scheduler.ts';
import { newRaceHooks } from './detector.ts';

/** Whether it is a race, of what, what stands before, what one goroutine does, what the other does. */
const ROWS: readonly (readonly [boolean, string, string, string, string])[] = [
  [true, 'printing what a pointer leads to', 'p := &T{1,2}', '_ = fmt.Sprint(p)', 'p.a = 3'],
  [true, 'printing a slice', 's := []int{1,2}', '_ = fmt.Sprint(s)', 's[1] = 3'],
  [true, 'printing a map', 's := map[string]int{"a":1}', '_ = fmt.Sprintf("%v", s)', 's["b"] = 3'],
  [
    true,
    'sorting',
    's := []T{{3,1},{2,1},{1,1}}',
    'sort.Slice(s, func(i, j int) bool { return s[i].a < s[j].a })',
    's[1] = T{}',
  ],
  [true, 'searching', 's := []int{3,2,1}', '_ = slices.Contains(s, 1)', 's[1] = 4'],
  [true, 'joining strings', 's := []string{"a","b"}', '_ = strings.Join(s, ",")', 's[1] = "c"'],
  [true, 'a Builder', 'var b strings.Builder', 'b.WriteString("x")', '_ = b.Len()'],
  [true, 'copying elements', 's, d := make([]T, 4), make([]T, 4)', 'copy(d, s)', 's[2].a = 1'],
  [true, 'appending that moves', 's := make([]T, 4, 4)', '_ = append(s, T{})', 's[2].a = 1'],
  [true, 'two appends to one array', 's := make([]int, 4, 8)', '_ = append(s, 1)', '_ = append(s, 2)'],
  [true, 'clearing a map', 's := map[int]int{1:1}', 'clear(s)', '_ = s[1]'],
  [true, 'comparing structs', 's, d := &T{1,2}, T{1,2}', 'println(*s == d)', 's.b = 1'],
  [true, 'boxing a struct', 's := &T{1,2}', 'var x any = *s; _ = x', 's.b = 1'],
  [true, 'receiving into a variable', 'c := make(chan int, 1); var x int; c <- 1', 'x = <-c', 'println(x)'],
  [
    true,
    'receiving in a select',
    'c := make(chan int, 1); var x int; c <- 1',
    'select { case x = <-c: }',
    'println(x)',
  ],
  [true, 'sending a struct', 'c := make(chan T, 1); x := &T{}', 'c <- *x', 'x.b = 1'],
  [true, 'ranging over an array', 'x := &[4]int{}', 'for _, v := range x { _ = v }', 'x[3] = 1'],
  [true, 'ranging over a map', 'm := map[int]T{1:{}}', 'for k, v := range m { _, _ = k, v }', 'm[2] = T{}'],
  [true, 'binding a method', 'x := T{}', 'f := x.sum; _ = f', 'x.a = 1'],
  [true, 'calling a method by value', 'x := &T{}', 'println(x.sum())', 'x.a = 1'],
  [true, 'an argument of defer', 'x := 1', 'defer func(int) {}(x)', 'x = 2'],
  [true, 'an argument of go', 'x := 1', 'go func(int) {}(x)', 'x = 2'],
  [true, 'a string of bytes', 'b := []byte("abc")', '_ = string(b)', 'b[2] = 1'],
  [true, 'an array of a slice', 'b := []int{1,2}', 'a := [2]int(b); _ = a', 'b[1] = 2'],
  [true, 'adding to a variable', 'x := 1', 'x += 2', '_ = x'],
  [true, 'a variable and its pointer', 'x := 1; p := &x', '*p = 4', '_ = x'],
  [
    true,
    'a field and what it is embedded in',
    'type E struct { T; z int }; e := &E{}',
    'e.a = 1',
    'println(e.T.sum())',
  ],
  [false, 'fields beside each other', 'type E struct { T; z int }; e := &E{}', 'e.a = 1', 'e.z = 2; _ = e.b'],
  [false, 'elements beside each other', 's := make([]int, 8)', 'copy(s[:2], s[2:4])', 's[5] = 1'],
  [false, 'the length of a channel', 'c := make(chan int, 3)', 'c <- 1', '_ = len(c); _ = cap(c)'],
  [true, 'an atomic and a plain access', 'var n int64', 'atomic.AddInt64(&n, 1)', '_ = n'],
  [
    true,
    'a swap that finds something else',
    'n := int64(5)',
    'atomic.CompareAndSwapInt64(&n, 1, 2)',
    '_ = n',
  ],
  [
    false,
    'an atomic and a plain read',
    'n := int64(5); p := &n; *p = 6',
    '_ = atomic.LoadInt64(&n)',
    '_ = n',
  ],
  [true, 'copying an atomic', 'var n atomic.Int64; p := &n', 'p.Store(2)', 'q := *p; _ = q'],
  [true, 'copying a lock', 'var mu sync.Mutex', 'mu.Lock(); mu.Unlock()', 'm2 := mu; _ = &m2'],
  [false, 'a sync.Map', 'var m sync.Map', 'm.Store(1, 2)', 'm.Range(func(k, v any) bool { return true })'],
  [false, 'a Pool', 'p := sync.Pool{New: func() any { return new(T) }}', 'p.Put(&T{})', 'p.Get().(*T).a = 1'],
  [true, 'a list', 'l := list.New()', 'l.PushBack(1)', '_ = l.Len()'],
  [true, 'printing a variable', 'x := 1', 'println(x)', 'x = 2'],
  [true, 'a result', 'var x int', 'x = func() (r int) { defer func() { r++ }(); return 1 }()', '_ = x'],
  [true, 'asking for a type', 'var x any = 1', 'switch y := x.(type) { case int: _ = y }', 'x = "a"'],
  [true, 'a package variable', '', 'G["a"] = 1', '_ = len(G)'],
  [
    true,
    'elements that were never written',
    'a := make([]T, 1000)',
    'b := append([]T(nil), a...); _ = b',
    'a[700].a = 1',
  ],
];

const PACKAGES = ['container/list', 'fmt', 'slices', 'sort', 'strings', 'sync', 'sync/atomic', 'time'];

function isRace(before: string, first: string, second: string): boolean {
  const body = `${before}; go func() { ${first} }(); time.Sleep(1000000); ${second}; time.Sleep(1000000)`;
  const imports = PACKAGES.filter((path) => body.includes(`${path.replace(/.*\//, '')}.`));
  const source = `package main
${imports.map((path) => `import "${path}"\n`).join('')}type T struct { a, b int }
func (t T) sum() int { return t.a + t.b }
var G = map[string]int{}
func main() { ${body} }
`;
  const built = buildGo([{ name: 'main.go', source }]);
  expect(built.errors).toEqual([]);
  if (built.program === null) return false;
  const races = newRaceHooks();
  const machine = newMachine(built.program, {}, races);
  run(machine);
  expect(machine.state.ending?.kind).toBe('exit');
  return races.reports().length > 0;
}

describe('accesses to memory', () => {
  it.each(ROWS)('race (%s): %s', (expected, _, before, one, other) => {
    expect([isRace(before, one, other), isRace(before, other, one)]).toEqual([expected, expected]);
  });
});
