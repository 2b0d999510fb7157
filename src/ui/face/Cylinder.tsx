import type { ReactNode } from 'react';
import './face.css';
import { Lock } from './Lock.tsx';
import type { Mood } from './mood.ts';
import { SYMBOL_LABEL_HEIGHT, SymbolLabel } from './SymbolLabel.tsx';

export interface CylinderProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly mood: Mood;
  readonly word?: string;
  readonly detail?: string;
  readonly locked?: boolean;
  /** How full it is, 0 to 1, drawn as a liquid above the foot. */
  readonly level?: number;
  readonly selected?: boolean;
  /** The foot is a band for figures, so high; the liquid never stands behind them. */
  readonly foot?: number;
  /** SVG in the foot, from (0, 0) of a box of `cylinderInner` px. */
  readonly children?: ReactNode;
}

const LID = 14;
const MARGIN = 12;

/** A database. Its height holds the body and the two lines of words underneath. */
export function Cylinder(props: CylinderProps) {
  const { width, height, title, mood, word, detail, locked, level = 0, selected, foot = 0, children } = props;
  const bottom = height - SYMBOL_LABEL_HEIGHT;
  const floor = foot > 0 ? bottom - LID - foot : bottom - LID - 1;
  const surface = floor - Math.min(1, Math.max(0, level)) * (floor - LID - 7);
  return (
    <svg className="face" width={width} height={height} aria-hidden="true" data-mood={mood}>
      {selected && <path className="face-selected" d={body(-4, -5, width + 4, bottom + 5, LID + 1)} />}
      <path
        className="face-sheet face-symbol"
        data-mood={mood}
        d={body(0.5, 0.5, width - 0.5, bottom - 0.5, LID)}
      />
      {level > 0 && (
        <>
          <path className="face-liquid" d={body(1.5, surface - LID, width - 1.5, floor + LID, LID)} />
          <path
            className="face-line face-surface"
            d={body(1.5, surface - LID, width - 1.5, surface + LID, LID)}
          />
        </>
      )}
      {foot > 0 && <path className="face-free" d={arc(floor, width)} />}
      <path className="face-sheet face-symbol face-lid" data-mood={mood} d={arc(LID + 0.5, width)} />
      {locked && <Lock x={width / 2} y={(floor + LID) / 2 + LID} />}
      {children && <g transform={`translate(${MARGIN} ${floor + LID + 2})`}>{children}</g>}
      <SymbolLabel
        x={width / 2}
        y={bottom}
        width={width + 40}
        title={title}
        detail={detail}
        mood={mood}
        word={word}
      />
    </svg>
  );
}

/** The width that a cylinder's children may fill. */
export function cylinderInner(width: number): number {
  return width - 2 * MARGIN;
}

/** The height of the foot for children of the given height. */
export function cylinderFoot(contentHeight: number): number {
  return contentHeight + 14;
}

/** The front half of a ring around the body. */
function arc(y: number, width: number): string {
  return `M0.5 ${y}a${width / 2 - 0.5} ${LID} 0 0 0 ${width - 1} 0`;
}

function body(left: number, top: number, right: number, bottom: number, lid: number): string {
  const r = (right - left) / 2;
  return `M${left} ${top + lid}a${r} ${lid} 0 0 1 ${2 * r} 0V${bottom - lid}a${r} ${lid} 0 0 1 ${-2 * r} 0z`;
}
