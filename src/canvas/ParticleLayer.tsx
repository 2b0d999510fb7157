import { useStoreApi } from '@xyflow/react';
import { use, useEffect, useRef } from 'react';
import type { Plate } from '../lab/protocol.ts';
import { readToken } from '../ui/theme.ts';
import { PathsContext, useCanvas } from './context.ts';
import { drawMarks, marksAt, type Palette } from './particles.ts';

export interface ParticleLayerProps {
  /** Changes with the theme, so that colours are read again. */
  readonly theme: string;
}

/**
 * Everything in flight, on one 2D canvas above the plate: thousands of marks cost what a few DOM nodes would.
 * It draws when the playhead, the flights or the view have changed, and schedules nothing of its own.
 */
export function ParticleLayer({ theme }: ParticleLayerProps) {
  const { store, drawing } = useCanvas();
  const flow = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const paths = use(PathsContext);
  const latest = useRef(paths);
  const redraw = useRef(() => {});
  const held = useRef<{ readonly plate: Plate | null; readonly transform: unknown } | null>(null);

  // Before anything is drawn: flights of a new plate need its wires.
  useEffect(() => {
    latest.current = paths;
  }, [paths]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` is not used but decides what the tokens say.
  useEffect(() => {
    const element = canvas.current!;
    const ctx = element.getContext('2d');
    if (!ctx) return;
    const palette = paletteOf(element);
    const draw = () => {
      const { frames, plate, t, speed } = store.getState();
      const { transform, width, height } = flow.getState();
      // The last picture stands in for the flights of a new run, which are on their way.
      if (!frames && held.current?.transform === transform && held.current.plate !== plate) return;
      held.current = frames && { plate, transform };
      const ratio = resize(element, width, height);
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, element.width, element.height);
      if (!frames || plate !== drawing.plate) return;
      const [x, y, zoom] = transform;
      ctx.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y);
      drawMarks(ctx, marksAt(frames, plate.wires, latest.current, t, speed, zoom), palette, zoom);
    };
    draw();
    redraw.current = draw;
    const stops = [
      store.subscribe((now, before) => {
        if (now.t !== before.t || now.frames !== before.frames || now.speed !== before.speed) draw();
      }),
      flow.subscribe((now, before) => {
        if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height)
          draw();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store, flow, drawing, theme]);

  // While parts are dragged nothing else need be set up anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the paths have been handed on above.
  useEffect(() => redraw.current(), [paths]);

  return <canvas ref={canvas} className="canvas-particles" />;
}

/** @returns device pixels a CSS pixel */
function resize(element: HTMLCanvasElement, width: number, height: number): number {
  const ratio = Math.min(2, element.ownerDocument.defaultView?.devicePixelRatio ?? 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== w || element.height !== h) {
    element.width = w;
    element.height = h;
  }
  return ratio;
}

function paletteOf(element: Element): Palette {
  return {
    ink: readToken(element, '--ink'),
    faint: readToken(element, '--faint'),
    failing: readToken(element, '--failing'),
    paper: readToken(element, '--paper'),
  };
}
