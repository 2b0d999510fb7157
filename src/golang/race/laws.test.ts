/** The laws of Go's memory model: each edge orders what comes before it and after it, and without the edge it is a race. */
import { describe, expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import { newMachine } from '../machine/newMachine.ts';
import { run } from '../machine/scheduler.ts';
import { newRaceHooks } from './detector.ts';

/** What stands before `go`, what the goroutine does after it wrote x, what main does before it reads x. */
interface Edge {
  readonly before?: string;
  readonly give: string;
  readonly take: string;
}

const UNTIL = 'time.Sleep(1)';

const EDGES: Readonly<Record<string, Edge>> = {
  'a send and its receive': { before: 'c := make(chan int)', give: 'c <- 1', take: '<-c' },
  'a receive and the end of its send': { before: 'c := make(chan int)', give: '<-c', take: 'c <- 1' },
  'a buffered send and its receive': { before: 'c := make(chan int, 3)', give: 'c <- 1', take: '<-c' },
  'a receive and the send that takes its place': {
    before: 'c := make(chan int, 1); c <- 1',
    give: '<-c',
    take: 'c <- 1',
  },
  'a close and a receive': { before: 'c := make(chan int)', give: 'close(c)', take: '<-c' },
  'a send in a select': {
    before: 'c, d := make(chan int), make(chan int)',
    give: 'select { case c <- 1: case <-d: }',
    take: 'select { case <-c: case d <- 1: }',
  },
  'an Unlock and the next Lock': {
    before: 'var l sync.Mutex; l.Lock()',
    give: 'l.Unlock()',
    take: 'l.Lock()',
  },
  'a Lock that has to wait': {
    before: 'var l sync.Mutex; done := false',
    give: 'l.Lock(); done = true; l.Unlock()',
    take: `for { l.Lock(); d := done; l.Unlock(); if d { break }; ${UNTIL} }`,
  },
  'the Unlock of a writer and an RLock': {
    before: 'var l sync.RWMutex; l.Lock()',
    give: 'l.Unlock()',
    take: 'l.RLock()',
  },
  'an RUnlock and the next Lock': {
    before: 'var l sync.RWMutex; l.RLock()',
    give: 'l.RUnlock()',
    take: 'l.Lock()',
  },
  'Done and Wait': { before: 'var w sync.WaitGroup; w.Add(1)', give: 'w.Done()', take: 'w.Wait()' },
  'the end of Do and a later Do': {
    before: 'var o sync.Once; var n atomic.Int32',
    give: 'o.Do(func() {}); n.Store(1)',
    take: `for n.Load() == 0 { ${UNTIL} }; o.Do(func() {})`,
  },
  'a Signal and what waits for it': {
    before: 'var l sync.Mutex; d := sync.NewCond(&l); done := false',
    give: 'l.Lock(); done = true; d.Signal(); l.Unlock()',
    take: 'l.Lock(); for !done { d.Wait() }; l.Unlock()',
  },
  'an atomic Store and a Load that sees it': {
    before: 'var n atomic.Int64',
    give: 'n.Store(1)',
    take: `for n.Load() == 0 { ${UNTIL} }`,
  },
  'an atomic add of a plain variable': {
    before: 'var n int32',
    give: 'atomic.AddInt32(&n, 1)',
    take: `for !atomic.CompareAndSwapInt32(&n, 1, 2) { ${UNTIL} }`,
  },
  'an atomic Value': {
    before: 'var v atomic.Value',
    give: 'v.Store("done")',
    take: `for v.Load() == nil { ${UNTIL} }`,
  },
  'an atomic Pointer': {
    before: 'var p atomic.Pointer[int]; one := 1',
    give: 'p.Store(&one)',
    take: `for p.Load() == nil { ${UNTIL} }`,
  },
  'a Map': {
    before: 'var m sync.Map',
    give: 'm.Store("a", 1)',
    take: `for { if _, ok := m.Load("a"); ok { break }; ${UNTIL} }`,
  },
  'a cancel and Done': {
    before: 'ctx, cancel := context.WithCancel(context.Background())',
    give: 'cancel()',
    take: '<-ctx.Done()',
  },
  'AfterFunc and its function': {
    before: 'c := make(chan int)',
    give: 'time.AfterFunc(1, func() { c <- 1 })',
    take: '<-c',
  },
};

/** What orders nothing, whatever it looks like. */
const NO_EDGES: Readonly<Record<string, Edge>> = {
  'a sleep': { give: '', take: 'time.Sleep(time.Second)' },
  'the length of a channel': {
    before: 'c := make(chan int, 1)',
    give: 'c <- 1',
    take: `for len(c) == 0 { ${UNTIL} }`,
  },
  'two readers of a lock': {
    before: 'var l sync.RWMutex; l.RLock()',
    give: 'l.RUnlock()',
    take: 'l.RLock(); time.Sleep(time.Second)',
  },
  'locks of their own': {
    before: 'var k, l sync.Mutex; k.Lock(); l.Lock()',
    give: 'k.Unlock()',
    take: 'time.Sleep(time.Second); l.Unlock()',
  },
  'a send to somebody else': {
    before: 'c, d := make(chan int, 1), make(chan int, 1); d <- 1',
    give: 'c <- 1',
    take: 'time.Sleep(time.Second); <-d',
  },
  'an atomic Load that comes before the Store': {
    before: 'var n atomic.Int32',
    give: 'time.Sleep(2); n.Store(1)',
    take: 'n.Load(); time.Sleep(time.Second)',
  },
};

const PACKAGES = ['context', 'sync', 'sync/atomic', 'time'];

/** @param late x is written after what the edge covers */
function program({ before = '', give, take }: Edge, late = false): string {
  const does = late ? `${give}; x = 1` : `x = 1; ${give}`;
  const body = `${before}; go func() { ${does} }(); ${take}; println(x); time.Sleep(time.Second)`;
  const imports = PACKAGES.filter((path) => body.includes(`${path.replace(/.*\//, '')}.`));
  return `package main\n${imports.map((path) => `import "${path}"\n`).join('')}var x int\nfunc main() { ${body} }\n`;
}

/** Of eight runs with a seed each, how many had a race; every run must end as it should. */
function racesOf(source: string): number {
  const built = buildGo([{ name: 'main.go', source }]);
  expect(built.errors).toEqual([]);
  if (built.program === null) return -1;
  let racy = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const policy = seed % 2 === 0 ? 'random' : 'runtime';
    const races = newRaceHooks();
    const machine = newMachine(built.program, { seed, policy, processors: 1 + (seed % 3) }, races);
    run(machine);
    expect(machine.state.ending?.kind).toBe('exit');
    if (races.reports().length > 0) racy++;
  }
  return racy;
}

describe('happens-before', () => {
  it.each(Object.entries(EDGES))('is made by %s', (_, edge) => {
    expect(racesOf(program(edge))).toBe(0);
  });

  it.each(Object.entries(EDGES))('is not made after %s', (_, edge) => {
    expect(racesOf(program(edge, true))).toBe(8);
  });

  it.each(Object.entries(NO_EDGES))('is not made by %s', (_, edge) => {
    expect(racesOf(program(edge))).toBe(8);
  });
});
