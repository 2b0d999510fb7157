import { FaceText } from './FaceText.tsx';
import type { Mood } from './mood.ts';
import { StateWord } from './StateWord.tsx';

export interface SymbolLabelProps {
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly title: string;
  /** A figure with its unit: "2 ms". */
  readonly detail?: string;
  readonly mood: Mood;
  readonly word?: string;
}

export const SYMBOL_LABEL_HEIGHT = 44;

/** What a symbol that is no card says of itself, underneath: its name, then its state, or a figure while it is calm. */
export function SymbolLabel({ x, y, width, title, detail, mood, word }: SymbolLabelProps) {
  return (
    <>
      <FaceText x={x} y={y + 20} look="name" anchor="middle" width={width}>
        {title}
      </FaceText>
      {mood === 'calm' && word === undefined && detail !== undefined ? (
        <FaceText x={x} y={y + 38} look="faint figure" anchor="middle">
          {detail}
        </FaceText>
      ) : (
        <StateWord x={x} y={y + 38} mood={mood} word={word} anchor="middle" />
      )}
    </>
  );
}
