import { lazy, Suspense, useEffect, useState } from 'react';
import type { LogLine } from '../lab/protocol.ts';
import { formatCount } from '../ui/format.ts';
import { usePlayed, usePlayer } from './hooks.ts';
import './lastEvents.css';

// Nobody opens a letter before the first picture.
const LetterFold = lazy(async () => ({ default: (await import('./LetterFold.tsx')).LetterFold }));

const SHOWN = 20;

/** Every event that the engine dispatched just before the playhead, for whoever wants to see the works. */
export function LastEvents() {
  const player = usePlayer();
  const plate = usePlayed((state) => state.plate);
  const t = usePlayed((state) => (state.playing ? -1 : state.t));
  const [isOpen, setOpen] = useState(false);
  const [lines, setLines] = useState<readonly LogLine[]>([]);
  useEffect(() => {
    if (!isOpen || !plate || t < 0) return;
    let isStale = false;
    player.lastEvents(SHOWN).then(
      (found) => isStale || setLines(found.toReversed()),
      () => isStale || setLines([]),
    );
    return () => {
      isStale = true;
    };
  }, [isOpen, plate, t, player]);
  return (
    <details className="last-events" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Every event, the latest first</summary>
      {t < 0 ? (
        <p>Pause, and the last {SHOWN} events stand here.</p>
      ) : (
        <ol>
          {lines.map(({ at, part, says, request, isBad, letter, error }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two events of one tick may read the same.
            <li key={`${at} ${i}`} data-tone={isBad ? 'bad' : undefined}>
              <span className="figures">{seconds(at)}</span>
              <span>
                <strong>{plate?.parts[part]?.name}</strong> {says}
                {request >= 0 && (
                  <span className="last-events-request"> request {formatCount(request + 1)}</span>
                )}
                {error && <span className="last-events-error">{error.message}</span>}
                <Suspense fallback={null}>
                  {letter && <LetterFold letter={letter} what="Its letter" />}
                </Suspense>
              </span>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

/** To the microsecond: an event's own time. */
const seconds = (at: number): string => (at / 1_000_000).toFixed(6);
