import { parseArgs } from 'node:util';
import { openRun } from '../../lab/run.ts';
import { formatCount, formatSeconds } from '../../ui/format.ts';
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
  scenarioFile,
} from './terminal.ts';

export const runCommand: Command = {
  usage:
    'run SCENARIO [--design fix] [--seed 7] [--until 10m] [--set inventory.slots=20] [--act "20s database lock 60s"] [--json]',
  says: 'Runs a scenario and prints what was counted; exit 1 when a claim is false.',
  run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: EDIT_OPTIONS,
      allowPositionals: true,
    });
    const { file, source, placed } = readScenario(scenarioFile(positionals[0]));
    const edits = editsOf(values);
    const begin = performance.now();
    const run = openRun(source, values.design, edits, {
      progress: progressBar('running'),
      ...budgetOf(values),
    });
    if (run.take === null) {
      for (const problem of run.problems) console.error(problemLine(file, placed(problem)));
      return 1;
    }
    const wallS = (performance.now() - begin) / 1000;
    const summary = summarize(run.take.compiled, run.take.recording, run.judged);
    if (values.json) printJson({ ...summary, eventsPerSecond: Math.round(summary.events / wallS) });
    else print(summary, run.plate.title, titleOf(run.plate), wallS);
    return summary.claims.some(({ verdict }) => verdict === false) || summary.ending.kind !== 'finished'
      ? 1
      : 0;
  },
};

const titleOf = (plate: { design: string; designs: readonly { id: string; title: string }[] }): string =>
  plate.designs.find(({ id }) => id === plate.design)?.title ?? plate.design;

const percent = (share: number): string =>
  Number.isNaN(share) ? 'none asked' : `${(share * 100).toFixed(2)} %`;
const time = (s: number): string => (Number.isNaN(s) ? 'none' : formatSeconds(s));

function print(summary: Summary, title: string, design: string, wallS: number): void {
  const { requests: r, ending } = summary;
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
  line(
    'ending',
    `${ending.kind} at ${formatSeconds(ending.at / 1e6)}${'says' in ending ? `: ${ending.says}` : ''}`,
  );
  line(
    'events',
    `${formatCount(summary.events)} · ${formatCount(Math.round(summary.events / wallS))} a second`,
  );
  line('digest', summary.digest);
}

const round = (x: number): string =>
  x >= 1000 ? formatCount(Math.round(x)) : String(Number(x.toPrecision(3)));
