import type { Plate } from '../lab/protocol.ts';
import { useCanvas, useScene } from './context.ts';
import { lingerTicks, TALLY_TICKS, type Tally, tally } from './flights.ts';
import type { Scene, SceneStore } from './scene.ts';

/** Wall milliseconds between two counts while playing: a figure that changes faster cannot be read. */
export const RENEWED_MS = 250;

interface Counted {
  readonly key: string;
  readonly plate: Plate;
  readonly frames: Scene['frames'];
  readonly tallies: readonly Tally[];
}

/** One count for all wires of a canvas; it lives as long as the store. */
const counted = new WeakMap<SceneStore, Counted>();

export function useTally(wire: number): Tally | undefined {
  const { store, drawing } = useCanvas();
  return useScene(store, (scene) => {
    const { label } = drawing.plate.wires[wire]!;
    // While the exact flights are on their way, the last figures stay, also those of the run before an edit.
    const now = (scene.plate === drawing.plate && talliesOf(store, scene)) || counted.get(store);
    return now?.tallies[
      now.plate === drawing.plate ? wire : now.plate.wires.findIndex((w) => w.label === label)
    ];
  });
}

function talliesOf(store: SceneStore, scene: Scene): Counted | undefined {
  const { plate, t, speed, playing } = scene;
  const before = counted.get(store);
  const isWhole = scene.frames?.each === 1;
  const frames = isWhole ? scene.frames : scene.counted;
  if (!frames || !plate) return before;
  const at = isWhole ? t : frames.from;
  const key = isWhole && playing ? `${Math.floor(at / (RENEWED_MS * 1000 * speed))} at ${speed}` : `${at}`;
  const isSame = before?.key === key && before.plate === plate;
  if (isSame && ((isWhole && playing) || before.frames === frames)) return before;
  // Where a day passes in a second, the last second is no measure of what comes in a day.
  const ticks = isWhole ? Math.max(TALLY_TICKS, lingerTicks(speed)) : TALLY_TICKS;
  const now = { key, plate, frames, tallies: tally(frames, plate.wires, at, ticks) };
  counted.set(store, now);
  return now;
}
