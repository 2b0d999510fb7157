import { Lightbulb } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../ui/Button.tsx';
import { useEpisode, useTold } from './hooks.ts';
import { hintsOf } from './progress.ts';
import { stepOf } from './state.ts';

/** Help, one piece at a time. */
export function Hints() {
  const episode = useEpisode();
  const hints = useTold((state) => stepOf(state).hints);
  const opened = useTold((state) => hintsOf(state.progress, stepOf(state).id));
  const last = useRef<HTMLLIElement>(null);
  const before = useRef(opened);
  useEffect(() => {
    // With the last hint its button goes: the focus would be lost.
    if (opened > before.current) last.current?.focus();
    before.current = opened;
  }, [opened]);
  if (!hints?.length) return null;
  const left = hints.length - opened;
  return (
    <section className="episode-hints">
      {opened > 0 && (
        <ol aria-label="Hints">
          {hints.slice(0, opened).map((hint, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: hints never change their places.
            <li key={i} ref={i === opened - 1 ? last : undefined} tabIndex={-1}>
              <Lightbulb size={15} aria-hidden="true" />
              <p>{hint}</p>
            </li>
          ))}
        </ol>
      )}
      {left > 0 && (
        <Button look="quiet" onClick={episode.openHint}>
          Give me a hint ({opened + 1} of {hints.length})
        </Button>
      )}
    </section>
  );
}
