import type { Catalog } from '../scenario/catalog.ts';
import { applyDesign } from '../scenario/design.ts';
import { MINE } from '../scenario/designNames.ts';
import type { DesignText, Scenario } from '../scenario/types.ts';

/**
 * The scenario with the learner's own design of an earlier visit in it. A scenario may have changed since then.
 * @returns the scenario as it was, and why, when the design does not fit any more
 */
export function adoptOwn(
  scenario: Scenario,
  mine: DesignText | null,
  catalog: Catalog,
): { readonly scenario: Scenario; readonly refused: string | null } {
  if (mine === null) return { scenario, refused: null };
  const adopted = { ...scenario, designs: { ...scenario.designs, [MINE]: mine } };
  const { design, problems } = applyDesign(adopted, MINE, {}, catalog);
  if (design) return { scenario: adopted, refused: null };
  const why = problems[0]?.says ?? '';
  return { scenario, refused: `Your own design does not fit this scenario any more. ${why}`.trim() };
}
