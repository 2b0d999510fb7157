/** What is wrong with a scenario as a value, whatever text it came from. */
import type { Catalog } from './catalog.ts';
import { checkLesson } from './checkLesson.ts';
import { type Built, buildDesign } from './design.ts';
import { designNames, START } from './designNames.ts';
import { FORMAT } from './limits.ts';
import { type Finding, isError, type Problem, problemOf, tidy } from './problem.ts';
import { misfits } from './shape.ts';
import { type Scenario, scenarioSchema } from './types.ts';

export interface Parsed {
  /** Null when there is an error. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
  /** The parts that it was held against. */
  readonly catalog: Catalog;
}

/** For a scenario that was a file once and comes as a value, so that no YAML reader is needed: problems stand on line 0. */
export function checkScenario(value: unknown, catalog: Catalog): Parsed {
  const misshapen = unknownFormat(value) ?? misfits(scenarioSchema, value);
  const findings = misshapen.length > 0 ? misshapen : checkMeaning(value as Scenario, catalog);
  const problems = tidy(findings.map((f) => problemOf(f, { line: 0, column: 0 })));
  const failed = problems.some(({ severity }) => severity === 'error');
  return { scenario: failed ? null : (value as Scenario), problems, catalog };
}

/** A file of another format would have a hundred misfits that say nothing. */
export function unknownFormat(value: unknown): readonly Finding[] | null {
  const format =
    typeof value === 'object' && value !== null ? (value as { format?: unknown }).format : undefined;
  if (typeof format !== 'number' || format === FORMAT) return null;
  const newer = format > FORMAT ? ' It is newer than this lab: reload the page, or update the lab.' : '';
  const says = `There is no format ${format}; this lab reads formats 0 to ${FORMAT}.${newer}`;
  return [{ path: ['format'], found: String(format), expected: `format: ${FORMAT}`, says }];
}

export function checkMeaning(scenario: Scenario, catalog: Catalog): readonly Finding[] {
  const findings: Finding[] = [];
  const built = new Map<string, Built>();
  const said = new Set<string>();
  for (const name of designNames(scenario)) {
    const one = buildDesign(scenario, name, {}, catalog);
    built.set(name, one);
    for (const f of one.findings) {
      const key = `${f.path.join('.')} ${f.says}`;
      if (said.has(key)) continue;
      if (name === START) said.add(key);
      findings.push(name === START ? f : { ...f, says: `In the design ${name}: ${f.says}` });
    }
  }
  // Claims about parts that are broken themselves would only repeat what is wrong with the parts.
  return [...findings, ...checkLesson(scenario, built, catalog, findings.some(isError))];
}
