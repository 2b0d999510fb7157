/** The run that decides a step's prediction, as an episode makes it once somebody has answered. */
import { editsOf, lessonOf } from '../../lab/lessonAsks.ts';
import type { RunAsked } from '../../lab/protocol.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import type { Scenario } from '../../scenario/types.ts';

/** @param step the place of a step that has a prediction */
export function decidingRun(scenario: Scenario, step: number, catalog: Catalog): RunAsked {
  const { run } = lessonOf(scenario, catalog).predictions.find((one) => one.step === step)!;
  return { source: scenario, design: run.design, edits: editsOf(run, scenario.seed) };
}
