import type { Catalog } from '../scenario/catalog.ts';
import { applyDesign, type Design } from '../scenario/design.ts';
import type { Scenario } from '../scenario/types.ts';

/** A scenario never changes, and all that is asked of a lesson asks for its designs again and again. */
const known = new WeakMap<Scenario, Map<string, Design | null>>();

/** A design as it is written; null when it cannot be built. */
export function designIn(scenario: Scenario, name: string, catalog: Catalog): Design | null {
  const designs = known.get(scenario) ?? new Map<string, Design | null>();
  known.set(scenario, designs);
  if (!designs.has(name)) designs.set(name, applyDesign(scenario, name, {}, catalog).design);
  return designs.get(name)!;
}
