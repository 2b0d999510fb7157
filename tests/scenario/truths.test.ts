/** What a scenario says is so: its claims hold in every design, and exactly one option of each prediction is right. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeAll } from '../../src/lab/judge.ts';
import { openRun } from '../../src/lab/run.ts';
import { catalog } from '../../src/parts/catalog.ts';
import { designNames, START } from '../../src/scenario/designNames.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/types.ts';

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

describe.each(files)('%s', (file) => {
  const source = readFileSync(file);
  const { scenario } = parseScenario(source, catalog);
  if (!scenario) throw new Error(`${file} cannot be read.`);

  test.each(designNames(scenario))('%s', { timeout: 120_000 }, (design) => {
    for (const seed of SEEDS) {
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
});
