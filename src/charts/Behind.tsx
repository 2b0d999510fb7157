import type { Line, Prediction } from './lines.ts';
import { lookOf, PLOT_PADDING } from './looks.ts';

export interface BehindProps {
  /** The layers of a stacked chart, from the ground up; none of any other. */
  readonly layers: readonly Line[];
  readonly ghosts: readonly (Line | null)[];
  readonly predictions: readonly Prediction[];
  readonly until: number;
  readonly top: number;
  /** Of the plot. Px. */
  readonly height: number;
}

/** What lies under the lines of a run, over its whole length: those of another run, and what theory predicts. */
export function Behind({ layers, ghosts, predictions, until, top, height }: BehindProps) {
  const tall = height - PLOT_PADDING.top - PLOT_PADDING.bottom;
  return (
    <>
      <svg
        className="chart-behind"
        aria-hidden="true"
        viewBox={`0 0 ${RUN_WIDTH} ${tall}`}
        preserveAspectRatio="none"
        style={{ top: PLOT_PADDING.top, height: tall }}
      >
        {layers
          .map((line, i) => (
            <path
              key={line.name}
              className="chart-layer"
              d={areaOf(inWidth(line, until), top, tall)}
              style={{ '--of': `var(${lookOf(i).token})` } as React.CSSProperties}
            />
          ))
          .reverse()}
        {ghosts.map(
          (line, i) =>
            line && (
              <path
                // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place.
                key={i}
                className="chart-ghost"
                d={pathOf(inWidth(line, until), top, tall)}
                stroke={`var(${lookOf(i).token})`}
                strokeDasharray={lookOf(i).dash.join(' ')}
              />
            ),
        )}
        {predictions.flatMap(({ line, value, from, to, says }) =>
          // The whole run is shown where it would be; where it holds, in the steady stretch, the line is strong.
          [[0, until] as const, [from, to] as const].map(([first, last], i) => (
            <path
              key={`${line} ${says} ${first} ${last}`}
              className="chart-predicted"
              data-holds={i === 1 ? '' : undefined}
              d={`M${xOf(first, until)} ${yOf(value, top, tall)}H${xOf(last, until)}`}
              stroke={`var(${lookOf(line).token})`}
            />
          )),
        )}
      </svg>
      {predictions.map(({ line, value, says }, i) => (
        <span
          key={`${line} ${says}`}
          className="chart-prediction"
          data-side={i % 2 === 0 ? 'right' : 'left'}
          data-below={yOf(value, top, tall) < tall / 2 ? '' : undefined}
          style={{ top: PLOT_PADDING.top + yOf(value, top, tall) }}
        >
          {says}
        </span>
      ))}
    </>
  );
}

/** A year in ticks is more than what a browser fills: it stops halfway. So a run is so wide, however long it is. */
export const RUN_WIDTH = 100_000;

const xOf = (tick: number, until: number): number =>
  Math.round((tick / Math.max(1, until)) * RUN_WIDTH * 100) / 100;

/** The line with its moments as shares of that width. */
export function inWidth<L extends Line>(line: L, until: number): L {
  return { ...line, at: line.at.map((tick) => xOf(tick, until)) };
}

/** From the top, cut off at the edges of the scale. */
export function yOf(value: number, top: number, height: number): number {
  const share = Math.min(1, Math.max(0, value / top));
  return Math.round((1 - share) * height * 100) / 100;
}

/** What lies under a line, down to the ground; the upper layers are painted first. */
export function areaOf(line: Line, top: number, height: number): string {
  return `${pathOf(line, top, height)}V${height}H0Z`;
}

/**
 * A line in ticks, or whatever its moments are in, and px; it begins at the left edge with its first figure, and breaks
 * where there is nothing to say.
 */
export function pathOf({ at, values }: Line, top: number, height: number): string {
  let path = '';
  let isOn = false;
  for (let i = 0; i < at.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      isOn = false;
      continue;
    }
    const y = yOf(value, top, height);
    if (!isOn) path += `M${i === 0 ? 0 : at[i]} ${y}`;
    if (!isOn && i === 0) path += `L${at[0]} ${y}`;
    else if (isOn) path += `L${at[i]} ${y}`;
    isOn = true;
  }
  return path;
}
