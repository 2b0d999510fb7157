import { parseArgs } from 'node:util';
import {
  type Break,
  breakOf,
  type CheckedRun,
  designsOf,
  type Health,
  type HealthPlan,
  type HealthTask,
  healthLacks,
  healthPlan,
  movedTasks,
} from '../../lab/health.ts';
import { measureRun, verdictOf } from '../../lab/judge.ts';
import { asksOf, editsOf, type LessonAsk, lessonOf } from '../../lab/lessonAsks.ts';
import { answerOf, checkedRuns, type LessonAnswer, lessonFound, truthsOf } from '../../lab/lessonTruths.ts';
import { movedSettings } from '../../lab/moved.ts';
import { fullCatalog as catalog } from '../../parts/full.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/types.ts';
import { healthCases } from './healthJunit.ts';
import { isAgreed, type Said, saidLines, saidOf } from './healthSaid.ts';
import { JUNIT_OPTION, type Suite, unreadable, writeJunit } from './junit.ts';
import { scenarioFiles } from './scenarioFiles.ts';
import { type Command, printJson, problemLine, progressBar, readScenario, wholeNumber } from './terminal.ts';
import { onAllCores, type Work } from './threads.ts';

const OPTIONS = {
  seeds: { type: 'string', default: '30' },
  robust: { type: 'boolean', default: false },
  'robust-seeds': { type: 'string', default: '5' },
  'lesson-seeds': { type: 'string', default: '5' },
  ...JUNIT_OPTION,
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Ten per cent up and down. */
const FACTORS = [1.1, 0.9];
const SCENARIOS = 'scenarios';

export const health: Command = {
  usage:
    'health SCENARIO|FOLDER... [--all] [--seeds 30] [--robust] [--robust-seeds 5] [--lesson-seeds 5] [--junit FILE.xml] [--json]',
  says: 'Whether lessons are load-bearing: in every seed the fix passes the check, and neither doing nothing nor a tempting design does, and what it says of itself holds; exit 1 when not.',
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const { files, isOne } = scenarioFiles(values.all ? [SCENARIOS] : positionals);
    const count = wholeNumber('--seeds', values.seeds, 1);
    const robust = values.robust ? wholeNumber('--robust-seeds', values['robust-seeds'], 1) : 0;
    const lessonCount = wholeNumber('--lesson-seeds', values['lesson-seeds'], 0);
    const reports: Report[] = [];
    const suites: Suite[] = [];
    let refused = false;
    for (const { file, isNamed } of files) {
      const { source, placed } = readScenario(file);
      const { scenario, problems } = parseScenario(source, catalog);
      const plan = scenario && healthPlan(scenario);
      const isNoLesson = scenario !== null && scenario.health === undefined;
      const lacks = scenario && !plan ? lacking(scenario) : null;
      if (plan) {
        const counts = { health: count, robust, lesson: lessonCount };
        const report = await examine(source, scenario, plan, counts);
        reports.push(report);
        suites.push({ name: report.id, file, cases: healthCases(report) });
      } else if (lacks !== null) {
        // In a folder some are no lessons.
        const isIdle = isNoLesson && !isNamed;
        if (!isIdle) console.error(`${file}: ${lacks}`);
        const outcome = isIdle ? 'skipped' : 'failed';
        suites.push({ name: scenario!.id, file, cases: [{ name: 'verdict', outcome, says: lacks }] });
      } else {
        const told = problems.map(placed);
        for (const problem of told) console.error(problemLine(file, problem));
        suites.push(unreadable(file, told));
      }
      refused ||= plan === null && (isNamed || !isNoLesson);
    }
    if (values.json) {
      if (!isOne) printJson(reports);
      else if (reports[0]) printJson(reports[0]);
    } else for (const report of reports) print(report);
    writeJunit(values.junit, 'health', suites);
    const sound = (report: Report) =>
      report.verdict === 'load-bearing' && (report.robust?.breaks ?? []).length === 0 && isAgreed(report);
    return refused || !reports.every(sound) ? 1 : 0;
  },
};

function lacking(scenario: Scenario): string {
  if (scenario.health === undefined) return 'This scenario teaches nothing to be checked: it has no health.';
  const lacks = healthLacks(scenario).map((what) => `there is no ${what.replace(/^an? /, '')}`);
  return `Nothing is proven yet: ${lacks.join(', ')}.`;
}

interface Counts {
  readonly health: number;
  readonly robust: number;
  /** For the runs that the verdict does not need; 0: they are not made, and what they would say is not known. */
  readonly lesson: number;
}

/** The shape of `--json`, one for each scenario. Stable: fields are added, never renamed. */
interface Report extends Health, Said {
  readonly format: 1;
  readonly id: string;
  readonly check: string;
  readonly seeds: { readonly first: 1; readonly count: number };
  readonly robust?: {
    readonly seeds: number;
    /** So many settings were moved up, down or both. */
    readonly settings: number;
    readonly moves: number;
    readonly outside: number;
    readonly unmoved: number;
    readonly breaks: readonly Break[];
  };
  readonly plan: HealthPlan;
}

