/** A scenario's named design, checked and read into the engine's units, with whatever was edited. */
import type { PartDefinition } from '../parts/contract.ts';
import { readDuration } from '../rules/quantity.ts';
import type { Catalog } from './catalog.ts';
import { checkActs, type DesignAct } from './checkActs.ts';
import { watchingNothing } from './checkMetrics.ts';
import { checkParts, type DesignPart } from './checkParts.ts';
import { checkRings } from './checkRings.ts';
import { checkWires, type DesignWire } from './checkWires.ts';
import type { Scope } from './claimScope.ts';
import { designNames, START } from './designNames.ts';
import { doorsOf } from './doors.ts';
import { type Draft, draftOf, type Edits } from './draft.ts';
import { chartsOf, claimsOf, type DesignChart, type DesignClaim, usualCharts } from './figures.ts';
import { LIMITS } from './limits.ts';
import { type Finding, isError, type Problem, problemOf, quoted, unknownName } from './problem.ts';
import type { DesignText, Scenario } from './types.ts';
import { unfinishedOf } from './unfinished.ts';
import { checkWindows, type DesignWindow } from './windows.ts';

/** A part that cannot work yet. */
export interface UnfinishedPart {
  readonly part: DesignPart;
  /** Why, in a few words: "no wire from orders.messages". */
  readonly says: string;
}

/** An act and its name in edits and on the plate: its id, or `act-3`. */
export interface NamedAct extends DesignAct {
  readonly label: string;
}

export interface Design {
  /** Of the scenario. */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly seed: number;
  /** Length of the run in ticks. */
  readonly until: number;
  /** Those that take part in the run. In the order of the file, as are wires and acts. */
  readonly parts: readonly DesignPart[];
  readonly wires: readonly DesignWire[];
  readonly acts: readonly NamedAct[];
  /** They take no part in the run, nor do their wires and acts. */
  readonly unfinished: readonly UnfinishedPart[];
  /** Wires that lead to or from unfinished parts. */
  readonly looseWires: readonly DesignWire[];
  readonly windows: readonly DesignWindow[];
  /** Charts and lines whose parts this design has. */
  readonly charts: readonly DesignChart[];
  /** Claims that are checked in this design. */
  readonly claims: readonly DesignClaim[];
  /** What further expressions may name: tasks, predictions, checks. */
  readonly scope: Scope;
}

export interface Built {
  readonly design: Design;
  readonly findings: readonly Finding[];
  /**
   * What may be named without being wrong: the unfinished parts, too, and figures that are only counted at the users'
   * door of parts that may come to stand there. What goes beyond `design.scope` has nothing to measure for now.
   */
  readonly nameable: Scope;
}

/**
 * The design of a scenario that `parseScenario` gave, with edits.
 * @param name `start` for the base
 * @returns the design, or null and every error; errors of edits stand on line 0
 */
export function applyDesign(
  scenario: Scenario,
  name: string,
  edits: Edits,
  catalog: Catalog,
): { readonly design: Design | null; readonly problems: readonly Problem[] } {
  const known = designNames(scenario);
  if (!known.includes(name)) {
    const problem = problemOf({ path: ['designs', name], ...unknownName('design', name, known) }, NOWHERE);
    return { design: null, problems: [problem] };
  }
  const { design, findings } = buildDesign(scenario, name, edits, catalog);
  const errors = findings.filter(isError);
  const named = errors.map((f) => problemOf({ ...f, says: `In the design ${name}: ${f.says}` }, NOWHERE));
  return { design: errors.length === 0 ? design : null, problems: named };
}

const NOWHERE = { line: 0, column: 0 };

