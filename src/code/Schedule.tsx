import { Pause, Play, Undo2 } from 'lucide-react';
import type { GoFound, GoView } from '../lab/go/protocol.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { laneColor } from './laneColor.ts';

export interface ScheduleProps {
  readonly view: GoView;
  /** Where the schedule comes from the search. */
  readonly found: GoFound | null;
  readonly onStep: (at: number) => void;
  readonly onTake: (schedule: string) => void;
  readonly onBegin: () => void;
  readonly plays: boolean;
  readonly onPlay: () => void;
}

/** More ways to go on than these are counted. */
const CHOICES_MAX = 12;

/** The order of steps as a strip, and who may take the next one. */
export function Schedule({ view, found, onStep, onTake, onBegin, plays, onPlay }: ScheduleProps) {
  const { steps, at, choices } = view;
  const several = new Set<number>();
  const seen = new Set<number>();
  for (const { goroutine } of choices) (seen.has(goroutine) ? several : seen).add(goroutine);
  const isAtEnd = at === steps.length;
  return (
    <div className="go-schedule">
      <p className="go-schedule-head">
        <b>This schedule</b>
        <span>{found ? foundWords(found) : stepWords(view)}</span>
        <IconButton
          label={plays ? 'Pause' : 'Tell it step by step'}
          onClick={onPlay}
          disabled={steps.length === 0}
        >
          {plays ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
        </IconButton>
        <IconButton label="Back to the start" onClick={onBegin} disabled={steps.length === 0}>
          <Undo2 size={16} aria-hidden="true" />
        </IconButton>
      </p>
      {steps.length > 0 && (
        <ol className="go-strip" aria-label="Steps">
          {steps.map(({ goroutine, says, line }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the schedule.
            <li key={i}>
              <button
                type="button"
                className="go-stop"
                data-lane={laneColor(goroutine)}
                data-taken={i < at ? '' : undefined}
                aria-current={i === at - 1 ? 'step' : undefined}
                aria-label={`Step ${i + 1}: goroutine ${goroutine}, ${says}, line ${line}`}
                onClick={() => onStep(i + 1)}
              >
                {i + 1}
              </button>
            </li>
          ))}
        </ol>
      )}
      {isAtEnd && choices.length > 0 && (
        <fieldset className="go-choices">
          <legend>Who takes the next step?</legend>
          {choices.slice(0, CHOICES_MAX).map(({ goroutine, says, schedule }) => (
            <Button
              key={schedule}
              data-lane={laneColor(goroutine)}
              className="go-choice"
              onClick={() => onTake(schedule)}
            >
              {goroutine === 0
                ? says
                : `Goroutine ${goroutine}${says && several.has(goroutine) ? `: ${says}` : ''}`}
            </Button>
          ))}
          {choices.length > CHOICES_MAX && (
            <span className="go-small">or {(choices.length - CHOICES_MAX).toLocaleString('en')} others</span>
          )}
        </fieldset>
      )}
      {steps.length > 0 && (
        <p className="go-keys">
          <kbd>←</kbd> <kbd>→</kbd> go through the steps
          {isAtEnd && choices.length > 0 && ', a digit lets that goroutine go on'}
        </p>
      )}
    </div>
  );
}

function stepWords({ at, steps }: GoView): string {
  if (steps.length === 0) return 'nobody has taken a step';
  return `${at} of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
}

function foundWords({ steps, preemptions, shortest }: GoFound): string {
  const switches = preemptions === 1 ? '1 switch' : `${preemptions} switches`;
  return `${shortest ? 'the shortest that fails' : 'one that fails'}: ${steps} ${steps === 1 ? 'step' : 'steps'}, ${switches}`;
}
