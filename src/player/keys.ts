import { useEffect } from 'react';
import type { Player } from './player.ts';

/** Where keys have a meaning of their own. A part on the canvas or a plain button takes only space and Enter. */
const OWN_KEYS =
  'input, select, textarea, [contenteditable], [role="slider"], [role="tab"], [role="radio"], [role="listbox"], [role="tree"]';
const PRESSABLE = 'button, a, summary';

/**
 * Keys that work wherever the focus is, unless it is in a field: space plays and pauses, b plays backwards, arrows move,
 * comma and full stop go from event to event, with Shift from frame to frame.
 */
export function usePlayerKeys(player: Player): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof Element && target.closest(OWN_KEYS)) return;
      if (event.key === ' ' && target instanceof Element && target.closest(PRESSABLE)) return;
      if (act(player, event)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [player]);
}

function act(player: Player, { key, code, shiftKey }: KeyboardEvent): boolean {
  const { t, end, playing, direction } = player.store.getState();
  if (key === ' ') playing ? player.pause() : player.play();
  else if (key === 'b') playing && direction < 0 ? player.pause() : player.playBackwards();
  else if (key === 'ArrowLeft') player.seek(t - nudge(end));
  else if (key === 'ArrowRight') player.seek(t + nudge(end));
  // On some keyboards the full stop itself needs Shift: what is written counts first.
  else if (key === ',') void player.stepEvent(-1);
  else if (key === '.') void player.stepEvent(1);
  else if (shiftKey && code === 'Comma') player.step(-1);
  else if (shiftKey && code === 'Period') player.step(1);
  else return false;
  return true;
}

/** What an arrow key moves: a second of a run of five minutes. @returns ticks */
export function nudge(end: number): number {
  return Math.max(1, Math.round(end / 300));
}
