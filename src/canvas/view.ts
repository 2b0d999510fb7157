import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import type { Drawing } from './drawing.ts';

/** Below stand the legend and the buttons; on a small sheet the buttons are above. */
const PADDING = { x: '24px', top: '28px', bottom: '56px' } as const;
const SMALL_PADDING = { x: '12px', top: '60px', bottom: '40px' } as const;
const SMALL = 600;
const MAX_ZOOM = 1.25;

/** Keeps the whole plate in view while the page changes its shape, until somebody has moved it. */
export function useKeptInView(drawing: Drawing): { readonly fit: () => void; readonly moved: () => void } {
  const flow = useReactFlow();
  const size = useStore(({ width, height }) => `${width}x${height}`);
  const padding = useStore(({ width }) => (width < SMALL ? SMALL_PADDING : PADDING));
  const isMoved = useRef(false);
  const design = useRef('');
  const fit = useCallback(() => {
    isMoved.current = false;
    void flow.fitView({ padding, maxZoom: MAX_ZOOM });
  }, [flow, padding]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new size or a new drawing is the reason to fit again.
  useEffect(() => {
    // Another design has other parts: what was looked at may be gone, and what came may be out of sight.
    if (design.current !== drawing.plate.design) isMoved.current = false;
    design.current = drawing.plate.design;
    if (!isMoved.current) void flow.fitView({ padding, maxZoom: MAX_ZOOM });
  }, [flow, size, padding, drawing]);
  const moved = useCallback(() => {
    isMoved.current = true;
  }, []);
  return { fit, moved };
}
