import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { goProgram } from './sim.ts';
import { ENDINGS } from './spec.ts';

const ms = (n: number): number => n * 1000;
type Written = Readonly<Record<string, unknown>>;

/** Users, the program, and those it calls. */
const running = (
  code: string,
  users: Written,
  settings: Written = {},
  callees: Readonly<Record<string, Written>> = {},
  acts: readonly Omit<SmallAct, 'part'>[] = [],
  until = '60s',
) =>
  worldOf({
    parts: {
      users: [trafficSource, users],
      app: [goProgram, { code: `package main\n${code}`, ...settings }],
      ...Object.fromEntries(Object.entries(callees).map(([id, written]) => [id, [callee, written] as const])),
    },
    wires: ['users.out > app.requests', ...Object.keys(callees).map((id) => `app.calls > ${id}.in`)],
    acts: acts.map((one) => ({ ...one, part: 'app' })),
    until,
  });

type Small = ReturnType<typeof running>;
const outcomes = (small: Small): string[] => small.requests.map((r) => r.outcome);
const latencies = (small: Small): number[] => small.requests.map((r) => r.ended - r.begun);
const ending = (small: Small): string | undefined => ENDINGS[small.read('app.ending')];

const IO = `
// cost: 20ms io
func load() {}
func Handle() { load() }
func main() {}`;
const CPU = IO.replace('20ms io', '5ms cpu');

describe('time', () => {
  test('a wait of 20 ms takes 20 ms, and a tick or two', () => {
    const small = running(IO, at('1s', '2s')).run();
    for (const took of latencies(small)) {
      expect(took).toBeGreaterThan(ms(20));
      expect(took).toBeLessThanOrEqual(ms(20) + 5);
    }
    expect([small.read('app.worked'), small.read('app.answered')]).toEqual([2, 2]);
  });

  test('Little: at 50 a second and 20 ms each there is one goroutine on average', () => {
    const small = running(IO, { arrivals: 'constant', rate: '50/s' }).run();
    expect(small.area('app.goroutines') / 60e6).toBeCloseTo(1, 2);
    expect(small.area('app.sleeping') / 60e6).toBeCloseTo(1, 2);
    const { sum } = small.timing('app.latency');
    expect(Math.abs(small.area('app.goroutines') - sum)).toBeLessThan(sum / 1000);
  });

  test.each([
    [1, 200],
    [2, 400],
  ])('5 ms of %i processors are %i a second, and no more', (GOMAXPROCS, rate) => {
    const small = running(CPU, { arrivals: 'constant', rate: '1000/s' }, { GOMAXPROCS }, {}, [], '5s').run();
    expect(small.read('app.answered') / 5 / rate).toBeCloseTo(1, 2);
    expect(small.area('app.running') / 5e6).toBeCloseTo(GOMAXPROCS, 1);
  });

  test('work without comments takes a nanosecond an instruction, whoever looks', () => {
    const code = `
func Handle() { for i := 0; i < 1_000_000; i++ {} }
func main() {}`;
    const small = running(code, at('1s')).run();
    const [took = 0] = latencies(small);
    expect(took).toBeGreaterThan(ms(1));
    expect(took).toBeLessThan(ms(10));
    // No event for each of its microseconds.
    expect(small.world.dispatched).toBeLessThan(took / 10);
  });
});

describe('what a request gets', () => {
  const code = `
import "errors"
func Handle(id int) (int, error) {
	if id > 1 { return 0, errors.New("no") }
	return id, nil
}
func main() {}`;

  test('an error is a bad answer, whatever else is given', () => {
    expect(outcomes(running(code, at('1s'), { keys: 1 }).run())).toEqual(['ok']);
    const many = running(code, { arrivals: 'constant', rate: '100/s' }, { keys: 2 }).run();
    expect(many.read('app.failed') / many.read('app.requests')).toBeCloseTo(0.5, 1);
  });

  test('a panic fails its own request; what was deferred runs, and the process lives on', () => {
    const small = running(
      `
import "fmt"
var seen = map[string]int{}
func Handle(id string) {
	defer fmt.Println("deferred")
	seen[id]++
	if seen[id] == 1 { var none []int; none[3]++ }
}
func main() {}`,
      at('1s', '2s', '3s'),
      { keys: 1 },
    ).run();
    expect(outcomes(small)).toEqual(['failed', 'ok', 'ok']);
    expect([small.read('app.panics'), small.read('app.crashes'), small.read('app.printed')]).toEqual([
      1, 0, 3,
    ]);
  });

  test('a panic in a goroutine that a request started ends the process, and the next one begins after a while', () => {
    const small = running(
      `
func Handle() { go func() { panic("out of reach") }(); select {} }
func main() {}`,
      at('1s', '1500ms', '3s'),
      { restart: '1s' },
    ).run('2900ms');
    expect(outcomes(small)).toEqual(['crashed', 'unreachable']);
    expect(ending(small)).toBe('panic');
    expect([small.read('app.up'), small.read('app.restarts'), small.read('app.refused')]).toEqual([1, 1, 1]);
  });
});

