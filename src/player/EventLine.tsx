import type { EventStep, Plate } from '../lab/protocol.ts';
import { formatTick } from './clock.ts';
import { usePlayed } from './hooks.ts';

const WHOLE = new Intl.NumberFormat('en-US');

/** After a step from event to event: which one it was. Nothing at any other moment. */
export function EventLine() {
  const event = usePlayed((state) => state.event);
  const plate = usePlayed((state) => state.plate);
  return (
    <p className="event-line" role="status" data-shown={event ? '' : undefined}>
      {event && plate && (
        <>
          <span className="event-line-says" data-tone={event.line?.isBad ? 'bad' : undefined}>
            {sayEvent(event, plate)}
          </span>{' '}
          <span className="event-line-count figures">
            event {WHOLE.format(event.events)} of {WHOLE.format(event.total)}
          </span>
        </>
      )}
    </p>
  );
}

/** "0:20.001234 Inventory: call arrives from Checkout" */
export function sayEvent({ at, line }: EventStep, plate: Plate): string {
  if (line === null) return 'Before the first event';
  const part = plate.parts[line.part]?.name;
  return `${formatTick(at)} ${part ? `${part}: ${line.says}` : line.says}`;
}
