/** Natives of package runtime: what a program asks of scheduler and collector. */
import { lineAt } from '../syntax/positions.ts';
import { placeOf } from './call.ts';
import { callFinalizer, collectNow, hasFinalizer, setFinalizer } from './finalizers.ts';
import { takeWoken } from './goroutines.ts';
import type { Machine, Native } from './machine.ts';
import type { NativeRun } from './nativeHelp.ts';
import { startGoexit } from './panics.ts';
import { enqueueLast, setProcessors } from './queues.ts';
import type { Value } from './state.ts';
import { setKey } from './trail.ts';

/** More than any lesson has. */
const PROCESSORS_MAX = 256;

/** A native that only tells something. */
const tells = (name: string, results: (m: Machine) => readonly Value[]): Native => ({
  name: `runtime.${name}`,
  run(m, _g, { registers }, base) {
    results(m).forEach((value, i) => {
      registers[base + i] = value;
    });
    return 'done';
  },
});

const yields: NativeRun = (m, g) => {
  if (m.byDoors || takeWoken(m, g) !== undefined) return 'done';
  setKey(m, g, 'woken', { nth: 0, value: null, ok: true });
  g.status = 'runnable';
  enqueueLast(m, g.id);
  return 'wait';
};

/** The frame in question is the one of the native's caller, `skip` further up. */
const caller: NativeRun = (m, g, { registers }, base) => {
  const own = g.frames.filter(({ code }) => !m.program.functions[code].library);
  const frame = own[own.length - 1 - (registers[base] as number)];
  const code = frame === undefined ? undefined : m.program.functions[frame.code];
  const file = code === undefined ? undefined : m.program.files[code.file];
  const at = frame === undefined ? 0 : placeOf(m, frame, g.frames[g.frames.indexOf(frame) + 1]);
  const found = file !== undefined;
  registers[base] = frame === undefined ? 0 : frame.code + 1;
  registers[base + 1] = found ? file.name : '';
  registers[base + 2] = found ? lineAt(file.lineStarts, at) : 0;
  registers[base + 3] = found;
  return 'done';
};

/** By doors there are none, and the number is only told. */
const setMaximum: NativeRun = (m, _g, { registers }, base) => {
  const count = Math.min(registers[base] as number, PROCESSORS_MAX);
  registers[base] = m.state.processors.length;
  if (count > 0 && !m.byDoors && m.options.policy === 'runtime' && count !== registers[base])
    setProcessors(m, count);
  return 'done';
};

const living = (m: Machine): number => m.state.goroutines.filter((g) => g !== null).length;

export const runtimeNatives: readonly Native[] = [
  tells('NumGoroutine', (m) => [living(m)]),
  tells('NumCPU', (m) => [m.options.processors]),
  { name: 'runtime.GOMAXPROCS', run: setMaximum },
  { name: 'runtime.GC', run: collectNow },
  { name: 'runtime.setFinalizer', run: setFinalizer },
  { name: 'runtime.hasFinalizer', run: hasFinalizer },
  { name: 'runtime.callFinalizer', run: callFinalizer },
  tells('memory', ({ state: { memory } }) => {
    const live = memory.live + memory.allocated + memory.held;
    return [live, Math.max(memory.most, live), memory.stacks, memory.collections];
  }),
  { name: 'runtime.Caller', run: caller },
  { name: 'runtime.Gosched', run: yields },
  {
    name: 'runtime.Goexit',
    run(m, g) {
      startGoexit(m, g);
      return 'called';
    },
  },
];
