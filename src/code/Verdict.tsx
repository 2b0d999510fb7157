import type { ReactNode } from 'react';
import type { GoExploration, GoFound, GoRun, GoView } from '../lab/go/protocol.ts';
import { Button } from '../ui/Button.tsx';
import type { DeskState } from './desk.ts';
import {
  boundWords,
  cleanWords,
  endingWords,
  firstLine,
  grouped,
  KIND_WORDS,
  meetWords,
  newsOf,
  runWords,
  stepsWords,
} from './verdictWords.ts';
import './verdict.css';

export interface VerdictProps {
  readonly state: DeskState;
  readonly problem: string | null;
  readonly onShow: (found: GoFound) => void;
  readonly onCallOff: () => void;
}

/** What is known: of all schedules, of the last run. */
export function Verdict({ state, problem, onShow, onCallOff }: VerdictProps) {
  const { exploration, run, busy, trouble } = state;
  return (
    <div className="go-verdict">
      <p className="visually-hidden" role="status">
        {newsOf(state)}
      </p>
      {problem && <Told mood="failing">{problem}</Told>}
      {trouble && <Told mood="failing">{trouble}</Told>}
      {busy?.what === 'explore' && (
        <Told>
          <p className="go-row">
            <span>
              <b>All schedules</b> are being tried
              {busy.progress && `: ${grouped(busy.progress.states)} states so far`}
              {busy.progress && busy.progress.found.length > 0 && ', and some fail'}.
            </span>
            <Button onClick={onCallOff}>Stop</Button>
          </p>
        </Told>
      )}
      {busy?.what === 'run' && <Told>It runs…</Told>}
      {exploration && <Explored exploration={exploration} onShow={onShow} />}
      {run && <Ran run={run} />}
    </div>
  );
}

function Told({
  mood,
  children,
}: {
  readonly mood?: 'calm' | 'failing' | 'throttled';
  readonly children: ReactNode;
}) {
  return (
    <div className="go-told" data-mood={mood}>
      {children}
    </div>
  );
}

/** How the schedule on the desk stands at its present step. */
export function Here({ view: { ending, meet } }: { readonly view: GoView }) {
  if (ending) {
    const first = firstLine(ending.text);
    const rest = ending.text.trimStart().slice(first.length).trim();
    return (
      <Told mood={ending.kind === 'exit' ? 'calm' : ending.kind === 'budget' ? 'throttled' : 'failing'}>
        <p className={first ? 'go-fatal' : undefined}>{first || endingWords(ending.kind)}</p>
        {meet && (
          <p>
            Goroutine {meet.goroutines[0]} is in the middle of writing <code>{meet.what}</code> when goroutine{' '}
            {meet.goroutines[1]} comes to it.
          </p>
        )}
        {rest && <Report text={rest} />}
      </Told>
    );
  }
  if (!meet) return null;
  return (
    <Told mood="failing">
      <p>
        <b>Data race:</b> {meetWords(meet)}
      </p>
    </Told>
  );
}

function Explored(props: { readonly exploration: GoExploration; readonly onShow: (found: GoFound) => void }) {
  const { exploration, onShow } = props;
  const { verdict, found } = exploration;
  return (
    <Told mood={found.length > 0 ? 'failing' : verdict === 'clean' ? 'calm' : 'throttled'}>
      <p>
        <b>All schedules</b>
        {found.length === 0 && `: ${cleanWords(exploration)}`}
      </p>
      {found.length > 0 && (
        <ul className="go-found">
          {found.map((one) => (
            <li key={one.kind} className="go-row">
              <span>
                Some <b>{KIND_WORDS[one.kind]}</b>; {stepsWords(one)}.
              </span>
              <Button aria-label={`Show it: ${KIND_WORDS[one.kind]}`} onClick={() => onShow(one)}>
                Show it
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="go-small">
        {boundWords(exploration)} Memory is sequentially consistent here: where there is a race, real
        processors may show still stranger orders.
      </p>
    </Told>
  );
}

/** A report is read from its beginning; nobody needs more of it than this. */
const OUTPUT_MAX = 20_000;

function Ran({ run }: { readonly run: GoRun }) {
  const { output, text, races, leaks, exitCode, kind } = run;
  const isWell = exitCode === 0 && kind !== 'budget' && races.length + leaks.length === 0;
  return (
    <Told mood={isWell ? 'calm' : exitCode === 0 && races.length === 0 ? 'throttled' : 'failing'}>
      <p>
        <b>One run</b> {runWords(run)}
      </p>
      {(output || text) && <Report text={`${output}${text}`} />}
      {races.slice(0, 1).map((race) => (
        <Report key={race} text={race} />
      ))}
      {leaks.slice(0, 10).map((leak) => (
        <p key={leak}>{leak}</p>
      ))}
      {leaks.length > 10 && <p>… and {grouped(leaks.length - 10)} others wait for ever.</p>}
    </Told>
  );
}

/** In Go's own words. */
export function Report({ text }: { readonly text: string }) {
  return (
    // What may scroll must be reached by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
    <pre className="go-output" tabIndex={0}>
      {text.length > OUTPUT_MAX ? `${text.slice(0, OUTPUT_MAX)}\n…` : text}
    </pre>
  );
}
