import { Chip } from '../ui/Chip.tsx';
import { usePlayed } from './hooks.ts';

/** Which run this is: the same seed and scenario give the same sixteen digits everywhere; eight are shown. */
export function DigestChip() {
  const seed = usePlayed((state) => state.plate?.seed);
  const digest = usePlayed((state) => state.recording?.digest);
  if (digest === undefined) return null;
  return (
    <span className="digest" title={`Digest of the run: ${digest}`} data-digest={digest}>
      <Chip look="figures">
        seed {seed} · run {digest.slice(0, 4)} {digest.slice(4, 8)}
      </Chip>
    </span>
  );
}
