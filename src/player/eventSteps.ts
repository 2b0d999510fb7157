import type { Lab } from '../lab/client.ts';
import type { EventStep } from '../lab/protocol.ts';

type From = Parameters<Lab['step']>[0];

export interface EventStepsOptions {
  readonly lab: Pick<Lab, 'step'>;
  /** Where steps begin; null while there is nothing to step through. */
  readonly from: () => EventStep | { readonly t: number } | null;
  /** Until the lab holds the run on the screen. */
  readonly ready: () => Promise<void>;
  readonly arrived: (step: EventStep) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Steps from event to event. Presses that come while the lab is at work are added up and asked for at once, so that ten
 * quick presses are ten events and not ten questions.
 */
export class EventSteps {
  private pending = 0;
  private serial = 0;
  private work: Promise<void> | null = null;
  private readonly options: EventStepsOptions;

  constructor(options: EventStepsOptions) {
    this.options = options;
  }

  /** @returns when this press, and all before it, are on the screen */
  press(direction: 1 | -1): Promise<void> {
    this.pending += direction;
    this.work ??= this.serve().finally(() => {
      this.work = null;
    });
    return this.work;
  }

  /** The playhead goes elsewhere: what was pressed before has no meaning there. */
  forget(): void {
    this.pending = 0;
    this.serial++;
  }

  /** Another run is on the screen: what is on its way is of the old one, and is asked for again. */
  restart(): void {
    this.serial++;
  }

  private async serve(): Promise<void> {
    while (this.pending !== 0) {
      const { lab, ready, arrived, failed } = this.options;
      await ready();
      const from = this.options.from();
      if (!from || this.pending === 0) break;
      const by = within(from, this.pending);
      const pressed = this.pending;
      const { serial } = this;
      if (by === 0) {
        this.pending = 0;
        break;
      }
      try {
        const step = await lab.step(placeOf(from), by);
        if (serial !== this.serial) continue;
        this.pending -= pressed;
        arrived(step);
      } catch (error) {
        if (serial !== this.serial) continue;
        this.pending = 0;
        failed(error);
      }
    }
    this.pending = 0;
  }
}

const placeOf = (from: EventStep | { readonly t: number }): From =>
  'events' in from ? { events: from.events } : { at: from.t };

/** There is nothing before the first event and nothing after the last. */
function within(from: EventStep | { readonly t: number }, by: number): number {
  if (!('events' in from)) return by;
  return Math.max(-from.events, Math.min(from.total - from.events, by));
}
