import { describe, expect, test } from 'vitest';
import { buildGo } from '../build.ts';
import type { Program } from '../code/program.ts';
import { explore } from '../explore/explore.ts';
import { parseSchedule, type Schedule } from '../explore/schedule.ts';
import { storyOf } from './story.ts';

function built(source: string): Program {
  const { program, errors } = buildGo([{ name: 'main.go', source: `package main\n${source}` }]);
  if (program === null) throw new Error(errors.map(({ message }) => message).join('\n'));
  return program;
}

const worst = (program: Program): Schedule => explore(program, { schedulesMax: 0 }).found[0]?.schedule ?? [];
const told = (program: Program, schedule: Schedule) =>
  storyOf(program, schedule).map(({ goroutine, line, says }) => [goroutine, line, says]);

describe('a story', () => {
  test('a map: the mark, and who meets it', () => {
    const program = built(`
var cache = map[string]int{}

func main() {
	go func() { cache["42"] = 1 }()
	println(cache["42"])
}`);
    expect(told(program, worst(program))).toEqual([
      [2, 6, 'mark cache as being written'],
      [
        1,
        7,
        'read cache["42"] while goroutine 2 is writing it: fatal error: concurrent map read and map write',
      ],
    ]);
  });

  test('a counter: its hidden steps, their values, and the two hands at the end', () => {
    const program = built(`
import "sync"

func main() {
	var wg sync.WaitGroup
	n := 0
	for range 2 {
		wg.Add(1)
		go func() { defer wg.Done(); n++ }()
	}
	wg.Wait()
	println(n)
}`);
    const schedule = worst(program);
    const story = storyOf(program, schedule);
    expect(story.slice(-2).every(({ says }) => says.startsWith('is about to'))).toBe(true);
    const whole = storyOf(program, parseSchedule('2x2') as Schedule);
    expect(whole.slice(0, 2).map(({ says, part }) => [says, part])).toEqual([
      ['read n', 'hidden step 1 of 2'],
      ['write n = 1', 'hidden step 2 of 2'],
    ]);
  });

  test('locks and channels by the names of their variables; leaving somebody who could go on is told', () => {
    const program = built(`
import "sync"

type box struct{ mu sync.Mutex }

func main() {
	var b box
	c := make(chan int, 1)
	go func() {
		b.mu.Lock()
		c <- 7
		b.mu.Unlock()
	}()
	b.mu.Lock()
	println(<-c)
}`);
    const schedule = parseSchedule('2x2.1x2') as Schedule;
    const refused = () => storyOf(program, schedule);
    expect(refused).toThrow(
      'Step 3 of the schedule does not fit this program: goroutine 1 cannot take it there.',
    );
    const story = storyOf(program, parseSchedule('2x3.1x2') as Schedule);
    expect(story.map(({ says }) => says)).toEqual([
      'b.mu.Lock()',
      'send 7 to c',
      'b.mu.Unlock()',
      'b.mu.Lock()',
      'receive from c',
    ]);
    expect(story.map(({ preempts }) => preempts)).toEqual([false, false, false, false, false]);
    expect(story.map(({ line }) => line)).toEqual([11, 12, 13, 15, 16]);
  });
});
