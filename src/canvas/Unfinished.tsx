import type { PlatePart } from '../lab/protocol.ts';

export interface UnfinishedProps {
  readonly part: PlatePart;
  readonly selected: boolean;
  readonly box: { readonly width: number; readonly height: number };
}

/** A part that takes no part in the run: as large as its face will be, and no figures. */
export function Unfinished({ part, selected, box: { width, height } }: UnfinishedProps) {
  return (
    <span className="part-unfinished" style={{ width, height }} data-selected={selected ? '' : undefined}>
      <strong>{part.name}</strong>
      <span>{part.title}</span>
      <em>unfinished: {part.unfinished}</em>
    </span>
  );
}
