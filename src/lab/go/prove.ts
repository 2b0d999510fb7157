/** What a scenario says of all schedules of its programs, held against them. */
import { buildGo } from '../../golang/build.ts';
import { exploreInPasses } from '../../golang/explore/inPasses.ts';
import { errorText } from '../../golang/syntax/errors.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import { START } from '../../scenario/designNames.ts';
import { programIn } from '../../scenario/programs.ts';
import type { ProofText, Scenario } from '../../scenario/types.ts';

export interface Proved {
  readonly id: string;
  readonly design: string;
  readonly wanted: ProofText['verdict'];
  /** `refused`: there is no such program, or it does not compile. */
  readonly found: ProofText['verdict'] | 'clean-to-bound' | 'refused';
  readonly holds: boolean;
  readonly states: number;
  /** Why not everything was seen, or why nothing was; null: all was. */
  readonly bound: string | null;
}

export const PROOF_SEED = 1;

export function prove(
  scenario: Scenario,
  { id, part, design = START, verdict: wanted, version }: ProofText,
  catalog: Catalog,
  statesMax: number,
): Proved {
  const about = { id, design, wanted };
  const refused = (bound: string): Proved => ({ ...about, found: 'refused', holds: false, states: 0, bound });
  const program = programIn(scenario, design, part, catalog);
  if (program === null) return refused(`The design ${design} has no program at ${part}.`);
  const built = buildGo([{ name: 'main.go', source: program.source }], {
    version: version ?? program.version,
  });
  if (built.program === null) return refused(built.errors.map(errorText).join('\n'));
  const asked = { seed: PROOF_SEED, statesMax, adversarialTime: true };
  const { verdict, states, bound } = exploreInPasses(built.program, asked);
  return { ...about, found: verdict, holds: verdict === wanted, states, bound: bound?.sentence ?? null };
}
