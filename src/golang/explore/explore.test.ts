import { describe, expect, it } from 'vitest';
import { type Brute, bruteForce } from '../../../tests/golang/bruteForce.ts';
import { randomProgram } from '../../../tests/golang/randomPrograms.ts';
import { buildGo } from '../build.ts';
import type { Program } from '../code/program.ts';
import { newChance } from './chance.ts';
import { type Exploration, explore, exploring } from './explore.ts';
import { racing } from './judge.ts';
import { newMachineSystem } from './machineSystem.ts';
import { finishReplay, machineByDoors, startReplay } from './replay.ts';
import { advance, newSearch } from './search.ts';

function built(body: string, imports = 'sync'): Program {
  const lines = imports.split(' ').map((name) => (name === '' ? '' : `import "${name}"\n`));
  const source = `package main\n${lines.join('')}${body}`;
  const { program, errors } = buildGo([{ name: 'main.go', source }]);
  if (program === null) throw new Error(errors.map(({ message }) => message).join('\n'));
  return program;
}

/** n goroutines that do `each`, and main, which waits for them and then does `last`. */
function crew(n: number, each: string, last: string, vars = ''): string {
  return `${vars}
func main() {
	var wg sync.WaitGroup
	wg.Add(${n})
	for i := range ${n} {
		go func() { defer wg.Done(); _ = i; ${each} }()
	}
	wg.Wait()
	${last}
}`;
}

const PROGRAMS: Readonly<Record<string, () => Program>> = {
  'a counter without a lock': () => built(crew(2, 'n++', 'println(n)', 'var n int')),
  'a counter with a lock': () =>
    built(crew(2, 'mu.Lock(); n++; mu.Unlock()', 'println(n)', 'var n int; var mu sync.Mutex')),
  'one that forgets the lock': () =>
    built(
      crew(
        2,
        'if i == 0 { mu.Lock(); defer mu.Unlock() }; n++',
        'println(n)',
        'var n int; var mu sync.Mutex',
      ),
    ),
  'two locks in two orders': () =>
    built(crew(2, 'm[i].Lock(); m[1-i].Lock(); m[1-i].Unlock(); m[i].Unlock()', '', 'var m [2]sync.Mutex')),
  'a map without a lock': () => built(crew(2, 'm[i] = i', 'println(len(m))', 'var m = map[int]int{}')),
  'readers and a writer': () =>
    built(
      crew(
        2,
        'if i == 0 { mu.Lock(); n = 7; mu.Unlock() } else { mu.RLock(); println(n); mu.RUnlock() }',
        '',
        'var n int; var mu sync.RWMutex',
      ),
    ),
  'a race for a channel': () =>
    built(
      'func main() { c := make(chan int); for i := range 2 { go func() { c <- i }() }; println(<-c) }',
      '',
    ),
  'a buffered channel': () =>
    built(
      'func main() { c := make(chan int, 1); go func() { c <- 1; c <- 2; close(c) }(); for v := range c { println(v) } }',
      '',
    ),
  'a select of two': () =>
    built(
      `func main() {
	a, b := make(chan int), make(chan int, 1)
	go func() { a <- 1 }()
	b <- 2
	for range 2 {
		select {
		case v := <-a: println(v)
		case v := <-b: println(v)
		default: println("none")
		}
	}
}`,
      '',
    ),
  'a panic after a check': () =>
    built(crew(2, 'if p != nil { println(*p) }; p = nil', '', 'var p = new(int)')),
  'two sleepers': () =>
    built(
      'func main() { for i := range 2 { go func() { time.Sleep(time.Second); println(i) }() }; time.Sleep(2 * time.Second) }',
      'time',
    ),
  'atomics that are not enough': () =>
    built(crew(2, 'n.Store(n.Load() + 1)', 'println(n.Load())', 'var n atomic.Int32'), 'sync sync/atomic'),
};

