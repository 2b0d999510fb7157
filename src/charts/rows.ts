import type { PlateChart } from '../lab/protocol.ts';

/** How high a chart's plot is, and a line of the words beside it. Px. */
const PLOT_HEIGHT = 40;
const WORDS_LINE = 16;
const GROUND_LINE = 1;
const GAP = 8;

/** Px. What lies in layers needs room for each. */
export const plotHeight = ({ stacked }: Pick<PlateChart, 'stacked'>): number =>
  stacked ? 2 * PLOT_HEIGHT : PLOT_HEIGHT;

/** Known before anything is drawn, so that nothing moves when it is. A chart with several lines has a key for each. */
export function chartHeight({ lines, stacked }: Pick<PlateChart, 'lines' | 'stacked'>): number {
  const words = 1 + lines.length;
  return Math.max(plotHeight({ stacked }) + GROUND_LINE, words * WORDS_LINE);
}

/** The charts that have something to draw, or the one of them that is asked for by its title. */
export function shownCharts(
  charts: readonly PlateChart[],
  only: string | null | undefined,
): readonly PlateChart[] {
  const drawn = charts.filter(({ lines }) => lines.length > 0);
  const one = drawn.filter(({ title }) => title === only);
  return one.length > 0 ? one : drawn;
}

/** Of all charts below each other. @param charts null: what most scenarios need, while the plate is not there yet */
export function chartsHeight(charts: readonly Pick<PlateChart, 'lines' | 'stacked'>[] | null): number {
  const drawn = charts ?? USUAL;
  const heights = drawn.reduce((sum, chart) => sum + chartHeight(chart), 0);
  return heights + GAP * Math.max(0, drawn.length - 1);
}

const LINE = { name: '', availabilityOf: null };
/** Availability, and one figure of two parts. */
const USUAL = [
  { lines: [LINE], stacked: false },
  { lines: [LINE, LINE], stacked: false },
];
