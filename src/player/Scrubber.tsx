import type { KeyboardEvent } from 'react';
import { sayMoment } from './clock.ts';
import { usePlayed, usePlayer } from './hooks.ts';
import type { KeyEvent } from './keyEvents.ts';
import { nudge } from './keys.ts';

/** The run as one line: where we are, and what there is to go to. The pointer is heard by the whole timeline. */
export function Scrubber({ marks }: { readonly marks: readonly KeyEvent[] }) {
  const player = usePlayer();
  const end = usePlayed((state) => state.end);
  // While playing, a listener hears of it now and then, not with every frame.
  const t = usePlayed((state) => (state.playing ? (state.heard?.at ?? 0) : state.t));

  function press(event: KeyboardEvent) {
    const to = destination(event.key, player.store.getState().t, end);
    if (to === undefined) return;
    event.preventDefault();
    player.seek(to);
  }

  return (
    <div
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label="Moment of the run"
      aria-valuemin={0}
      aria-valuemax={end / 1_000_000}
      aria-valuenow={t / 1_000_000}
      aria-valuetext={`${sayMoment(t)} of ${sayMoment(end)}`}
      onKeyDown={press}
    >
      <span className="scrubber-track" />
      {marks.map(({ at, says, tone }) => (
        <span
          key={`${at} ${says}`}
          className="scrubber-mark"
          data-tone={tone}
          style={{ left: `${(100 * at) / Math.max(1, end)}%` }}
        />
      ))}
      <span className="scrubber-knob" />
    </div>
  );
}

function destination(key: string, t: number, end: number): number | undefined {
  if (key === 'ArrowRight' || key === 'ArrowUp') return t + nudge(end);
  if (key === 'ArrowLeft' || key === 'ArrowDown') return t - nudge(end);
  if (key === 'PageUp') return t + end / 10;
  if (key === 'PageDown') return t - end / 10;
  if (key === 'Home') return 0;
  if (key === 'End') return end;
  return undefined;
}
