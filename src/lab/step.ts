import { beginDrawing, drawMoment, endDrawing } from './frames.ts';
import { LastEvents } from './lastEvents.ts';
import type { EventStep } from './protocol.ts';
import type { Take } from './take.ts';

/**
 * Ticks before the event in which flights have landed that come along: most take no time at all, and whoever steps from
 * event to event wants to see what has just been sent. Wires count what departed in the last second, so it is that long.
 */
const LINGER = 1_000_000;

/** The run right after an event: so many events further on (or back) from a number of events or from a tick's last event. */
export function stepOf(
  take: Take,
  from: { readonly events: number } | { readonly at: number },
  by: number,
): EventStep {
  const { probe, timeline, recording } = take;
  const total = recording.dispatched;
  probe.tracer = null;
  const isCounted = 'events' in from;
  if (!isCounted) timeline.seek(probe, Math.max(0, from.at));
  const begin = isCounted ? from.events : probe.dispatched;
  const events = Math.min(total, Math.max(0, Math.round(begin + by) || 0));
  const at = tickOf(take, events);
  const drawing = beginDrawing(take, { from: at, step: 1, count: 1, linger: LINGER });
  const log = new LastEvents(probe, take.compiled, 1);
  if (events > 0) {
    probe.runTo(events - 1);
    probe.tracer = { ...drawing.tracer, event: (...event) => log.event(...event) };
  }
  probe.runTo(events);
  drawMoment(take, drawing, 0, at);
  return { events, total, at, line: log.lines()[0] ?? null, frames: endDrawing(take, drawing) };
}

/** The tick of the last of so many events. */
function tickOf({ probe, timeline }: Take, events: number): number {
  timeline.seekEvents(probe, events);
  return events > 0 ? probe.now : 0;
}
