/** Test functions as projects have them, tests/golang/testKernels/NAME.go with its repair NAME-fixed.go: what no pass may miss, and what none may report. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import { testNames, testProgram } from '../testCases.ts';
import { exploreInPasses } from './inPasses.ts';
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
    const { verdict, found } = exploreInPasses(program, { schedulesMax: 3, statesMax: 1_500 });
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
