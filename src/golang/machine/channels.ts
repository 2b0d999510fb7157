/**
 * Channels. The interpreter comes here with SEND, RECEIVE and CLOSE, for selects see selects.ts.
 * Free runs park who cannot go on, first come first served, and hand values over directly, as the runtime does.
 * By doors whoever cannot go on is simply not chosen; what a choice hands over was left in `woken` by doors.ts.
 */
import { goPanicError } from './faults.ts';
import { dequeue, enlist, isAlive, offered, park, takeWoken, wake } from './goroutines.ts';
import type { Machine } from './machine.ts';
import { share, zeroOf } from './memory.ts';
import type { GoChan, Goroutine, Value, Waiter } from './state.ts';
import { push, setKey } from './trail.ts';

export interface Received {
  readonly value: Value;
  readonly ok: boolean;
}

/** `chan <- value`. @returns false when g was parked: the instruction comes again. Panics as Go does. */
export function send(m: Machine, g: Goroutine, chan: GoChan | null, value: Value): boolean {
  const woken = takeWoken(m, g);
  if (woken !== undefined) {
    if (!woken.ok) goPanicError('send on closed channel');
    return true;
  }
  if (chan === null) {
    park(m, g, 'chan send (nil chan)', []);
    return false;
  }
  m.races?.read(m, g, chan, 0);
  if (chan.owner !== g.id) share(m, value);
  if (sendNow(m, g, chan, value)) return true;
  park(m, g, 'chan send', [chan]);
  enlist(m, chan.senders, g, 0);
  return false;
}

/** `<-chan`. @returns null when g was parked: the instruction comes again. */
export function receive(m: Machine, g: Goroutine, chan: GoChan | null): Received | null {
  const woken = takeWoken(m, g);
  if (woken !== undefined) return chan === null || woken.ok ? woken : closedValue(m, g, chan);
  if (chan === null) {
    park(m, g, 'chan receive (nil chan)', []);
    return null;
  }
  const now = receiveNow(m, g, chan);
  if (now !== null) return now;
  park(m, g, 'chan receive', [chan]);
  enlist(m, chan.receivers, g, 0);
  return null;
}

/** `close(chan)`; wakes everybody who waits there. Panics as Go does. */
export function closeChannel(m: Machine, g: Goroutine, chan: GoChan | null): void {
  if (chan === null) return goPanicError('close of nil channel');
  if (chan.closed) goPanicError('close of closed channel');
  m.races?.write(m, g, chan, 0);
  m.races?.release(m, g, chan, 0);
  setKey(m, chan, 'closed', true);
  const woken: { readonly g: Goroutine; readonly nth: number }[] = [];
  for (const queue of [chan.receivers, chan.senders])
    for (let w = dequeue(m, queue); w !== null; w = dequeue(m, queue)) woken.push(w);
  // The runtime keeps them on a stack: the last one is made ready first.
  for (const w of woken.reverse()) {
    m.races?.acquire(m, w.g, chan, 0);
    wake(m, w.g, { nth: w.nth, value: null, ok: false });
  }
}

/** Whether a send on it would go on at once; one that would panic goes on, too. Free runs only see waiting receivers. */
export function canSend(m: Machine, chan: GoChan): boolean {
  return chan.closed || held(chan) < chan.capacity || hasWaiter(m, chan.receivers);
}

export function canReceive(m: Machine, chan: GoChan): boolean {
  return chan.closed || held(chan) > 0 || hasWaiter(m, chan.senders);
}

/** How many values lie in it. */
export function held(chan: GoChan): number {
  return chan.sent - chan.received;
}

/** len(chan): a timer's channel looks as if it had no buffer. */
export function chanLength(chan: GoChan | null): number {
  return chan === null || chan.timer === true ? 0 : held(chan);
}

/** cap(chan) */
export function chanCapacity(chan: GoChan | null): number {
  return chan === null || chan.timer === true ? 0 : chan.capacity;
}

