/** Charts and windows of a scenario, changed together with what names them. */
import type { ChartText, Scenario } from '../../../scenario/types.ts';
import type { FigureChoice, PartChoice } from '../../checks/figureChoices.ts';
import { valueAt, withAt, withItem, withMoved } from '../../value.ts';

const CHARTS = ['charts'] as const;
const TITLE_CHARS = 120;

export interface LineChoice {
  readonly value: string;
  readonly label: string;
  readonly unit: string;
}

export interface LineGroup {
  readonly label: string;
  readonly options: readonly LineChoice[];
}

/** What a line of a chart can follow through the run: of durations their mean, of users' figures the availability. */
export function lineChoices(parts: readonly PartChoice[]): readonly LineGroup[] {
  return parts.map(({ label, figures }) => ({
    label,
    options: figures.flatMap((figure) => {
      const drawn = drawnAs(figure);
      if (drawn === null) return [];
      const { metric, realName } = figure;
      const real = realName === null ? '' : `, ${realName}`;
      const unit = drawn.unit === '' ? '' : ` (${drawn.unit})`;
      return [{ ...drawn, label: `${label}: ${metric}${real}${unit}` }];
    }),
  }));
}

function drawnAs({ name, metric, type, unit }: FigureChoice): Pick<LineChoice, 'value' | 'unit'> | null {
  switch (type) {
    case 'users':
      return metric === 'availability' ? { value: name, unit: '%' } : null;
    case 'timing':
      return { value: `${name}.mean`, unit: 's' };
    case 'age':
      return { value: name, unit: 's' };
    case 'counter':
      return { value: name, unit: `${unit} a second` };
    case 'level':
      return { value: name, unit };
  }
}

export function withChart(scenario: Scenario, line: LineChoice): Scenario {
  const charts = scenario.charts ?? [];
  const title = freeTitle(
    line.label.replace(/ \([^)]*\)$/, ''),
    charts.map((chart) => chart.title),
  );
  const chart: ChartText = { title, lines: [line.value], ...(line.unit && { unit: line.unit.slice(0, 40) }) };
  return withItem(scenario, CHARTS, charts.length, chart);
}

/** Steps show one chart by its title: they follow it. */
export function withChartTitle(scenario: Scenario, index: number, title: string): Scenario {
  const before = scenario.charts![index]!.title;
  const isTwin = scenario.charts!.some((chart, i) => i !== index && chart.title === before);
  const renamed = withAt(scenario, [...CHARTS, index, 'title'], title);
  return isTwin ? renamed : withChartInSteps(renamed, before, title);
}

/** Steps that show nothing else show all of them then. */
export function withoutChart(scenario: Scenario, index: number): Scenario {
  const before = scenario.charts![index]!.title;
  const left = withAt(scenario, [...CHARTS, index], undefined);
  return left.charts?.some(({ title }) => title === before)
    ? left
    : withChartInSteps(left, before, undefined);
}

export const withChartMoved = (scenario: Scenario, from: number, to: number): Scenario =>
  withMoved(scenario, CHARTS, from, to);

function withChartInSteps(scenario: Scenario, before: string, title: string | undefined): Scenario {
  return (scenario.steps ?? []).reduce(
    (all, { chart }, i) => (chart === before ? withAt(all, ['steps', i, 'chart'], title) : all),
    scenario,
  );
}

type ChartLine = ChartText['lines'][number];

export const figureOf = (line: ChartLine): string => (typeof line === 'string' ? line : line.of);
export const lineName = (line: ChartLine): string => (typeof line === 'string' ? '' : (line.name ?? ''));

export function withLine(line: ChartLine, { of, name }: { of?: string; name?: string }): ChartLine {
  const next = { of: of ?? figureOf(line), name: name ?? lineName(line) };
  if (next.name !== '') return next;
  return typeof line === 'string' ? next.of : { of: next.of };
}

/** One line alone cannot be stacked. */
export function withoutLine(scenario: Scenario, index: number, line: number): Scenario {
  const path = [...CHARTS, index];
  const left = withAt(scenario, [...path, 'lines', line], undefined);
  return left.charts![index]!.lines.length > 1 ? left : withAt(left, [...path, 'stacked'], undefined);
}

/** A title that no other chart has: "slots busy 2". */
function freeTitle(wish: string, taken: readonly string[]): string {
  const stem = wish.slice(0, TITLE_CHARS - 4);
  let title = stem;
  for (let n = 2; taken.includes(title); n++) title = `${stem} ${n}`;
  return title;
}

/** A window under another name stays at its place. */
export function withWindowName(scenario: Scenario, before: string, name: string): Scenario {
  const windows = scenario.windows ?? {};
  const entries = Object.entries(windows).map(
    ([key, window]) => [key === before ? name : key, window] as const,
  );
  return withAt(scenario, ['windows'], Object.fromEntries(entries));
}

/** The last one goes with the whole. */
export function withoutWindow(scenario: Scenario, name: string): Scenario {
  const left = withAt(scenario, ['windows', name], undefined);
  return Object.keys(valueAt(left, ['windows']) as object).length > 0
    ? left
    : withAt(left, ['windows'], undefined);
}
