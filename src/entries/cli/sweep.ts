import { parseArgs } from 'node:util';
import type { Edits } from '../../lab/protocol.ts';
import { openRun, readDesign } from '../../lab/run.ts';
import { studentQuantile } from '../../theory/student.ts';
import { formatCount } from '../../ui/format.ts';
import { type Case, JUNIT_OPTION, type Suite, unreadable, writeJunit } from './junit.ts';
import { scenarioFiles } from './scenarioFiles.ts';
import { type Summary, summarize } from './summary.ts';
import {
  budgetOf,
  type Command,
  EDIT_OPTIONS,
  editsOf,
  printJson,
  problemLine,
  progressBar,
  readScenario,
  wholeNumber,
} from './terminal.ts';
import { onAllCores, type Work } from './threads.ts';

interface Setup {
  readonly source: Uint8Array | string;
  readonly design: string;
  readonly edits: Edits;
  readonly budget: { readonly eventBudget?: number };
}

const OPTIONS = { ...EDIT_OPTIONS, ...JUNIT_OPTION, seeds: { type: 'string', default: '30' } } as const;

export const sweep: Command = {
  usage:
    'sweep SCENARIO|FOLDER... [--seeds 200] [--design fix] [--set ...] [--act ...] [--junit FILE.xml] [--json]',
  says: 'Repeats a run over many seeds on all cores: means with 95 % intervals, claims in how many; exit 1 when one fails.',
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const { files, isOne } = scenarioFiles(positionals);
    const count = wholeNumber('--seeds', values.seeds, 2);
    const edits = editsOf(values);
    const first = edits.seed ?? 1;
    const seeds = Array.from({ length: count }, (_, i) => first + i);
    const swept: Swept[] = [];
    const suites: Suite[] = [];
    for (const { file } of files) {
      const { source, placed } = readScenario(file);
      const read = readDesign(source, values.design, edits);
      if (read.compiled === null) {
        const problems = read.problems.map(placed);
        for (const problem of problems) console.error(problemLine(file, problem));
        suites.push(unreadable(file, problems));
        continue;
      }
      const setup: Setup = { source, design: values.design, edits, budget: budgetOf(values) };
      const result = pool(await onAllCores<number, Summary>('sweep', setup, seeds, progressBar('sweeping')));
      if (!values.json) print(result);
      swept.push(result);
      suites.push(suiteOf(file, result));
    }
    if (values.json && !isOne) printJson(swept);
    else if (values.json && swept[0]) printJson(swept[0]);
    writeJunit(values.junit, 'sweep', suites);
    return swept.length < files.length || !swept.every(isWell) ? 1 : 0;
  },
};

const isWell = ({ claims, unfinished }: Swept): boolean =>
  claims.every(({ falseIn }) => falseIn.length === 0) && unfinished.length === 0;

function suiteOf(file: string, { scenario, seeds, claims, unfinished }: Swept): Suite {
  const cases = claims.map(
    ({ id, says, trueIn, falseIn, undecidedIn }): Case => ({
      name: id,
      outcome: falseIn.length > 0 ? 'failed' : trueIn > 0 ? 'passed' : 'skipped',
      says,
      details: [
        `true in ${trueIn} of ${seeds.count} seeds`,
        ...(falseIn.length > 0 ? [`false at seeds ${falseIn.join(', ')}`] : []),
        ...(undecidedIn.length > 0 ? [`undecided at seeds ${undecidedIn.join(', ')}`] : []),
      ].join('\n'),
    }),
  );
  const ending: Case = {
    name: 'every run finishes',
    outcome: unfinished.length > 0 ? 'failed' : 'passed',
    ...(unfinished.length > 0 ? { says: `Unfinished at seeds ${unfinished.join(', ')}.` } : {}),
  };
  return { name: scenario, file, cases: [...cases, ending] };
}

/** What each thread does: one seed after the other. */
export const sweepWork: Work<Setup, number, Summary> =
  ({ source, design, edits, budget }) =>
  (seed) => {
    const run = openRun(source, design, { ...edits, seed }, budget);
    if (run.take === null) throw new Error(run.problems[0]!.says);
    return summarize(run.take.compiled, run.take.recording, run.judged);
  };

interface Pooled {
  readonly mean: number;
  /** Half the width of the 95 % confidence interval. */
  readonly within: number;
  readonly lowest: number;
  readonly highest: number;
}

type Swept = ReturnType<typeof pool>;

function pool(runs: readonly Summary[]) {
  const figure = (read: (run: Summary) => number): Pooled => poolOf(runs.map(read));
  const windows = Object.keys(runs[0]!.windows);
  return {
    format: 1 as const,
    scenario: runs[0]!.scenario,
    design: runs[0]!.design,
    seeds: { first: runs[0]!.seed, count: runs.length },
    figures: {
      made: figure((r) => r.requests.made),
      availability: figure((r) => r.requests.availability),
      ...Object.fromEntries(
        windows.map((w) => [`availability ${w}`, figure((r) => r.windows[w]!.availability)]),
      ),
      'latency p50 (s)': figure((r) => r.requests.latencyS.p50),
      'latency p99 (s)': figure((r) => r.requests.latencyS.p99),
      'cost (USD)': figure((r) => r.cost.usd),
    } as Record<string, Pooled>,
    claims: runs[0]!.claims.map(({ id, says }, i) => {
      const seedsWhere = (verdict: boolean | 'undecided') =>
        runs.filter((r) => r.claims[i]!.verdict === verdict).map((r) => r.seed);
      return {
        id,
        says,
        trueIn: seedsWhere(true).length,
        falseIn: seedsWhere(false),
        undecidedIn: seedsWhere('undecided'),
      };
    }),
    unfinished: runs.filter((r) => r.ending.kind !== 'finished').map((r) => r.seed),
  };
}

function poolOf(values: readonly number[]): Pooled {
  const known = values.filter((value) => !Number.isNaN(value));
  const n = known.length;
  const mean = known.reduce((a, b) => a + b, 0) / n;
  const variance = known.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const within = n > 1 ? studentQuantile(0.95, n - 1) * Math.sqrt(variance / n) : Number.NaN;
  return { mean, within, lowest: Math.min(...known), highest: Math.max(...known) };
}

function print(result: Swept): void {
  console.log(
    `${result.scenario} · ${result.design} · ${result.seeds.count} seeds from ${result.seeds.first}\n`,
  );
  const number = (x: number): string =>
    Number.isNaN(x) ? '-' : x >= 1000 ? formatCount(Math.round(x)) : String(Number(x.toPrecision(4)));
  for (const [name, { mean, within, lowest, highest }] of Object.entries(result.figures)) {
    console.log(
      `${name.padEnd(28)} ${number(mean).padStart(10)} ± ${number(within).padEnd(10)} ${number(lowest)} to ${number(highest)}`,
    );
  }
  console.log('');
  for (const { says, trueIn, falseIn, undecidedIn } of result.claims) {
    const sign = falseIn.length > 0 ? '✗' : undecidedIn.length > 0 ? '?' : '✓';
    const where = falseIn.length > 0 ? `  false at seeds ${falseIn.slice(0, 10).join(', ')}` : '';
    console.log(`${sign} true in ${trueIn} of ${result.seeds.count}  ${says}${where}`);
  }
}
