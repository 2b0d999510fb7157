import { type EdgeProps, useStore } from '@xyflow/react';
import { OUTCOMES } from '../engine/outcome.ts';
import { textWidth } from '../ui/face/text.ts';
import { formatCount } from '../ui/format.ts';
import { useCanvas, usePart } from './context.ts';
import type { WireEdge as WireEdgeType } from './drawing.ts';
import type { Tally } from './flights.ts';
import { useTally } from './tallies.ts';

/** Below this zoom the figures on the wires are too small to be read, and so only in the way. */
const LEGIBLE = 0.45;

/** A wire: where it leads, how much goes over it, and what comes back badly. */
export function WireEdge({ data }: EdgeProps<WireEdgeType>) {
  const { drawing } = useCanvas();
  const index = data!.index;
  const path = drawing.paths[index]!;
  const { to } = drawing.plate.wires[index]!;
  const isLegible = useStore(({ transform }) => transform[2] >= LEGIBLE);
  const mood = usePart(to)?.status.mood;
  return (
    <g className="wire" data-mood={mood === 'failing' || mood === 'down' ? mood : undefined}>
      <path className="wire-line" d={path.d} />
      <path className="wire-head" d={path.head} />
      {isLegible && <WireLabel index={index} />}
    </g>
  );
}

function WireLabel({ index }: { readonly index: number }) {
  const { drawing, still } = useCanvas();
  const tally = useTally(index);
  if (!tally) return null;
  const { label, length } = drawing.paths[index]!;
  const reason = OUTCOMES[tally.badOutcome]!.says;
  const bad = `× ${rate(tally.bad)}`;
  // Beside a wire that stands upright there is room; below one that lies, only as much as it is long.
  const fits = label.anchor === 'start' || textWidth(reason, 10.5, 'sans') < length + 24;
  return (
    <text className="wire-label" x={label.x} y={label.y} textAnchor={label.anchor}>
      <tspan>{still ? counters(tally) : rate(tally.along)}</tspan>
      {tally.bad > 0 && (
        <>
          <tspan className="wire-bad" x={label.x} dy={15}>
            {bad}
          </tspan>
          {fits && (
            <tspan className="wire-reason" x={label.x} dy={14}>
              {reason}
            </tspan>
          )}
        </>
      )}
    </text>
  );
}

function counters(tally: Tally): string {
  return `→ ${rate(tally.along)} · ← ${rate(tally.back)}`;
}

function rate(perSecond: number): string {
  const digits = perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond));
  return `${digits}/s`;
}
