/**
 * runtime.SetFinalizer. What a collection that the program asks for finds unreachable is finalized in a goroutine of its own, one
 * after the other; collections that come by themselves call nobody, which Go never promises.
 */
import { callFunction, newGoroutine } from './call.ts';
import { collect } from './collect.ts';
import { throwFatal } from './faults.ts';
import { positionOf, topFrame } from './goroutines.ts';
import type { Machine } from './machine.ts';
import { innerLayout, layoutOf, share } from './memory.ts';
import type { NativeRun } from './nativeHelp.ts';
import { enqueue } from './queues.ts';
import type { Container, FunctionValue, InterfaceValue, Ref } from './state.ts';

/** Arguments: the object, the finalizer, where goroutines leave what they know, and the function that finalizes. */
export const setFinalizer: NativeRun = (m, _g, { registers }, base) => {
  const fail = (text: string): never => throwFatal('fatal', `runtime.SetFinalizer: ${text}`);
  const [of, call, order, run] = registers.slice(base, base + 4) as [
    InterfaceValue | null,
    InterfaceValue | null,
    Ref,
    FunctionValue,
  ];
  if (m.byDoors) throwFatal('fatal', "this lab's Go has finalizers in free runs only");
  if (of === null) return fail('first argument is nil');
  const { types } = m.program;
  const { kind, text } = types[of.type];
  if (kind !== 'pointer') return fail(`first argument is ${text}, not pointer`);
  const pointer = of.value as Container | Ref | null;
  if (pointer === null || (pointer.is === 'ref' && pointer.i > 0))
    return fail(`pointer not ${pointer === null ? 'in' : 'at beginning of'} allocated block`);
  const object = pointer.is === 'ref' ? pointer.o : pointer;
  m.state.finalizers ??= { order: order.o, run, set: [], due: [], running: false };
  const { finalizers } = m.state;
  const rest = finalizers.set.filter((one) => one.object !== object);
  if (call !== null) {
    const wanted = types[call.type];
    if (wanted.kind !== 'func') return fail(`second argument is ${wanted.text}, not a function`);
    if (!wanted.text.startsWith(`func(${text})`))
      throwFatal('fatal', `this lab's Go has a func(${text}) for a finalizer, not a ${wanted.text}`);
    if (rest.length < finalizers.set.length) return fail('finalizer already set');
    share(m, pointer);
    share(m, call);
    rest.push({ object, pointer, call: call.value });
  }
  finalizers.set = rest;
  return 'done';
};

/** Whether it or anything that lies in it can be reached. */
function isMarked(m: Machine, o: Container, mark: number): boolean {
  const shape = layoutOf(m, o);
  return (
    o.mark === mark ||
    o.slots.some((value, i) => innerLayout(shape, i) >= 0 && value && isMarked(m, value as Container, mark))
  );
}

/** runtime.GC. */
export const collectNow: NativeRun = (m, g) => {
  const mark = collect(m);
  const { goroutines, finalizers } = m.state;
  if (finalizers === undefined) return 'done';
  finalizers.due.push(...finalizers.set.filter(({ object }) => !isMarked(m, object, mark)));
  finalizers.set = finalizers.set.filter(({ object }) => isMarked(m, object, mark));
  // All that was done to them was done before.
  for (const one of goroutines) if (one !== null) m.races?.releaseMerge(m, one, finalizers.order, 0);
  if (finalizers.due.length > 0 && !finalizers.running) {
    finalizers.running = true;
    const { code, captured } = finalizers.run;
    const started = newGoroutine(m, g, code, captured, [], positionOf(m, topFrame(g)));
    enqueue(m, started.id);
  }
  return 'done';
};

/** Whether there is one to be called. */
export const hasFinalizer: NativeRun = (m, g, { registers }, base) => {
  const { finalizers } = m.state;
  const more = finalizers !== undefined && finalizers.due.length > 0;
  if (finalizers !== undefined) {
    finalizers.running = more;
    m.races?.acquire(m, g, finalizers.order, 0);
  }
  registers[base] = more;
  return 'done';
};

export const callFinalizer: NativeRun = (m, g, _frame, base) => {
  const one = m.state.finalizers?.due.shift();
  if (one === undefined) return 'done';
  callFunction(m, g, one.call, [one.pointer], base);
  return 'called';
};
