import { useMemo } from 'react';
import { editsOf, type Lesson, type LessonRun } from '../../lab/lessonAsks.ts';
import { isSure, saidFindings, tallyWords } from '../../lab/lessonSaid.ts';
import { deedFindings, stepFindings } from '../../lab/lessonSteps.ts';
import type { LessonFound, Tally } from '../../lab/lessonTruths.ts';
import type { Scenario } from '../../scenario/types.ts';
import { titleOf } from '../../table/design.ts';
import { useTable } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { Findings } from './Findings.tsx';
import { showRun } from './showRun.ts';

export interface SaidProps {
  readonly of: { readonly scenario: Scenario; readonly lesson: Lesson };
  readonly found: LessonFound;
  readonly isRunning: boolean;
}

/** What the lesson says of itself: claims, predictions, tasks, the challenge, and whether every step can be passed. */
export function Said({ of: { scenario }, found, isRunning }: SaidProps) {
  const { catalog } = useTable();
  const deeds = useMemo(() => deedFindings(scenario, catalog), [scenario, catalog]);
  // What half of the runs say may be taken back by the others.
  const findings = useMemo(
    () => (isRunning ? deeds : [...saidFindings(found), ...stepFindings(scenario, found, catalog), ...deeds]),
    [isRunning, scenario, found, deeds, catalog],
  );
  const { claims, predictions, tasks, challenge } = found;
  const ids = new Set(claims.map(({ claim }) => claim.id)).size;
  if (ids + predictions.length + tasks.length === 0 && findings.length === 0) return null;
  const wrong = findings.filter(({ severity }) => severity === 'problem').length;
  return (
    <section className="health-said" aria-labelledby="health-said-title">
      <h3 id="health-said-title">What the lesson says of itself</h3>
      <p role="status">
        {counted(ids, 'claim')}, {counted(predictions.length, 'prediction')}, {counted(tasks.length, 'task')}:{' '}
        {isRunning ? 'being held against the runs.' : wrong === 0 ? 'every seed agrees.' : `${wrong} wrong.`}
      </p>
      <Findings findings={findings} />
      {challenge && challenge.passedBy.length > 0 && !isRunning && (
        <p>
          The challenge is passed by{' '}
          {challenge.passedBy
            .map(({ run, tally }) => `${titleOf({ scenario, design: run.design })} (${tallyWords(tally)})`)
            .join(', ')}
          .
        </p>
      )}
      <details className="health-counts">
        <summary>In how many seeds</summary>
        <Counts scenario={scenario} found={found} />
      </details>
    </section>
  );
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** One thing that is said, and each run of which it is said. */
interface Line {
  readonly key: string;
  readonly says: string;
  readonly runs: readonly {
    readonly run: LessonRun | null;
    readonly words: string;
    readonly isWrong: boolean;
    /** The first seed with which it does not hold; null: none. */
    readonly seed: number | null;
  }[];
}

const runOf = (run: LessonRun | null, tally: Tally, words: string): Line['runs'][number] => ({
  run,
  words,
  isWrong: !isSure(tally),
  seed: [...tally.falseAt, ...tally.undecidedAt].toSorted((a, b) => a - b)[0] ?? null,
});

function linesOf({ claims, predictions, tasks }: LessonFound): readonly Line[] {
  const all = [...new Set(claims.map(({ claim }) => claim))];
  return [
    ...all.map((claim) => ({
      key: `claim ${claim.index}`,
      says: claim.holds ? claim.says : `${claim.says} (must not come true)`,
      runs: claims
        .filter((found) => found.claim === claim)
        .map(({ run, tally, isLucky }) =>
          runOf(run, tally, `${tallyWords(tally)}${isLucky ? ', that of this scenario among them' : ''}`),
        ),
    })),
    ...predictions.map(({ prediction: { step, question, run }, rights, word }) => ({
      key: `prediction ${step}`,
      says: question,
      runs: [
        {
          run,
          words:
            rights
              .map(({ options, seeds }) => `${options.join(' and ') || 'no option'} right in ${seeds.length}`)
              .join(', ') || 'not run yet',
          isWrong: word === 'none' || word === 'several',
          seed: rights.find(({ options }) => options.length !== 1)?.seeds[0] ?? null,
        },
      ],
    })),
    ...tasks.map(({ task, tally, solvedBy }) => ({
      key: `task ${task.step} ${task.id}`,
      says: task.says,
      runs: [runOf(solvedBy[0] ?? task.runs[0] ?? null, tally, tallyWords(tally))],
    })),
  ];
}

function Counts({ scenario, found }: { readonly scenario: Scenario; readonly found: LessonFound }) {
  const { table } = useTable();
  return (
    <table>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">What is said</th>
          <th scope="col">Of which design, and in how many seeds it is so</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(found).map(({ key, says, runs }) => (
          <tr key={key}>
            <th scope="row">{says}</th>
            <td>
              {runs.map(({ run, words, isWrong, seed }) => (
                <div key={run?.key ?? ''} data-wrong={isWrong || undefined}>
                  {run && <span>{titleOf({ scenario, design: run.design })}: </span>}
                  {words}
                  {run && seed !== null && (
                    <Button
                      look="quiet"
                      aria-label={`Show seed ${seed}: ${says}`}
                      onClick={() => void showRun(table, run.design, editsOf(run, seed))}
                    >
                      Show seed {seed}
                    </Button>
                  )}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