describe('an exploration', () => {
  it.each(Object.keys(PROGRAMS))('%s: finds what brute force finds, by schedules as short', (name) => {
    const program = (PROGRAMS[name] as () => Program)();
    const brute = bruteForce(program) as Brute;
    const { found, bound, outcomes } = explore(program, { schedulesMax: 0 });
    expect(bound).toBeNull();
    const lengths = found.map(({ kind, schedule }) => [kind, schedule.length]);
    expect(Object.fromEntries(lengths)).toEqual(Object.fromEntries(brute.kinds));
    expect(found.every(({ shortest }) => shortest)).toBe(true);
    expect(outcomes).toEqual(brute.outcomes);
  });

  it.each(Object.keys(PROGRAMS))('%s: chance and reduction change no verdict', (name) => {
    const program = (PROGRAMS[name] as () => Program)();
    const search = newSearch(newMachineSystem(machineByDoors(program, {}), true), {
      reduce: false,
      statesMax: 1e5,
      depthMax: 1e5,
      edges: false,
      wanted: null,
    });
    advance(search, Number.POSITIVE_INFINITY);
    const { found } = explore(program, { schedulesMax: 30 });
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(search.found.keys()));
  });

  it.each([1, 2, 3, 4])('agrees with brute force about programs by chance (%i)', (seed) => {
    const draw = newChance(seed);
    let compared = 0;
    for (let n = 0; n < 8; n++) {
      const source = randomProgram(draw);
      const { program } = buildGo([{ name: 'main.go', source }]);
      expect(program, source).not.toBeNull();
      const brute = program && bruteForce(program, seed % 2 === 0, 4_000);
      if (program === null || brute === null) continue;
      compared += 1;
      const { found, outcomes } = explore(program, { schedulesMax: 2, adversarialTime: seed % 2 === 0 });
      const lengths = Object.fromEntries(found.map(({ kind, schedule }) => [kind, schedule.length]));
      expect({ source, lengths, outcomes }).toEqual({
        source,
        lengths: Object.fromEntries(brute.kinds),
        outcomes: brute.outcomes,
      });
    }
    expect(compared).toBeGreaterThan(3);
  });

  it('tells every outcome of an unlocked counter', () => {
    const program = built(crew(3, 'n++', 'println(n)', 'var n int'));
    expect(explore(program)).toMatchObject({ verdict: 'race', outcomes: ['1\n', '2\n', '3\n'] });
  });

  it('says which bound it met, and claims nothing beyond it', () => {
    const program = built(
      crew(3, 'mu.Lock(); n++; mu.Unlock()', 'println(n)', 'var n int; var mu sync.Mutex'),
    );
    const { verdict, bound, outcomes } = explore(program, { statesMax: 10 });
    expect(verdict).toBe('clean-to-bound');
    expect(bound).toMatchObject({ what: 'states' });
    expect(bound?.sentence).toMatch(/^Only the 10 states nearest to the beginning were seen/);
    expect(outcomes).toBeNull();
  });

  it('does not go on for ever with a goroutine that does', () => {
    const { verdict, bound } = explore(
      built('func main() { go func() { for { } }(); var mu sync.Mutex; mu.Lock() }'),
    );
    expect(verdict).toBe('clean-to-bound');
    expect(bound).toMatchObject({ what: 'steps' });
  });

  it('is the same every time, in slices or at once', () => {
    const program = built(crew(3, 'n++', 'println(n)', 'var n int'));
    const whole = explore(program, { seed: 3 });
    expect(explore(program, { seed: 3, slice: 7 })).toEqual(whole);
  });

  it('called off at any report, tells what was found so far, with a schedule that leads there', () => {
    const program = built(
      crew(
        3,
        'mu.Lock(); n := len(m); mu.Unlock(); if n == 0 { m[i] = i }',
        '',
        'var m = map[int]int{}; var mu sync.Mutex',
      ),
    );
    const verdicts = new Set<string>();
    for (const schedulesMax of [0, 3])
      for (let last = 1, isLate = false; !isLate; last += 3) {
        const work = exploring(program, { schedulesMax, slice: 4 });
        let next = work.next();
        for (let nth = 1; nth < last && !next.done; nth++) next = work.next();
        isLate = next.done === true;
        if (!next.done) next = work.next(true);
        expect(next.done).toBe(true);
        const { verdict, found, bound, states } = next.value as Exploration;
        verdicts.add(verdict);
        expect(verdict).toBe(found[0]?.kind ?? 'clean-to-bound');
        if (found.length === 0) expect(bound?.sentence).toMatch(`Called off after ${states} state`);
        for (const { kind, schedule, text } of found) {
          const replay = startReplay(program, schedule);
          finishReplay(replay);
          expect(replay.error).toBeNull();
          if (kind === 'race') expect(racing(replay.machine)).not.toBeNull();
          else expect(replay.machine.state.ending?.kind).toBe(kind);
          expect(text).not.toBe('');
        }
      }
    expect([...verdicts].sort()).toEqual(['clean-to-bound', 'map-fatal', 'race']);
  });

  it('proves the lock of a cache for eight goroutines that want the same', () => {
    const program = built(
      crew(
        8,
        'mu.RLock(); _, ok := users["42"]; mu.RUnlock(); if ok { return }; mu.Lock(); users["42"] = "Ada"; mu.Unlock()',
        'println(len(users))',
        'var users = map[string]string{}; var mu sync.RWMutex',
      ),
    );
    const { verdict, states, outcomes } = explore(program, { schedulesMax: 0 });
    expect(verdict).toBe('clean');
    expect(outcomes).toEqual(['1\n']);
    expect(states).toBeLessThan(6_000);
  });
});
