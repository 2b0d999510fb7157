import { type Family, fitText } from './text.ts';

export interface FaceTextProps {
  readonly x?: number;
  /** The baseline. */
  readonly y: number;
  readonly children: string;
  readonly look?: 'name' | 'words' | 'note' | 'figure' | 'faint figure' | 'state';
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Longer texts end in an ellipsis. */
  readonly width?: number;
}

const SIZE = { name: 14, words: 12, note: 11.5, figure: 11.5, 'faint figure': 11.5, state: 12 } as const;

export function FaceText({ x = 0, y, children, look = 'words', anchor = 'start', width }: FaceTextProps) {
  const family: Family = look === 'name' ? 'bold' : look.endsWith('figure') ? 'mono' : 'sans';
  return (
    <text className="face-text" x={x} y={y} data-look={look} textAnchor={anchor}>
      {width === undefined ? children : fitText(children, width, SIZE[look], family)}
    </text>
  );
}
