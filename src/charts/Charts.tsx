import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Plate, PlateChart, Station } from '../lab/protocol.ts';
import type { Recording } from '../recording/types.ts';
import { Behind } from './Behind.tsx';
import './charts.css';
import {
  type ChartGhost,
  type ChartMoment,
  describe,
  describeGhost,
  formatFigure,
  formatTop,
  ghostLinesOf,
  type Line,
  layered,
  linesOf,
  predictionsOf,
  scaleOf,
  topOf,
} from './lines.ts';
import { lookOf } from './looks.ts';
import { plot } from './plot.ts';
import { chartHeight, plotHeight, shownCharts } from './rows.ts';

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
  /** The title of the only chart that is shown; null or left out: all of them. */
  readonly only?: string | null;
  /** Another run, thinly behind every line that it has too. */
  readonly ghost?: ChartGhost | null;
  /** What theory says; null: it is not asked. */
  readonly stations?: readonly Station[] | null;
}

/** Small multiples: one row a chart, all on the time axis of whoever places them. */
export function Charts(props: ChartsProps) {
  return shownCharts(props.plate.charts, props.only).map((chart) => (
    <Chart key={chart.title} chart={chart} {...props} />
  ));
}

const NO_STATIONS: readonly Station[] = [];

function Chart(props: ChartsProps & { readonly chart: PlateChart }) {
  const { chart, recording, store, theme, ghost = null, stations } = props;
  const lines = useMemo(() => linesOf(recording, chart), [recording, chart]);
  const ghosts = useMemo(() => (ghost ? ghostLinesOf(ghost, chart) : []), [ghost, chart]);
  const predictions = useMemo(
    () => predictionsOf(recording, chart, stations ?? NO_STATIONS),
    [recording, chart, stations],
  );
  const scale = scaleOf(recording, chart);
  const drawnLines = useMemo(() => layered(chart, lines), [chart, lines]);
  const drawnGhosts = useMemo(() => layered(chart, ghosts), [chart, ghosts]);
  const top = useMemo(
    () => topOf([...drawnLines, ...drawnGhosts], scale, predictions),
    [drawnLines, drawnGhosts, scale, predictions],
  );
  const height = plotHeight(chart);
  const drawn = useRef<HTMLDivElement>(null);
  const until = recording.ending.at;
  // Beside the names of several lines there is no room for it, and the title says what they count.
  const unit = lines.length > 1 ? '' : chart.unit;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` is not used but decides what the tokens say.
  useEffect(() => {
    const chart = plot(drawn.current!, { lines: drawnLines, until, top, height });
    return () => chart.destroy();
  }, [drawnLines, until, top, height, theme]);

  const say = (line: Line, i: number, moment: ChartMoment): string => {
    const own = describe(line, moment, scale, chart.unit);
    const other = ghosts[i];
    const behind = ghost && other ? describeGhost(ghost.name, other, moment, scale, chart.unit) : '';
    const foretold = predictions.filter((prediction) => prediction.line === i).map(({ says }) => `${says}.`);
    return [own, behind, ...foretold].filter(Boolean).join(' ');
  };

  return (
    <figure className="chart" aria-label={chart.title} style={{ height: chartHeight(chart) }}>
      <figcaption>
        <span className="chart-title">{chart.title}</span>
        {lines.map((line, i) => (
          <span key={line.name} className="chart-now">
            {lines.length > 1 && <Key line={i} name={line.name} />}
            <Now line={line} store={store} text={(moment) => formatFigure(line.now(moment), scale, unit)} />
          </span>
        ))}
      </figcaption>
      <div className="chart-sheet" aria-hidden="true">
        <Behind
          layers={chart.stacked ? drawnLines : []}
          ghosts={drawnGhosts}
          predictions={predictions}
          until={until}
          top={top}
          height={height}
        />
        <div className="chart-plot" ref={drawn} style={{ height }} />
      </div>
      <span className="chart-top figures" aria-hidden="true">
        {formatTop(top, scale)}
      </span>
      <Words lines={lines} store={store} say={say} />
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
  readonly say: (line: Line, index: number, moment: ChartMoment) => string;
}

/** The chart for those who do not see it; it follows the run at the pace of somebody who listens. */
function Words({ lines, store, say }: WordsProps) {
  const heard = useSyncExternalStore(store.subscribe, () => store.getState().heard);
  return <p className="visually-hidden">{heard && lines.map((line, i) => say(line, i, heard)).join(' ')}</p>;
}
