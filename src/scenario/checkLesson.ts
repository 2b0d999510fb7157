/** Everything in a scenario that speaks about its designs: charts, claims, steps, the challenge, health. */

import { readDuration } from '../rules/quantity.ts';
import type { Catalog } from './catalog.ts';
import { misread } from './checkParts.ts';
import { checkProofs } from './checkPrograms.ts';
import { checkSteps } from './checkSteps.ts';
import type { ClaimProblem } from './claim.ts';
import { readChartFigure } from './claimMeaning.ts';
import type { Scope } from './claimScope.ts';
import { readSyntax } from './claimSyntax.ts';
import type { Built } from './design.ts';
import { claimProblems } from './figures.ts';
import { type Finding, type Path, quoted, unknownName } from './problem.ts';
import type { Scenario } from './types.ts';

export interface Lesson {
  readonly scenario: Scenario;
  /** What may be named in each design without being wrong. */
  readonly scopes: ReadonlyMap<string, Scope>;
  /** What has something to measure there as it is wired now. */
  readonly measured: ReadonlyMap<string, Scope>;
  readonly catalog: Catalog;
  readonly findings: Finding[];
  /** The designs have problems: only what can be said without them is said. */
  readonly blind: boolean;
}

export function checkLesson(
  scenario: Scenario,
  designs: ReadonlyMap<string, Built>,
  catalog: Catalog,
  blind: boolean,
): readonly Finding[] {
  const scopes = new Map([...designs].map(([name, { nameable }]) => [name, nameable]));
  const measured = new Map([...designs].map(([name, { design }]) => [name, design.scope]));
  const lesson: Lesson = { scenario, scopes, measured, catalog, findings: [], blind };
  checkStart(lesson);
  checkCharts(lesson);
  checkUnique(lesson, 'claim', scenario.claims ?? [], 'id', ['claims']);
  scenario.claims?.forEach(({ that, design }, i) => {
    const path = ['claims', i];
    const names = design === undefined ? undefined : [design].flat();
    const known = names?.every((name, k) =>
      checkDesignName(lesson, name, Array.isArray(design) ? [...path, 'design', k] : [...path, 'design']),
    );
    if (known === false) return;
    if (names === undefined) checkExpression(lesson, that, undefined, [...path, 'that']);
    // A claim that names its designs must be readable in each of them.
    for (const name of names ?? []) checkExpression(lesson, that, name, [...path, 'that']);
  });
  checkProofs(lesson);
  checkSteps(lesson);
  scenario.challenge?.that.forEach((demand, i) => {
    const path = ['challenge', 'that', i];
    if (typeof demand === 'string') checkExpression(lesson, demand, undefined, path);
    else checkExpression(lesson, demand.that, undefined, [...path, 'that']);
  });
  checkHealth(lesson);
  return lesson.findings;
}

/**
 * What is wrong by name is an error; what only has nothing to measure as things are wired now is a warning.
 * @param design where it must be readable; in any design when absent
 */
export function checkExpression(lesson: Lesson, text: string, design: string | undefined, path: Path): void {
  const { scopes, measured, findings, blind } = lesson;
  const syntax = readSyntax(text);
  if ('problem' in syntax) findings.push(findingOf(syntax.problem, path));
  if ('problem' in syntax || blind) return;
  const chosen = (from: Lesson['scopes']) =>
    design === undefined ? [...from.values()] : [from.get(design)!];
  const problems = claimProblems(text, chosen(measured));
  if (problems.length === 0) return;
  const errors = claimProblems(text, chosen(scopes));
  for (const problem of errors.length > 0 ? errors : problems) {
    const finding = findingOf(problem, path);
    const { says } = finding;
    findings.push({
      ...finding,
      severity: errors.length > 0 ? 'error' : 'warning',
      says: design === undefined || scopes.size === 1 ? says : `In the design ${design}: ${says}`,
    });
  }
}

function findingOf({ at, ...rest }: ClaimProblem, path: Path): Finding {
  return { path, offset: at, ...rest };
}

export function checkDesignName({ scopes, findings }: Lesson, name: string, path: Path): boolean {
  if (scopes.has(name)) return true;
  findings.push({ path, ...unknownName('design', name, scopes.keys()) });
  return false;
}

