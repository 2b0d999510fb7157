import { type EdgeProps, useStore } from '@xyflow/react';
import { use } from 'react';
import { OUTCOMES } from '../engine/outcome.ts';
import { formatRate } from '../ui/face/figures.ts';
import { textWidth } from '../ui/face/text.ts';
import { formatCount } from '../ui/format.ts';
import { PathsContext, useCanvas, usePart } from './context.ts';
import type { WireEdge as WireEdgeType } from './drawing.ts';
import type { Tally } from './flights.ts';
import { useTally } from './tallies.ts';
import type { WirePath } from './wirePath.ts';

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
      <WireMark index={index} isLegible={isLegible} />
      {isLegible && <WireLabel index={index} />}
    </g>
  );
}

/** So many letters of a name stand on a wire, at most. */
const NAME_MAX = 22;

/** What is set on it: by name where that can be read, by a diamond from further off. */
function WireMark({ index, isLegible }: { readonly index: number; readonly isLegible: boolean }) {
  const { drawing } = useCanvas();
  const { label, length } = use(PathsContext)[index]!;
  // A document says more than a flag.
  const settings = Object.entries(drawing.plate.wires[index]!.with).sort(
    ([, a], [, b]) => Number(typeof b === 'object') - Number(typeof a === 'object'),
  );
  const [first] = settings;
  if (!first) return null;
  const { x, y } = markAt(label);
  const more = settings.length > 1 ? ` +${settings.length - 1}` : '';
  const name = first[0].slice(0, NAME_MAX) + more;
  const width = textWidth(name, 10, 'mono') + 14;
  const fits = isLegible && (label.anchor === 'start' || width < length - 8);
  return (
    <g className="wire-mark" transform={`translate(${x} ${y})`}>
      <title>{settings.map(([setting, raw]) => `${setting}: ${plain(raw)}`).join('\n')}</title>
      {fits ? (
        <>
          <rect x={-width / 2} y={-8} width={width} height={16} rx={3} />
          <text textAnchor="middle" y={3.5}>
            {name}
          </text>
        </>
      ) : (
        <path d="M0 -6L6 0L0 6L-6 0Z" />
      )}
    </g>
  );
}

/** In the middle of the wire itself: its figures stand beside it. */
function markAt({ x, y, anchor }: WirePath['label']): { readonly x: number; readonly y: number } {
  return anchor === 'start' ? { x: x - 12, y: y - 4 } : { x, y: y - 23 };
}

const plain = (raw: unknown): string => (typeof raw === 'string' ? raw : JSON.stringify(raw));

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
  if (perSecond < 0.1) return formatRate(perSecond);
  const digits = perSecond < 10 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond));
  return `${digits}/s`;
}
