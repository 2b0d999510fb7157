import { describe, expect, it } from 'vitest';
import { buildGo } from '../../golang/build.ts';
import { exploreInPasses } from '../../golang/explore/inPasses.ts';
import type { GoAnswered, GoAsked, GoExploration, GoProgram } from './protocol.ts';
import { makeGoLab } from './serve.ts';

const of = (body: string): GoProgram => ({
  sources: [{ name: 'main.go', source: `package main\n${body}` }],
  version: 24,
  entry: 'main',
});

/** Asks for all schedules. @param stopAt calls it off when so many reports have been heard */
function explored(program: GoProgram, statesMax: number, stopAt = Infinity): Promise<GoExploration> {
  return new Promise((resolve, reject) => {
    let reports = 0;
    const hear = (answered: GoAnswered): void => {
      if (answered.answer === 'explored') resolve(answered.exploration);
      else if (answered.answer === 'refused') reject(new Error(answered.why));
      else if (++reports === stopAt) ask({ ask: 'cancel', id: 1 });
    };
    const ask: (asked: GoAsked) => void = makeGoLab(hear);
    ask({ ask: 'explore', id: 1, program, seed: 1, statesMax, adversarialTime: true });
  });
}

const LATE = of(`
import "time"
func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	select {
	case <-c:
	case <-time.After(10 * time.Millisecond):
	}
}`);

/** Two locks in two orders, and more goroutines than can be gone through soon. */
const LARGE = of(`
import "sync"
func main() {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for i := range 12 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i == 0 { a.Lock(); b.Lock() } else { b.Lock(); a.Lock() }
			n += i
			a.Unlock(); b.Unlock()
		}()
	}
	wg.Wait()
}`);

describe('all schedules, asked for by a page', () => {
  it('are those of the terminal: time is trusted less from pass to pass', async () => {
    const { program } = buildGo(LATE.sources);
    if (program === null) throw new Error('It does not compile.');
    const whole = exploreInPasses(program, { seed: 1, statesMax: 1_000, adversarialTime: true });
    const { verdict, found, states, bound } = await explored(LATE, 1_000);
    expect({ verdict, states, bound }).toEqual({ verdict: 'leak', states: whole.states, bound: null });
    expect(found).toMatchObject([{ kind: 'leak', steps: whole.found[0]?.schedule.length, shortest: true }]);
  });

  it('called off, are told with what was found until then', async () => {
    const { verdict, found, bound } = await explored(LARGE, 1_000_000, 45);
    expect(verdict).toBe('deadlock');
    expect(found).toMatchObject([{ kind: 'deadlock', shortest: false }]);
    expect(found[0]?.schedule).not.toBe('');
    expect(found[0]?.text).toMatch(/^fatal error: all goroutines are asleep/);
    expect(bound).toMatch(/^Called off after [\d,]+ states?\.$/);
  });
});

it('one run is told as plain data', () => {
  const heard: GoAnswered[] = [];
  const source =
    'func main() { n := 0; c := make(chan int, 2)\nfor range 2 { go func() { n++; c <- 1 }() }\n<-c; <-c }';
  makeGoLab((answered) => heard.push(answered))({
    ask: 'run',
    id: 7,
    program: of(source),
    options: { seed: 1, processors: 4 },
  });
  expect(heard).toMatchObject([{ answer: 'ran', id: 7, run: { kind: 'exit', exitCode: 0 } }]);
  const [one] = heard;
  expect(structuredClone(one)).toEqual(one);
  expect(one?.answer === 'ran' && one.run.races[0]).toContain('WARNING: DATA RACE');
});
