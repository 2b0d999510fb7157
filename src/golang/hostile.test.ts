/** Whatever a program wants, it ends with an ending of its own: nothing is thrown, and nobody waits long. */
import { describe, expect, it } from 'vitest';
import { buildGo } from './build.ts';
import { explore } from './explore/explore.ts';
import type { MachineOptions } from './machine/machine.ts';
import { newMachine } from './machine/newMachine.ts';
import { run } from './machine/scheduler.ts';

const MIB = 2 ** 20;
const SMALL: Partial<MachineOptions> = {
  processors: 4,
  memoryLimit: 48 * MIB,
  atLimit: 'refused',
  stepsMax: 2_000_000,
  outputMax: MIB,
  heapMax: 34 * MIB,
};

const packageOf = (body: string): string => {
  const paths = ['fmt', 'strings', 'time', 'sync', 'math', 'context'].filter((path) =>
    body.includes(`${path}.`),
  );
  return `package main\n${paths.map((path) => `import "${path}"\n`).join('')}${body}`;
};

function built(body: string) {
  const { program, errors } = buildGo([{ name: 'main.go', source: packageOf(body) }]);
  if (program === null) throw new Error(errors.map(({ message }) => message).join('\n'));
  return program;
}

function endingOf(body: string, options: Partial<MachineOptions> = {}) {
  const m = newMachine(built(body), { ...SMALL, ...options });
  run(m);
  return m.state.ending;
}

const main = (body: string): string => `func main() { ${body} }`;

const OUT_OF_MEMORY: Readonly<Record<string, string>> = {
  'goroutines that start goroutines': 'func f() { go f(); go f(); select {} }; func main() { f() }',
  'goroutines that wait': main('c := make(chan int); for { go func() { c <- 1 }() }'),
  timers: main('for { time.AfterFunc(time.Second, func() {}) }'),
  'a slice that doubles': main('a := []byte{1}; for { a = append(a, a...) }'),
  'a string that doubles': main('s := "a"; for { s += s }'),
  'formatted strings that double': main('s := "a"; for { s = fmt.Sprintf("%s%s", s, s) }'),
  'strings kept': main('var k []string; for { k = append(k, strings.Repeat("a", 1<<20)) }'),
  'a string repeated': main('println(len(strings.Repeat("a", 1<<40)))'),
  'a string taken to pieces': main('s := strings.Repeat("a", 1<<26); println(len([]rune(s)))'),
  'a list': 'type N struct { n *N }; func main() { var n *N; for { n = &N{n: n} } }',
  'maps in maps': 'type M map[int]M; func main() { m := M{}; for { m = M{1: m} } }',
  'a map with many keys': main('m := map[int]int{}; for i := 0; ; i++ { m[i] = i }'),
  'channels in channels':
    'type C chan C; func main() { c := make(C, 1); for { d := make(C, 1); d <- c; c = d } }',
  closures: main('f := func() int { return 0 }; for { g := f; f = func() int { return g() + 1 } }'),
  'method values':
    'type T struct { f func() }; func (t T) m() {}; func main() { t := T{}; for { t = T{t.m} } }',
  'deferred calls': main('for { defer func() {}() }'),
  'a huge array': 'var a [1 << 40]int; func main() { a[5] = 1 }',
  'a huge array of a function': main('var a [1 << 40]byte; b := a; println(a == b)'),
  'a huge slice': main('println(len(make([]int, 1<<40)))'),
  'structs that double': `${Array.from({ length: 40 }, (_, i) => `type T${i} struct { a, b T${i + 1} }\n`).join('')}type T40 int; func main() { var t T0; _ = t }`,
};

const STACK_OVERFLOW: Readonly<Record<string, string>> = {
  'a function that calls itself': 'func f(n int) int { return f(n+1) + 1 }; func main() { f(0) }',
  'frames that are large': `func f(n int) int { ${Array.from({ length: 99 }, (_, i) => `x${i} := n; `).join('')} return f(x0)${Array.from({ length: 99 }, (_, i) => `+x${i}`).join('')} }; func main() { f(0) }`,
  'panics in panics': 'func f() { defer f(); panic(2) }; func main() { f() }',
  'an error that panics with itself':
    'type E int; func (e E) Error() string { panic(e) }; func main() { panic(E(1)) }',
  'values in values': main('var a, b any; for range 20000 { a = [1]any{a}; b = [1]any{b} }; println(a == b)'),
};

const BUDGET: Readonly<Record<string, string>> = {
  'an endless loop': main('for {}'),
  goto: main('L: goto L'),
  'keys that equal nothing': main('m := map[float64]int{}; for { m[math.NaN()] = 1 }'),
  'goroutines that spin': main('for range 20 { go func() { for {} }() }; select {}'),
  'two that hand on for ever': main(
    'c, d := make(chan int), make(chan int); go func() { for { d <- <-c } }(); for { c <- 1; <-d }',
  ),
  'a ticker of a nanosecond': main('for range time.NewTicker(1).C {}'),
  copies: main(
    'a := make([]int, 1<<18); for i := range a { a[i] = i }; for { b := append([]int(nil), a...); _ = b }',
  ),
  'arrays compared': main('var a [1 << 20]int; for { b := a; if a != b { return } }'),
  'nested values printed':
    'type T struct { c []T }; func main() { t := T{}; for { t = T{[]T{t, t}}; _ = fmt.Sprint(t) } }',
};

