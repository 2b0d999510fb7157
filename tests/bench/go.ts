/** The Go machine: how fast it builds, runs and proves on this machine. Figures are told; of what must hold everywhere, ratios are asked for. */
import { buildGo } from '../../src/golang/build.ts';
import type { Program } from '../../src/golang/code/program.ts';
import { explore } from '../../src/golang/explore/explore.ts';
import { newMachine } from '../../src/golang/machine/newMachine.ts';
import { run } from '../../src/golang/machine/scheduler.ts';
import { newRaceHooks } from '../../src/golang/race/detector.ts';

const head = (...imports: readonly string[]) =>
  `package main\nimport (${imports.map((path) => `"${path}"`).join('; ')})\n`;

/** Eight readers of a cache that all want to fill it. */
const CACHE = `${head('sync')}
var (
	mu   sync.RWMutex
	data = map[string]string{}
)

func get(id string) string {
	mu.RLock()
	name, ok := data[id]
	mu.RUnlock()
	if ok {
		return name
	}
	name = "user " + id
	mu.Lock()
	data[id] = name
	mu.Unlock()
	return name
}

func main() {
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() { defer wg.Done(); get("42") }()
	}
	wg.Wait()
}`;

const pool = (workers: number, jobs: number) => `${head('sync')}
func worker(jobs <-chan int, results chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results <- j * 2
	}
}

func main() {
	jobs, results := make(chan int, 2), make(chan int, 2)
	var wg sync.WaitGroup
	for range ${workers} {
		wg.Add(1)
		go worker(jobs, results, &wg)
	}
	go func() {
		for j := range ${jobs} {
			jobs <- j
		}
		close(jobs)
	}()
	go func() { wg.Wait(); close(results) }()
	sum := 0
	for r := range results {
		sum += r
	}
	println(sum)
}`;

/** So many goroutines at once, each with 20 ms of waiting or with 1,024 rounds of a loop. */
const crowd = (goroutines: number, work: 'waits' | 'writes') => `${head('fmt', 'sync')}
${
  work === 'waits'
    ? '// cost: 20ms io\nfunc work(i int) int { return i }'
    : `func work(i int) int {
	buffer := make([]byte, 1024)
	for j := range buffer {
		buffer[j] = byte(i)
	}
	return int(buffer[7])
}`
}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range ${goroutines} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := work(i)
			mu.Lock()
			sum += n
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(sum)
}`;

const WIDE = `${head('context', 'fmt', 'sync', 'time')}
func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var once sync.Once
	once.Do(func() { <-ctx.Done() })
	fmt.Println(ctx.Err())
}`;

function programOf(source: string): Program {
  const { program, errors } = buildGo([{ name: 'main.go', source }]);
  if (program === null) throw new Error(errors.map(({ message }) => message).join('\n'));
  return program;
}

/** Milliseconds of this process's own time: what else the machine does hardly counts. */
function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** @returns milliseconds, and instructions run */
function ran(program: Program, races: boolean): { readonly ms: number; readonly steps: number } {
  let steps = 0;
  const ms = spent(() => {
    const m = newMachine(program, { seed: 1, processors: 4 }, races ? newRaceHooks() : null);
    run(m);
    if (m.state.ending !== null && m.state.ending.exitCode !== 0) throw new Error(m.state.ending.text);
    steps = m.state.steps;
  });
  return { ms, steps };
}

function tell(what: string, says: string): void {
  console.log(`${what.padEnd(48)} ${says}`);
}

/** @param most the largest ratio that is allowed @throws Error when it is larger */
function hold(what: string, ratio: number, most: number): void {
  tell(what, `${ratio.toFixed(2)} x, at most ${most}`);
  if (!(ratio <= most)) throw new Error(`${what}: ${ratio.toFixed(2)} is more than ${most}.`);
}

/** Before everything else, so that what is cold is cold. */
export function benchGo(): void {
  console.log('Go: milliseconds of processor time');
  const cold = spent(() => programOf(WIDE));
  const warm = median([1, 2, 3, 4, 5].map((n) => spent(() => programOf(`${WIDE}\n// ${n}`))));
  tell('build with fmt, sync, time, context', `first ${cold.toFixed(0)}, then ${warm.toFixed(0)}`);
  hold('build, again and first', warm / cold, 0.5);

  for (const [name, source] of [
    ['cache under RWMutex, 8 goroutines', CACHE],
    ['pool of 4, 6 jobs', pool(4, 6)],
    ['pool of 5, 10 jobs', pool(5, 10)],
  ] as const) {
    const program = programOf(source);
    const rounds = [1, 2, 3].map(() => {
      let [states, transitions] = [0, 0];
      const ms = spent(() => {
        const found = explore(program);
        if (found.verdict !== 'clean') throw new Error(`${name}: ${found.verdict}`);
        ({ states, transitions } = found);
      });
      return { ms, states, transitions };
    });
    const [first] = rounds;
    const ms = median(rounds.map((one) => one.ms));
    const { states = 0, transitions = 0 } = first ?? {};
    tell(
      `proof: ${name}`,
      `first ${first?.ms.toFixed(0)}, median ${ms.toFixed(0)}; ${states} states, ${(transitions / ms).toFixed(0)} k transitions/s`,
    );
  }

  const many = programOf(crowd(10_000, 'waits'));
  const few = programOf(crowd(1_000, 'waits'));
  const [waits, watched, tenth] = [ran(many, false), ran(many, true), ran(few, true)];
  tell(
    '10,000 goroutines that wait 20 ms',
    `${waits.ms.toFixed(0)}, with races looked for ${watched.ms.toFixed(0)}`,
  );
  const again = [1, 2, 3].map(() => ran(many, true).ms / ran(few, true).ms);
  tell('1,000 of them', `${tenth.ms.toFixed(0)}`);
  hold('10,000 beside 1,000, with races looked for', median(again), 25);

  const writes = programOf(crowd(10_000, 'writes'));
  const [plain, raced] = [ran(writes, false), ran(writes, true)];
  tell(
    '10,000 goroutines that write 1 KiB each',
    `${plain.ms.toFixed(0)}, with races looked for ${raced.ms.toFixed(0)}; ${(plain.steps / plain.ms / 1000).toFixed(0)} M instructions/s`,
  );
}
