/** The small example of docs/authoring.md is a whole lesson, and it teaches. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { healthOf, healthPlan, healthTasks } from '../../src/lab/health.ts';
import { measureRun } from '../../src/lab/judge.ts';
import { fullCatalog as catalog } from '../../src/parts/full.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const [text] = [
  ...readFileSync('docs/authoring.md', 'utf8').matchAll(/```yaml\n(format: 1[\s\S]+?)```/g),
].map(([, yaml]) => yaml!);
const SEEDS = Array.from({ length: 30 }, (_, i) => i + 1);

test('the example of docs/authoring.md is load-bearing', () => {
  const parsed = parseScenario(text!, catalog);
  expect(parsed.problems).toEqual([]);
  const plan = healthPlan(parsed.scenario!)!;
  const runs = healthTasks(plan, SEEDS).map(({ design, edits }) => {
    const { verdicts, digest } = measureRun(parsed, design, edits, { that: [plan.check], figures: [] });
    return { design, seed: edits.seed!, passed: verdicts[0]!.verdict === true, digest };
  });
  const { verdict, says } = healthOf(plan, runs);
  expect(says).toBe('Only the taught fix passes, and it does in every seed.');
  expect(verdict).toBe('load-bearing');
});
