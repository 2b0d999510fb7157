/** `select`: takes any case that can go on, waits at all of them, or falls through to its default. */
import type { SelectExtra } from '../code/program.ts';
import { draw } from './chance.ts';
import { canReceive, canSend, closedValue, type Received, receiveNow, sendNow } from './channels.ts';
import { goPanicError } from './faults.ts';
import { enlist, park, takeWoken } from './goroutines.ts';
import type { Machine } from './machine.ts';
import { share } from './memory.ts';
import type { Frame, GoChan, Goroutine } from './state.ts';

/**
 * The case that went on: what it received stands in its registers. -1: the default.
 * @returns null when g was parked: the instruction comes again. By doors the choice of doors.ts stands in `woken`
 */
export function selectCase(m: Machine, g: Goroutine, frame: Frame, extra: SelectExtra): number | null {
  const woken = takeWoken(m, g);
  if (woken !== undefined) return finish(m, g, frame, extra, woken);
  const open = extra.cases.flatMap((_, nth) => (isReady(m, frame, extra, nth) ? [nth] : []));
  if (open.length > 0) {
    const nth = open[open.length > 1 ? draw(m) % open.length : 0] ?? 0;
    return takeCase(m, g, frame, extra, nth);
  }
  if (extra.hasDefault) return -1;
  const channels = extra.cases.map(({ channel }) => frame.registers[channel] as GoChan | null);
  park(m, g, extra.cases.length === 0 ? 'select (no cases)' : 'select', [
    ...new Set(channels.filter((chan) => chan !== null)),
  ]);
  extra.cases.forEach(({ send, value }, nth) => {
    const chan = channels[nth] ?? null;
    if (chan === null) return;
    if (send) {
      m.races?.read(m, g, chan, 0);
      if (chan.owner !== g.id) share(m, frame.registers[value] ?? null);
    }
    enlist(m, send ? chan.senders : chan.receivers, g, nth);
  });
  return null;
}

/** Whether a case could go on without waiting for somebody who is not there yet. */
export function isReady(m: Machine, frame: Frame, extra: SelectExtra, nth: number): boolean {
  const one = extra.cases[nth];
  const chan = one === undefined ? null : (frame.registers[one.channel] as GoChan | null);
  return chan !== null && (one?.send === true ? canSend(m, chan) : canReceive(m, chan));
}

/** Does a case that is ready. */
export function takeCase(m: Machine, g: Goroutine, frame: Frame, extra: SelectExtra, nth: number): number {
  const one = extra.cases[nth];
  const chan = one === undefined ? null : (frame.registers[one.channel] as GoChan | null);
  if (one === undefined || chan === null) throw new TypeError('A select took a case that is not ready.');
  if (one.send) {
    const value = frame.registers[one.value] ?? null;
    m.races?.read(m, g, chan, 0);
    if (chan.owner !== g.id) share(m, value);
    sendNow(m, g, chan, value);
    return nth;
  }
  store(frame, one.value, receiveNow(m, g, chan));
  return nth;
}

function finish(
  m: Machine,
  g: Goroutine,
  frame: Frame,
  extra: SelectExtra,
  woken: Received & { readonly nth: number },
): number {
  const one = extra.cases[woken.nth];
  if (one === undefined) return -1;
  if (one.send) {
    if (!woken.ok) goPanicError('send on closed channel');
  } else {
    const chan = frame.registers[one.channel] as GoChan;
    store(frame, one.value, woken.ok ? woken : closedValue(m, g, chan));
  }
  return woken.nth;
}

function store(frame: Frame, register: number, received: Received | null): void {
  if (register < 0 || received === null) return;
  frame.registers[register] = received.value;
  frame.registers[register + 1] = received.ok;
}
