import { useStore } from '@xyflow/react';
import { useLayoutEffect, useRef, useState } from 'react';
import './callout.css';
import type { Drawing } from './drawing.ts';
import { isSmall } from './viewport.ts';

export interface CalloutProps {
  /** The id of a part. */
  readonly part: string;
  readonly says: string;
  readonly drawing: Drawing;
}

/** px to the part, and to the edges of the sheet. */
const GAP = 14;
const EDGE = 8;
/** A small sheet has its buttons above. */
const BUTTONS = 64;

/** One sentence that a part seems to say: above it, or below where there is no room. It keeps its size at every zoom. */
export function Callout({ part, says, drawing }: CalloutProps) {
  const [tx, ty, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const ref = useRef<HTMLParagraphElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, or less room, and it has another size.
  useLayoutEffect(() => {
    const { offsetWidth, offsetHeight } = ref.current!;
    setSize({ width: offsetWidth, height: offsetHeight });
  }, [says, width]);
  const box = drawing.boxes[drawing.partOf.get(part) ?? -1];
  const middle = box ? (box.x + box.width / 2) * zoom + tx : 0;
  const top = box ? box.y * zoom + ty : 0;
  const bottom = box ? (box.y + box.height) * zoom + ty : 0;
  const isBelow = top - GAP - size.height < (isSmall({ width, height }) ? BUTTONS : EDGE);
  const left = Math.max(EDGE, Math.min(width - EDGE - size.width, middle - size.width / 2));
  const y = isBelow ? Math.min(height - EDGE - size.height, bottom + GAP) : top - GAP - size.height;
  return (
    <p
      ref={ref}
      className="callout"
      role="note"
      data-below={isBelow ? '' : undefined}
      hidden={!box}
      style={{ left, top: y, '--tail': `${middle - left}px` } as React.CSSProperties}
    >
      {says}
    </p>
  );
}

export default Callout;
