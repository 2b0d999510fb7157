/** The runs that an answer key is made of: which ones it takes, and what they say. */
import type { Lab } from '../../lab/client.ts';
import type { Edits } from '../../lab/protocol.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import type { Scenario } from '../../scenario/types.ts';
import { answerKey, type KeyRun, type Said } from './answerKey.ts';

const keyOf = (run: KeyRun): string => JSON.stringify(run);

export interface KeyProgress {
  readonly done: number;
  readonly of: number;
}

/**
 * Makes every run that the key needs, one after the other, and writes the key.
 * @returns null when it was called off
 * @throws Error in words when a run cannot be made
 */
export async function makeKey(
  scenario: Scenario,
  catalog: Catalog,
  lab: Pick<Lab, 'measure'>,
  { signal, progress }: { readonly signal?: AbortSignal; readonly progress?: (at: KeyProgress) => void } = {},
): Promise<string | null> {
  const wanted = new Map<string, { readonly run: KeyRun; readonly that: Set<string> }>();
  const unsaid: Said = { verdict: 'undecided', text: '', digest: '' };
  // What the key would ask, it asks: so nothing is run in vain, and nothing is missing.
  answerKey(scenario, catalog, (run, that) => {
    const one = wanted.get(keyOf(run)) ?? { run, that: new Set<string>() };
    wanted.set(keyOf(run), one);
    one.that.add(that);
    return unsaid;
  });
  const said = new Map<string, ReadonlyMap<string, Said>>();
  for (const [key, { run, that }] of wanted) {
    progress?.({ done: said.size, of: wanted.size });
    if (signal?.aborted) return null;
    const asked = [...that];
    const edits = editsOf(run);
    const measured = await lab.measure(
      { source: scenario, design: run.design, edits },
      { that: asked, figures: [] },
    );
    const { digest } = measured;
    said.set(key, new Map(asked.map((text, i) => [text, { ...measured.verdicts[i]!, digest }])));
  }
  if (signal?.aborted) return null;
  return answerKey(scenario, catalog, (run, that) => said.get(keyOf(run))!.get(that)!);
}

export const editsOf = ({ seed, played: { keepActs, acts } }: KeyRun): Edits => ({
  seed,
  ...(keepActs && { keepActs }),
  ...(acts.length > 0 && { acts }),
});
