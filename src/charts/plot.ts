import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { readToken } from '../ui/theme.ts';
import type { Line } from './lines.ts';
import { lookOf, PLOT_PADDING } from './looks.ts';

export interface PlotOptions {
  readonly lines: readonly Line[];
  readonly until: number;
  readonly top: number;
  readonly height: number;
}

/**
 * Draws the whole run once. What lies after the playhead is covered by the page's own clip, which moves for nothing:
 * the run is computed ahead, but a learner sees what has happened so far.
 */
export function plot(element: HTMLElement, { lines, until, top, height }: PlotOptions): { destroy(): void } {
  const chart = new uPlot(
    {
      width: Math.max(1, element.clientWidth),
      height,
      padding: [PLOT_PADDING.top, 0, PLOT_PADDING.bottom, 0],
      cursor: { show: false },
      legend: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: false, range: () => [0, until] }, y: { range: () => [0, top] } },
      series: [
        {},
        ...lines.map((_, i) => ({
          stroke: readToken(element, lookOf(i).token),
          dash: [...lookOf(i).dash],
          width: 1.5,
          points: { show: false },
          spanGaps: false,
        })),
      ],
    },
    dataOf(lines),
    element,
  );
  const watch = new ResizeObserver(() => chart.setSize({ width: Math.max(1, element.clientWidth), height }));
  watch.observe(element);
  return {
    destroy() {
      watch.disconnect();
      chart.destroy();
    },
  };
}

/** The lines of one run share their buckets. A line begins at the left edge with its first figure. */
function dataOf(lines: readonly Line[]): uPlot.AlignedData {
  const at = lines[0]?.at ?? new Float64Array();
  const columns = lines.map(({ values }) => {
    const column = Array.from(values, (value) => (Number.isNaN(value) ? null : value));
    return [column[0] ?? null, ...column];
  });
  return [[0, ...at], ...columns] as uPlot.AlignedData;
}
