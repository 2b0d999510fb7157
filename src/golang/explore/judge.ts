/** What is wrong in a state, and which of it is told first. */
import { CALL_NATIVE } from '../code/ops.ts';
import type { Program } from '../code/program.ts';
import { accessesAt } from '../machine/interpreter.ts';
import type { Access, Choice, Machine } from '../machine/machine.ts';
import type { Goroutine } from '../machine/state.ts';

/** In the order of their weight: the first that occurs in some schedule is the verdict. */
export const KINDS = ['map-fatal', 'fatal', 'oom', 'deadlock', 'panic', 'wrong', 'race', 'leak'] as const;
export type Kind = (typeof KINDS)[number];

const ENDINGS: Readonly<Record<string, Kind | 'budget' | undefined>> = {
  panic: 'panic',
  fatal: 'fatal',
  'map-fatal': 'map-fatal',
  deadlock: 'deadlock',
  oom: 'oom',
  'oom-killed': 'oom',
  'stack-overflow': 'fatal',
  'too-many-files': 'fatal',
  budget: 'budget',
};

/** Whether it is a test: others would follow it in the same process. */
export function isTest({ functions }: Program): boolean {
  return functions.some(({ name }) => name === 'testing.RunTests');
}

/**
 * Tells the kinds of what is wrong now; `budget` when the last step did not come to its end. After main has returned a program is
 * over for the world: only who waits for ever then counts.
 * @param livesOn as the process of a test does, which other tests follow: what goes wrong after its end counts, too
 */
export function judgeState(
  m: Machine,
  choices: readonly Choice[],
  find: (kind: string) => void,
  livesOn = false,
): void {
  const { ending, mainDone } = m.state;
  if (ending !== null) {
    const kind =
      ending.kind === 'exit' ? (ending.exitCode === 0 ? undefined : 'wrong') : ENDINGS[ending.kind];
    if (kind !== undefined && (!mainDone || kind === 'budget' || (livesOn && kind !== 'wrong'))) find(kind);
    return;
  }
  if (choices.length === 0) {
    if (!mainDone) find('deadlock');
    else if (m.state.goroutines.some((g) => g !== null && g.status !== 'dead')) find('leak');
  } else if ((!mainDone || livesOn) && racing(m) !== null) find('race');
}

/** Two goroutines at the doors of accesses that conflict. Such a state is reachable exactly when there is a data race. */
export function racing(m: Machine): readonly [Goroutine, Goroutine] | null {
  const touching: { readonly g: Goroutine; readonly accesses: readonly Access[] }[] = [];
  for (const g of m.state.goroutines) {
    if (g === null || g.status === 'dead') continue;
    if (g.status === 'waiting') continue;
    const accesses = accessesAt(m, g);
    if (!accesses.some(isMemory)) continue;
    for (const other of touching)
      if (accesses.some((a) => other.accesses.some((b) => conflict(a, b))) && !bothRead(m, other.g, g))
        return [other.g, g];
    touching.push({ g, accesses });
  }
  return null;
}

const isMemory = ({ kind }: Access) => kind === 'read' || kind === 'write' || kind === 'atomic';

export function conflict(a: Access, b: Access): boolean {
  if (a.object === null || a.object !== b.object || !isMemory(a) || !isMemory(b)) return false;
  if (a.slot !== b.slot && a.slot >= 0 && b.slot >= 0) return false;
  if (a.kind === 'atomic' || b.kind === 'atomic') return a.kind !== b.kind;
  return a.kind === 'write' || b.kind === 'write';
}

/** An atomic load is a read to a plain read. */
function bothRead(m: Machine, ...both: readonly Goroutine[]): boolean {
  return both.every((g) => {
    const frame = g.frames[g.frames.length - 1];
    const { code } = m.program.functions[frame?.code ?? 0] ?? {};
    if (frame === undefined || code === undefined) return false;
    const native =
      code[frame.pc] === CALL_NATIVE ? m.program.natives[code[frame.pc + 2] as number] : undefined;
    if (native?.startsWith('sync/atomic.') === true) return native.includes('.Load');
    return accessesAt(m, g).every(({ kind }) => kind === 'read');
  });
}
