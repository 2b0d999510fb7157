/** The canvas at the author's desk: what is written is drawn at once, and its figures come when its run is there. */
import type { Scene, SceneStore } from '../canvas/scene.ts';
import { sketchOf } from '../lab/open.ts';
import type { Plate } from '../lab/protocol.ts';
import type { AtTable } from '../table/hooks.ts';
import type { TableState } from '../table/state.ts';

/** The scene of the player, with the plate of what lies on the table now. */
export function sketched({ table, catalog }: AtTable): SceneStore & { close(): void } {
  const { store, player } = table;
  const listeners = new Set<(now: Scene, before: Scene) => void>();
  let sketch: { readonly of: TableState['scenario']; readonly design: string; readonly plate: Plate } | null =
    null;
  let scene: Scene = player.store.getState();

  function draw(): void {
    const { scenario, design } = store.getState();
    const run = player.store.getState();
    // While a run is under way the player names it already, and still shows the one before.
    const isShown = run.source === scenario && run.design === design && run.progress === null;
    if (isShown || run.plate === null) sketch = null;
    else if (sketch?.of !== scenario || sketch.design !== design) {
      const plate = sketchOf(scenario, design, catalog);
      sketch = plate && { of: scenario, design, plate };
    }
    const before = scene;
    scene = sketch ? { ...run, plate: sketch.plate } : run;
    if (scene === before) return;
    for (const listener of listeners) listener(scene, before);
  }

  const stops = [store.subscribe(draw), player.store.subscribe(draw)];
  return {
    getState: () => scene,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}
