/**
 * Natives of package time. Slots of the struct `timer` in prelude/time.go: channel, function, id (0: not set), period.
 */
import { held } from './channels.ts';
import { park, takeWoken } from './goroutines.ts';
import type { Machine, Native } from './machine.ts';
import { share } from './memory.ts';
import { method, type NativeRun, self } from './nativeHelp.ts';
import { timeNow } from './queues.ts';
import type { FunctionValue, GoChan, Value } from './state.ts';
import { setTimer, stopTimer } from './timers.ts';
import { setKey } from './trail.ts';

const CHANNEL = 0;
const FUNCTION = 1;
const ID = 2;
const PERIOD = 3;

/** Virtual time stays exact: durations beyond this (3 months) are as good as for ever. */
const LONGEST = 2 ** 53 - 1;

function nanoseconds(value: Value | undefined): number {
  return Math.max(0, Math.min(Number(value ?? 0), LONGEST));
}

const clock: NativeRun = (m, _g, frame, base) => {
  frame.registers[base] = timeNow(m);
  return 'done';
};

const sleep: NativeRun = (m, g, frame, base) => {
  if (takeWoken(m, g) !== undefined) return 'done';
  const length = nanoseconds(frame.registers[base]);
  if (length === 0) return 'done';
  park(m, g, 'sleep', []);
  setTimer(m, g, timeNow(m) + length, 0, { kind: 'wake', goroutine: g.id, ticket: g.ticket });
  return 'wait';
};

const start: NativeRun = (m, g, frame, base) => {
  const { slots } = self(frame, base);
  const when = timeNow(m) + nanoseconds(frame.registers[base + 1]);
  const to = slots[CHANNEL] as GoChan | null;
  const does =
    to === null
      ? ({ kind: 'call', function: slots[FUNCTION] as FunctionValue } as const)
      : ({ kind: 'send', to } as const);
  if (to !== null) setKey(m, to, 'timer', true);
  // What it starts may run at once, beside who set it.
  else share(m, slots[FUNCTION] as FunctionValue);
  setKey(m, slots, ID, setTimer(m, g, when, nanoseconds(slots[PERIOD]), does).id);
  return 'done';
};

const stop: NativeRun = (m, _g, frame, base) => {
  const { slots } = self(frame, base);
  const to = slots[CHANNEL] as GoChan | null;
  const stopped = stopTimer(m, slots[ID] as number);
  frame.registers[base] = drain(m, to) || stopped;
  return 'done';
};

/** Takes a time that nobody has received out of a timer's channel. */
function drain(m: Machine, chan: GoChan | null): boolean {
  if (chan === null || held(chan) === 0) return false;
  setKey(m, chan.buffer, chan.received % chan.capacity, null);
  setKey(m, chan, 'received', chan.received + 1);
  return true;
}

export const timeNatives: readonly Native[] = [
  { name: 'time.clock', run: clock },
  { name: 'testing.clock', run: clock },
  { name: 'time.Sleep', run: sleep },
  method('time.(*timer).start', 'atomic', start, { slot: -1 }),
  method('time.(*timer).stop', 'atomic', stop, { slot: -1 }),
];
