import type { ReactNode } from 'react';
import { FaceText } from './FaceText.tsx';
import './face.css';
import { rectPath } from './geometry.ts';
import type { Mood } from './mood.ts';
import { StateWord, stateWordWidth } from './StateWord.tsx';

/** Whoever draws a part's face hands on what the face was given. */
export interface FaceCardProps {
  /** The part's own name. */
  readonly name: string;
  /** What it is: "Service", "Queue". */
  readonly title: string;
  /** `word` in place of the mood's own name: "stuck". */
  readonly status: { readonly mood: Mood; readonly word: string };
  readonly selected: boolean;
  readonly size: { readonly width: number; readonly height: number };
  /** SVG, drawn from (0, 0) of the content box. */
  readonly children?: ReactNode;
}

const PAD = 16;
const TOP = 56;

/** A part as a card of paper. Hidden from screen readers: who places it says it in words. */
export function FaceCard({ name, title, status, selected, size, children }: FaceCardProps) {
  const { mood, word } = status;
  const { width, height } = size;
  return (
    <svg className="face" width={width} height={height} aria-hidden="true" data-mood={mood}>
      {selected && (
        <rect className="face-selected" x={-4} y={-4} width={width + 8} height={height + 8} rx={10} />
      )}
      <rect
        className="face-sheet"
        data-mood={mood}
        x={0.5}
        y={0.5}
        width={width - 1}
        height={height - 1}
        rx={6}
      />
      {mood === 'throttled' && <path className="face-line face-wall" d={wall(height)} />}
      <FaceText x={PAD} y={26} look="name" width={width - 2 * PAD}>
        {name}
      </FaceText>
      {/* On the second line, so that a name need not be cut for the word beside it. */}
      <FaceText x={PAD} y={43} look="note" width={width - 2 * PAD - stateWordWidth(word) - 6}>
        {title}
      </FaceText>
      <StateWord x={width - PAD} y={43} mood={mood} word={word} anchor="end" />
      <g transform={`translate(${PAD} ${TOP})`}>{children}</g>
    </svg>
  );
}

/** The width that a card's children may fill. */
export function contentWidth(cardWidth: number): number {
  return cardWidth - 2 * PAD;
}

/** The height of a card for children of the given height. */
export function cardHeight(contentHeight: number): number {
  return TOP + contentHeight + PAD;
}

/** The draughtsman's sign for a wall, along the side where the requests come in. */
function wall(height: number): string {
  let path = rectPath(0.5, 6, 0, height - 12);
  for (let y = 12; y < height - 4; y += 6) path += `M0.5 ${y}l6 -6`;
  return path;
}
