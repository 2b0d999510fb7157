import type { Swept } from './desk.ts';
import { MEASURES, type Measure, sizesOf, sweepLines, xOf } from './sweepLines.ts';
import { figure } from './words.ts';

const LOOKS = ['', '6 3', '2 3', '8 3 2 3'] as const;
const GRID = [0, 0.25, 0.5, 0.75, 1] as const;
const at = (share: number): string => `${share * 100}%`;

export interface SweepChartProps {
  readonly swept: Swept;
  readonly measure: Measure;
  /** The chunk size on the desk. */
  readonly size: number;
}

/** A measure against chunk size, a line for each number of sources. */
export function SweepChart({ swept, measure, size }: SweepChartProps) {
  const lines = sweepLines(swept.points, measure);
  const sizes = sizesOf(swept.points);
  const { title } = MEASURES[measure];
  return (
    <figure className="rag-chart">
      <div className="rag-plot" aria-hidden="true">
        {GRID.map((value) => (
          <span key={value} className="rag-chart-value figures" style={{ top: at(1 - value) }}>
            {figure(value, 2)}
          </span>
        ))}
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {GRID.map((value) => (
            <line key={value} x1={0} x2={1} y1={1 - value} y2={1 - value} className="rag-grid" />
          ))}
          {sizes.includes(size) && (
            <line x1={xOf(sizes, size)} x2={xOf(sizes, size)} y1={0} y2={1} className="rag-now" />
          )}
          {lines.map(({ top, dots }, i) => (
            <polyline
              key={top}
              data-line={i + 1}
              strokeDasharray={LOOKS[i % LOOKS.length]}
              points={dots.map(({ x, y }) => `${x},${y}`).join(' ')}
            />
          ))}
        </svg>
        {lines.flatMap(({ top, dots }, i) =>
          dots.map(({ x, y, value, point }) => (
            <i
              key={`${top} ${point.size}`}
              data-line={i + 1}
              style={{ left: at(x), top: at(y) }}
              title={`${title} ${figure(value, 3)} at chunks of ${point.size} tokens, top ${top}; ${point.chunks} chunks, ${Math.round(point.promptTokens)} tokens in a prompt`}
            />
          )),
        )}
        {lines.map(({ top, nameAt }, i) => (
          <b key={top} data-line={i + 1} style={{ top: at(nameAt) }}>
            top {top}
          </b>
        ))}
        {sizes.map((one) => (
          <span key={one} className="rag-chart-size figures" style={{ left: at(xOf(sizes, one)) }}>
            {one}
          </span>
        ))}
      </div>
      <figcaption className="rag-small">chunk size, tokens</figcaption>
      <table className="visually-hidden">
        <caption>{title} by chunk size and number of sources</caption>
        <thead>
          <tr>
            <th scope="col">chunk size</th>
            {lines.map(({ top }) => (
              <th key={top} scope="col">
                top {top}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sizes.map((one) => (
            <tr key={one}>
              <th scope="row">{one}</th>
              {lines.map(({ top, dots }) => (
                <td key={top}>{figure(dots.find(({ point }) => point.size === one)?.value ?? 0, 3)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