/** Sends if that can be done at once, its hooks included; g is null when a timer sends. The value is shared already. */
export function sendNow(m: Machine, g: Goroutine | null, chan: GoChan, value: Value): boolean {
  if (chan.closed) goPanicError('send on closed channel');
  const receiver = dequeue(m, chan.receivers);
  if (receiver !== null) {
    meet(m, chan, g, receiver.g);
    wake(m, receiver.g, { nth: receiver.nth, value, ok: true });
    return true;
  }
  if (held(chan) >= chan.capacity) return false;
  const at = chan.sent % chan.capacity;
  slotPassed(m, g, chan, at);
  if (at === chan.buffer.length) push(m, chan.buffer, value);
  else setKey(m, chan.buffer, at, value);
  setKey(m, chan, 'sent', chan.sent + 1);
  return true;
}

/** Receives if that can be done at once, its hooks included. */
export function receiveNow(m: Machine, g: Goroutine, chan: GoChan): Received | null {
  if (held(chan) > 0) {
    const at = chan.received % chan.capacity;
    const value = chan.buffer[at] ?? null;
    const sender = chan.closed ? null : dequeue(m, chan.senders);
    slotPassed(m, g, chan, at);
    setKey(m, chan, 'received', chan.received + 1);
    if (sender === null) {
      setKey(m, chan.buffer, at, null);
    } else {
      // The queue was full: what the first sender offers takes the place that came free.
      slotPassed(m, sender.g, chan, at);
      setKey(m, chan.buffer, at, offered(m, sender.g, sender.nth));
      setKey(m, chan, 'sent', chan.sent + 1);
      wake(m, sender.g, { nth: sender.nth, value: null, ok: true });
    }
    return { value, ok: true };
  }
  if (chan.closed) {
    m.races?.acquire(m, g, chan, 0);
    return closedValue(m, g, chan);
  }
  const sender = dequeue(m, chan.senders);
  if (sender === null) return null;
  const value = offered(m, sender.g, sender.nth);
  meet(m, chan, g, sender.g);
  wake(m, sender.g, { nth: sender.nth, value: null, ok: true });
  return { value, ok: true };
}

/** What a goroutine hands another one directly, for the race hooks: `mover` is the one that runs. */
export function meet(m: Machine, chan: GoChan, mover: Goroutine | null, waiter: Goroutine): void {
  const { races } = m;
  if (chan.capacity > 0) {
    // As if it had gone through the ring.
    const at = chan.received % chan.capacity;
    slotPassed(m, mover, chan, at);
    slotPassed(m, waiter, chan, at);
    setKey(m, chan, 'sent', chan.sent + 1);
    setKey(m, chan, 'received', chan.received + 1);
  } else if (races !== null && mover !== null) {
    races.release(m, mover, chan, 1);
    races.acquire(m, waiter, chan, 1);
    races.release(m, waiter, chan, 1);
    races.acquire(m, mover, chan, 1);
  }
}

/** What a receive from a closed, empty channel gives. */
export function closedValue(m: Machine, g: Goroutine, chan: GoChan): Received {
  return { value: zeroOf(m, g, m.program.types[chan.type]?.element ?? 0), ok: false };
}

/** A slot of the ring was filled or emptied by g: it hands on what the last one there knew. Elements without size share one slot.
 * A timer is nobody: its hook has left in the slot what it knew. */
function slotPassed(m: Machine, g: Goroutine | null, chan: GoChan, at: number): void {
  const { races } = m;
  if (races === null || g === null) return;
  const element = m.program.types[m.program.types[chan.type]?.element ?? 0];
  if (element?.bytes === 0) {
    races.acquire(m, g, chan, 1);
    races.release(m, g, chan, 1);
  } else {
    races.releaseAcquire(m, g, chan, 1 + at);
  }
}

function hasWaiter(m: Machine, queue: readonly Waiter[]): boolean {
  return queue.some((waiter) => isAlive(m, waiter));
}
