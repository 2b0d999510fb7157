/** Twenty classic mistakes, each with its repair: tests/golang/kernels/NAME.go and NAME-fixed.go, which begin with their verdict. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import type { Program } from '../code/program.ts';
import { choicesThatMatter } from './deadTimers.ts';
import { explore } from './explore.ts';
import { racing } from './judge.ts';
import { finishReplay, startReplay } from './replay.ts';

const FOLDER = new URL('../../../tests/golang/kernels/', import.meta.url);
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.go'))
  .sort();

function kernel(name: string): { readonly verdict: string; readonly program: Program } {
  const source = readFileSync(new URL(name, FOLDER), 'utf8');
  const { program, errors } = buildGo([{ name: 'main.go', source }]);
  if (program === null) throw new Error(`${name}: ${errors.map(({ message }) => message).join('; ')}`);
  return { verdict: /^\/\/ verdict: (.*)/.exec(source)?.[1] ?? '', program };
}

/** How what Go prints begins. */
const TEXTS: Readonly<Record<string, RegExp>> = {
  'map-fatal': /^fatal error: concurrent map (writes|read and map write|iteration and map write)\n/,
  deadlock: /^fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 \[/,
  panic: /^panic: [\s\S]*\n\ngoroutine \d+ \[running\]:\n/,
  wrong: /^$/,
  race: /^=+\nWARNING: DATA RACE\n(Write|Read) at /,
  leak: /^goroutine \d+ \[(chan send|chan receive|select)[\s\S]*created by main\./,
};

describe('kernels', () => {
  it('come in pairs', () => {
    expect(NAMES.length).toBe(40);
    for (const name of NAMES.filter((one) => !one.endsWith('-fixed.go'))) {
      expect(NAMES).toContain(name.replace('.go', '-fixed.go'));
      expect(kernel(name).verdict).not.toBe('clean');
    }
  });

  it.each(NAMES)('%s has the verdict it begins with', (name) => {
    const { verdict, program } = kernel(name);
    const { found, bound, ...explored } = explore(program, { schedulesMax: 5 });
    expect(explored.verdict).toBe(verdict);
    expect(bound).toBeNull();
    if (verdict === 'clean') expect(found).toEqual([]);
    for (const one of found) {
      expect(one.shortest).toBe(true);
      expect(one.text).toMatch(TEXTS[one.kind] as RegExp);
      // The schedule leads there on a fresh machine, too.
      const replay = startReplay(program, one.schedule);
      finishReplay(replay);
      expect(replay.error).toBeNull();
      const { ending, mainDone } = replay.machine.state;
      if (one.kind === 'race') expect(racing(replay.machine)).not.toBeNull();
      else if (one.kind === 'leak') expect([mainDone, choicesThatMatter(replay.machine)]).toEqual([true, []]);
      else expect(ending?.kind).toBe(one.kind === 'wrong' ? 'exit' : one.kind);
    }
  });
});
