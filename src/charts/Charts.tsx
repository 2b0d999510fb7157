import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Plate, PlateChart } from '../lab/protocol.ts';
import type { Recording } from '../recording/types.ts';
import './charts.css';
import {
  type ChartMoment,
  describe,
  formatFigure,
  formatTop,
  type Line,
  linesOf,
  scaleOf,
  topOf,
} from './lines.ts';
import { lookOf, plot } from './plot.ts';

interface ChartScene {
  readonly moment: ChartMoment | null;
  readonly heard: ChartMoment | null;
}

export interface ChartsProps {
  readonly plate: Plate;
  readonly recording: Recording;
  readonly store: {
    getState(): ChartScene;
    subscribe(listener: () => void): () => void;
  };
  readonly theme: 'light' | 'dark';
}

/** Small multiples: one row a chart, all on the time axis of whoever places them. */
export function Charts(props: ChartsProps) {
  return props.plate.charts
    .filter(({ lines }) => lines.length > 0)
    .map((chart) => <Chart key={chart.title} chart={chart} {...props} />);
}

const HEIGHT = 40;

function Chart({ chart, recording, store, theme }: ChartsProps & { readonly chart: PlateChart }) {
  const lines = useMemo(() => linesOf(recording, chart), [recording, chart]);
  const scale = scaleOf(recording, chart);
  const top = useMemo(() => topOf(lines, scale), [lines, scale]);
  const drawn = useRef<HTMLDivElement>(null);
  const until = recording.ending.at;
  // Beside the names of several lines there is no room for it, and the title says what they count.
  const unit = lines.length > 1 ? '' : chart.unit;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` is not used but decides what the tokens say.
  useEffect(() => {
    const chart = plot(drawn.current!, { lines, until, top, height: HEIGHT });
    return () => chart.destroy();
  }, [lines, until, top, theme]);

  return (
    <figure className="chart" aria-label={chart.title}>
      <figcaption>
        <span className="chart-title">{chart.title}</span>
        {lines.map((line, i) => (
          <span key={line.name} className="chart-now">
            {lines.length > 1 && <Key line={i} name={line.name} />}
            <Now line={line} store={store} text={(moment) => formatFigure(line.now(moment), scale, unit)} />
          </span>
        ))}
      </figcaption>
      <div className="chart-plot" ref={drawn} aria-hidden="true" />
      <span className="chart-top figures" aria-hidden="true">
        {formatTop(top, scale)}
      </span>
      <Words lines={lines} store={store} say={(line, moment) => describe(line, moment, scale, chart.unit)} />
    </figure>
  );
}

function Key({ line, name }: { readonly line: number; readonly name: string }) {
  const { token, dash } = lookOf(line);
  return (
    <>
      <svg width="16" height="8" aria-hidden="true">
        <path d="M0 4H16" stroke={`var(${token})`} strokeWidth="1.75" strokeDasharray={dash.join(' ')} />
      </svg>
      <span className="chart-key">{name}</span>
    </>
  );
}

interface NowProps {
  readonly line: Line;
  readonly store: ChartsProps['store'];
  readonly text: (moment: ChartMoment) => string;
}

function Now({ store, text }: NowProps) {
  const shown = useSyncExternalStore(store.subscribe, () => {
    const { moment } = store.getState();
    return moment ? text(moment) : '';
  });
  return (
    <span className="chart-figure figures" aria-hidden="true">
      {shown}
    </span>
  );
}

interface WordsProps {
  readonly lines: readonly Line[];
  readonly store: ChartsProps['store'];
  readonly say: (line: Line, moment: ChartMoment) => string;
}

/** The chart for those who do not see it; it follows the run at the pace of somebody who listens. */
function Words({ lines, store, say }: WordsProps) {
  const heard = useSyncExternalStore(store.subscribe, () => store.getState().heard);
  return <p className="visually-hidden">{heard && lines.map((line) => say(line, heard)).join(' ')}</p>;
}
