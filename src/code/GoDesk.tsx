import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { Button } from '../ui/Button.tsx';
import type { Desk } from './desk.ts';
import './desk.css';
import { GoEditor } from './GoEditor.tsx';
import { Lanes } from './Lanes.tsx';
import type { Mark } from './marks.ts';
import { Schedule } from './Schedule.tsx';
import { Here, Verdict } from './Verdict.tsx';
import { World } from './World.tsx';

export interface GoDeskProps {
  readonly desk: Desk;
  /** What stands at the left of the bar: the file's name when left out. */
  readonly tools?: ReactNode;
  /** A way to hand out what is on the desk. */
  readonly share?: (source: string, schedule: string) => ReactNode;
  /** Something that went wrong before, told in its place. */
  readonly problem?: string | null;
  /** Only the code may be seen: what its schedules do is still a question. */
  readonly isConcealed?: boolean;
  readonly onSource?: (source: string) => void;
  /** The editor is left. */
  readonly onLeave?: () => void;
}

/** Code beside lanes: a Go program that can be edited, run, stepped by hand, and judged over all its schedules. */
export function GoDesk(props: GoDeskProps) {
  const { desk, tools, share, problem = null, isConcealed = false, onSource, onLeave } = props;
  const state = useStore(desk.store);
  const { errors, busy, exploration } = state;
  const view = isConcealed ? null : state.view;
  const file = state.program.sources[0]!;
  const cannotRun = busy !== null || errors.length > 0 || isConcealed;
  const rest = useRef<HTMLDivElement>(null);
  // While somebody types, nobody wants to see who stands where.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the program that has changed.
  useEffect(() => {
    const timer = setTimeout(desk.wake, WAKE_AFTER);
    return () => clearTimeout(timer);
  }, [desk, state.program]);
  // Where all lies below one another, the verdict may be out of sight.
  useEffect(() => {
    const sheet = rest.current?.parentElement;
    if (!exploration || !rest.current || !sheet) return;
    rest.current.scrollTop = 0;
    sheet.scrollTop = rest.current.offsetTop - BAR;
  }, [exploration]);
  const marks = useMemo<readonly Mark[]>(
    () =>
      (view?.lanes ?? [])
        .filter((lane) => lane.line !== null && lane.file === file.name)
        .slice(0, MARKS_MAX)
        .map(({ goroutine, line }) => ({ goroutine, line: line!, says: `goroutine ${goroutine} is here` })),
    [view, file.name],
  );

  function press(event: KeyboardEvent) {
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = view.choices.find(({ goroutine }) => String(goroutine) === event.key);
    if (event.key === 'ArrowRight') void desk.goTo(view.at + 1);
    else if (event.key === 'ArrowLeft') void desk.goTo(view.at - 1);
    else if (choice && view.at === view.steps.length) void desk.take(choice.schedule);
    else return;
    event.preventDefault();
  }

  return (
    <div className="go-desk">
      <div className="go-sheet">
        <header className="go-bar">
          <span className="go-tools">{tools ?? <h2 className="go-file">{file.name}</h2>}</span>
          <span className="go-tools">
            <Button disabled={cannotRun} onClick={() => void desk.runOnce(Date.now() % 1000)}>
              Run once
            </Button>
            <Button look="primary" disabled={cannotRun} onClick={() => void desk.explore()}>
              Try every schedule
            </Button>
            {share?.(file.source, view?.schedule ?? '')}
          </span>
        </header>
        <section className="go-code" aria-label="Code" onBlur={onLeave}>
          <GoEditor
            label={`Source of ${file.name}`}
            source={file.source}
            errors={errors}
            marks={marks}
            onChange={(source) => {
              desk.edit(source);
              onSource?.(source);
            }}
          />
          {errors.length > 0 && (
            <ul className="go-errors" aria-label="Errors">
              {errors.slice(0, 10).map(({ line, column, message, start }) => (
                <li key={`${start} ${message}`}>
                  <code>
                    {file.name}:{line}:{column}: {message}
                  </code>
                </li>
              ))}
            </ul>
          )}
        </section>
        <div className="go-rest" ref={rest}>
          <section className="go-side" aria-label="Goroutines" onKeyDown={press}>
            {view ? (
              <>
                <Lanes view={view} onStep={(at) => void desk.goTo(at)} />
                <World view={view} />
              </>
            ) : (
              <p className="go-empty">
                {isConcealed
                  ? 'What it does is shown once you have said what you expect.'
                  : errors.length > 0
                    ? 'The program does not compile yet.'
                    : 'Its goroutines stand here.'}
              </p>
            )}
          </section>
          <section className="go-foot" aria-label="Schedules" onKeyDown={press}>
            {view && (
              <div className="go-this">
                <Schedule
                  view={view}
                  found={state.shown}
                  onStep={(at) => void desk.goTo(at)}
                  onTake={(schedule) => void desk.take(schedule)}
                  onBegin={() => void desk.begin()}
                  plays={state.plays}
                  onPlay={desk.play}
                />
                <Here view={view} />
              </div>
            )}
            {!isConcealed && (
              <Verdict
                state={state}
                problem={problem}
                onShow={(found) => void desk.show(found)}
                onCallOff={desk.callOff}
              />
            )}
          </section>
        </div>
      </div>
    </div>
  );
}

/** Of the bar that stays in sight, px. */
const BAR = 56;

/** ms */
const WAKE_AFTER = 250;

/** More goroutines at their lines than a reader could tell apart. */
const MARKS_MAX = 24;
