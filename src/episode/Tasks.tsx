import { formatMoment } from '../player/clock.ts';
import { useTold } from './hooks.ts';
import { tickOf } from './progress.ts';
import { type Held, stepOf } from './state.ts';

/** What the step asks, with ticks as it is done. */
export function Tasks() {
  const step = useTold(stepOf);
  const held = useTold((state) => state.tasks);
  const schedules = useTold((state) => state.schedules);
  const progress = useTold((state) => state.progress);
  if (!step.tasks?.length) return null;
  return (
    <section className="episode-tasks">
      <h2>To do</h2>
      <ul>
        {step.tasks.map(({ id, says, design }, i) => {
          const tick = tickOf(progress, step.id, id);
          return (
            <Check
              key={id}
              says={says}
              isDone={tick !== null}
              measured={tick ? tick.measured : null}
              held={held[i] ?? schedules[i] ?? null}
              needsOwn={design === 'mine'}
            />
          );
        })}
      </ul>
    </section>
  );
}

export interface CheckProps {
  readonly says: string;
  readonly isDone: boolean;
  /** What was measured when it was done. */
  readonly measured: string | null;
  /** As it is in the run on the table. */
  readonly held: Held | null;
  /** It must be true of the learner's own design. */
  readonly needsOwn: boolean;
}

export function Check({ says, isDone, measured, held, needsOwn }: CheckProps) {
  const isOwn = useTold((state) => state.isOwn);
  const note = isDone ? measured : held && noteOf(held, needsOwn && !isOwn);
  return (
    <li data-done={isDone || undefined}>
      <span className="episode-tick" aria-hidden="true">
        {isDone && '✓'}
      </span>
      <div>
        <p>
          <span className="visually-hidden">{isDone ? 'Done: ' : 'To do: '}</span>
          {says}
        </p>
        {note && <p className="episode-measured figures">{note}</p>}
      </div>
    </li>
  );
}

/** How far it is from being done: nothing of the outcome before it was seen. */
function noteOf({ verdict, text, knownAt, isSeen }: Held, isForeign: boolean): string {
  if (verdict === 'undecided') return `Not to be measured here: ${text}`;
  if (!isSeen) return `Known at ${formatMoment(knownAt ?? 0)}`;
  if (verdict) return isForeign ? `${text}, but not in a design of yours` : text;
  return `Not yet: ${text}`;
}
