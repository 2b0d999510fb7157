import { seconds } from '../engine/clock.ts';
import { Timeline } from '../engine/timeline.ts';
import type { Span } from '../engine/trace.ts';
import { RequestTracer } from '../engine/trace.ts';
import { World } from '../engine/world.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { Recorder } from '../recording/recorder.ts';
import type { Recording } from '../recording/types.ts';
import type { Compiled } from '../scenario/compile.ts';
import { drawFrames, type Frames, type FramesWanted } from './frames.ts';
import { LastEvents } from './lastEvents.ts';
import type { LogLine } from './protocol.ts';

export interface TakeOptions {
  readonly eventBudget?: number;
  /** Called between stretches of the run with the share that is done, 0..1. */
  readonly progress?: (share: number) => void;
}

/** A finished run that can be asked again: what was counted, and every moment of it. */
export class Take {
  readonly compiled: Compiled;
  readonly recording: Recording;
  readonly timeline: Timeline;
  private readonly kinds: readonly PartDefinition[];
  private readonly probe: World;
  private readonly slowestFlight: number;

  constructor(compiled: Compiled, options: TakeOptions = {}) {
    const { model, seed } = compiled;
    this.compiled = compiled;
    this.kinds = model.parts.map(({ kind }) => kind as PartDefinition);
    const recorder = new Recorder(
      model,
      compiled.windows.filter(({ name }) => name !== 'run'),
    );
    const world = new World(model, { seed, witness: recorder, eventBudget: options.eventBudget });
    recorder.watch(world);
    this.timeline = new Timeline();
    while (!world.ending) {
      this.timeline.play(world, STRETCH);
      options.progress?.(model.until > 0 ? world.now / model.until : 1);
    }
    this.recording = recorder.finish(costsOf(world, this.kinds));
    this.slowestFlight = world.slowestFlight;
    this.probe = new World(model, { seed, eventBudget: options.eventBudget });
  }

  /** Exact moments of the run, with what is in flight. */
  frames(wanted: FramesWanted): Frames {
    const { probe, timeline, recording, kinds, slowestFlight } = this;
    return drawFrames(probe, timeline, recording, kinds, slowestFlight, wanted);
  }

  /** The last events up to a tick, that tick included, in words. */
  log(until: number, most: number): readonly LogLine[] {
    const log = new LastEvents(this.probe, this.compiled, most);
    this.probe.tracer = null;
    this.timeline.rewind(this.probe, until);
    this.probe.tracer = log;
    this.probe.run(until);
    this.probe.tracer = null;
    return log.lines();
  }

  /** Every hop made for one user's request, in the order in which they ended. */
  trace(request: number): readonly Span[] {
    const { count, arrived } = this.recording.requests;
    if (!(request >= 0 && request < count)) return [];
    const tracer = new RequestTracer(this.probe.messages, request);
    this.probe.tracer = null;
    this.timeline.seek(this.probe, arrived[request]! - 1);
    this.probe.tracer = tracer;
    // A request may go on in a queue after its user has the answer: those hops belong to it too.
    do this.probe.run(undefined, TRACE_STRETCH);
    while (!this.probe.ending && (this.probe.requests <= request || this.probe.messages.holds(request)));
    this.probe.tracer = null;
    return tracer.spans;
  }
}

/** Events between two calls of `progress`. */
const STRETCH = 500_000;
/** Events between two looks whether a traced request is over. */
const TRACE_STRETCH = 5_000;

/** What each part's prices make of its totals. */
export function costsOf(world: World, kinds: readonly PartDefinition[]): Recording['costs'] {
  return world.model.parts.flatMap(({ id, settings }, i) => {
    const totals: Record<string, number> = {};
    for (const name of Object.keys(kinds[i]!.spec.metrics)) {
      totals[name] = world.ledger.read(world.metricIndex.get(`${id}.${name}`)!, world.now);
    }
    const costs = kinds[i]!.cost?.(settings as never, totals, seconds(world.now)) ?? [];
    return costs.map((cost) => ({ part: id, ...cost }));
  });
}
