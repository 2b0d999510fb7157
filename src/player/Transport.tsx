import { Pause, Play, SkipBack, StepBack, StepForward } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { formatLength, formatMoment } from './clock.ts';
import { usePlayed, usePlayer } from './hooks.ts';
import { SPEEDS } from './state.ts';

const SPEED_OPTIONS = SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }));

export function Transport() {
  const player = usePlayer();
  const playing = usePlayed((state) => state.playing);
  const speed = usePlayed((state) => state.speed);
  const isReady = usePlayed((state) => state.recording !== null);
  return (
    <fieldset className="transport" aria-label="Playback">
      <IconButton label="To the start" disabled={!isReady} onClick={() => player.seek(0)}>
        <SkipBack size={17} aria-hidden="true" />
      </IconButton>
      <IconButton label="Step back" disabled={!isReady} onClick={() => player.step(-1)}>
        <StepBack size={17} aria-hidden="true" />
      </IconButton>
      {playing ? (
        <IconButton label="Pause" look="primary" onClick={player.pause}>
          <Pause size={18} aria-hidden="true" fill="currentColor" strokeWidth={0} />
        </IconButton>
      ) : (
        <IconButton label="Play" look="primary" disabled={!isReady} onClick={player.play}>
          <Play size={18} aria-hidden="true" fill="currentColor" strokeWidth={0} className="transport-play" />
        </IconButton>
      )}
      <IconButton label="Step on" disabled={!isReady} onClick={() => player.step(1)}>
        <StepForward size={17} aria-hidden="true" />
      </IconButton>
      <Time />
      <Select
        label="Speed of playback"
        labelShown="hidden"
        value={String(speed)}
        options={SPEED_OPTIONS}
        onChange={(value) => player.setSpeed(Number(value))}
      />
    </fieldset>
  );
}

function Time() {
  const t = usePlayed((state) => formatMoment(state.t));
  const end = usePlayed((state) => formatLength(state.end));
  return (
    <p className="transport-time figures">
      {t} <span>/ {end}</span>
    </p>
  );
}
