/** The charts and claims of a scenario as they are in one design. */
import type { ClaimProblem, Dimension, Expression, Figure } from './claim.ts';
import { readChartFigure, readClaim } from './claimMeaning.ts';
import type { Scope } from './claimScope.ts';
import type { ChartText, ClaimText } from './types.ts';

export interface ChartLine {
  readonly name: string;
  readonly figure: Figure;
  readonly dimension: Dimension;
}
export interface DesignChart {
  readonly title: string;
  readonly unit: string | null;
  readonly stacked: boolean;
  readonly lines: readonly ChartLine[];
}

export interface DesignClaim {
  readonly id: string;
  readonly says: string;
  /** As written. */
  readonly that: string;
  /** False for a claim that must not come true. */
  readonly holds: boolean;
  readonly expression: Expression;
}

/** Charts with the lines that this design can draw; those without any are left out. */
export function chartsOf(charts: readonly ChartText[], scope: Scope): readonly DesignChart[] {
  return charts.flatMap(({ title, unit, lines, stacked = false }) => {
    const drawn = lines.flatMap((line) => {
      const of = typeof line === 'string' ? line : line.of;
      const named = readChartFigure(of, scope);
      const name = typeof line === 'string' ? of : (line.name ?? of);
      return 'problem' in named ? [] : [{ name, figure: named.figure, dimension: named.dimension }];
    });
    return drawn.length > 0 ? [{ title, unit: unit ?? null, stacked, lines: drawn }] : [];
  });
}

const CHARTS_MAX = 4;
const LINES_MAX = 6;

/** For a scenario that says nothing of charts: what users get, and what its parts are known by, a chart a unit. */
export function usualCharts(parts: Scope['parts']): readonly ChartText[] {
  const lines = new Map<string, string[]>();
  for (const [id, { charted, spec }] of parts) {
    if (charted === undefined) continue;
    const title = `${spec.metrics[charted]!.unit}: ${charted}`;
    lines.set(title, [...(lines.get(title) ?? []), `${id}.${charted}`]);
  }
  const levels = [...lines].map(([title, of]) => ({ title, lines: of.slice(0, LINES_MAX) }));
  const users = {
    title: 'availability',
    unit: '%',
    lines: [{ of: 'requests.availability', name: 'all users' }],
  };
  return parts.size === 0 ? [] : [users, ...levels].slice(0, CHARTS_MAX);
}

/** Claims that are checked in the design: those that name it, and those that name none and find their parts in it. */
export function claimsOf(claims: readonly ClaimText[], design: string, scope: Scope): readonly DesignClaim[] {
  return claims.flatMap(({ id, says, that, design: where, holds }) => {
    if (where !== undefined && ![where].flat().includes(design)) return [];
    const { expression } = readClaim(that, scope);
    return expression ? [{ id, says, that, holds: holds ?? true, expression }] : [];
  });
}

/** What is wrong with an expression in every one of these designs; nothing when one of them can read it. */
export function claimProblems(text: string, scopes: readonly Scope[]): readonly ClaimProblem[] {
  let first: readonly ClaimProblem[] | null = null;
  for (const scope of scopes) {
    const { problems } = readClaim(text, scope);
    if (problems.length === 0) return problems;
    // Closest to right is most to the point: a name that one design knows is not the mistake.
    if (first === null || problems.length < first.length) first = problems;
  }
  return first ?? [];
}
