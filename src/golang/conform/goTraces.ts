/** Traces of locks, channels and semaphores that another runtime printed, replayed on ours: after every step, who got on and who waits. */
import { buildGo } from '../build.ts';
import type { Program } from '../code/program.ts';
import type { Machine } from '../machine/machine.ts';
import { newMachine } from '../machine/newMachine.ts';
import { callFromOutside } from '../machine/outside.ts';
import { run } from '../machine/scheduler.ts';
import actors from './actors.go?raw';

export interface GoTrace {
  readonly kind: 'mutex' | 'rwmutex' | 'chan' | 'semaphore';
  /** Of a channel (0 when it is left out) or a semaphore. */
  readonly cap?: number;
  readonly steps: readonly {
    /** The actor, and what it does with which value. */
    readonly a: number;
    readonly op: string;
    readonly arg?: number;
    /** `2:recv=7,true`, sorted; and the actors that wait, sorted. */
    readonly done: readonly string[];
    readonly blocked: readonly number[];
  }[];
}

/** Where a case went another way; null when it did not. */
export interface GoTraceVerdict {
  readonly step: number;
  readonly expected: string;
  readonly found: string;
}

const PREFIXES = { mutex: 'Mutex', rwmutex: 'Rw', chan: 'Chan', semaphore: 'Sem' } as const;
/** Virtual nanoseconds between two steps: whoever waits in between has waited long. */
const PAUSE = 10_000_000;

/** @throws TypeError naming a step that there is not */
export function replayTraces(traces: readonly GoTrace[]): (GoTraceVerdict | null)[] {
  const { program, errors } = buildGo([{ name: 'actors.go', source: actors }]);
  if (program === null) throw new TypeError(errors.map(({ message }) => message).join('\n'));
  return traces.map((trace) => replay(program, trace));
}

function replay(program: Program, { kind, cap, steps }: GoTrace): GoTraceVerdict | null {
  const m = newMachine(program, { processors: 2, afterMain: true });
  run(m);
  const call = (op: string, actor: number, arg: number): void => {
    const name = PREFIXES[kind] + op[0].toUpperCase() + op.slice(1);
    if (!Object.hasOwn(program.byName, name)) throw new TypeError(`A ${kind} has no step "${op}".`);
    callFromOutside(m, program.byName[name], [actor, arg], actor);
    run(m, m.state.now + PAUSE);
  };
  if (kind === 'chan' || kind === 'semaphore') call('new', 0, cap ?? 0);
  for (const [step, { a, op, arg, done, blocked }] of steps.entries()) {
    const before = m.state.output.length;
    call(op, a, arg ?? 0);
    const expected = inWords(done, blocked);
    const found = inWords(saidSince(m, before), waiting(m));
    if (found !== expected) return { step, expected, found };
  }
  return null;
}

/** What the actors printed, as traces have it. */
function saidSince(m: Machine, before: number): string[] {
  const lines = m.state.output.slice(before).join('').split('\n');
  return lines.flatMap((line) => {
    const [, actor, what] = /^(\d+) (.*)$/.exec(line) ?? [];
    return what === undefined ? [] : [`${actor}:${what.replace(/= (\S+) /, '=$1,')}`];
  });
}

function waiting(m: Machine): number[] {
  return m.state.goroutines.flatMap((g) => (g === null || g.request < 0 ? [] : [g.request]));
}

function inWords(done: readonly string[], blocked: readonly number[]): string {
  const sorted = [...blocked].sort((a, b) => a - b);
  return `done ${[...done].sort().join(' ') || 'nobody'}; waiting ${sorted.join(' ') || 'nobody'}`;
}
