import './face.css';
import { FaceText } from './FaceText.tsx';
import { circlePath, rectPath } from './geometry.ts';
import type { Mood } from './mood.ts';
import { SYMBOL_LABEL_HEIGHT, SymbolLabel } from './SymbolLabel.tsx';

export interface CapsuleProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly mood: Mood;
  readonly word?: string;
  readonly detail?: string;
  /** Drawn as two halves with the draughtsman's break between them. */
  readonly cut?: boolean;
  /** Stands above the line: "2 ms". A cut link carries nothing and says nothing. */
  readonly inside?: string;
  /** What is on the way, as beads on the line; more than fit are drawn as full. */
  readonly beads?: number;
  readonly selected?: boolean;
}

const BEAD = 10;

/** A link that is a part of its own: a gateway, a peering, a cable. Its height holds the words underneath. */
export function Capsule(props: CapsuleProps) {
  const { width, height, title, mood, word, detail, cut, inside, beads = 0, selected } = props;
  const h = height - SYMBOL_LABEL_HEIGHT;
  const middle = width / 2;
  return (
    <svg className="face" width={width} height={height} aria-hidden="true" data-mood={mood}>
      {selected && (
        <rect className="face-selected" x={-4} y={-4} width={width + 8} height={h + 8} rx={h / 2 + 4} />
      )}
      <path
        className="face-sheet face-symbol"
        data-mood={cut ? 'cut' : mood}
        d={cut ? halves(width, h) : whole(width, h)}
      />
      <path
        className="face-line"
        d={
          cut
            ? `M${h / 2} ${h / 2}H${middle - 16}M${middle + 16} ${h / 2}H${width - h / 2}`
            : `M${h / 2} ${h / 2}H${width - h / 2}`
        }
      />
      <circle className="face-fill" cx={h / 2} cy={h / 2} r={3} />
      <circle className="face-fill" cx={width - h / 2} cy={h / 2} r={3} />
      {!cut && inside !== undefined && (
        <FaceText x={middle} y={h / 2 - 7} look="faint figure" anchor="middle" width={width - 24}>
          {inside}
        </FaceText>
      )}
      {!cut && beads > 0 && <path className="face-fill" d={string(beads, h / 2, width - h)} />}
      <SymbolLabel
        x={middle}
        y={h}
        width={width + 32}
        title={title}
        detail={detail}
        mood={mood}
        word={word}
      />
    </svg>
  );
}

/** Beads from the middle outwards, so that one or two do not look like a leftover. */
function string(beads: number, h: number, length: number): string {
  const n = Math.min(Math.ceil(beads), Math.floor(length / BEAD) - 1);
  let path = '';
  for (let i = 0; i < n; i++) path += circlePath(h + length / 2 + (i - (n - 1) / 2) * BEAD, h, 2.6);
  return path;
}

function whole(width: number, h: number): string {
  return rectPath(0.5, 0.5, width - 1, h - 1, h / 2 - 0.5);
}

function halves(width: number, h: number): string {
  const r = h / 2 - 0.5;
  const a = width / 2 - 8;
  const b = width / 2 + 2;
  const zig = h / 4;
  const left = `M${a} 0.5H${r + 0.5}a${r} ${r} 0 0 0 0 ${2 * r}H${a}l5 ${-zig}l-5 ${-zig}l5 ${-zig}z`;
  const right = `M${b} 0.5H${width - r - 0.5}a${r} ${r} 0 0 1 0 ${2 * r}H${b}l5 ${-zig}l-5 ${-zig}l5 ${-zig}z`;
  return left + right;
}