/** Ids and titles by which things of a list are found. */
export function checkUnique<K extends string>(
  { findings }: Lesson,
  what: string,
  list: readonly { readonly [key in K]: string }[],
  key: K,
  path: Path,
): void {
  const seen = new Set<string>();
  list.forEach((one, i) => {
    const name = one[key];
    if (seen.has(name)) {
      const says = `There are two ${what}s with the ${key} ${quoted(name)}.`;
      findings.push({ path: [...path, i, key], found: quoted(name), expected: `its own ${key}`, says });
    }
    seen.add(name);
  });
}

export function checkMoment({ scenario, findings }: Lesson, name: string, raw: string | 0, path: Path): void {
  const read = readDuration(raw);
  const length = readDuration(scenario.duration);
  if (!read.ok) findings.push(misread(name, raw, read.expected, path));
  else if (length.ok && read.value > length.value)
    findings.push(misread(name, raw, `a moment of the run, at most ${scenario.duration}`, path));
}

/** The base is what the file says; its patch would be a second truth. */
function checkStart({ scenario, findings }: Lesson): void {
  const start = scenario.designs && Object.hasOwn(scenario.designs, 'start') ? scenario.designs.start! : {};
  for (const key of Object.keys(start)) {
    if (key === 'title' || key === 'says') continue;
    const says = `start is the base itself and changes nothing; put ${key} into a design of another name.`;
    findings.push({
      path: ['designs', 'start', key],
      onKey: true,
      found: quoted(key),
      expected: 'title and says only',
      says,
    });
  }
}

function checkCharts(lesson: Lesson): void {
  const { findings } = lesson;
  const charts = lesson.scenario.charts ?? [];
  checkUnique(lesson, 'chart', charts, 'title', ['charts']);
  charts.forEach(({ lines, stacked }, i) => {
    if (stacked && lines.length === 1)
      findings.push({
        path: ['charts', i, 'stacked'],
        found: 'one line',
        expected: 'two lines or more',
        says: 'One line alone cannot be stacked.',
      });
    lines.forEach((line, k) => {
      const path = ['charts', i, 'lines', k];
      checkFigure(
        lesson,
        typeof line === 'string' ? line : line.of,
        typeof line === 'string' ? path : [...path, 'of'],
      );
    });
  });
}

function checkFigure({ scopes, measured, findings, blind }: Lesson, text: string, path: Path): void {
  const problems = figureProblems(text, measured);
  if (problems.length === 0) return;
  const errors = figureProblems(text, scopes);
  if (blind && !('problem' in readSyntax(text))) return;
  const all = errors.length > 0 ? errors : problems;
  const finding = findingOf(all.find((p) => !p.says.startsWith('There is no part')) ?? all[0]!, path);
  findings.push({ ...finding, severity: errors.length > 0 ? 'error' : 'warning' });
}

/** None when one of the designs can draw it. */
function figureProblems(text: string, scopes: ReadonlyMap<string, Scope>): readonly ClaimProblem[] {
  const problems: ClaimProblem[] = [];
  for (const scope of scopes.values()) {
    const named = readChartFigure(text, scope);
    if (!('problem' in named)) return [];
    problems.push(named.problem);
  }
  return problems;
}

function checkHealth(lesson: Lesson): void {
  const { health } = lesson.scenario;
  if (!health) return;
  if (health.untouched !== undefined) checkDesignName(lesson, health.untouched, ['health', 'untouched']);
  if (health.fix !== undefined) checkDesignName(lesson, health.fix, ['health', 'fix']);
  health.tempting?.forEach((name, i) => {
    checkDesignName(lesson, name, ['health', 'tempting', i]);
  });
  if (health.check !== undefined) checkExpression(lesson, health.check, undefined, ['health', 'check']);
  const lacking = (['fix', 'tempting', 'check'] as const).filter((key) => health[key] === undefined);
  if (lacking.length === 0) return;
  const list = lacking.join(', ');
  const says = `Nothing is proven of this lesson as long as its health has no ${list}.`;
  lesson.findings.push({
    path: ['health'],
    onKey: true,
    severity: 'warning',
    found: `no ${list}`,
    expected: 'fix, tempting and check',
    says,
  });
}
