/** Test functions as projects have them, tests/golang/testKernels/NAME.go with its repair NAME-fixed.go: what no pass may miss, and what none may report. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import { testNames, testProgram } from '../testCases.ts';
import type { Exploration } from './explore.ts';
import { exploreInPasses, exploringInPasses } from './inPasses.ts';
import { finishReplay, startReplay } from './replay.ts';

const FOLDER = new URL('../../../tests/golang/testKernels/', import.meta.url);
const NAMES = readdirSync(FOLDER).sort();

const VERDICTS: Readonly<Record<string, string>> = {
  'aftermath-race.go': 'race',
  'busy-other-loops.go': 'deadlock',
  'crossed-channels.go': 'deadlock',
  'election-stop.go': 'leak',
  'generic-queue-wait.go': 'leak',
  'graceful-shutdown.go': 'deadlock',
  'other-ticks-forever.go': 'deadlock',
  'range-unclosed.go': 'leak',
  'sleep-sync-cond.go': 'leak',
  'stop-timer-race.go': 'panic',
  'test-log-after.go': 'panic',
  'timer-zero.go': 'panic',
};

describe('explored in passes', () => {
  it.each(NAMES)('%s has its verdict', (name) => {
    const sources = [{ name, source: readFileSync(new URL(name, FOLDER), 'utf8') }];
    const [test = ''] = testNames(sources);
    const { program } = buildGo(testProgram(test, sources), { tests: true });
    expect(program).not.toBeNull();
    if (program === null) return;
    const { verdict, found } = exploreInPasses(program, {
      schedulesMax: 3,
      statesMax: 1_500,
      adversarialTime: true,
    });
    if (name.endsWith('-fixed.go')) expect(found).toEqual([]);
    else expect(verdict).toBe(VERDICTS[name]);
    for (const { schedule, text } of found) {
      const replay = startReplay(program, schedule, { adversarialTime: true });
      finishReplay(replay);
      expect(replay.error).toBeNull();
      expect(text).not.toBe('');
    }
  });
});

describe('called off', () => {
  const source = `package main
import "time"
func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	select {
	case <-c:
	case <-time.After(10 * time.Millisecond):
	}
}`;
  const { program } = buildGo([{ name: 'main.go', source }]);
  if (program === null) throw new Error('It does not compile.');
  const options = { statesMax: 1_000, schedulesMax: 2, adversarialTime: true };

  /** @param last the report that is answered with a call to stop */
  function stoppedAt(last: number): { readonly exploration: Exploration; readonly reports: number } {
    const work = exploringInPasses(program!, options);
    let reports = 1;
    for (let next = work.next(); ; reports++) {
      if (next.done) return { exploration: next.value, reports: reports - 1 };
      next = work.next(reports === last);
    }
  }

  it('in the first pass begins no other; what is whole before says nothing of those to come', () => {
    const whole = exploreInPasses(program!, options);
    const { reports } = stoppedAt(Number.POSITIVE_INFINITY);
    expect(whole).toMatchObject({ verdict: 'leak', bound: null });
    const stops = Array.from({ length: reports }, (_, i) => stoppedAt(i + 1));
    for (const { exploration } of stops.slice(0, -1)) {
      const { verdict, found, bound, states } = exploration;
      expect(verdict).toBe(found[0]?.kind ?? 'clean-to-bound');
      expect(bound).toEqual({
        what: 'cancelled',
        sentence: `Called off after ${states} ${states === 1 ? 'state' : 'states'}.`,
      });
    }
    expect(stops.map(({ exploration }) => exploration.verdict)).toContain('clean-to-bound');
    expect(stops.at(-1)?.exploration.verdict).toBe('leak');
    // Nothing is done after the call but what has been found is told.
    expect(stops.map((one) => one.reports)).toEqual(stops.map((_, i) => i + 1));
  });

  it('is one pass alone in nominal time', () => {
    const { verdict, bound } = exploreInPasses(program!, { ...options, adversarialTime: false });
    expect([verdict, bound]).toEqual(['clean', null]);
  });
});