describe('faults in the code', () => {
  const MAP = `
var cache = map[string]int{}
func Handle(id string) {
	for i := 0; i < 200; i++ { cache[id] = i }
}
func main() {}`;
  const busy = { arrivals: 'poisson', rate: '2000/s' };

  test.each([
    [4, 'fatal error', 0],
    [1, 'never', 1],
  ])('a map without a lock, on %i processors: %s', (GOMAXPROCS, how, up) => {
    const small = running(MAP, busy, { GOMAXPROCS, keys: 50, restart: 'none' }, {}, [], '500ms').run();
    expect(ending(small)).toBe(how);
    expect(small.read('app.up')).toBe(up);
  });

  const IMAGES = `
import "sync"
// cost: 1s io, 48MiB
func process(i int) {}
func main() {
	var wg sync.WaitGroup
	for i := 0; i < 10_000; i++ {
		wg.Add(1)
		go func() { defer wg.Done(); process(i) }()
	}
	wg.Wait()
}`;

  test.each([
    ['killed', 'killed (137)'],
    ['refused', 'out of memory'],
  ])('10,000 images of 48 MiB at once, memory %s at 1 GiB', (atLimit, how) => {
    const settings = { entry: 'main', memory: '1GiB', atLimit, restart: 'none' };
    const small = running(IMAGES, at('1s'), settings).run();
    expect(ending(small)).toBe(how);
    expect([small.read('app.crashes'), small.read('app.memory')]).toEqual([1, 0]);
    expect(outcomes(small)).toEqual(['unreachable']);
  });

  test('all of them asleep is a deadlock, where main waits; under requests it is a leak', () => {
    const main = running('func main() { <-make(chan int) }', at(), { entry: 'main', restart: 'none' }).run();
    expect(ending(main)).toBe('deadlock');
    const leak = running(
      'func Handle() { go func() { <-make(chan int) }() }\nfunc main() {}',
      at('1s', '2s'),
    ).run();
    expect(outcomes(leak)).toEqual(['ok', 'ok']);
    expect([leak.read('app.goroutines'), leak.read('app.waiting')]).toEqual([2, 2]);
  });

  test('main returns, and that is all', () => {
    const small = running('func main() { println("done") }', at('1s'), { entry: 'main' }).run();
    expect(ending(small)).toBe('main returned');
    expect([small.read('app.crashes'), small.read('app.printed'), small.read('app.up')]).toEqual([0, 1, 0]);
  });

  test.each([
    [
      'does not compile',
      'func Handle() { x := 1 }\nfunc main() {}',
      'main.go:2:17: declared and not used: x',
    ],
    ['no entry', 'func Handle(a, b string) {}\nfunc main() {}', 'there is no func Handle(id string)'],
  ])('%s: it is down from the start, and says why', (how, code, says) => {
    const small = running(code, at('1s')).run();
    expect(ending(small)).toBe(how);
    expect(outcomes(small)).toEqual(['unreachable']);
    const metrics = { up: 0, ending: small.read('app.ending') };
    const settings = { code: `package main\n${code}`, entry: 'Handle', version: 24 };
    const because = goProgram.why?.('unreachable', { metrics, rates: {}, settings } as never, 'App');
    expect(because?.says).toContain(says);
  });
});

describe('calls', () => {
  const CALLING = `
import "fmt"
// cost: call
func first() error { return nil }
// cost: call 2
func second() (int, error) { return 7, nil }
func Handle() error {
	if err := first(); err != nil { fmt.Println(err); return err }
	n, err := second()
	fmt.Println(n, err)
	return nil
}
func main() {}`;

  test('take as long as their answers', () => {
    const small = running(CALLING, at('1s'), {}, { a: { takes: '30ms' }, b: { takes: '50ms' } }).run();
    expect(Math.round(latencies(small)[0]! / 1000)).toBe(80);
    expect([small.read('a.received'), small.read('b.received'), small.read('app.worked')]).toEqual([1, 1, 2]);
  });

  test('that are answered badly, and those over a wire that there is not, give the function an error to return', () => {
    const bad = running(CALLING, at('1s'), {}, { a: { answer: 'failed' } }).run();
    expect(outcomes(bad)).toEqual(['failed']);
    const missing = running(CALLING, at('1s'), {}, { a: {} }).run();
    expect(outcomes(missing)).toEqual(['ok']);
    expect(missing.read('app.printed')).toBe(1);
  });

  test('are given up when the process ends, and nothing stays behind', () => {
    const killed = running(CALLING, at('1s', '3s'), {}, { a: { takes: '100ms' }, b: {} }, [
      { at: '1050ms', act: 'crash' },
    ]);
    expect(outcomes(killed.run())).toEqual(['crashed', 'ok']);
    expect(ending(killed)).toBe('killed (137)');
    expect(killed.world.messages.live).toBe(0);
  });
});

describe('acts and settings', () => {
  test('slow I/O begins with what begins', () => {
    const slow: Omit<SmallAct, 'part'> = { at: '2s', act: 'slowIo', with: { factor: 5 }, lasts: '2s' };
    const small = running(IO, at('1s', '1990ms', '3s', '5s'), {}, {}, [slow]).run();
    expect(latencies(small).map((took) => Math.round(took / 1000))).toEqual([20, 20, 100, 20]);
  });

  test('another source is another process at once; without a restart a crash is for good', () => {
    const other = { at: '2s', act: 'set', with: { code: `package main\n${IO.replace('20ms', '70ms')}` } };
    const small = running(IO, at('1s', '1990ms', '3s'), {}, {}, [other]).run();
    expect(outcomes(small)).toEqual(['ok', 'crashed', 'ok']);
    expect(Math.round(latencies(small)[2]! / 1000)).toBe(70);
    const gone = running(IO, at('1s', '3s'), { restart: 'none' }, {}, [{ at: '2s', act: 'crash' }]).run();
    expect(outcomes(gone)).toEqual(['ok', 'unreachable']);
  });
});
