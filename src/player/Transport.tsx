import {
  ChevronsLeft,
  ChevronsRight,
  Ellipsis,
  Pause,
  Play,
  SkipBack,
  StepBack,
  StepForward,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonProps, IconButton } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Select } from '../ui/Select.tsx';
import { formatLength, formatMoment } from './clock.ts';
import { EventLine } from './EventLine.tsx';
import { GhostName } from './GhostName.tsx';
import { useMedia, usePlayed, usePlayer } from './hooks.ts';
import { SPEEDS } from './state.ts';

const inThousands = (speed: number): string =>
  speed >= 1_000_000 ? `${speed / 1_000_000}M` : speed >= 10_000 ? `${speed / 1000}k` : String(speed);
const SPEED_OPTIONS = SPEEDS.map((speed) => ({ value: String(speed), label: `${inThousands(speed)}×` }));

/** Moving through the run. On a phone the row holds what is used all the time; the rest is behind the last button. */
export function Transport() {
  const player = usePlayer();
  const speed = usePlayed((state) => state.speed);
  const isReady = usePlayed((state) => state.recording !== null);
  const isPhone = useMedia('(max-width: 599px)');
  const isWide = useMedia('(min-width: 1100px)');
  return (
    <fieldset className="transport" aria-label="Playback">
      {!isPhone && (
        <IconButton label="To the start" disabled={!isReady} onClick={() => player.seek(0)}>
          <SkipBack size={17} aria-hidden="true" />
        </IconButton>
      )}
      <IconButton label="One event back" disabled={!isReady} onClick={() => void player.stepEvent(-1)}>
        <StepBack size={17} aria-hidden="true" />
      </IconButton>
      {!isPhone && <Backwards look="icon" />}
      <PlayButton />
      <IconButton label="One event on" disabled={!isReady} onClick={() => void player.stepEvent(1)}>
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
      <Disclosure
        name="More ways through the run"
        label={<Ellipsis size={17} aria-hidden="true" />}
        align={isPhone ? 'end' : 'start'}
      >
        {() => <More isPhone={isPhone} isReady={isReady} />}
      </Disclosure>
      <EventLine />
      {isWide && <GhostName />}
    </fieldset>
  );
}

function PlayButton() {
  const player = usePlayer();
  const playing = usePlayed((state) => state.playing);
  const isReady = usePlayed((state) => state.recording !== null);
  // One button: somebody who has just pressed it with the keyboard stays on it.
  return (
    <IconButton
      label={playing ? 'Pause' : 'Play'}
      look="primary"
      disabled={!isReady}
      onClick={playing ? player.pause : player.play}
    >
      {playing ? (
        <Pause size={18} aria-hidden="true" fill="currentColor" strokeWidth={0} />
      ) : (
        <Play size={18} aria-hidden="true" fill="currentColor" strokeWidth={0} className="transport-play" />
      )}
    </IconButton>
  );
}

function Backwards({ look }: { readonly look: 'icon' | 'words' }) {
  const player = usePlayer();
  const isReady = usePlayed((state) => state.recording !== null);
  // Not `disabled`: when it has played back to the start, the focus must not be lost.
  const isThere = usePlayed((state) => state.t === 0);
  const label = 'Play backwards';
  const sign = <Play size={16} aria-hidden="true" className="transport-back" />;
  const rest = { disabled: !isReady, 'aria-disabled': isThere || undefined, onClick: player.playBackwards };
  return look === 'icon' ? (
    <IconButton label={label} {...rest}>
      {sign}
    </IconButton>
  ) : (
    <MoreButton sign={sign} {...rest}>
      {label}
    </MoreButton>
  );
}

function More({ isPhone, isReady }: { readonly isPhone: boolean; readonly isReady: boolean }) {
  const player = usePlayer();
  return (
    <>
      {isPhone && (
        <>
          <MoreButton
            sign={<SkipBack size={16} aria-hidden="true" />}
            disabled={!isReady}
            onClick={() => player.seek(0)}
          >
            To the start
          </MoreButton>
          <Backwards look="words" />
        </>
      )}
      <MoreButton
        sign={<ChevronsLeft size={16} aria-hidden="true" />}
        disabled={!isReady}
        onClick={() => player.step(-1)}
      >
        One frame back
      </MoreButton>
      <MoreButton
        sign={<ChevronsRight size={16} aria-hidden="true" />}
        disabled={!isReady}
        onClick={() => player.step(1)}
      >
        One frame on
      </MoreButton>
      <MoreButton
        sign={<SkipBack size={16} aria-hidden="true" className="transport-back" />}
        disabled={!isReady}
        onClick={() => player.seek(player.store.getState().end)}
      >
        To the end
      </MoreButton>
    </>
  );
}

function MoreButton({ sign, children, ...rest }: ButtonProps & { readonly sign: ReactNode }) {
  return (
    <Button look="quiet" {...rest}>
      {sign}
      {children}
    </Button>
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
