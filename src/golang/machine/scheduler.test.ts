import { describe, expect, test } from 'vitest';
import { buildGo } from '../build.ts';
import type { Program } from '../code/program.ts';
import type { Machine, MachineOptions } from './machine.ts';
import { newMachine } from './newMachine.ts';
import { callFromOutside } from './outside.ts';
import { leaks, nextEventAt, run } from './scheduler.ts';

function programOf(source: string): Program {
  const { program, errors } = buildGo([{ name: 'main.go', source: `package main\n${source}` }]);
  if (program === null) throw new Error(errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return program;
}

function ran(source: string | Program, options: Partial<MachineOptions> = {}): Machine {
  const m = newMachine(typeof source === 'string' ? programOf(source) : source, options);
  run(m);
  return m;
}

const printed = (m: Machine): string => m.state.output.join('').trim().replaceAll('\n', ' ');

describe('who runs next', () => {
  const STARTED = `import "sync"
    func main() {
      var wg sync.WaitGroup
      for i := range 6 { wg.Add(1); go func() { defer wg.Done(); println(i) }() }
      wg.Wait()
    }`;

  test('on one processor: who was started last, then the others in their order', () => {
    expect(printed(ran(STARTED))).toBe('5 0 1 2 3 4');
  });

  test('with more goroutines than a local queue holds nobody is forgotten', () => {
    const m = ran(STARTED.replace('range 6', 'range 1000'), { processors: 4 });
    const all = printed(m).split(' ').map(Number);
    expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  test('the same seed gives the same run, and seeds differ', () => {
    const source = programOf(STARTED.replace('range 6', 'range 30'));
    for (const policy of ['runtime', 'random'] as const) {
      const of = (seed: number): string => printed(ran(source, { seed, policy, processors: 2 }));
      expect(of(3)).toBe(of(3));
      expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map(of)).size).toBeGreaterThan(1);
    }
  });

  test('an endless loop does not keep the others out for longer than its slice', () => {
    const m = ran(`import "time"
      // cost: 3ms cpu
      func work() {}
      func main() {
        go func() { for { work() } }()
        time.Sleep(1e6)
        println("after")
      }`);
    expect(printed(m)).toBe('after');
    expect(m.state.now).toBeGreaterThan(10_000_000);
    expect(m.state.now).toBeLessThan(25_000_000);
  });

  test('several processors interleave step by step: a map that is written without a lock', () => {
    const source = `func main() {
        m := map[int]int{}
        done := make(chan int)
        for g := range 2 { go func() { for i := range 300 { m[i] = g }; done <- 1 }() }
        <-done
        <-done
      }`;
    expect(ran(source, { processors: 2 }).state.ending?.text).toContain('fatal error: concurrent map writes');
    expect(ran(source, { processors: 1 }).state.ending?.kind).toBe('exit');
  });
});

describe('costs', () => {
  const jobs = (cost: string, count: number): string => `import "sync"
    // cost: ${cost}
    func work() {}
    func main() {
      var wg sync.WaitGroup
      for range ${count} { wg.Add(1); go func() { defer wg.Done(); work() }() }
      wg.Wait()
    }`;

  test.each([
    [1, 100],
    [2, 50],
    [3, 35],
    [4, 25],
  ])('work of 4 x 25 ms on %i processors takes %i ms', (processors, milliseconds) => {
    const { now } = ran(jobs('25ms cpu', 4), { processors }).state;
    expect(Math.round(now / 1e6)).toBe(milliseconds);
  });

  test('10,000 waits of 20 ms at once take little more than one', () => {
    const m = ran(jobs('20ms io', 10_000));
    expect(m.state.ending?.kind).toBe('exit');
    expect(m.state.now / 1e6).toBeLessThan(30);
  });

  test('bytes are held while a function runs: the kernel kills, or an allocation is refused', () => {
    const source = jobs('20ms io, 1MiB', 100);
    const limited = (atLimit: MachineOptions['atLimit'], mebibytes: number): Machine =>
      ran(source, { atLimit, memoryLimit: mebibytes * 2 ** 20 });
    expect(limited('killed', 102).state.ending?.kind).toBe('exit');
    expect(limited('killed', 50).state.ending).toMatchObject({ kind: 'oom-killed', exitCode: 137, text: '' });
    const refused = limited('refused', 50).state.ending;
    expect(refused).toMatchObject({ kind: 'oom', exitCode: 2 });
    expect(refused?.text).toMatch(
      /^runtime: out of memory: cannot allocate 4194304-byte block \(\d+ in use\)\nfatal error: out of memory\n/,
    );
  });
});

test('what cannot be reached any more does not count: garbage of 200 MiB fits into 20', () => {
  const m = ran(
    `func main() {
      var keep []byte
      for i := range 200 { b := make([]byte, 1<<20); if i == 7 { keep = b } }
      println(len(keep))
    }`,
    { memoryLimit: 20 * 2 ** 20 },
  );
  expect(printed(m)).toBe('1048576');
  expect(m.state.memory.collections).toBeGreaterThan(5);
});

describe('when nobody can go on', () => {
  const STUCK = `import "sync"
    func worker(c chan int, wg *sync.WaitGroup) {
      defer wg.Done()
      c <- 1
    }
    func main() {
      c := make(chan int)
      var wg sync.WaitGroup
      wg.Add(1)
      go worker(c, &wg)
      wg.Wait()
    }`;

  test('a deadlock is told with all goroutines and what they wait for', () => {
    expect(ran(STUCK).state.ending).toEqual({
      kind: 'deadlock',
      exitCode: 2,
      goroutine: 1,
      text: `fatal error: all goroutines are asleep - deadlock!

goroutine 1 [sync.WaitGroup.Wait]:
main.main()
	main.go:12

goroutine 2 [chan send]:
main.worker(...)
	main.go:5
created by main.main in goroutine 1
	main.go:11
`,
    });
  });

  test('without a main goroutine', () => {
    expect(ran('import "runtime"\nfunc main() { runtime.Goexit() }').state.ending?.text).toContain(
      'fatal error: no goroutines (main called runtime.Goexit) - deadlock!',
    );
  });

  test('a program that goes on after main ends with those who wait for ever', () => {
    const source = `import "time"
      func main() {
        c := make(chan int)
        go func() { time.Sleep(1e9); println("late"); c <- 1 }()
      }`;
    expect(printed(ran(source))).toBe('');
    const m = ran(source, { afterMain: true });
    expect(printed(m)).toBe('late');
    const [leak] = leaks(m);
    expect(leak).toMatchObject({ goroutine: 2, reason: 'chan send' });
    expect(m.program.files[m.program.functions[leak.code].file].source.slice(leak.at)).toMatch(/^c? ?<- 1/);
  });
});

test('from outside: calls in time, and the run stops when it is told to', () => {
  const program = programOf(`import "time"
    func main() {}
    func Ask(n int) { time.Sleep(5e6); println(n) }`);
  const m = newMachine(program, { afterMain: true });
  run(m);
  expect(nextEventAt(m)).toBeNull();
  run(m, 1_000_000);
  expect(m.state.now).toBe(1_000_000);
  expect(callFromOutside(m, program.byName.Ask, [7], 40).request).toBe(40);
  expect(nextEventAt(m)).toBe(1_000_000);
  run(m, 5_000_000);
  expect(printed(m)).toBe('');
  const due = nextEventAt(m) ?? 0;
  expect(due - 6_000_000).toBeGreaterThanOrEqual(0);
  expect(due - 6_000_000).toBeLessThan(1000);
  run(m, 7_000_000);
  expect(printed(m)).toBe('7');
  expect(m.state.goroutines.every((g) => g === null)).toBe(true);
});

test('a mutex is handed over to who has starved, and barging wins before', () => {
  const m = ran(`import ("sync"; "time")
    func main() {
      var mu sync.Mutex
      got := 0
      stop := false
      var wg sync.WaitGroup
      wg.Add(2)
      go func() {
        defer wg.Done()
        for !stop { mu.Lock(); time.Sleep(100_000); got++; mu.Unlock() }
      }()
      go func() {
        defer wg.Done()
        time.Sleep(50_000)
        mu.Lock()
        stop = true
        println(got)
        mu.Unlock()
      }()
      wg.Wait()
    }`);
  // It waits for more than a millisecond, fails once more, and is next then: 11 or 12 turns of 100 microseconds.
  expect(Number(printed(m))).toBeGreaterThanOrEqual(10);
  expect(Number(printed(m))).toBeLessThanOrEqual(13);
});