async function examine(
  source: Uint8Array | string,
  scenario: Scenario,
  plan: HealthPlan,
  counts: Counts,
): Promise<Report> {
  const { health: count, robust: robustCount } = counts;
  const seeds = seedsUpTo(count);
  const robustSeeds = seedsUpTo(robustCount);
  const all = robustCount > 0 ? movedSettings(scenario, designsOf(plan), FACTORS, catalog) : null;
  const moves = (all?.moved ?? []).map((moved) => ({ moved, tasks: movedTasks(moved, robustSeeds) }));
  const lesson = lessonOf(scenario, catalog);
  const asks = asksOf(lesson);
  const planned = new Set(lesson.health!.runs.map(({ key }) => key));
  // More seeds for the moves than for the verdict: the designs that a move leaves alone are run for those, too.
  const mostSeeds = seedsUpTo(Math.max(count, robustCount));
  const whole = asks.flatMap(({ run }, ask): readonly Asked[] => {
    const over = planned.has(run.key) ? mostSeeds : seedsUpTo(Math.min(counts.lesson, count));
    const own = counts.lesson > 0 ? [scenario.seed] : [];
    return [...new Set([...own, ...over])].map((seed) => ({ ask, seed }));
  });
  const asked: readonly Asked[] = [...whole, ...moves.flatMap(({ tasks }) => tasks)];
  const setup: Setup = { source, check: plan.check, asks };
  const runs = await onAllCores<Asked, LessonAnswer | CheckedRun>(
    'health',
    setup,
    asked,
    progressBar(plan.id),
  );
  const truths = truthsOf(runs.slice(0, whole.length) as readonly LessonAnswer[]);
  const base = checkedRuns(lesson, truths, mostSeeds);
  let at = whole.length;
  const breaks = moves.flatMap(({ moved, tasks }) => {
    const own = runs.slice(at, at + tasks.length) as readonly CheckedRun[];
    at += tasks.length;
    return breakOf(plan, moved, own, base) ?? [];
  });
  const found = lessonFound(lesson, truths, seeds, scenario.seed);
  return {
    format: 1,
    id: plan.id,
    ...found.health!,
    check: plan.check,
    seeds: { first: 1, count },
    ...(all && {
      robust: {
        seeds: robustCount,
        settings: new Set(all.moved.map(({ part, setting }) => `${part}.${setting}`)).size,
        moves: all.moved.length,
        outside: all.outside,
        unmoved: all.unmoved,
        breaks,
      },
    }),
    plan,
    ...saidOf(scenario, found),
  };
}

const seedsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

interface Setup {
  readonly source: Uint8Array | string;
  readonly check: string;
  readonly asks: readonly LessonAsk[];
}
/** A run to its end of which everything is asked, or one with a moved setting, until the check is known. */
type Asked = { readonly ask: number; readonly seed: number } | HealthTask;

/** What each thread does: one run after the other. */
export const healthWork: Work<Setup, Asked, LessonAnswer | CheckedRun> = ({ source, check, asks }) => {
  const parsed = parseScenario(source, catalog);
  return (asked) => {
    if ('ask' in asked) {
      const ask = asks[asked.ask]!;
      const edits = editsOf(ask.run, asked.seed);
      return answerOf(
        ask,
        asked.seed,
        measureRun(parsed, ask.run.design, edits, { that: ask.that, figures: [] }),
      );
    }
    const { design, edits } = asked;
    return { design, seed: edits.seed!, passed: verdictOf(parsed, design, edits, check) === true };
  };
};

function print(report: Report): void {
  const { id, verdict, says, check, designs, plan, robust } = report;
  console.log(`${id}: ${verdict}. ${says}`);
  console.log(`  check      ${check}`);
  const line = (role: string, design: string) => {
    const { passed, of } = designs[design]!;
    console.log(`  ${role.padEnd(10)} ${design.padEnd(24)} passes in ${passed} of ${of} seeds`);
  };
  line('untouched', plan.untouched);
  line('fix', plan.fix);
  for (const design of plan.tempting) line('tempting', design);
  for (const text of saidLines(report)) console.log(text);
  if (!robust) return;
  const { settings, moves, seeds, outside, unmoved, breaks } = robust;
  console.log(
    `  robust     ${moves} moves of ${settings} settings by 10 %, ${seeds} seeds each; left out: ${outside} that leave their range, ${unmoved} that stay the same`,
  );
  for (const { part, setting, factor, designs: changed, verdict: word, says: why } of breaks) {
    const values = [...new Set(Object.values(changed).map(({ from, to }) => `${from} -> ${to}`))].join(', ');
    console.log(`  ✗ ${part}.${setting} ${factor > 1 ? '+' : '-'}10 % (${values}): ${word}. ${why}`);
  }
}
