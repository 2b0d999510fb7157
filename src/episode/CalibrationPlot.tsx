import { useId } from 'react';
import type { Band, Calibration } from './calibration.ts';

const WIDTH = 280;
const HEIGHT = 180;
const LEFT = 60;
const TOP = 10;
const RIGHT = WIDTH - 12;
const BOTTOM = HEIGHT - 34;

/** Per cent of confidence, and a share, to places in the drawing. */
export const xOf = (confidence: number): number => LEFT + ((confidence - 50) / 50) * (RIGHT - LEFT);
export const yOf = (share: number): number => BOTTOM - share * (BOTTOM - TOP);

/** How sure against how often right. On the dotted line, both are the same. */
export function CalibrationPlot({ calibration: { bands, says } }: { readonly calibration: Calibration }) {
  const id = useId();
  return (
    <figure className="calibration">
      {bands.length > 0 && (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
          <title id={id}>{bands.map(wordsOf).join(' ')}</title>
          <g className="calibration-grid">
            {[0, 0.5, 1].map((share) => (
              <g key={share}>
                <path d={`M${LEFT} ${yOf(share)}H${RIGHT}`} />
                <text x={LEFT - 6} y={yOf(share) + 4} textAnchor="end">
                  {share * 100} %
                </text>
              </g>
            ))}
            {[50, 75, 100].map((confidence) => (
              <text
                key={confidence}
                x={xOf(confidence)}
                y={BOTTOM + 15}
                textAnchor={confidence === 50 ? 'start' : confidence === 75 ? 'middle' : 'end'}
              >
                {confidence} %
              </text>
            ))}
            <text x={(LEFT + RIGHT) / 2} y={HEIGHT - 4} textAnchor="middle">
              how sure you were
            </text>
            <text transform={`translate(10 ${(TOP + BOTTOM) / 2}) rotate(-90)`} textAnchor="middle">
              right
            </text>
          </g>
          <path className="calibration-ideal" d={`M${xOf(50)} ${yOf(0.5)}L${xOf(100)} ${yOf(1)}`} />
          {bands.map((band) => (
            <g key={band.from} className="calibration-band">
              <path
                d={`M${xOf(band.confidence)} ${yOf(band.low)}V${yOf(band.high)}M${xOf(band.confidence) - 4} ${yOf(band.low)}h8M${xOf(band.confidence) - 4} ${yOf(band.high)}h8`}
              />
              <circle cx={xOf(band.confidence)} cy={yOf(band.share)} r={radiusOf(band)} />
            </g>
          ))}
        </svg>
      )}
      <figcaption>{says}</figcaption>
      {bands.length > 0 && (
        <p className="episode-aside">
          A dot for answers of about one confidence, larger for more of them; its bar is where the true share
          may lie (95 %). On the dotted line you are as often right as you are sure.
        </p>
      )}
    </figure>
  );
}

export const radiusOf = ({ answers }: Band): number => Math.min(9, 3 + 1.5 * Math.sqrt(answers));

function wordsOf({ from, to, answers, right }: Band): string {
  return `${from} to ${to} % sure: ${right} of ${answers} right.`;
}
