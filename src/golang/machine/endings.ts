/** How programs end, in Go's words. What the real ones print of addresses is written 0x..., and of frames left out (traces.ts). */
import { callFunction } from './call.ts';
import type { GoFatal, Machine, Native } from './machine.ts';
import { isAggregate } from './memory.ts';
import { printed } from './print.ts';
import type { Ending, Goroutine, InterfaceValue, Panic, Value, WaitReason } from './state.ts';
import { goroutineText } from './traces.ts';
import { setKey } from './trail.ts';

export const NIL_PANIC = 'panic called with nil argument';
const NIL_DEREFERENCE = 'runtime error: invalid memory address or nil pointer dereference';
const SIGNAL = '[signal SIGSEGV: segmentation violation code=0x1 addr=0x... pc=0x...]\n';

/** What `go run` adds to what a program of that exit code left on stderr. */
export function exitText(exitCode: number): string {
  return exitCode === 0 ? '' : exitCode === 137 ? 'signal: killed\n' : `exit status ${exitCode}\n`;
}

/** By doors: instructions between two doors, beyond which a step ends the run: an endless loop that nobody else can stop. */
export const STEP_MAX = 1_000_000;

/** Ends the program, once. */
export function endProgram(m: Machine, ending: Ending): void {
  m.state.ending ??= ending;
}

export function endFatally(m: Machine, g: Goroutine | null, { kind, message }: GoFatal): void {
  if (kind === 'budget') return endProgram(m, budgetEnding(m, message));
  const exitCode = kind === 'oom-killed' ? 137 : 2;
  let text = '';
  if (kind === 'stack-overflow') text = 'runtime: goroutine stack exceeds 1000000000-byte limit\n';
  if (kind === 'oom') text = `runtime: out of memory: ${message}\n`;
  if (kind !== 'oom-killed')
    text += `fatal error: ${kind === 'oom' ? 'out of memory' : message}\n\n${g === null ? '' : goroutineText(m, g, 'running')}`;
  endProgram(m, { kind, exitCode, text, goroutine: g?.id ?? 0 });
}

/** Nothing can go on. `reason` is that of who waits at a door, when running by doors; every goroutine that is left is told. */
export function deadlockEnding(m: Machine, reason?: (g: Goroutine) => WaitReason): Ending {
  const first = m.state.goroutines[0];
  const left = m.state.goroutines.filter((g) => g !== null);
  const why =
    first === null
      ? 'no goroutines (main called runtime.Goexit) - deadlock!'
      : 'all goroutines are asleep - deadlock!';
  const texts = left.map((g) => goroutineText(m, g, g.waiting?.reason ?? reason?.(g) ?? 'running'));
  return {
    kind: 'deadlock',
    exitCode: 2,
    text: `fatal error: ${why}\n\n${texts.join('\n')}`,
    goroutine: first === null ? 0 : 1,
  };
}

function panicEnding(m: Machine, g: Goroutine, texts: readonly string[]): Ending {
  const lines = g.panics.map((panic, i) => {
    const indent = i > 0 && !g.panics[i - 1].goexit ? '\t' : '';
    return panic.goexit ? '' : `${indent}panic: ${texts[i]}${panic.recovered ? ' [recovered]' : ''}\n`;
  });
  const last = g.panics[g.panics.length - 1];
  const signal = texts[texts.length - 1] === NIL_DEREFERENCE && last.runtime ? SIGNAL : '';
  const text = `${lines.join('')}${signal}\n${goroutineText(m, g, 'running', last.trace)}`;
  return { kind: 'panic', exitCode: 2, text, goroutine: g.id };
}

/** What is printed of a panic's value that has no method which says it. */
function valueText(m: Machine, value: Value): string {
  const held = value as InterfaceValue | null;
  if (held === null) return 'nil';
  const type = m.program.types[held.type];
  if (type.kind === 'string' || type.kind === 'bool' || type.kind === 'number') {
    const text = printed(type, held.value);
    return !type.text.includes('.')
      ? text
      : type.kind === 'string'
        ? `${type.text}("${text}")`
        : `${type.text}(${text})`;
  }
  return `(${type.text}) ${held.value === null && !isAggregate(type) ? '0x0' : '0x...'}`;
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n\t');
}

/** Error or String of a panic's value; null when it has neither. */
function sayerOf(m: Machine, panic: Panic): number | null {
  const { names, types } = m.program;
  if (panic.goexit) return null;
  const { methods } = types[(panic.value as InterfaceValue).type];
  for (const name of ['Error', 'String']) {
    const method = methods[names.indexOf(name)];
    if (method !== undefined) return method;
  }
  return null;
}

/** The last frame of a goroutine that panicked: asks every value for its text, one call at a time, and ends the program. */
export const die: Native = {
  name: 'runtime.die',
  run: (m, g, frame, base) => {
    // registers: how many panics are done with, and the text of each.
    const r = frame.registers;
    let done = r[base] as number;
    for (; done < g.panics.length; done++) {
      const panic = g.panics[done];
      const method = sayerOf(m, panic);
      r[base] = done + 1;
      if (method === null) {
        r[base + 1 + done] = panic.goexit ? '' : valueText(m, panic.value);
        continue;
      }
      const { value } = panic.value as InterfaceValue;
      callFunction(m, g, { is: 'function', code: method, captured: [] }, [value], base + 1 + done);
      return 'called';
    }
    const texts = r.slice(base + 1, base + 1 + g.panics.length).map((text) => indented(text as string));
    setKey(m, m.state, 'ending', m.state.ending ?? panicEnding(m, g, texts));
    return 'done';
  },
};

/** main.main has returned. */
export function exitEnding(_m: Machine): Ending {
  return { kind: 'exit', exitCode: 0, text: '', goroutine: 1 };
}

/** More than the machine was told to bear. @param what of which there was too much; left out: instructions */
export function budgetEnding(m: Machine, what = ''): Ending {
  const instructions = m.byDoors ? STEP_MAX : m.options.stepsMax;
  const after = what || `${grouped(instructions)} instructions: the program may be in an endless loop`;
  return { kind: 'budget', exitCode: 1, text: `stopped by the lab after ${after}\n`, goroutine: 0 };
}

/** 200,000,000 */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
