import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { CanvasView } from '../../canvas/CanvasView.tsx';
import type { Scene, SceneStore } from '../../canvas/scene.ts';
import { useMedia } from '../../player/hooks.ts';
import type { Player } from '../../player/player.ts';
import './compare.css';
import type { Other } from './other.ts';

export interface BesideProps {
  readonly other: Other;
  readonly theme: 'light' | 'dark';
}

/** The other system, on the same playhead, in half of the stage that it is put into. Nothing where there is no room. */
export function Beside({ other, theme }: BesideProps) {
  const { player, isBeside, rival } = useStore(other.store);
  const isWide = useMedia('(min-width: 1100px)');
  if (!isBeside || !isWide || !player || !rival) return null;
  return <Second player={player} title={rival.title} theme={theme} />;
}

interface SecondProps {
  readonly player: Player;
  readonly title: string;
  readonly theme: 'light' | 'dark';
}

function Second({ player, title, theme }: SecondProps) {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const selected = useStore(player.store, (state) => state.selected);
  const store = useMemo(() => silent(player), [player]);
  const own = useRef<HTMLDivElement>(null);
  const way = useWay(own, player);
  return (
    <div className="beside" data-way={way} ref={own}>
      <p className="beside-name" data-run="a" aria-hidden="true">
        A
      </p>
      <p className="beside-name" data-run="b">
        B: {title}
      </p>
      <CanvasView
        label={`The other system: ${title}`}
        store={store}
        selected={selected}
        onSelect={player.select}
        onDrawn={player.drawn}
        theme={theme}
        still={still}
      />
    </div>
  );
}

/** What a part takes around its middle, about; and what a canvas keeps for its legend and its buttons. Px. */
const PART = { width: 240, height: 200 };
const KEPT = { width: 48, height: 84 };

/** Beside each other or below: whichever lets both be drawn larger. */
function useWay(own: RefObject<HTMLDivElement | null>, player: Player): 'beside' | 'below' {
  const parts = useStore(player.store, (state) => state.plate?.parts);
  const [size, setSize] = useState({ width: 1000, height: 600 });
  useEffect(() => {
    const stage = own.current?.parentElement;
    if (!stage) return;
    const watch = new ResizeObserver(([entry]) => setSize(entry!.contentRect));
    watch.observe(stage);
    return () => watch.disconnect();
  }, [own]);
  return useMemo(() => wayFor(parts?.map(({ at }) => at) ?? [], size), [parts, size]);
}

/** @param at the middles of the parts @param size of the stage that both share */
export function wayFor(
  at: readonly (readonly [number, number])[],
  { width, height }: { readonly width: number; readonly height: number },
): 'beside' | 'below' {
  const extent = (axis: 0 | 1) => {
    const values = at.map((point) => point[axis]);
    return values.length > 0 ? Math.max(...values) - Math.min(...values) : 0;
  };
  const zoom = (w: number, h: number) =>
    Math.min((w - KEPT.width) / (extent(0) + PART.width), (h - KEPT.height) / (extent(1) + PART.height));
  return zoom(width / 2, height) >= zoom(width, height / 2) ? 'beside' : 'below';
}

/** Two systems that speak at once are not understood: the one of the run on the screen speaks. */
function silent({ store }: Player): SceneStore {
  let last: Scene | null = null;
  let of: Scene | null = null;
  const quiet = (scene: Scene): Scene => {
    if (scene !== of) {
      of = scene;
      last = { ...scene, heard: null };
    }
    return last!;
  };
  return {
    getState: () => quiet(store.getState()),
    subscribe: (listener) => store.subscribe((now, before) => listener(now, before)),
  };
}
