/** What nobody could follow by ear or tell apart by eye: names, units, and lines of a chart. That two parts have one name is refused elsewhere. */
import type { Catalog } from '../scenario/catalog.ts';
import { designNames } from '../scenario/designNames.ts';
import type { DesignChart } from '../scenario/figures.ts';
import type { Path } from '../scenario/problem.ts';
import type { ClaimText, PartText, Scenario } from '../scenario/types.ts';
import { designIn } from './lessonDesigns.ts';
import type { LessonFinding } from './lessonSaid.ts';

/** So many lines of one chart have a colour and a dash of their own. */
export const LINES_TOLD_APART = 7;

export function nameFindings(scenario: Scenario, catalog: Catalog): readonly LessonFinding[] {
  return [...partFindings(scenario), ...chartFindings(scenario, catalog), ...claimFindings(scenario)];
}

interface Placed {
  readonly id: string;
  readonly part: PartText;
  readonly where: Path;
}

function placed({ parts, designs }: Scenario): readonly Placed[] {
  const listed = (all: Readonly<Record<string, PartText>>, path: Path): readonly Placed[] =>
    Object.entries(all).map(([id, part]) => ({ id, part, where: [...path, id] }));
  return [
    ...listed(parts, ['parts']),
    ...Object.entries(designs ?? {}).flatMap(([name, { add }]) =>
      listed(add ?? {}, ['designs', name, 'add']),
    ),
  ];
}

function partFindings(scenario: Scenario): readonly LessonFinding[] {
  return placed(scenario).flatMap(({ id, part: { name }, where }): readonly LessonFinding[] => {
    if (name !== undefined && name !== id) return [];
    const says = `The part ${id} has no name of its own: learners read and hear its id.`;
    return [{ severity: 'hint', where, says }];
  });
}

function chartFindings(scenario: Scenario, catalog: Catalog): readonly LessonFinding[] {
  const drawn = drawnCharts(scenario, catalog);
  return (scenario.charts ?? []).flatMap(({ title, unit }, i) => {
    const found: LessonFinding[] = [];
    const all = drawn.filter((chart) => chart.title === title).map((chart) => chart.lines);
    // Times and shares are read with a unit of their own.
    const isCounted = all.flat().some(({ dimension }) => dimension === 'number' || dimension === 'rate');
    if (unit === undefined && isCounted) {
      const says = `The chart “${title}” has no unit: whoever hears it hears a number of nothing.`;
      found.push({ severity: 'hint', where: ['charts', i], says });
    }
    const where = ['charts', i, 'lines'];
    const most = all.reduce((high, { length }) => (length > high ? length : high), 0);
    if (most > LINES_TOLD_APART) {
      const says = `The chart “${title}” has ${most} lines; more than ${LINES_TOLD_APART} cannot be told apart.`;
      found.push({ severity: 'problem', where, says });
    }
    const twins = all.flatMap((one) => {
      const names = one.map(({ name }) => name);
      return names.filter((name, k) => names.indexOf(name) !== k);
    });
    for (const name of new Set(twins)) {
      const says = `Two lines of the chart “${title}” are called “${name}”.`;
      found.push({ severity: 'problem', where, says });
    }
    return found;
  });
}

/** In every design, as far as it can draw them. */
const drawnCharts = (scenario: Scenario, catalog: Catalog): readonly DesignChart[] =>
  designNames(scenario).flatMap((design) => designIn(scenario, design, catalog)?.charts ?? []);

function claimFindings({ claims = [] }: Scenario): readonly LessonFinding[] {
  return claims.flatMap((claim, i): readonly LessonFinding[] => {
    const where = ['claims', i, 'says'];
    const sentence = claim.says.trim();
    if (sentence === '')
      return [
        { severity: 'problem', where, says: `The claim ${claim.id} has no sentence that says what it is.` },
      ];
    const first = claims.find((other) => other.says.trim() === sentence && meet(other, claim))!;
    if (first === claim) return [];
    const says = `The claims ${first.id} and ${claim.id} say the same: whoever hears them cannot tell them apart.`;
    return [{ severity: 'hint', where, says }];
  });
}

/** Whether two claims are ever held against one run. */
function meet(a: ClaimText, b: ClaimText): boolean {
  if (a.design === undefined || b.design === undefined) return true;
  const designs = [a.design].flat();
  return [b.design].flat().some((name) => designs.includes(name));
}
