import { useCanvas, useScene } from './context.ts';
import { type Tally, tally } from './flights.ts';
import type { Scene, SceneStore } from './scene.ts';

/** Wall milliseconds between two counts while playing: a figure that changes faster cannot be read. */
export const RENEWED_MS = 250;

interface Counted {
  readonly key: string;
  readonly frames: Scene['frames'];
  readonly tallies: readonly Tally[];
}

/** One count for all wires of a canvas; it lives as long as the store. */
const counted = new WeakMap<SceneStore, Counted>();

export function useTally(wire: number): Tally | undefined {
  const { store, drawing } = useCanvas();
  return useScene(store, (scene) =>
    scene.plate === drawing.plate ? talliesOf(store, scene)?.[wire] : undefined,
  );
}

function talliesOf(store: SceneStore, scene: Scene): readonly Tally[] | undefined {
  const { plate, t, speed, playing } = scene;
  const before = counted.get(store);
  const isWhole = scene.frames?.each === 1;
  const frames = isWhole ? scene.frames : scene.counted;
  // While the exact flights are on their way, the last figures stay.
  if (!frames || !plate) return before?.tallies;
  const at = isWhole ? t : frames.from;
  const key = isWhole && playing ? `${Math.floor(at / (RENEWED_MS * 1000 * speed))} at ${speed}` : `${at}`;
  if (before?.key === key && ((isWhole && playing) || before.frames === frames)) return before.tallies;
  const tallies = tally(frames, plate.wires, at);
  counted.set(store, { key, frames, tallies });
  return tallies;
}
