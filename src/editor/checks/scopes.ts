/** Which names an expression may use, in one design of a scenario or in any of them; and what is wrong with it. */
import type { PartDefinition } from '../../parts/contract.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import type { ClaimProblem } from '../../scenario/claim.ts';
import type { Scope, Span } from '../../scenario/claimScope.ts';
import { applyDesign } from '../../scenario/design.ts';
import { designNames } from '../../scenario/designNames.ts';
import { claimProblems } from '../../scenario/figures.ts';
import type { Scenario } from '../../scenario/types.ts';
import { designOf } from '../../table/design.ts';
import { type Choices, choicesOf } from './figureChoices.ts';

interface DesignScopes {
  /** What has something to measure as it is wired now. */
  readonly measured: Scope;
  /** What may be named without being wrong. */
  readonly nameable: Scope;
}

export type Scopes = ReadonlyMap<string, DesignScopes>;

const known = new WeakMap<Scenario, Scopes>();

/** @param scenario sound */
export function scopesOf(scenario: Scenario, catalog: Catalog): Scopes {
  const found = known.get(scenario) ?? new Map(readScopes(scenario, catalog));
  known.set(scenario, found);
  return found;
}

function* readScopes(scenario: Scenario, catalog: Catalog): Iterable<[string, DesignScopes]> {
  for (const name of designNames(scenario)) {
    const { design } = applyDesign(scenario, name, {}, catalog);
    if (!design) continue;
    const { scope, unfinished } = design;
    const more = unfinished.map(({ part }) => [part.id, catalog.get(part.kind)!] as const);
    const parts = new Map([...scope.parts, ...more]);
    yield [name, { measured: scope, nameable: { ...scope, parts, doors: new Set(parts.keys()) } }];
  }
}

export interface Trouble {
  readonly problem: ClaimProblem;
  /** False: the names are right, and there is nothing to measure as things are wired now. */
  readonly isWrong: boolean;
}

/** Where an expression must be readable: in each of some designs, or in any when none is named. */
export type Where = string | readonly string[] | undefined;

const named = (where: Where, scopes: Scopes): readonly string[] =>
  (where === undefined ? [] : [where].flat()).filter((name) => scopes.has(name));

export function troubleOf(text: string, scopes: Scopes, where: Where): Trouble | null {
  const names = named(where, scopes);
  if (names.length === 0) return troubleIn(text, [...scopes.values()]);
  const troubles = names.flatMap((name) => troubleIn(text, [scopes.get(name)!]) ?? []);
  return troubles.find(({ isWrong }) => isWrong) ?? troubles[0] ?? null;
}

function troubleIn(text: string, designs: readonly DesignScopes[]): Trouble | null {
  const nothing = claimProblems(
    text,
    designs.map(({ measured }) => measured),
  );
  if (nothing.length === 0) return null;
  const wrong = claimProblems(
    text,
    designs.map(({ nameable }) => nameable),
  );
  return { problem: wrong[0] ?? nothing[0]!, isWrong: wrong.length > 0 };
}

/** What a form offers: of one design, or of all of them, first of the one that lies on the table. */
export function choicesIn(scenario: Scenario, scopes: Scopes, where: Where, onTable: string): Choices {
  const wanted = named(where, scopes);
  const names = wanted.length > 0 ? wanted : [onTable, ...scopes.keys()];
  const titles = new Map<string, string>();
  const parts = new Map<string, PartDefinition>();
  const doors = new Set<string>();
  const windows = new Map<string, Span>();
  for (const name of names) {
    const scope = scopes.get(name)?.measured;
    if (!scope) continue;
    for (const [id, kind] of scope.parts) {
      if (parts.has(id)) continue;
      parts.set(id, kind);
      titles.set(id, designOf({ scenario, design: name }).parts.get(id)?.name ?? id);
    }
    for (const id of scope.doors) doors.add(id);
    for (const [id, span] of scope.windows) if (!windows.has(id)) windows.set(id, span);
  }
  return choicesOf({ parts, doors, windows }, (id) => titles.get(id) ?? id);
}
