import { parseArgs } from 'node:util';
import { openRun } from '../../lab/run.ts';
import { formatCount, formatSeconds } from '../../ui/format.ts';
import { type Case, caseOfClaim, JUNIT_OPTION, type Suite, unreadable, writeJunit } from './junit.ts';
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
} from './terminal.ts';

const OPTIONS = { ...EDIT_OPTIONS, ...JUNIT_OPTION } as const;

export const runCommand: Command = {
  usage:
    'run SCENARIO|FOLDER... [--design fix] [--seed 7] [--until 10m] [--set inventory.slots=20] [--act "20s database lock 60s"] [--junit FILE.xml] [--json]',
  says: 'Runs a scenario and prints what was counted; exit 1 when a claim is false.',
  run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const { files, isOne } = scenarioFiles(positionals);
    const edits = editsOf(values);
    const summaries: (Summary & { readonly eventsPerSecond: number })[] = [];
    const suites: Suite[] = [];
    for (const { file } of files) {
      const { source, placed } = readScenario(file);
      const begin = performance.now();
      const options = { progress: progressBar('running'), ...budgetOf(values) };
      const run = openRun(source, values.design, edits, options);
      if (run.take === null) {
        const problems = run.problems.map(placed);
        for (const problem of problems) console.error(problemLine(file, problem));
        suites.push(unreadable(file, problems));
        continue;
      }
      const wallS = (performance.now() - begin) / 1000;
      const summary = summarize(run.take.compiled, run.take.recording, run.judged);
      summaries.push({ ...summary, eventsPerSecond: Math.round(summary.events / wallS) });
      suites.push({ name: summary.scenario, file, cases: casesOf(summary), seconds: wallS });
      if (values.json) continue;
      if (isOne) print(summary, run.plate.title, titleOf(run.plate), wallS);
      else printBrief(summary);
    }
    if (values.json && !isOne) printJson(summaries);
    else if (values.json && summaries[0]) printJson(summaries[0]);
    writeJunit(values.junit, 'run', suites);
    return summaries.length < files.length || !summaries.every(isWell) ? 1 : 0;
  },
};

const isWell = ({ claims, ending }: Summary): boolean =>
  ending.kind === 'finished' && claims.every(({ verdict }) => verdict !== false);

const endingOf = ({ ending }: Summary): string =>
  `${ending.kind} at ${formatSeconds(ending.at / 1e6)}${'says' in ending ? `: ${ending.says}` : ''}`;

const casesOf = (summary: Summary): readonly Case[] => [
  ...summary.claims.map(caseOfClaim),
  {
    name: 'the run finishes',
    outcome: summary.ending.kind === 'finished' ? 'passed' : 'failed',
    says: endingOf(summary),
  },
];

/** One line for a run, and one for each claim that is not true. */
function printBrief(summary: Summary): void {
  const { scenario, design, seed, requests, claims } = summary;
  const wrong = claims.filter(({ verdict }) => verdict !== true);
  const told = [
    `${formatCount(requests.made)} made`,
    ...(Number.isNaN(requests.availability) ? [] : [`${percent(requests.availability)} available`]),
    `${claims.length - wrong.length} of ${claims.length} claims true`,
    endingOf(summary),
  ];
  console.log(`${isWell(summary) ? '✓' : '✗'} ${scenario} · ${design} · seed ${seed}: ${told.join(', ')}`);
  for (const { says, verdict, text } of wrong)
    console.log(`    ${verdict === false ? '✗ false' : '? undecided'}  ${says} (${text})`);
}

const titleOf = (plate: { design: string; designs: readonly { id: string; title: string }[] }): string =>
  plate.designs.find(({ id }) => id === plate.design)?.title ?? plate.design;

const percent = (share: number): string =>
  Number.isNaN(share) ? 'none asked' : `${(share * 100).toFixed(2)} %`;
const time = (s: number): string => (Number.isNaN(s) ? 'none' : formatSeconds(s));

function print(summary: Summary, title: string, design: string, wallS: number): void {
  const { requests: r } = summary;
  const line = (name: string, text: string) => console.log(`${name.padEnd(13)} ${text}`);
  console.log(`${title} · ${design} · seed ${summary.seed} · ${formatSeconds(summary.untilS)}\n`);
  line(
    'requests',
    `${formatCount(r.made)} made · ${formatCount(r.answered)} answered · ${formatCount(r.failed)} failed · ${formatCount(r.open)} open`,
  );
  line(
    'outcomes',
    Object.entries(r.outcomes)
      .map(([name, n]) => `${name} ${formatCount(n)}`)
      .join(' · '),
  );
  line(
    'latency',
    Object.entries(r.latencyS)
      .map(([name, s]) => `${name} ${time(s)}`)
      .join(' · '),
  );
  for (const [name, w] of Object.entries(summary.windows)) {
    line(
      name === 'run' ? 'availability' : '',
      `${percent(w.availability).padStart(9)}  ${name} (${formatCount(w.arrived)} arrived, ${formatCount(w.open)} open)`,
    );
  }
  console.log('');
  for (const [id, part] of Object.entries(summary.parts)) {
    const counters = Object.entries(part.counters).filter(([, n]) => n > 0);
    const levels = Object.entries(part.levels).filter(([, { max }]) => max > 0);
    line(id, counters.map(([name, n]) => `${name} ${formatCount(n)}`).join(' · '));
    line(
      '',
      levels.map(([name, { mean, max }]) => `${name} mean ${round(mean)} max ${round(max)}`).join(' · '),
    );
  }
  console.log('');
  line(
    'cost',
    `$${summary.cost.usd.toFixed(4)}  ${summary.cost.items.map(({ part, what }) => `${part}: ${what}`).join(' · ')}`,
  );
  for (const claim of summary.claims) {
    const sign = claim.verdict === true ? '✓ true' : claim.verdict === false ? '✗ false' : '? undecided';
    line(sign, `${claim.says}\n${''.padEnd(14)}${claim.text}`);
  }
  line('ending', endingOf(summary));
  line(
    'events',
    `${formatCount(summary.events)} · ${formatCount(Math.round(summary.events / wallS))} a second`,
  );
  line('digest', summary.digest);
}

const round = (x: number): string =>
  x >= 1000 ? formatCount(Math.round(x)) : String(Number(x.toPrecision(3)));