/** @internal for `applyDesign` and `parseScenario`: the design is of use only when no error was found. */
export function buildDesign(scenario: Scenario, name: string, edits: Edits, catalog: Catalog): Built {
  const text = Object.hasOwn(scenario.designs ?? {}, name) ? scenario.designs![name]! : null;
  const draft = draftOf(scenario, name, text && name !== START ? text : null, edits);
  const findings: Finding[] = [...draft.findings, ...tooMany(draft)];
  // A hostile file can name a million wires through its designs; each check below is at least linear.
  if (findings.length > draft.findings.length) {
    const design = emptyDesign(scenario, name, text);
    return { design, findings, nameable: design.scope };
  }
  const length = lengthOf(scenario, edits, findings);
  const until = edits.until ?? length;
  const parts = checkParts(draft, catalog, findings);
  const wires = checkWires(draft, catalog, findings);
  checkRings(draft, parts, wires, catalog, findings);
  const unfinished = unfinishedOf(draft, parts, catalog, findings);
  const acts = checkActs(draft, catalog, Math.max(length, until), findings).map(
    (act, i): NamedAct => ({ ...act, label: draft.acts[i]?.label ?? '' }),
  );
  const windows = checkWindows(scenario.windows ?? {}, acts, length, until, findings);
  const works = (id: string): boolean => !unfinished.has(id);
  const watching = watchingNothing(draft.parts, catalog, works);
  const isTied = ({ from, to }: DesignWire): boolean => works(from.part) && works(to.part);
  const acting = acts.filter(({ part }) => works(part)).map(watching.act);
  const spans =
    acting.length === acts.length ? windows : checkWindows(scenario.windows ?? {}, acting, length, until, []);
  const working = parts.filter(({ id }) => works(id)).map(watching.part);
  const tied = wires.filter(isTied).map(watching.wire);
  const scope = scopeOf(working, tied, spans, catalog);
  const everything = scopeOf(parts, [], windows, catalog);
  const design: Design = {
    ...emptyDesign(scenario, name, text),
    seed: edits.seed ?? scenario.seed,
    until,
    parts: working,
    wires: tied,
    acts: acting,
    unfinished: parts.flatMap((part) => {
      const says = unfinished.get(part.id);
      return says === undefined ? [] : [{ part, says }];
    }),
    looseWires: wires.filter((wire) => !isTied(wire)),
    windows: spans,
    charts: chartsOf(scenario.charts ?? usualCharts(scope.parts), scope),
    claims: claimsOf(scenario.claims ?? [], name, scope),
    scope,
  };
  return { design, findings, nameable: { ...everything, doors: new Set(everything.parts.keys()) } };
}

function scopeOf(
  parts: readonly DesignPart[],
  wires: readonly DesignWire[],
  windows: readonly DesignWindow[],
  catalog: Catalog,
): Scope {
  const kinds = new Map<string, PartDefinition>(parts.map(({ id, kind }) => [id, catalog.get(kind)!]));
  return {
    parts: kinds,
    doors: doorsOf(kinds, wires),
    windows: new Map(windows.map((w) => [w.name, w])),
  };
}

function emptyDesign(scenario: Scenario, name: string, text: DesignText | null): Design {
  const scope: Scope = {
    parts: new Map(),
    doors: new Set(),
    windows: new Map([['run', { from: 0, to: 0 }]]),
  };
  const none = { parts: [], wires: [], acts: [], unfinished: [], looseWires: [] };
  return {
    id: scenario.id,
    name,
    title: text?.title ?? scenario.title,
    says: text?.says ?? '',
    seed: scenario.seed,
    until: 0,
    ...none,
    windows: [],
    charts: [],
    claims: [],
    scope,
  };
}

const LENGTH_MAX = '3650d';

function lengthOf(scenario: Scenario, edits: Edits, findings: Finding[]): number {
  const read = readDuration(scenario.duration);
  const most = readDuration(LENGTH_MAX);
  const fits = (ticks: number): boolean => ticks > 0 && most.ok && ticks <= most.value;
  const expected = `a duration such as 5m, more than 0s and at most ${LENGTH_MAX}`;
  const refuse = (path: readonly string[], found: string): void => {
    findings.push({ path, found, expected, says: `${path.at(-1)}: expected ${expected}; found ${found}.` });
  };
  if (!read.ok || !fits(read.value)) refuse(['duration'], quoted(scenario.duration));
  if (edits.until !== undefined && !fits(edits.until)) refuse(['edits', 'until'], `${edits.until} ticks`);
  if (read.ok && fits(read.value)) return read.value;
  // Nothing lies behind the end of a run whose length nobody knows.
  return most.ok ? most.value : 1;
}

function tooMany(draft: Draft): Finding[] {
  const sizes = { parts: draft.parts.size, wires: draft.wires.length, acts: draft.acts.length };
  return (['parts', 'wires', 'acts'] as const).flatMap((what) => {
    const most = LIMITS[what];
    if (sizes[what] <= most) return [];
    const says = `A design may have ${most} ${what}; this one has ${sizes[what]}.`;
    return [{ path: [what], found: String(sizes[what]), expected: `at most ${most}`, says }];
  });
}
