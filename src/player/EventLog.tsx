import { useMemo } from 'react';
import { formatMoment } from './clock.ts';
import { usePlayed, usePlayer } from './hooks.ts';
import { keyEvents } from './keyEvents.ts';

/** What happens in the run and when; each line leads there. */
export function EventLog() {
  const player = usePlayer();
  const plate = usePlayed((state) => state.plate);
  const recording = usePlayed((state) => state.recording);
  const events = useMemo(() => (plate && recording ? keyEvents(plate, recording) : []), [plate, recording]);
  const passed = usePlayed((state) => events.filter(({ at }) => at <= state.t).length);
  if (events.length === 0) return null;
  return (
    <section className="events">
      <h2>What happens</h2>
      <ol>
        {events.map(({ at, says, tone }, i) => (
          <li key={`${at} ${says}`} data-tone={tone} data-passed={i < passed || undefined}>
            <button type="button" onClick={() => player.seek(at)}>
              <span className="figures">{formatMoment(at)}</span>
              <span>{says}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
