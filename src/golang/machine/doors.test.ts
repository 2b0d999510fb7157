import { describe, expect, test } from 'vitest';
import { buildGo } from '../build.ts';
import type { Program } from '../code/program.ts';
import { choices, conclude, isOver, settle, take } from './doors.ts';
import type { Machine, MachineOptions } from './machine.ts';
import { cloneState, newMachine } from './newMachine.ts';
import { leaks, run } from './scheduler.ts';
import { mark, undoTo } from './trail.ts';

function programOf(source: string): Program {
  const { program, errors } = buildGo([{ name: 'main.go', source: `package main\n${source}` }]);
  if (program === null) throw new Error(errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return program;
}

function machineOf(source: string, options: Partial<MachineOptions> = {}): Machine {
  const m = newMachine(programOf(source), options, null, true);
  settle(m);
  return m;
}

/** In a word or two: what was printed, how it ended, who waits for ever. */
function told(m: Machine): string {
  const { ending, output } = m.state;
  const how = ending === null || ending.kind === 'exit' ? [] : [ending.text.split('\n')[0]];
  return [...output.join('').trim().split('\n'), ...how, ...leaks(m).map(({ reason }) => `[${reason}]`)]
    .filter((one) => one !== '')
    .join(' ');
}

/** Ends of all schedules, sorted. Going back is by the trail. */
function ends(source: string, options: Partial<MachineOptions> = { afterMain: true }): string[] {
  const m = machineOf(source, options);
  const found = new Set<string>();
  let steps = 0;
  const visit = (): void => {
    const open = isOver(m) ? [] : choices(m);
    if (open.length === 0) {
      const here = mark(m);
      conclude(m);
      found.add(told(m));
      undoTo(m, here);
      return;
    }
    for (const choice of open) {
      if (++steps > 300_000) throw new RangeError('More schedules than a test can walk.');
      const here = mark(m);
      take(m, choice);
      visit();
      undoTo(m, here);
    }
  };
  visit();
  return [...found].sort();
}

const WITH_SYNC = 'import "sync"\n';
const DEADLOCK = 'fatal error: all goroutines are asleep - deadlock!';

describe('all schedules', () => {
  test('an unlocked counter loses steps; a locked one does not', () => {
    const counter = (before: string, after: string): string => `${WITH_SYNC}
      var n int
      var mu sync.Mutex
      func main() {
        var wg sync.WaitGroup
        for range 2 {
          wg.Add(1)
          go func() { defer wg.Done(); ${before}; n++; ${after} }()
        }
        wg.Wait()
        ${before}
        println(n)
        ${after}
      }`;
    expect(ends(counter('', ''))).toEqual(['1', '2']);
    expect(ends(counter('mu.Lock()', 'mu.Unlock()'))).toEqual(['2']);
  });

  test('an unbuffered channel: any sender meets any receiver, once', () => {
    expect(
      ends(`func main() {
        c := make(chan int)
        go func() { c <- 1 }()
        go func() { c <- 2 }()
        a := <-c
        println(a, <-c)
      }`),
    ).toEqual(['1 2', '2 1']);
  });

  test('a buffer keeps the order of its sender; a closed channel drains', () => {
    expect(
      ends(`func main() {
        c := make(chan int, 2)
        go func() { for i := range 4 { c <- i }; close(c) }()
        for v := range c { print(v) }
        println()
      }`),
    ).toEqual(['0123']);
  });

  test('a select takes every case that can be ready, and two selects meet', () => {
    expect(
      ends(`func main() {
        a, b, done := make(chan int), make(chan int), make(chan int, 1)
        go func() { select { case a <- 1: println("a"); case b <- 2: println("b") }; done <- 1 }()
        select { case <-a: case <-b: }
        <-done
      }`),
    ).toEqual(['a', 'b']);
  });

  test('a default may win over somebody who has not begun to wait, and never over one who has', () => {
    const source = (sleep: string): string => `import "time"
      func main() {
        c := make(chan int)
        go func() { c <- 1 }()
        ${sleep}
        select { case <-c: println("got"); default: println("nobody") }
        _ = time.Now
      }`;
    expect(ends(source(''), {})).toEqual(['got', 'nobody']);
    expect(ends(source('time.Sleep(1)'), {})).toEqual(['got']);
  });

  test('locks in two orders: some schedules stand still', () => {
    expect(
      ends(`${WITH_SYNC}
      func main() {
        var a, b sync.Mutex
        var wg sync.WaitGroup
        wg.Add(2)
        both := func(x, y *sync.Mutex) { x.Lock(); y.Lock(); y.Unlock(); x.Unlock(); wg.Done() }
        go both(&a, &b)
        go both(&b, &a)
        wg.Wait()
        println("ok")
      }`),
    ).toEqual([`${DEADLOCK} [sync.WaitGroup.Wait] [sync.Mutex.Lock] [sync.Mutex.Lock]`, 'ok']);
  });

  test('locking what one holds oneself', () => {
    expect(ends(`${WITH_SYNC} func main() { var mu sync.Mutex; mu.Lock(); mu.Lock() }`)).toEqual([
      `${DEADLOCK} [sync.Mutex.Lock]`,
    ]);
  });

  test('a writer that waits keeps new readers out, even one who reads already', () => {
    expect(
      ends(`${WITH_SYNC}
      func main() {
        var rw sync.RWMutex
        done := make(chan int)
        go func() { rw.Lock(); rw.Unlock(); done <- 1 }()
        rw.RLock()
        rw.RLock()
        rw.RUnlock()
        rw.RUnlock()
        <-done
        println("ok")
      }`),
    ).toEqual([`${DEADLOCK} [sync.RWMutex.RLock] [sync.RWMutex.Lock]`, 'ok']);
  });

  test('a signal before the wait is lost', () => {
    expect(
      ends(`${WITH_SYNC}
      func main() {
        var mu sync.Mutex
        c := sync.NewCond(&mu)
        go c.Signal()
        mu.Lock()
        c.Wait()
        mu.Unlock()
        println("ok")
      }`),
    ).toEqual([`${DEADLOCK} [sync.Cond.Wait]`, 'ok']);
  });

  test('a group used again too early, and spoiled while its waiters are let go', () => {
    const said = ends(
      `${WITH_SYNC}
      func main() {
        var wg sync.WaitGroup
        wg.Add(1)
        go func() { wg.Done() }()
        go func() { wg.Add(1); wg.Done() }()
        wg.Wait()
        println("ok")
      }`,
      {},
    );
    expect(said.filter((one) => one.includes('reused before previous Wait has returned'))).toHaveLength(1);
    expect(said.filter((one) => one.includes('Add called concurrently with Wait'))).toHaveLength(1);
    expect(said).toContain('ok');
  });

  test('a goroutine that nobody waits for leaks', () => {
    expect(ends('func main() { c := make(chan int); go func() { c <- 1 }() }')).toEqual(['[chan send]']);
  });

  test('time goes on only when nothing else can, unless timers may fire at any moment', () => {
    const source = `import "time"
      func main() {
        c := make(chan int, 1)
        go func() { c <- 1 }()
        select { case <-c: println("got"); case <-time.After(1e9): println("late") }
      }`;
    expect(ends(source, {})).toEqual(['got']);
    expect(ends(source, { adversarialTime: true })).toEqual(['got', 'late']);
  });

  test('timers that are due at the same time fire in any order', () => {
    expect(
      ends(`import "time"
      func main() {
        c := make(chan int, 2)
        for i := range 2 { time.AfterFunc(5, func() { c <- i }) }
        a := <-c
        println(a, <-c)
      }`),
    ).toEqual(['0 1', '1 0']);
  });

  test('a cost takes no time, and lets the others go first', () => {
    const m = machineOf(`
      // cost: 20ms io
      func slow() {}
      func main() { slow(); println("ok") }`);
    expect(told(m)).toBe('ok');
    expect(m.state.now).toBe(0);
  });
});

describe('what a free run does is one of the schedules', () => {
  test.each([
    [
      'a reader and two writers',
      `${WITH_SYNC}
      var n int
      func main() {
        var rw sync.RWMutex
        done := make(chan int)
        for i := range 2 { go func() { rw.Lock(); n = 2*n + i; rw.Unlock(); done <- 0 }() }
        rw.RLock()
        println(n)
        rw.RUnlock()
        <-done
        <-done
        println(n)
      }`,
    ],
    [
      'a select with a default, and one without',
      `func main() {
        a, b := make(chan int), make(chan int, 1)
        go func() { select { case a <- 1: println("given"); default: println("kept") }; close(b) }()
        select { case v := <-a: println(v); case _, ok := <-b: println(ok) }
        <-b
      }`,
    ],
    [
      'signals that may be lost',
      `${WITH_SYNC}
      func main() {
        var mu sync.Mutex
        c := sync.NewCond(&mu)
        go func() { mu.Lock(); println("w"); c.Wait(); println("woken"); mu.Unlock() }()
        c.Signal()
      }`,
    ],
    [
      'closing while others send',
      `func main() {
        c, done := make(chan int, 1), make(chan bool, 2)
        for range 2 { go func() { defer func() { done <- recover() == nil }(); c <- 1 }() }
        close(c)
        println(<-done, <-done)
      }`,
    ],
  ])('%s', (_, source) => {
    const all = ends(source);
    expect(all.length).toBeGreaterThan(1);
    const program = programOf(source);
    const met = new Set<string>();
    for (let seed = 1; seed <= 150; seed++) {
      const policy = seed % 3 === 0 ? 'runtime' : 'random';
      const m = newMachine(program, {
        seed,
        policy,
        afterMain: true,
        processors: policy === 'random' ? 1 : 2,
      });
      run(m);
      met.add(told(m));
    }
    expect(all).toEqual(expect.arrayContaining([...met]));
    expect(met.size).toBeGreaterThan(1);
  });
});

test('whatever step is taken back, the state is what it was', () => {
  const m = machineOf(
    `import ("sync"; "sync/atomic"; "time")
    type entry struct { key string; hits int }
    func main() {
      var rw sync.RWMutex
      var wg sync.WaitGroup
      var hits atomic.Int64
      cache := map[string]*entry{}
      jobs := make(chan string, 1)
      pool := sync.Pool{New: func() any { return new(entry) }}
      cond := sync.NewCond(&sync.Mutex{})
      for range 3 {
        wg.Add(1)
        go func() {
          defer wg.Done()
          defer func() { recover() }()
          for {
            select {
            case key, ok := <-jobs:
              if !ok { cond.Broadcast(); panic("done") }
              rw.Lock()
              e := pool.Get().(*entry)
              e.key = key
              e.hits++
              cache[key] = e
              rw.Unlock()
              hits.Add(1)
            case <-time.After(time.Second):
              return
            }
          }
        }()
      }
      for _, key := range []string{"a", "b", "a"} {
        jobs <- key
        rw.RLock()
        _ = cache[key]
        rw.RUnlock()
      }
      close(jobs)
      cond.L.Lock()
      for hits.Load() < 3 { cond.Wait() }
      cond.L.Unlock()
      wg.Wait()
    }`,
    { adversarialTime: true },
  );
  // Registers that were never written and those that were written with nothing are the same.
  const inText = (state: Machine['state']): string =>
    JSON.stringify(state, (key, value: unknown) => (key === 'mark' || value === undefined ? null : value));
  let random = 7;
  let compared = 0;
  for (let walk = 0; walk < 15; walk++) {
    const beginning = mark(m);
    for (let open = choices(m); open.length > 0; open = choices(m)) {
      const before = inText(cloneState(m.state));
      for (const choice of open) {
        const here = mark(m);
        take(m, choice);
        undoTo(m, here);
        expect(inText(m.state)).toBe(before);
        compared++;
      }
      random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff;
      take(m, open[(random >> 8) % open.length]);
    }
    undoTo(m, beginning);
  }
  expect(compared).toBeGreaterThan(1000);
});
