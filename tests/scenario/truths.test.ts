/** What a scenario says is so: its claims hold in every design, one option of each prediction is right, every task can be done. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../src/entries/cli/terminal.ts';
import { actsOf } from '../../src/episode/presets.ts';
import { judgeAll } from '../../src/lab/judge.ts';
import { openRun } from '../../src/lab/run.ts';
import { catalog } from '../../src/parts/catalog.ts';
import { designNames, MINE, START } from '../../src/scenario/designNames.ts';
import { kindsOf } from '../../src/scenario/kinds.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario, StepText } from '../../src/scenario/types.ts';

/** More of them by hand: SEEDS=30 npx vitest run --project unit tests/scenario/truths.test.ts */
const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 3) }, (_, i) => i + 1);

const files = ['scenarios', 'templates'].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}/scenario.yaml`),
);

/** Expressions that are asked of a design beside its claims: of every prediction, the options that say when they are right. */
function optionsOf({ steps = [] }: Scenario, design: string): readonly (readonly string[])[] {
  return steps.flatMap(({ prediction, preset }) => {
    const judged = prediction?.design ?? preset?.design ?? START;
    if (!prediction || judged !== design) return [];
    return [prediction.options.flatMap(({ right }) => right ?? [])];
  });
}

interface Asked {
  readonly step: StepText;
  readonly that: string;
  /** Where it may come true: the design that the step lays on the table, or one that it offers. */
  readonly designs: readonly string[];
}

/** Tasks that a run decides; what is to be built is known by the taught fix. The challenge has no one answer. */
function tasksOf(scenario: Scenario): readonly Asked[] {
  return (scenario.steps ?? []).flatMap((step) => {
    if (step.bone === 'challenge') return [];
    const wish = step.preset?.design ?? START;
    const own = wish === MINE ? (scenario.health?.fix ?? START) : wish;
    const designs = step.bone === 'tempt' ? [own, ...designNames(scenario)] : [own];
    return (step.tasks ?? []).flatMap(({ that }) => (that === undefined ? [] : [{ step, that, designs }]));
  });
}

describe.each(files)('%s', (file) => {
  const { source } = readScenario(file);
  const { scenario } = parseScenario(source, catalog);
  if (!scenario) throw new Error(`${file} cannot be read.`);
  // Where every request runs Go, or a year passes, a run takes seconds.
  const kinds = [...kindsOf(scenario)];
  const isSlow = kinds.includes('go-program') || kinds.includes('blob-storage');
  const seeds = isSlow && process.env.SEEDS === undefined ? SEEDS.slice(0, 1) : SEEDS;

  test.each(designNames(scenario))('%s', { timeout: 600_000 }, (design) => {
    for (const seed of seeds) {
      const run = openRun(source, design, { seed });
      if (run.take === null) throw new Error(run.problems[0]?.says);
      const wrong = run.judged.filter(({ verdict }) => verdict !== true);
      expect(wrong, `seed ${seed}`).toEqual([]);
      for (const options of optionsOf(scenario, design)) {
        const right = judgeAll(run.take, options).filter(({ verdict }) => verdict === true);
        expect(right, `seed ${seed}: ${options.join('  |  ')}`).toHaveLength(1);
      }
    }
  });

  test('every task can be done in its step', { timeout: 600_000 }, () => {
    const impossible = tasksOf(scenario).filter(({ step, that, designs }) => {
      const { keepActs, acts } = actsOf(scenario, step, true);
      return !designs.some((design) => {
        const run = openRun(source, design, { acts, ...(keepActs && { keepActs }) });
        return run.take !== null && judgeAll(run.take, [that])[0]!.verdict === true;
      });
    });
    expect(impossible.map(({ step, that }) => `${step.id}: ${that}`)).toEqual([]);
  });
});
