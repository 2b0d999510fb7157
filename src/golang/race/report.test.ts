import { describe, expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import { choices, settle, take } from '../machine/doors.ts';
import type { Machine } from '../machine/machine.ts';
import { cloneState, newMachine } from '../machine/newMachine.ts';
import { run } from '../machine/scheduler.ts';
import { mark, undoTo } from '../machine/trail.ts';
import { newRaceHooks } from './detector.ts';
import { reportText } from './report.ts';

const SOURCE = `package main

import "sync"

func count(p *int) {
	*p++
}

func main() {
	var all sync.WaitGroup
	n := 0
	all.Add(1)
	go func() {
		defer all.Done()
		count(&n)
	}()
	n = 5
	all.Wait()
}
`;

/** As go run -race (Go 1.24) prints it, without what report.ts says it leaves out, and with our goroutine's number. */
const TEXT = `==================
WARNING: DATA RACE
Read at 0x00c000010000 by goroutine 2:
  main.count()
      main.go:6
  main.main.func1()
      main.go:15

Previous write at 0x00c000010000 by main goroutine:
  main.main()
      main.go:17

Goroutine 2 (running) created at:
  main.main()
      main.go:13
==================
Found 1 data race(s)
`;

function program(source: string) {
  const built = buildGo([{ name: 'main.go', source }]);
  if (built.program === null) throw new Error(built.errors[0]?.message);
  return built.program;
}

/** Steps by doors until nothing is left to choose; always the first choice. */
function finish(m: Machine): void {
  for (let [first] = choices(m); first !== undefined; [first] = choices(m)) take(m, first);
}

describe('race reports', () => {
  it('are worded as those of go run -race', () => {
    const races = newRaceHooks();
    const compiled = program(SOURCE);
    run(newMachine(compiled, {}, races));
    expect(reportText(compiled, races.reports())).toBe(TEXT);
  });

  it('say nothing where there is no race', () => {
    const races = newRaceHooks();
    const compiled = program(SOURCE.replace('n = 5', ''));
    run(newMachine(compiled, {}, races));
    expect(reportText(compiled, races.reports())).toBe('');
  });

  it('are taken back with the steps that made them', () => {
    const races = newRaceHooks();
    const compiled = program(SOURCE);
    const m = newMachine(compiled, {}, races, true);
    settle(m);
    const start = mark(m);
    finish(m);
    const all = reportText(compiled, races.reports());
    expect(all).toContain('WARNING: DATA RACE');
    undoTo(m, start);
    expect(races.reports()).toEqual([]);
    finish(m);
    expect(reportText(compiled, races.reports())).toBe(all);
  });

  it('are the same of a copy that goes on from the middle', () => {
    const races = newRaceHooks();
    const compiled = program(SOURCE);
    const m = newMachine(compiled, {}, races, true);
    settle(m);
    for (let step = 0; step < 2; step++) {
      const [first] = choices(m);
      if (first !== undefined) take(m, first);
    }
    const others = newRaceHooks(races.reports());
    const copy: Machine = { ...m, state: cloneState(m.state), races: others };
    finish(m);
    finish(copy);
    expect(races.reports()).toHaveLength(1);
    expect(reportText(compiled, others.reports())).toBe(reportText(compiled, races.reports()));
  });
});
