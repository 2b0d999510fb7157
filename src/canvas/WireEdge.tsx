import { type EdgeProps, useStore } from '@xyflow/react';
import { use } from 'react';
import { OUTCOMES } from '../engine/outcome.ts';
import { textWidth } from '../ui/face/text.ts';
import { formatCount } from '../ui/format.ts';
import { PathsContext, useCanvas, usePart } from './context.ts';
import type { WireEdge as WireEdgeType } from './drawing.ts';
import type { Tally } from './flights.ts';
import { useTally } from './tallies.ts';

/** Below this zoom the figures on the wires are too small to be read, and so only in the way. */
const LEGIBLE = 0.45;

/** A wire: where it leads, how much goes over it, and what comes back badly. */
export function WireEdge({ id }: EdgeProps<WireEdgeType>) {
  const index = useCanvas().drawing.wireOf.get(id);
  return index === undefined ? null : <Wire index={index} />;
}

function Wire({ index }: { readonly index: number }) {
  const { drawing, selection, spotlight, Ports } = useCanvas();
  const path = use(PathsContext)[index]!;
  const { parts, wires } = drawing.plate;
  const { from, to, label } = wires[index]!;
  const isLegible = useStore(({ transform }) => transform[2] >= LEGIBLE);
  const mood = usePart(to)?.status.mood;
  const isSpotlit = spotlight === label;
  return (
    <g
      className="wire"
      data-mood={mood === 'failing' || mood === 'down' ? mood : undefined}
      data-selected={selection.wires.includes(label) ? '' : undefined}
      data-spotlit={isSpotlit ? '' : undefined}
      data-faded={spotlight !== null && !isSpotlit ? '' : undefined}
      data-unfinished={(parts[from]!.unfinished ?? parts[to]!.unfinished) ? '' : undefined}
    >
      {(Ports || isSpotlit) && (
        <>
          <path className="wire-ring" d={path.d} />
          <path className="wire-gap" d={path.d} />
          <path className="wire-hit" d={path.d} />
        </>
      )}
      <path className="wire-line" d={path.d} />
      <path className="wire-head" d={path.head} />
      {isLegible && <WireLabel index={index} />}
    </g>
  );
}

function WireLabel({ index }: { readonly index: number }) {
  const { still } = useCanvas();
  const paths = use(PathsContext);
  const tally = useTally(index);
  if (!tally) return null;
  const { label, length } = paths[index]!;
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
