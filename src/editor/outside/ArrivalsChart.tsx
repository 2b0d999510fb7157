import { formatCount, formatSeconds } from '../../ui/format.ts';
import { arrivals, busiestSecond, lengthOf } from './recording.ts';

const WIDTH = 480;
const HEIGHT = 64;
const SPANS = 60;
const S = 1_000_000;

export interface ArrivalsChartProps {
  readonly moments: readonly number[];
  /** Where the run ends, in microseconds; what comes later is drawn hollow. */
  readonly end: number;
}

/** How many requests came when. */
export function ArrivalsChart({ moments, end }: ArrivalsChartProps) {
  const length = lengthOf(moments);
  const counts = arrivals(moments, length, SPANS);
  const most = Math.max(1, ...counts);
  const bar = WIDTH / SPANS;
  const isLater = (i: number): boolean => (i * length) / SPANS >= end;
  return (
    <figure className="outside-chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={inWords(moments, counts)}
      >
        {counts.map((count, i) => {
          const height = (count / most) * (HEIGHT - 2);
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place.
              key={i}
              className={isLater(i) ? 'outside-bar later' : 'outside-bar'}
              x={i * bar + 0.5}
              y={HEIGHT - height}
              width={bar - 1}
              height={height}
            />
          );
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {end < length && (
          <line
            className="outside-end"
            x1={(end / length) * WIDTH}
            x2={(end / length) * WIDTH}
            y1={0}
            y2={HEIGHT}
          />
        )}
      </svg>
      <figcaption className="figures">
        <span>0 s</span>
        <span>at most {spanWords(most, length)}</span>
        <span>{formatSeconds(length / S)}</span>
      </figcaption>
    </figure>
  );
}

const spanWords = (most: number, length: number): string =>
  `${formatCount(most)} in ${formatSeconds(length / S / SPANS)}`;

/** The same for those who listen: where much came, and where little. */
function inWords(moments: readonly number[], counts: readonly number[]): string {
  const length = lengthOf(moments);
  const { requests, at } = busiestSecond(moments);
  const quarters = [0, 1, 2, 3].map((n) =>
    counts.slice((n * SPANS) / 4, ((n + 1) * SPANS) / 4).reduce((sum, count) => sum + count, 0),
  );
  return `${formatCount(moments.length)} requests over ${formatSeconds(length / S)}. In the four quarters of that time ${quarters.map(formatCount).join(', ')}. The busiest second, with ${formatCount(requests)}, begins at ${formatSeconds(at / S)}.`;
}
