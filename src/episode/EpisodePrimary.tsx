import { useCallback } from 'react';
import { Button } from '../ui/Button.tsx';
import { useEpisode, useTold } from './hooks.ts';
import { primaryOf } from './primary.ts';

/** The one thing to do next, always in the same place. It can be reached and read even while it waits. */
export function EpisodePrimary() {
  const episode = useEpisode();
  const isFinished = useTold((state) => state.isFinished);
  const label = useTold((state) => primaryOf(state).label);
  const does = useTold((state) => primaryOf(state).does);
  const press = useCallback(() => {
    if (does !== 'choose') return episode.press();
    // The answers are what is missing.
    document.querySelector<HTMLElement>('[data-prediction] input')?.focus();
  }, [episode, does]);
  if (isFinished)
    return (
      <Button look="primary" onClick={episode.closeFinish}>
        Back to the table
      </Button>
    );
  const isIdle = does === 'wait' || does === 'choose';
  return (
    <Button
      look="primary"
      className="episode-primary"
      data-does={does}
      aria-disabled={isIdle || undefined}
      onClick={press}
    >
      {label}
    </Button>
  );
}
