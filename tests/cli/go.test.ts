import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'lab-go-'));

function go(...args: string[]): { code: number; out: string; err: string } {
  const done = spawnSync(process.execPath, ['scripts/lab.mjs', 'go', ...args], { encoding: 'utf8' });
  return { code: done.status ?? -1, out: done.stdout, err: done.stderr };
}
const json = (...args: string[]) => JSON.parse(go(...args, '--json').out);

function file(name: string, source: string): string {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
}

const ENDLESS = file('endless.go', 'package main\n\nfunc main() {\n\tfor {\n\t}\n}\n');

/** A test that deadlocks in some orders, one with a race, and one that is well. */
const TESTS = file(
  'three_test.go',
  `package three

import (
	"sync"
	"testing"
)

func TestLocks(t *testing.T) {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { defer wg.Done(); b.Lock(); a.Lock(); a.Unlock(); b.Unlock() }()
	a.Lock()
	b.Lock()
	b.Unlock()
	a.Unlock()
	wg.Wait()
}

func TestRace(t *testing.T) {
	n := 0
	done := make(chan bool)
	go func() { n++; done <- true }()
	n++
	<-done
}

func TestWell(t *testing.T) {
	done := make(chan bool)
	go func() { done <- true }()
	<-done
}
`,
);

beforeAll(() => {
  go('check', ENDLESS);
}, 60_000);

test('race is clean to its bound where runs had to be stopped: in text, in JSON, with exit code 0', () => {
  const bound = expect.stringMatching(/^No race in 2 runs, but 2 of them did not come to an end: stopped by/);
  const { code, out } = go('race', ENDLESS);
  expect([code, out]).toEqual([0, bound]);
  expect(json('race', ENDLESS)).toEqual({ verdict: 'clean-to-bound', races: 0, text: '', bound });
}, 30_000);

describe('with --test', () => {
  test('race tells test by test', () => {
    const text = expect.stringContaining('WARNING: DATA RACE');
    expect(json('race', TESTS, '--test')).toEqual({
      tests: [
        { name: 'TestLocks', verdict: 'clean', races: 0, text: '', bound: null },
        { name: 'TestRace', verdict: 'race', races: 1, text, bound: null },
        { name: 'TestWell', verdict: 'clean', races: 0, text: '', bound: null },
      ],
    });
  }, 20_000);

  test('explore sums up, and of the gravest says how it comes about', () => {
    const { tests, ...sum } = json('explore', TESTS, '--test');
    const [locks, race, well] = tests;
    const { name, ...worst } = locks;
    expect([name, race.verdict, well.verdict]).toEqual(['TestLocks', 'race', 'clean']);
    expect(worst).toMatchObject({ verdict: 'deadlock', found: ['deadlock'], shortest: true, bound: null });
    expect(worst.schedule).not.toBe('');
    const total = (of: string) => locks[of] + race[of] + well[of];
    expect(sum).toEqual({
      ...worst,
      found: ['deadlock', 'race'],
      schedules: total('schedules'),
      states: total('states'),
      transitions: total('transitions'),
    });
    const bounded = json('explore', TESTS, '--test', '--states', '2', '--schedules', '0');
    expect(bounded).toMatchObject({
      verdict: 'clean-to-bound',
      found: [],
      schedule: '',
      trace: [],
      text: '',
    });
    expect(bounded.bound).toMatch(/^Only the 2 states nearest to the beginning were seen/);
  }, 20_000);
});
