/** Whether a scenario that was edited is still sound, and what has to go for it to be so. */
import * as v from 'valibot';
import type { Catalog } from './catalog.ts';
import { checkLesson } from './checkLesson.ts';
import { readChartFigure, readClaim } from './claimMeaning.ts';
import { type Built, buildDesign } from './design.ts';
import { designNames, START } from './designNames.ts';
import type { Edited } from './edit.ts';
import { type Finding, isError } from './problem.ts';
import { misfits } from './shape.ts';
import { type Scenario, scenarioSchema } from './types.ts';

/**
 * @param before sound @param after what an edit of the design made of it
 * @returns a scenario with all that `checkScenario` asks for, or the first thing that is wrong
 */
export function soundEdit(before: Scenario, after: Scenario, design: string, catalog: Catalog): Edited {
  const misshapen = misshapes(before, after)[0];
  if (misshapen) return { ok: false, says: misshapen.says };
  const built = new Map<string, Built>();
  // The design that somebody looks at speaks first.
  for (const name of new Set([design, ...designNames(after)])) {
    const one = buildDesign(after, name, {}, catalog);
    built.set(name, one);
    const fault = one.findings.find(isError);
    if (!fault) continue;
    return { ok: false, says: name === design ? fault.says : `In the design ${name}: ${fault.says}` };
  }
  if (!lessonFault(after, built, catalog)) return { ok: true, scenario: after };
  const rest = withoutUnreadable(after, built);
  const fault = lessonFault(rest, built, catalog);
  if (!fault) return { ok: true, scenario: rest };
  return { ok: false, says: `The scenario needs it, at ${fault.path.join('.')}: ${fault.says}` };
}

function lessonFault(
  scenario: Scenario,
  built: ReadonlyMap<string, Built>,
  catalog: Catalog,
): Finding | undefined {
  return checkLesson(scenario, built, catalog, false).find(isError);
}

const PLAIN_KEYS = ['parts', 'wires', 'acts', 'designs'] as const;

/** What an edit cannot have touched has its shape still. */
function misshapes(before: Scenario, after: Scenario): readonly Finding[] {
  const changed = PLAIN_KEYS.filter((key) => after[key] !== undefined && after[key] !== before[key]);
  const entries = Object.fromEntries(changed.map((key) => [key, scenarioSchema.entries[key]]));
  const values = Object.fromEntries(changed.map((key) => [key, after[key]]));
  return misfits(v.strictObject(entries), values);
}

/**
 * Lines of charts, claims and proofs, about what no design has any more: they go with it. A claim that names designs stays in
 * those that can read it. Steps and what else makes a lesson are not touched.
 */
function withoutUnreadable(scenario: Scenario, built: ReadonlyMap<string, Built>): Scenario {
  const scopes = [...built.values()].map(({ nameable }) => nameable);
  const charts = scenario.charts?.flatMap((chart) => {
    const lines = chart.lines.filter((line) => {
      const of = typeof line === 'string' ? line : line.of;
      return scopes.some((scope) => !('problem' in readChartFigure(of, scope)));
    });
    if (lines.length === chart.lines.length) return [chart];
    return lines.length > 0 ? [{ ...chart, lines }] : [];
  });
  const claims = scenario.claims?.flatMap((claim) => {
    const { that, design } = claim;
    const isReadable = (name: string) => readClaim(that, built.get(name)!.nameable).problems.length === 0;
    const names = design === undefined ? [...built.keys()] : [design].flat();
    const left = names.filter(isReadable);
    if (left.length === 0) return [];
    return design === undefined || left.length === names.length ? [claim] : [{ ...claim, design: left }];
  });
  const proofs = scenario.proofs?.filter(({ part, design = START }) =>
    built.get(design)?.nameable.parts.has(part),
  );
  return {
    ...scenario,
    ...(charts ? { charts } : {}),
    ...(claims ? { claims } : {}),
    ...(proofs ? { proofs } : {}),
  };
}
