import { DigestChip } from '../player/DigestChip.tsx';
import type { Opened } from './opened.ts';

/** Which run this is; pressed, it tells all about it. */
export function DigestButton({ opened }: { readonly opened: Opened }) {
  return (
    <button
      type="button"
      className="digest-button"
      aria-label="About this run"
      onClick={() => opened.desk()?.at.table.show('run')}
    >
      <DigestChip />
    </button>
  );
}
