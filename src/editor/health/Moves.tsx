import { useStore } from 'zustand';
import { checkedRuns, type LessonFound, type Truths } from '../../lab/lessonTruths.ts';
import { titleOf } from '../../table/design.ts';
import { useTable } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Broken, ROBUST_SEEDS } from './robust.ts';
import { showRun } from './showRun.ts';
import type { Sweep } from './sweep.ts';

export interface MovesProps {
  readonly sweep: Sweep;
  readonly truths: Truths;
  readonly found: LessonFound | null;
}

/** Whether the lesson hangs on a figure; on demand, because it takes many runs. */
export function Moves({ sweep, truths, found }: MovesProps) {
  const { isRunning, done, total, found: moved, wasCalledOff, failure } = useStore(sweep.robust.store);
  const { of, phase } = useStore(sweep.store);
  const canStart = phase === 'idle' && found?.health?.verdict === 'load-bearing';
  const start = () => {
    const plan = of?.lesson.health?.plan;
    if (plan) sweep.robust.start(of.scenario, plan, checkedRuns(of.lesson, truths, ROBUST_SEEDS));
  };
  return (
    <section className="health-moves" aria-labelledby="health-moves-title">
      <h3 id="health-moves-title">Does it hang on a figure?</h3>
      <p>
        Each number among the settings is moved up and down by 10 %, one at a time, with {ROBUST_SEEDS.length}{' '}
        seeds. A lesson that holds only with 50 and not with 55 teaches a number.
      </p>
      <div className="health-moves-bar">
        <Button disabled={!isRunning && !canStart} onClick={isRunning ? sweep.robust.callOff : start}>
          {isRunning ? 'Call it off' : 'Move every setting by 10 %'}
        </Button>
        <progress
          aria-label="Moved runs that are done"
          max={Math.max(1, total)}
          value={done}
          data-idle={!isRunning || undefined}
        />
        <p className="health-runs" role="status">
          {isRunning && total > 0 && `${done} of ${total} runs`}
          {wasCalledOff && `Called off after ${done} of ${total} runs.`}
          {phase === 'idle' &&
            !isRunning &&
            !moved &&
            !wasCalledOff &&
            !canStart &&
            'Only where the lesson is load-bearing as it is.'}
          {moved && summaryOf(moved)}
        </p>
      </div>
      {failure && <Notice what={failure} expected="runs that can be computed" announce="politely" />}
      {moved && moved.broken.length > 0 && (
        <ul className="health-findings">
          {moved.broken.map((one) => (
            <BrokenBy key={`${one.part}.${one.setting} ${one.factor}`} broken={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function summaryOf({
  broken,
  all,
}: NonNullable<ReturnType<Sweep['robust']['store']['getState']>['found']>): string {
  const settings = new Set(all.moved.map(({ part, setting }) => `${part}.${setting}`)).size;
  const what = `${all.moved.length} moves of ${settings} settings`;
  const out = all.outside > 0 ? ` ${all.outside} would leave their range.` : '';
  return broken.length === 0
    ? `It holds through ${what}.${out}`
    : `${broken.length} of ${what} break it.${out}`;
}

function BrokenBy({ broken }: { readonly broken: Broken }) {
  const { table } = useTable();
  const { part, setting, factor, designs, verdict, says, run } = broken;
  const values = [...new Set(Object.values(designs).map(({ from, to }) => `${from} to ${to}`))].join(', ');
  const name = `${part}.${setting}`;
  const title = titleOf({ scenario: table.store.getState().scenario, design: run.design });
  return (
    <li data-severity="problem">
      <span className="health-sign" aria-hidden="true">
        ×
      </span>
      <p>
        <b>
          {name} {factor > 1 ? '+' : '−'}10 %
        </b>{' '}
        ({values}): {verdict}. {says}
      </p>
      <Button
        aria-label={`Show the run with ${name} ${factor > 1 ? 'up' : 'down'} by 10 %: ${title}, seed ${run.edits.seed}`}
        onClick={() => void showRun(table, run.design, run.edits)}
      >
        Show the run
      </Button>
    </li>
  );
}
