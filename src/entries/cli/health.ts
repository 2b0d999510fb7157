import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Break,
  breakOf,
  type CheckedRun,
  designsOf,
  type Health,
  type HealthPlan,
  type HealthTask,
  healthOf,
  healthPlan,
  healthTasks,
  movedTasks,
} from '../../lab/health.ts';
import { measureRun, verdictOf } from '../../lab/judge.ts';
import { movedSettings } from '../../lab/moved.ts';
import { fullCatalog as catalog } from '../../parts/full.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/types.ts';
import {
  type Command,
  printJson,
  problemLine,
  progressBar,
  readScenario,
  scenarioFile,
  UsageError,
  wholeNumber,
} from './terminal.ts';
import { onAllCores, type Work } from './threads.ts';

const OPTIONS = {
  seeds: { type: 'string', default: '30' },
  robust: { type: 'boolean', default: false },
  'robust-seeds': { type: 'string', default: '5' },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Ten per cent up and down. */
const FACTORS = [1.1, 0.9];
const SCENARIOS = 'scenarios';

export const health: Command = {
  usage: 'health SCENARIO... [--all] [--seeds 30] [--robust] [--robust-seeds 5] [--json]',
  says: 'Whether lessons are load-bearing: in every seed the fix passes the check, and neither doing nothing nor a tempting design does; exit 1 when not.',
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const files = values.all ? allFiles() : positionals.map(scenarioFile);
    if (files.length === 0) throw new UsageError('Expected one scenario or more, or --all.');
    const count = wholeNumber('--seeds', values.seeds, 1);
    const robust = values.robust ? wholeNumber('--robust-seeds', values['robust-seeds'], 1) : 0;
    const reports: Report[] = [];
    let refused = false;
    for (const file of files) {
      const { source, placed } = readScenario(file);
      const { scenario, problems } = parseScenario(source, catalog);
      const plan = scenario && healthPlan(scenario);
      if (plan) reports.push(await examine(source, scenario, plan, count, robust));
      // Among all scenarios some are no lessons.
      else if (scenario && !values.all)
        console.error(`${file}: This scenario teaches nothing to be checked: it has no health.`);
      else for (const problem of problems) console.error(problemLine(file, placed(problem)));
      refused ||= plan === null && !(values.all && scenario);
    }
    if (values.json) {
      if (values.all || files.length > 1) printJson(reports);
      else if (reports[0]) printJson(reports[0]);
    } else for (const report of reports) print(report);
    const sound = ({ verdict, robust }: Report) =>
      verdict === 'load-bearing' && (robust?.breaks ?? []).length === 0;
    return refused || !reports.every(sound) ? 1 : 0;
  },
};

/** The shape of `--json`, one for each scenario. Stable: fields are added, never renamed. */
interface Report extends Health {
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

function allFiles(): readonly string[] {
  if (!existsSync(SCENARIOS)) throw new UsageError(`There is no folder ${SCENARIOS} here.`);
  return readdirSync(SCENARIOS)
    .map((id) => join(SCENARIOS, id, 'scenario.yaml'))
    .filter((file) => existsSync(file))
    .sort();
}

async function examine(
  source: Uint8Array | string,
  scenario: Scenario,
  plan: HealthPlan,
  count: number,
  robustCount: number,
): Promise<Report> {
  const seeds = seedsUpTo(count);
  const robustSeeds = seedsUpTo(robustCount);
  const all = robustCount > 0 ? movedSettings(scenario, designsOf(plan), FACTORS, catalog) : null;
  const moves = (all?.moved ?? []).map((moved) => ({ moved, tasks: movedTasks(moved, robustSeeds) }));
  // More seeds for the moves than for the verdict: the designs that a move leaves alone are run for those, too.
  const whole = healthTasks(plan, seedsUpTo(Math.max(count, robustCount)));
  const asked: readonly Asked[] = [
    ...whole.map((task) => ({ ...task, toTheEnd: true })),
    ...moves.flatMap(({ tasks }) => tasks.map((task) => ({ ...task, toTheEnd: false }))),
  ];
  const setup: Setup = { source, check: plan.check };
  const runs = await onAllCores<Asked, CheckedRun>('health', setup, asked, progressBar(plan.id));
  const base = runs.slice(0, whole.length);
  let at = whole.length;
  const breaks = moves.flatMap(({ moved, tasks }) => {
    const own = runs.slice(at, at + tasks.length);
    at += tasks.length;
    return breakOf(plan, moved, own, base) ?? [];
  });
  return {
    format: 1,
    id: plan.id,
    ...healthOf(
      plan,
      base.filter(({ seed }) => seeds.includes(seed)),
    ),
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
  };
}

const seedsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

interface Setup {
  readonly source: Uint8Array | string;
  readonly check: string;
}
interface Asked extends HealthTask {
  /** For the digest; otherwise only until the check is known. */
  readonly toTheEnd: boolean;
}

/** What each thread does: one run after the other. */
export const healthWork: Work<Setup, Asked, CheckedRun> = ({ source, check }) => {
  const parsed = parseScenario(source, catalog);
  return ({ design, edits, toTheEnd }) => {
    const seed = edits.seed!;
    if (!toTheEnd) return { design, seed, passed: verdictOf(parsed, design, edits, check) === true };
    const { verdicts, digest } = measureRun(parsed, design, edits, { that: [check], figures: [] });
    return { design, seed, passed: verdicts[0]!.verdict === true, digest };
  };
};

function print({ id, verdict, says, check, designs, plan, robust }: Report): void {
  console.log(`${id}: ${verdict}. ${says}`);
  console.log(`  check      ${check}`);
  const line = (role: string, design: string) => {
    const { passed, of } = designs[design]!;
    console.log(`  ${role.padEnd(10)} ${design.padEnd(24)} passes in ${passed} of ${of} seeds`);
  };
  line('untouched', plan.untouched);
  line('fix', plan.fix);
  for (const design of plan.tempting) line('tempting', design);
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
