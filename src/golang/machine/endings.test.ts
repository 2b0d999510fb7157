import { expect, it } from 'vitest';
import { built } from '../../../tests/golang/built.ts';
import type { MachineOptions } from './machine.ts';
import { newMachine } from './newMachine.ts';
import { run } from './scheduler.ts';
import type { Ending } from './state.ts';

function ending(body: string, options: Partial<MachineOptions> = {}, imports = ''): Ending | null {
  const source = `package main\n${imports}\nfunc deep(n int) int { return deep(n+1) + 1 }\nfunc main() {\n${body}\n}\n`;
  const m = newMachine(built(source), options);
  run(m);
  return m.state.ending;
}

const MIB = 2 ** 20;
const hoard = 'var all [][]byte\nfor {\nall = append(all, make([]byte, 1<<20))\n}';
const waste = 'for range 1000 {\n_ = make([]byte, 1<<20)\n}';

it('refuses memory beyond the limit in the words of the runtime, or kills without a word', () => {
  const refused = ending(hoard, { memoryLimit: 64 * MIB, atLimit: 'refused' });
  expect(refused).toMatchObject({ kind: 'oom', exitCode: 2 });
  const [, inUse] =
    /^runtime: out of memory: cannot allocate 4194304-byte block \((\d+) in use\)\nfatal error: out of memory\n/.exec(
      refused?.text ?? '',
    ) ?? [];
  expect(Number(inUse)).toBeGreaterThan(62 * MIB);
  expect(Number(inUse)).toBeLessThanOrEqual(65 * MIB);
  expect(ending(hoard, { memoryLimit: 64 * MIB })).toMatchObject({
    kind: 'oom-killed',
    exitCode: 137,
    text: '',
  });
});

it('collects what nobody can reach any more', () => {
  expect(ending(waste, { memoryLimit: 64 * MIB })).toMatchObject({ kind: 'exit', exitCode: 0 });
});

it('ends a recursion without end, and tells both ends of its stack', () => {
  const { kind, text } = ending('deep(0)') ?? { kind: '', text: '' };
  expect(kind).toBe('stack-overflow');
  expect(text).toMatch(
    /^runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n\ngoroutine 1 \[running\]:\nmain\.deep\(\.\.\.\)\n\tmain\.go:3\n/,
  );
  expect(text).toMatch(/\n\.\.\.\d+ frames elided\.\.\.\n/);
  expect(text).toMatch(/main\.main\(\)\n\tmain\.go:5\n$/);
});

it('cannot be recovered from what the runtime throws', () => {
  const fatal = ending('defer func() { recover() }()\nvar f func()\ngo f()');
  expect(fatal).toMatchObject({ kind: 'fatal', exitCode: 2 });
  expect(fatal?.text).toMatch(
    /^fatal error: go of nil func value\n\ngoroutine 1 \[running\]:\nmain\.main\(\)\n\tmain\.go:7\n/,
  );
});

it('says that main has left by Goexit when nobody else can go on', () => {
  const left = ending('defer println("deferred")\nruntime.Goexit()', {}, 'import "runtime"');
  expect(left).toMatchObject({
    kind: 'deadlock',
    text: 'fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n\n',
  });
});

it('stops after as many instructions as it was told', () => {
  expect(ending('for {\n}', { stepsMax: 1000 })).toMatchObject({ kind: 'budget' });
});
