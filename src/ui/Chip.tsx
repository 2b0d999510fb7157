import type { ReactNode } from 'react';
import type { Mood } from './face/mood.ts';
import './widgets.css';

export interface ChipProps {
  readonly children: ReactNode;
  /** `figures`: the mono, for a seed or a digest. */
  readonly look?: 'words' | 'figures';
  readonly mood?: Mood;
}

export function Chip({ children, look = 'words', mood }: ChipProps) {
  return (
    <span className="ui-chip" data-look={look} data-mood={mood}>
      {children}
    </span>
  );
}
