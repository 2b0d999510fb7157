import { FaceText } from './FaceText.tsx';
import { MoodSign } from './MoodSign.tsx';
import type { Mood } from './mood.ts';
import { textWidth } from './text.ts';

export interface StateWordProps {
  readonly x?: number;
  /** The baseline. */
  readonly y: number;
  readonly mood: Mood;
  /** Says more than the mood: "locked, 41 s to go". Left out: the mood's own name. */
  readonly word?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

const SIGN = 16;

export function StateWord({ x = 0, y, mood, word = mood, anchor = 'start' }: StateWordProps) {
  const signX = anchor === 'start' ? 5 : anchor === 'end' ? -5 : -textWidth(word, 12, 'sans') / 2 - 3;
  const wordX = anchor === 'start' ? SIGN : anchor === 'end' ? -SIGN : SIGN / 2;
  return (
    <g transform={`translate(${x} ${y})`} data-mood={mood}>
      <MoodSign x={signX} y={-4} mood={mood} />
      <FaceText x={wordX} y={0} look="state" anchor={anchor}>
        {word}
      </FaceText>
    </g>
  );
}

/** px that the word and its sign take. */
export function stateWordWidth(word: string): number {
  return textWidth(word, 12, 'sans') + SIGN;
}
