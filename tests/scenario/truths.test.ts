/** What a scenario says is so: its claims hold in every design, one option of each prediction is right, every task can be done. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../src/entries/cli/terminal.ts';
import { measureRun } from '../../src/lab/judge.ts';
import { asksOf, editsOf, lessonOf } from '../../src/lab/lessonAsks.ts';
import { answerOf, type LessonAnswer, lessonFound, truthsOf } from '../../src/lab/lessonTruths.ts';
import { fullCatalog as catalog } from '../../src/parts/full.ts';
import { applyDesign } from '../../src/scenario/design.ts';
import { designNames } from '../../src/scenario/designNames.ts';
import { kindsOf } from '../../src/scenario/kinds.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

/** More of them by hand: SEEDS=30 npx vitest run --project unit tests/scenario/truths.test.ts */
const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 3) }, (_, i) => i + 1);

const files = ['scenarios', 'templates'].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}/scenario.yaml`),
);

describe.each(files)('%s', (file) => {
  const parsed = parseScenario(readScenario(file).source, catalog);
  const { scenario } = parsed;
  if (!scenario) throw new Error(`${file} cannot be read.`);
  // Where every request runs Go, or a year passes, a run takes seconds: the one that learners see is enough.
  const kinds = [...kindsOf(scenario)];
  const isSlow = kinds.includes('go-program') || kinds.includes('blob-storage');
  const seeds = isSlow && process.env.SEEDS === undefined ? [scenario.seed] : SEEDS;
  const lesson = lessonOf(scenario, catalog);
  const asks = new Map(asksOf(lesson).map((ask) => [ask.run.key, ask]));

  /** One run answers all that is asked of it. */
  const known = new Map<string, LessonAnswer>();
  function answers(keys: readonly string[], over: readonly number[]): readonly LessonAnswer[] {
    return keys
      .flatMap((key) => over.map((seed) => [key, seed] as const))
      .map(([key, seed]) => {
        const before = known.get(`${seed} ${key}`);
        if (before) return before;
        const ask = asks.get(key)!;
        const { run, that } = ask;
        const measured = measureRun(parsed, run.design, editsOf(run, seed), { that, figures: [] });
        const answer = answerOf(ask, seed, measured);
        known.set(`${seed} ${key}`, answer);
        return answer;
      });
  }

  test.each(designNames(scenario))('%s', { timeout: 600_000 }, (design) => {
    expect(applyDesign(scenario, design, {}, catalog).problems).toEqual([]);
    const claims = lesson.claims.flatMap((one) => one.runs).filter((run) => run.design === design);
    const predictions = lesson.predictions.map(({ run }) => run).filter((run) => run.design === design);
    const keys = [...new Set([...claims, ...predictions].map(({ key }) => key))];
    const truths = truthsOf(answers(keys, seeds));
    const found = lessonFound(lesson, truths, seeds, seeds[0]!);
    const here = found.claims.filter(({ run }) => run.design === design);
    expect(here.map(({ tally }) => tally.of)).toEqual(here.map(() => seeds.length));
    const wrong = here.filter(({ tally }) => tally.trueIn < seeds.length);
    expect(wrong.map(({ claim, tally }) => ({ id: claim.id, that: claim.that, ...tally }))).toEqual([]);
    for (const { prediction, rights } of found.predictions) {
      if (prediction.run.design !== design) continue;
      // In every seed one option, though perhaps not the same one.
      expect(
        rights.flatMap((right) => right.seeds),
        prediction.id,
      ).toHaveLength(seeds.length);
      for (const right of rights)
        expect(right.options, `${prediction.id}, seeds ${right.seeds}`).toHaveLength(1);
    }
  });

  test('every task can be done in its step', { timeout: 600_000 }, () => {
    const over = [scenario.seed];
    const impossible = lesson.tasks.filter((task) => {
      const only = { ...lesson, tasks: [task] };
      // One run that does it is enough, so the others are not made.
      return !task.runs.some(({ key }) => {
        const truths = truthsOf(answers([key], over));
        return lessonFound(only, truths, over, scenario.seed).tasks[0]!.solvedBy.length > 0;
      });
    });
    expect(impossible.map(({ step, id, that }) => `${scenario.steps![step]!.id}, ${id}: ${that}`)).toEqual(
      [],
    );
  });
});
