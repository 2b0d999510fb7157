import { Button } from '../ui/Button.tsx';
import { usePlayed, usePlayer } from './hooks.ts';

/** The one thing to do next, always in the same place. */
export function PrimaryButton() {
  const player = usePlayer();
  const progress = usePlayed((state) =>
    state.progress === null ? null : Math.floor(state.progress * 20) * 5,
  );
  const hasRun = usePlayed((state) => state.recording !== null);
  const playing = usePlayed((state) => state.playing);
  const isOver = usePlayed((state) => state.t >= state.end);
  const atStart = usePlayed((state) => state.t === 0);
  if (!hasRun) {
    return (
      <Button look="primary" disabled>
        {progress === null ? 'Nothing to play' : `Computing the run, ${progress} %`}
      </Button>
    );
  }
  const words = playing ? 'Pause' : isOver ? 'Play it again' : atStart ? 'Play' : 'Go on';
  return (
    <Button look="primary" onClick={playing ? player.pause : player.play}>
      {words}
    </Button>
  );
}
