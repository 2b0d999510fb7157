import { HopTracer } from '../engine/trace.ts';
import type { Hop } from './protocol.ts';
import type { Take } from './take.ts';
import { wordedHops } from './whyHops.ts';

/** Every hop of one user's request, through queues too, each behind the one it was made for. */
export function hopsOf(take: Take, request: number): readonly Hop[] {
  const { probe, compiled, recording, timeline } = take;
  const { count, arrived } = recording.requests;
  if (!(request >= 0 && request < count)) return [];
  const callee = compiled.wires.map(({ from, to, initiator }) =>
    initiator === 'from' ? to.part : from.part,
  );
  const tracer = new HopTracer(probe, request, callee);
  probe.tracer = null;
  timeline.seek(probe, arrived[request]! - 1);
  probe.tracer = tracer;
  // A request may go on in a queue after its user has the answer: those hops belong to it too.
  do probe.run(undefined, TRACE_STRETCH);
  while (!probe.ending && (probe.requests <= request || probe.messages.holds(request)));
  probe.tracer = null;
  return wordedHops(tracer.hops(), compiled, probe.contents, request);
}

/** Events between two looks whether a traced request is over. */
const TRACE_STRETCH = 5_000;
