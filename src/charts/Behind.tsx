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
        viewBox={`0 0 ${Math.max(1, until)} ${tall}`}
        preserveAspectRatio="none"
        style={{ top: PLOT_PADDING.top, height: tall }}
      >
        {layers
          .map((line, i) => (
            <path
              key={line.name}
              className="chart-layer"
              d={areaOf(line, top, tall)}
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
                d={pathOf(line, top, tall)}
                stroke={`var(${lookOf(i).token})`}
                strokeDasharray={lookOf(i).dash.join(' ')}
              />
            ),
        )}
        {predictions.flatMap(({ line, value, from, to, says }) =>
          // The whole run is shown where it would be; where it holds, in the steady stretch, the line is strong.
          [`M0 ${yOf(value, top, tall)}H${until}`, `M${from} ${yOf(value, top, tall)}H${to}`].map((d, i) => (
            <path
              key={`${line} ${says} ${d}`}
              className="chart-predicted"
              data-holds={i === 1 ? '' : undefined}
              d={d}
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

/** From the top, cut off at the edges of the scale. */
export function yOf(value: number, top: number, height: number): number {
  const share = Math.min(1, Math.max(0, value / top));
  return Math.round((1 - share) * height * 100) / 100;
}

/** What lies under a line, down to the ground; the upper layers are painted first. */
export function areaOf(line: Line, top: number, height: number): string {
  return `${pathOf(line, top, height)}V${height}H0Z`;
}

/** A line in ticks and px; it begins at the left edge with its first figure, and breaks where there is nothing to say. */
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
