import type { HealthPlan } from '../../lab/health.ts';
import { editsOf, type Lesson, type LessonRun } from '../../lab/lessonAsks.ts';
import { seedList } from '../../lab/lessonSaid.ts';
import type { Truths } from '../../lab/lessonTruths.ts';
import type { Scenario } from '../../scenario/types.ts';
import { titleOf } from '../../table/design.ts';
import { useTable } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { showRun } from './showRun.ts';
import { seedsUpTo } from './sweep.ts';

export interface SeedsProps {
  readonly scenario: Scenario;
  readonly health: NonNullable<Lesson['health']>;
  readonly truths: Truths;
  readonly seeds: number;
  /** More runs are to come: what breaks the lesson is listed when all are there. */
  readonly isRunning: boolean;
}

type Fate = 'passes' | 'fails' | 'unknown';

interface Row {
  readonly run: LessonRun;
  readonly title: string;
  readonly role: string;
  readonly shouldPass: boolean;
  readonly fates: readonly { readonly seed: number; readonly fate: Fate }[];
}

/** The check in every design and with every seed: a square each. */
export function Seeds({ scenario, health, truths, seeds, isRunning }: SeedsProps) {
  const { plan, runs } = health;
  const rows = runs.map((run): Row => {
    const fateOf = (seed: number): Fate => {
      const truth = truths.of(run, plan.check, seed);
      return truth === undefined ? 'unknown' : truth === true ? 'passes' : 'fails';
    };
    return {
      run,
      title: titleOf({ scenario, design: run.design }),
      role: roleOf(plan, run.design),
      shouldPass: run.design === plan.fix,
      fates: seedsUpTo(seeds).map((seed) => ({ seed, fate: fateOf(seed) })),
    };
  });
  return (
    <section className="health-seeds" aria-labelledby="health-seeds-title">
      <h3 id="health-seeds-title">The check, seed by seed</h3>
      <table>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Design</th>
            <th scope="col">Seeds in which it passes the check</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.run.key}>
              <th scope="row">
                {row.title} <span>{row.role}</span>
              </th>
              <td>
                <span className="visually-hidden">{inWords(row)}</span>
                <span className="health-squares" aria-hidden="true">
                  {row.fates.map(({ seed, fate }) => (
                    <i
                      key={seed}
                      title={`seed ${seed}: ${fate === 'unknown' ? 'not run yet' : fate}`}
                      data-fate={fate}
                      data-wrong={isWrong(row, fate) || undefined}
                    />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="health-legend" aria-hidden="true">
        <i data-fate="passes" /> passes <i data-fate="fails" /> fails <i data-fate="unknown" /> not run yet{' '}
        <i data-fate="fails" data-wrong /> not as it should be
      </p>
      {!isRunning && <Breaking rows={rows} />}
    </section>
  );
}

const isWrong = ({ shouldPass }: Row, fate: Fate): boolean =>
  fate !== 'unknown' && (fate === 'passes') !== shouldPass;

function roleOf({ fix, untouched }: HealthPlan, design: string): string {
  return design === fix ? 'the fix' : design === untouched ? 'untouched' : 'tempting';
}

function inWords(row: Row): string {
  const with_ = (wanted: Fate) => row.fates.filter(({ fate }) => fate === wanted).map(({ seed }) => seed);
  const [passing, failing, unknown] = [with_('passes'), with_('fails'), with_('unknown')];
  const run = passing.length + failing.length;
  const wrong = row.shouldPass ? failing : passing;
  const which = wrong.length > 0 ? `; not as it should be with ${seedList(wrong)}` : '';
  const rest = unknown.length > 0 ? `; ${unknown.length} not run yet` : '';
  return `passes in ${passing.length} of ${run} seeds${which}${rest}`;
}

const SHOWN_MAX = 12;

/** The seeds that break the lesson: each leads into that very run. */
function Breaking({ rows }: { readonly rows: readonly Row[] }) {
  const { table } = useTable();
  const wrong = rows.flatMap((row) =>
    row.fates.filter(({ fate }) => isWrong(row, fate)).map(({ seed }) => ({ row, seed })),
  );
  if (wrong.length === 0) return null;
  return (
    <div className="health-breaking">
      <h4>Seeds that break it</h4>
      <ul className="health-buttons">
        {wrong.slice(0, SHOWN_MAX).map(({ row, seed }) => (
          <li key={`${row.run.key} ${seed}`}>
            <Button onClick={() => void showRun(table, row.run.design, editsOf(row.run, seed))}>
              Show seed {seed}: {row.title} {row.shouldPass ? 'fails' : 'passes'}
            </Button>
          </li>
        ))}
      </ul>
      {wrong.length > SHOWN_MAX && <p>And {wrong.length - SHOWN_MAX} more.</p>}
    </div>
  );
}
