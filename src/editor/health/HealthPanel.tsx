import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../lab/client.ts';
import { healthLacks } from '../../lab/health.ts';
import { type LessonFound, lessonFound, truthsOf } from '../../lab/lessonTruths.ts';
import { useTabled } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { useAuthor } from '../hooks.ts';
import './health.css';
import { Moves } from './Moves.tsx';
import { Said } from './Said.tsx';
import { Seeds } from './Seeds.tsx';
import { SEED_COUNTS, type SeedCount, type Sweep, seedsUpTo } from './sweep.ts';
import { useSweep } from './useSweep.ts';
import { Words } from './Words.tsx';

/** Whether the lesson on the table teaches what it means to, told while it is written. */
export function HealthPanel() {
  return <HealthOver />;
}

/** @param startLab one for each processor; those of the page when left out */
export function HealthOver({ startLab }: { readonly startLab?: () => Promise<Lab> }) {
  const sweep = useSweep(startLab);
  const { of, answers, seeds, phase } = useStore(sweep.store);
  const truths = useMemo(() => truthsOf(answers), [answers]);
  const found = useMemo(
    () => of && lessonFound(of.lesson, truths, seedsUpTo(seeds), of.scenario.seed),
    [of, truths, seeds],
  );
  return (
    <div className="health">
      <Bar sweep={sweep} />
      <Verdict found={found} isStale={phase === 'waiting'} />
      {of?.lesson.health && (
        <>
          <Seeds
            scenario={of.scenario}
            health={of.lesson.health}
            truths={truths}
            seeds={seeds}
            isRunning={phase === 'running'}
          />
          <Moves sweep={sweep} truths={truths} found={found} />
        </>
      )}
      {of && found && <Said of={of} found={found} isRunning={phase !== 'idle'} />}
      <Words settled={of?.scenario ?? null} />
    </div>
  );
}

const WORDS = {
  idle: '',
  waiting: 'A moment after your last change, it is run again.',
  running: '',
} as const;

function Bar({ sweep }: { readonly sweep: Sweep }) {
  const { seeds, phase, done, total, wasCalledOff, failure } = useStore(sweep.store);
  const isAtRest = phase === 'idle';
  const isWhole = isAtRest && !wasCalledOff && failure === null;
  const runs = `${done} of ${total} runs`;
  return (
    <div className="health-bar">
      <Select
        label="Seeds"
        value={String(seeds)}
        options={SEED_COUNTS.map((count) => ({ value: String(count), label: `${count} seeds` }))}
        onChange={(count) => sweep.setSeeds(Number(count) as SeedCount)}
      />
      {/* One button, so that who has pressed it keeps the focus. */}
      <Button data-idle={isWhole || undefined} onClick={isAtRest ? sweep.goOn : sweep.callOff}>
        {isAtRest && !isWhole ? 'Go on' : 'Call it off'}
      </Button>
      <progress
        aria-label="Runs that are done"
        max={Math.max(1, total)}
        value={done}
        data-idle={isAtRest || undefined}
      />
      <p className="health-runs">
        {phase === 'running'
          ? runs
          : wasCalledOff
            ? `Called off after ${runs}.`
            : isWhole && total > 0
              ? `${total} runs.`
              : WORDS[phase]}
      </p>
      {failure && <Notice what={failure} expected="runs that can be computed" announce="politely" />}
    </div>
  );
}

const SIGNS = { 'load-bearing': 'good', hollow: 'problem', unwinnable: 'problem' } as const;
const TITLES = {
  'load-bearing': 'Load-bearing',
  hollow: 'Hollow',
  unwinnable: 'Unwinnable',
} as const;

function Verdict({ found, isStale }: { readonly found: LessonFound | null; readonly isStale: boolean }) {
  const author = useAuthor();
  const scenario = useTabled((state) => state.scenario);
  const lacks = useMemo(() => healthLacks(scenario), [scenario]);
  if (lacks.length > 0) {
    return (
      <section className="health-verdict" aria-label="The verdict">
        <Notice tone="hint" what="Nothing can be proven of this lesson yet. It needs:">
          <ul className="health-lacks">
            {lacks.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
          <p className="health-actions">
            <Button onClick={() => author.openTab('designs')}>Make them under Designs</Button>
            <Button look="quiet" onClick={() => author.revealText(scenario.health ? ['health'] : [])}>
              Write them in the text
            </Button>
          </p>
        </Notice>
      </section>
    );
  }
  const health = found?.health ?? null;
  return (
    <section
      className="health-verdict"
      aria-label="The verdict"
      aria-live="polite"
      data-stale={isStale || undefined}
    >
      {health ? (
        <Notice tone={SIGNS[health.verdict]} where={TITLES[health.verdict]} what={health.says} />
      ) : (
        <Notice tone="hint" where="Not known yet" what="The verdict comes when every run is there." />
      )}
    </section>
  );
}
