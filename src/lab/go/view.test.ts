import { describe, expect, it } from 'vitest';
import { buildGo } from '../../golang/build.ts';
import { exploreInPasses } from '../../golang/explore/inPasses.ts';
import { formatSchedule, parseSchedule, type Schedule } from '../../golang/explore/schedule.ts';
import type { GoView } from './protocol.ts';
import { viewOf } from './view.ts';

function program(body: string) {
  const { program: built, errors } = buildGo([{ name: 'main.go', source: `package main\n${body}` }]);
  if (built === null) throw new Error(errors.map(({ message }) => message).join('\n'));
  return built;
}

/** After all steps of a schedule. */
function seen(body: string, schedule: string): GoView {
  const steps = parseSchedule(schedule) as Schedule;
  const view = viewOf(program(body), steps, steps.length);
  if (typeof view === 'string') throw new Error(view);
  return view;
}

const lockIn = (view: GoView, name: string) => view.locks.find((lock) => lock.name === name);

describe('locks', () => {
  const WRITER = `
import "sync"
var mu sync.RWMutex
var n int
func main() {
	done := make(chan bool)
	go func() { mu.RLock(); println(n); mu.RUnlock(); done <- true }()
	mu.Lock()
	n++
	mu.Unlock()
	<-done
}`;

  it('are held by whoever took them, shared or alone; a writer that only announced itself waits', () => {
    expect(lockIn(seen(WRITER, ''), 'mu')).toEqual({
      name: 'mu',
      kind: 'RWMutex',
      free: true,
      holder: null,
      readers: [],
      waiting: [],
      counter: 0,
    });
    expect(lockIn(seen(WRITER, '2'), 'mu')).toMatchObject({ free: false, holder: null, readers: [2] });
    expect(lockIn(seen(WRITER, '2.1'), 'mu')).toMatchObject({ holder: null, readers: [2], waiting: [1] });
    expect(lockIn(seen(WRITER, '2.1.2x2'), 'mu')).toMatchObject({ holder: null, readers: [], waiting: [] });
    expect(lockIn(seen(WRITER, '2.1.2x2.1'), 'mu')).toMatchObject({ free: false, holder: 1 });
    expect(lockIn(seen(WRITER, '1'), 'mu')).toMatchObject({ holder: 1, readers: [], waiting: [2] });
    expect(seen(WRITER, '').locks).toHaveLength(1);
  });

  it('that are only tried are held where that went well', () => {
    const tries = (lock: string, how: string) => `
import "sync"
func main() {
	var mu sync.${lock}
	done := make(chan bool)
	go func() { mu.Lock(); done <- true; mu.Unlock() }()
	println(mu.${how}())
	<-done
}`;
    for (const [lock, how] of [
      ['Mutex', 'TryLock'],
      ['RWMutex', 'TryLock'],
      ['RWMutex', 'TryRLock'],
    ] as const) {
      const source = tries(lock, how);
      const refused = lockIn(seen(source, '2.1'), 'mu');
      expect([how, refused?.holder, refused?.readers]).toEqual([how, 2, []]);
      const taken = lockIn(seen(source, '1'), 'mu');
      expect([taken?.holder, taken?.readers]).toEqual(how === 'TryRLock' ? [null, [1]] : [1, []]);
    }
  });

  it('are not called free where they were locked before anybody could see it', () => {
    const view = seen(
      `
import "sync"
func main() {
	var mu sync.Mutex
	mu.Lock()
	go func() { mu.Lock(); println(1) }()
	mu.Unlock()
}`,
      '',
    );
    expect(lockIn(view, 'mu')).toMatchObject({ free: false, holder: null, waiting: [2] });
  });

  it('are known by their types; a group has its counter', () => {
    const view = seen(
      `
import "sync"
type mine struct { locked, woken, starving int; queue chan struct{} }
type crew struct { wg sync.WaitGroup; locks []*sync.Mutex; odd mine }
func main() {
	c := &crew{locks: []*sync.Mutex{{}, {}}}
	c.wg.Add(2)
	go func() { c.locks[1].Lock(); c.odd.locked = 1; c.wg.Done() }()
	c.wg.Wait()
}`,
      '2x2',
    );
    expect(view.locks.map(({ name, kind, counter, holder }) => [name, kind, counter, holder])).toEqual([
      ['c.wg', 'WaitGroup', 2, null],
      ['c.locks[0]', 'Mutex', 0, null],
      ['c.locks[1]', 'Mutex', 0, 2],
    ]);
  });
});

describe('time', () => {
  const LATE = `
import "time"
func main() {
	c := make(chan int)
	go func() { time.Sleep(20 * time.Millisecond); c <- 1 }()
	select {
	case <-c:
	case <-time.After(10 * time.Millisecond):
	}
}`;

  it('a schedule in which a timer goes off early is shown; by hand timers wait until nobody can go on', () => {
    const early = `
import "time"
func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	select {
	case <-c:
	case <-time.After(10 * time.Millisecond):
	}
}`;
    const { verdict, found } = exploreInPasses(program(early), { statesMax: 1_000, adversarialTime: true });
    expect(verdict).toBe('leak');
    const schedule = formatSchedule(found[0]?.schedule ?? []);
    expect(schedule).toContain('t');
    expect(seen(early, schedule).lanes[1]).toMatchObject({ status: 'waiting', waits: 'waits: send 1 to c' });
    expect(seen(early, '').choices.map(({ goroutine }) => goroutine)).toEqual([2]);
    expect(seen(LATE, '').choices.map(({ says }) => says)).toEqual(['Let the next timer go off']);
  });
});

it('the step that meets a write tells how it ends', () => {
  const view = seen(
    `
var cache = map[string]int{}
func main() {
	go func() { cache["42"] = 1 }()
	println(cache["42"])
}`,
    '2.1',
  );
  expect(view.steps.at(-1)?.says).toBe(
    'read cache["42"] while goroutine 2 is writing it: fatal error: concurrent map read and map write',
  );
  expect(view.meet).toEqual({ goroutines: [2, 1], what: 'cache' });
});

it('a goroutine keeps its lane: not begun yet, at work, ended', () => {
  const source = `
func child(c chan int) { c <- 1 }
func main() {
	c := make(chan int, 2)
	go child(c)
	<-c
	go child(c)
	<-c
}`;
  const schedule = parseSchedule('2.1.3.1') as Schedule;
  const lanes = Array.from({ length: 5 }, (_, at) => {
    const view = viewOf(program(source), schedule, at);
    return typeof view === 'string'
      ? view
      : view.lanes.map(({ title, status }) => `${title} ${status}`).join(', ');
  });
  expect(lanes).toEqual([
    'main waiting, child runnable, child unstarted',
    'main runnable, child ended, child unstarted',
    'main waiting, child ended, child runnable',
    'main runnable, child ended, child ended',
    'main ended, child ended, child ended',
  ]);
});
