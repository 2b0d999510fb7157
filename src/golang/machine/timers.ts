/**
 * Timers: a heap by (when, id) of goroutines to wake, channels to tell and functions to start. As since Go 1.23, a channel of a
 * timer that was stopped or set anew holds no old time.
 */
import { newGoroutine } from './call.ts';
import { sendNow } from './channels.ts';
import { endFatally } from './endings.ts';
import { isFatal } from './faults.ts';
import { goroutineOf, wake } from './goroutines.ts';
import type { Machine } from './machine.ts';
import { count, newContainer } from './memory.ts';
import { enqueue } from './queues.ts';
import type { Container, GoChan, Goroutine, Timer } from './state.ts';
import { pop, push, setKey } from './trail.ts';

/** What it is to fire one in work, instructions. */
const TURN = 60;
/** What one takes of the heap. */
export const TIMER_BYTES = 96;

/** Sets a timer for g. @param period nanoseconds between ticks, 0 for once */
export function setTimer(m: Machine, g: Goroutine, when: number, period: number, does: Timer['does']): Timer {
  count(m, TIMER_BYTES, 300);
  const timer: Timer = { id: m.state.nextTimer++, when, period, does, active: true, clock: null };
  push(m, m.state.timers, timer);
  rise(m, m.state.timers.length - 1);
  m.races?.timerSet(m, g, timer);
  return timer;
}

/** Takes a timer away. @returns whether it was set */
export function stopTimer(m: Machine, id: number): boolean {
  const { timers } = m.state;
  const at = timers.findIndex((timer) => timer.id === id);
  if (at < 0) return false;
  m.effort.done += at / 16;
  const last = pop(m, timers) as Timer;
  if (at < timers.length) {
    setKey(m, timers, at, last);
    rise(m, at);
    sink(m, at);
  }
  return true;
}

/** When the next timer is due, virtual nanoseconds; null when none is set. */
export function nextTimerAt(m: Machine): number | null {
  return m.state.timers[0]?.when ?? null;
}

/** Lets a timer do what it does. Those with a period are set again. */
export function fire(m: Machine, timer: Timer): void {
  m.effort.done += TURN;
  stopTimer(m, timer.id);
  if (timer.period > 0) {
    const missed = Math.max(0, Math.floor((m.state.now - timer.when) / timer.period));
    setKey(m, timer, 'when', timer.when + timer.period * (1 + missed));
    push(m, m.state.timers, timer);
    rise(m, m.state.timers.length - 1);
  }
  try {
    act(m, timer);
  } catch (thrown) {
    // No memory for it, and nobody runs who could die of that.
    if (!isFatal(thrown)) throw thrown;
    endFatally(m, null, thrown);
  }
}

function act(m: Machine, timer: Timer): void {
  const { does } = timer;
  if (does.kind === 'wake') {
    const g = goroutineOf(m, does.goroutine);
    if (g === null || g.status !== 'waiting' || g.ticket !== does.ticket) return;
    m.races?.timerFired(m, timer, g, null);
    // A sleep comes again and has to know; a cost knows by what it owes.
    wake(m, g, g.waiting?.reason === 'IO wait' ? undefined : { nth: 0, value: null, ok: true });
  } else if (does.kind === 'send') {
    m.races?.timerFired(m, timer, null, does.to);
    sendNow(m, null, does.to, timeOf(m, does.to));
  } else {
    const { code, captured } = does.function;
    const started = newGoroutine(m, null, code, captured, [], 0);
    m.races?.timerFired(m, timer, started, null);
    if (!m.byDoors) enqueue(m, started.id);
  }
}

/** Seconds from 1 January of year 1 to the beginning of virtual time: 10 November 2009, 23:00 UTC. prelude/time.go has it, too. */
const BEGIN = 62_135_596_800 + 1_257_894_000;

/** The time now as an element of a channel: a time.Time { sec, nsec, mono }. */
function timeOf(m: Machine, to: GoChan): Container {
  const { types } = m.program;
  const { now } = m.state;
  const time = newContainer(m, null, types[types[to.type].element].layout);
  const seconds = Math.floor(now / 1e9);
  time.slots[0] = BEGIN + seconds;
  time.slots[1] = now - seconds * 1e9;
  time.slots[2] = now + 1;
  return time;
}

function before(a: Timer | undefined, b: Timer | undefined): boolean {
  return a !== undefined && b !== undefined && (a.when < b.when || (a.when === b.when && a.id < b.id));
}

function rise(m: Machine, from: number): void {
  const { timers } = m.state;
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!before(timers[at], timers[parent])) return;
    exchange(m, at, parent);
    at = parent;
  }
}

function sink(m: Machine, from: number): void {
  const { timers } = m.state;
  for (let at = from; ; ) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) if (before(timers[child], timers[least])) least = child;
    if (least === at) return;
    exchange(m, at, least);
    at = least;
  }
}

function exchange(m: Machine, i: number, j: number): void {
  const { timers } = m.state;
  const [a, b] = [timers[i] as Timer, timers[j] as Timer];
  setKey(m, timers, i, b);
  setKey(m, timers, j, a);
}