describe('a hostile program that is run', () => {
  for (const [name, body] of Object.entries(OUT_OF_MEMORY))
    it(`runs out of memory: ${name}`, () => {
      const ending = endingOf(body, { stepsMax: 20_000_000 });
      expect(ending).toMatchObject({ kind: 'oom', exitCode: 2 });
      expect(ending?.text).toMatch(
        /^runtime: out of memory: cannot allocate \d+-byte block.*\nfatal error: out of memory\n/,
      );
    });
  for (const [name, body] of Object.entries(STACK_OVERFLOW))
    it(`overflows its stack: ${name}`, () => {
      expect(endingOf(body, { stepsMax: 20_000_000 })).toMatchObject({ kind: 'stack-overflow', exitCode: 2 });
    });
  for (const [name, body] of Object.entries(BUDGET))
    it(`is stopped: ${name}`, () => {
      const text = 'stopped by the lab after 2,000,000 instructions: the program may be in an endless loop\n';
      expect(endingOf(body)).toMatchObject({ kind: 'budget', exitCode: 1, text });
    });
  it('prints without end', () => {
    const text = 'stopped by the lab after 1,048,576 bytes of output\n';
    for (const body of ['fmt.Println("aaaaaaaaaaaaaaaaaaaaa")', 'println("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")'])
      expect(endingOf(main(`for { ${body} }`), { stepsMax: 20_000_000 })).toMatchObject({
        kind: 'budget',
        text,
      });
  });
});

describe('a hostile program that is explored', () => {
  const FEW = { statesMax: 1_000 };
  const memory = ['goroutines that start goroutines', 'goroutines that wait', 'a list', 'deferred calls'];
  it.each(memory)('wants more memory than can be explored: %s', (name) => {
    const { verdict, bound } = explore(built(OUT_OF_MEMORY[name] ?? ''), FEW);
    expect({ verdict, what: bound?.what }).toEqual({ verdict: 'clean-to-bound', what: 'memory' });
  });
  it('has no end that others could notice', () => {
    const { verdict, bound } = explore(built(BUDGET['an endless loop'] ?? ''), FEW);
    expect({ verdict, what: bound?.what }).toEqual({ verdict: 'clean-to-bound', what: 'steps' });
  });
  it('grows with every step', () => {
    const { bound } = explore(
      built(main('var w sync.WaitGroup; for { w.Add(1); go func() { w.Wait() }() }')),
      FEW,
    );
    expect(bound?.what).toMatch(/states|work|memory/);
  });
  it('is found out all the same', () => {
    const { verdict } = explore(
      built('var x int; func main() { go func() { for { x++ } }(); for { x++ } }'),
      FEW,
    );
    expect(verdict).toBe('race');
  });
});

describe('a hostile source is told what is wrong with it', () => {
  const messageOf = (source: string): string | undefined =>
    buildGo([{ name: 'main.go', source }]).errors[0]?.message;
  const nested = (n: number, open: string, close: string): string =>
    `package main\nvar x = ${open.repeat(n)}1${close.repeat(n)}\nfunc main() {}`;

  it('is too long', () => {
    expect(messageOf(`package main\n${'func main() {}\n'.repeat(70_000)}`)).toBe(
      "this lab's Go reads at most 1,000,000 bytes of source",
    );
  });
  it.each([
    ['parentheses', nested(100_000, '(', ')'), /nested too deeply/],
    ['no end of a string', 'package main\nfunc main() { println("abc', /newline in string|not terminated/],
    ['no end of a comment', `package main\n/* ${'*'.repeat(500_000)}`, /comment not terminated/],
    ['no end of blocks', `package main\nfunc main() { ${'{ ('.repeat(100_000)}`, /syntax error/],
    ['a long constant', `package main\nconst x = ${'9'.repeat(100_000)}\nfunc main() {}`, /excessively long/],
    ['a far shift', 'package main\nconst x = 1 << (1 << 62)\nfunc main() {}', /shift count/],
    ['zero bytes', `package main\nfunc main() { ${'\0'.repeat(1000)} }`, /NUL/],
    ['marks of direction', 'package main\nfunc main() { var \u202e x = 1 }', /U\+202E/],
    [
      'a union of many terms',
      `package main\ntype U interface { ${Array.from({ length: 101 }, (_, i) => `[${i}]int`).join('|')} }\nfunc main() {}`,
      /100 union terms/,
    ],
    [
      'instances without end',
      'package main\nfunc f[T any]() { f[[]T]() }\nfunc main() { f[int]() }',
      /instantiation cycle/,
    ],
    [
      'instances that double',
      `package main\ntype P[T any] struct { a T }\n${Array.from({ length: 40 }, (_, i) => `func f${i}[T any](x func(T, T)) { f${i + 1}(func(a, b func(T, T)) {}) }\n`).join('')}func f40[T any](x T) {}\nfunc main() { f0(func(a, b int) {}) }`,
      /types that are so large/,
    ],
    ['many errors', `package main\nfunc main() {\n${'x = 1\n'.repeat(40_000)}}`, /undefined: x/],
  ])('%s', (_name, source, message) => {
    expect(messageOf(source)).toMatch(message);
  });
  it('is long but right', () => {
    const methods = Array.from({ length: 2_000 }, (_, i) => `func (T) m${i}() {}\n`).join('');
    const wanted = Array.from({ length: 2_000 }, (_, i) => `m${i}(); `).join('');
    const source = `package main\ntype T int\ntype I interface { ${wanted} }\n${methods}func main() { var i I = T(1); i.m5() }`;
    expect(messageOf(source)).toBeUndefined();
  });
});
