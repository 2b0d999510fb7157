import { Timeline } from '../engine/timeline.ts';
import { EVENT_BUDGET, World } from '../engine/world.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { Recorder } from '../recording/recorder.ts';
import type { Recording } from '../recording/types.ts';
import type { StorageTold } from '../rules/azure/sas/told.ts';
import type { Compiled } from '../scenario/compile.ts';
import { Bills } from './costs.ts';
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
  readonly kinds: readonly PartDefinition[];
  /** A world of the same run, to be sent to any moment of it. */
  readonly probe: World;
  /** Ticks of the slowest flight over a wire. */
  readonly slowestFlight: number;

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
    const bills = new Bills(world, this.kinds);
    this.timeline = new Timeline();
    // A run that spends its events before its time is over is nearer to its end than its clock says.
    const most = options.eventBudget ?? EVENT_BUDGET;
    while (!world.ending) {
      this.timeline.play(world, STRETCH);
      options.progress?.(Math.max(model.until > 0 ? world.now / model.until : 1, world.dispatched / most));
    }
    this.recording = recorder.finish(bills.read());
    this.slowestFlight = world.slowestFlight;
    this.probe = new World(model, { seed, eventBudget: options.eventBudget });
  }

  /** Exact moments of the run, with what is in flight. */
  frames(wanted: FramesWanted): Frames {
    return drawFrames(this, wanted);
  }

  /** The last events up to a tick, that tick included, in words. */
  log(until: number, most: number): readonly LogLine[] {
    const { probe, timeline } = this;
    const log = new LastEvents(probe, this.compiled, most);
    probe.tracer = null;
    timeline.seek(probe, until);
    timeline.seekEvents(probe, Math.max(0, probe.dispatched - most));
    probe.tracer = log;
    probe.run(until);
    probe.tracer = null;
    return log.lines();
  }

  /** What a part tells at its desk at a tick; null where it has none, or is not in the run. */
  told(at: number, id: string): StorageTold | null {
    const { probe, timeline } = this;
    const part = this.compiled.parts.findIndex((one) => one.id === id);
    const desk = this.kinds[part]?.desk;
    if (desk?.about !== 'signature') return null;
    probe.tracer = null;
    timeline.seek(probe, at);
    return desk.tell(probe.selves[part]!.state as never);
  }
}

/** Events between two calls of `progress`. */
const STRETCH = 500_000;
