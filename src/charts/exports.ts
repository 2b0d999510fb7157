/** The charts of a run as a drawing of their own: for slides, papers and whoever reads them outside this page. */
import type { Plate, PlateChart, Station } from '../lab/protocol.ts';
import type { Recording } from '../recording/types.ts';
import { areaOf, inWidth, pathOf, RUN_WIDTH, yOf } from './Behind.tsx';
import {
  type ChartGhost,
  formatTop,
  ghostLinesOf,
  layered,
  linesOf,
  predictionsOf,
  scaleOf,
  topOf,
} from './lines.ts';
import { lookOf } from './looks.ts';

export interface ChartsDrawing {
  readonly plate: Plate;
  readonly recording: Recording;
  readonly ghost: ChartGhost | null;
  readonly stations: readonly Station[] | null;
  /** The colour of a token such as `--ink`: outside the page nobody knows tokens. */
  readonly colour: (token: `--${string}`) => string;
  /** Moments to be written at the axis. */
  readonly axis: readonly { readonly at: number; readonly label: string }[];
}

export interface Drawn {
  readonly svg: string;
  /** Px. */
  readonly width: number;
  readonly height: number;
}

const WIDTH = 960;
const LEFT = 64;
const RIGHT = 24;
const PLOT = { width: WIDTH - LEFT - RIGHT, height: 120 };
const HEAD = 72;
const CHART_HEAD = 30;
const CHART_GAP = 26;
const FOOT = 58;
const LETTER = 6.6;

const SANS = 'Inter, Helvetica, Arial, sans-serif';
const MONO = 'JetBrains Mono, Menlo, Consolas, monospace';

/** Over the whole run, whatever the playhead says. */
export function chartsSvg(drawing: ChartsDrawing): Drawn {
  const { plate, recording, ghost, colour, axis } = drawing;
  const charts = plate.charts.filter(({ lines }) => lines.length > 0);
  const each = CHART_HEAD + PLOT.height + CHART_GAP;
  const height = HEAD + charts.length * each + FOOT;
  const until = Math.max(1, recording.ending.at);
  const design = plate.designs.find(({ id }) => id === plate.design)?.title ?? plate.design;
  const bottom = HEAD + charts.length * each - CHART_GAP;
  const x = (t: number) => round(LEFT + (PLOT.width * Math.min(t, until)) / until);
  const bands = plate.acts
    .filter(({ from }) => from <= until)
    .map(({ name, from, to }) => {
      const width = Math.max(1, round(x(to) - x(from)));
      const area = `x="${x(from)}" y="${HEAD - 14}" width="${width}" height="${bottom - HEAD + 14}"`;
      return `<rect ${area} fill="${colour('--failing')}" fill-opacity="0.12"/>
${words(x(from) + 4, HEAD - 3, name, colour('--failing'), 11)}`;
    });
  const labels = axis.map(({ at, label }) =>
    words(x(at), bottom + 18, label, colour('--faint'), 11, `text-anchor="middle" font-family="${MONO}"`),
  );
  const foot = [`${design}, seed ${plate.seed}, run ${recording.digest.slice(0, 8)}`];
  if (ghost) foot.push(`thin line: ${ghost.name}`);
  const body = [
    `<rect width="${WIDTH}" height="${height}" fill="${colour('--paper')}"/>`,
    words(24, 36, plate.title, colour('--ink'), 20, 'font-weight="600"'),
    ...bands,
    ...charts.map((chart, i) => drawChart(drawing, chart, HEAD + i * each + CHART_HEAD)),
    ...labels,
    words(24, height - 16, `${foot.join(' · ')} · Secret Life Lab`, colour('--faint'), 12),
  ];
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${SANS}">
<title>${escaped(`${plate.title}: ${charts.map(({ title }) => title).join(', ')}`)}</title>
${body.join('\n')}
</svg>
`,
    width: WIDTH,
    height,
  };
}

/** @param y where its plot begins */
function drawChart(
  { recording, ghost, stations, colour }: ChartsDrawing,
  chart: PlateChart,
  y: number,
): string {
  const lines = layered(chart, linesOf(recording, chart));
  const ghosts = layered(chart, ghost ? ghostLinesOf(ghost, chart) : []);
  const predictions = predictionsOf(recording, chart, stations ?? []);
  const scale = scaleOf(recording, chart);
  const top = topOf([...lines, ...ghosts], scale, predictions);
  const until = Math.max(1, recording.ending.at);
  const [ink, faint, hairline] = [colour('--ink'), colour('--faint'), colour('--hairline')];
  const unit = scale === 'count' && chart.unit ? ` (${chart.unit})` : '';
  const title = chart.title + unit;
  const stroke = (i: number) => colour(lookOf(i).token);
  const dash = (i: number) =>
    lookOf(i).dash.length > 0 ? ` stroke-dasharray="${lookOf(i).dash.join(' ')}"` : '';
  // Paths are in shares of the run and px; a stroke must not be stretched with them.
  const path = (d: string, i: number, width: number, more = '') =>
    `<path d="${d}" fill="none" stroke="${stroke(i)}" stroke-width="${width}"${dash(i)} vector-effect="non-scaling-stroke"${more}/>`;
  let keyX = LEFT + title.length * LETTER + 28;
  const keys = lines.map(({ name }, i) => {
    const key = `${path(`M${round(keyX)} ${y - 14}h20`, i, 1.75)}
${words(keyX + 26, y - 10, name, faint, 12)}`;
    keyX += 26 + name.length * LETTER + 20;
    return key;
  });
  const layers = lines.map(
    (line, i) => `<path d="${areaOf(inWidth(line, until), top, PLOT.height)}" fill="${stroke(i)}"/>`,
  );
  const inPlot = [
    // As one group: each layer hides what of the upper ones reaches down behind it.
    chart.stacked ? `<g opacity="0.4">${layers.reverse().join('\n')}</g>` : '',
    ...ghosts.map((line, i) =>
      line ? path(pathOf(inWidth(line, until), top, PLOT.height), i, 0.9, ' opacity="0.75"') : '',
    ),
    ...lines.map((line, i) => path(pathOf(inWidth(line, until), top, PLOT.height), i, 1.6)),
  ].filter(Boolean);
  const foretold = predictions.map(({ line, value, from, to, says }) => {
    const at = round(y + yOf(value, top, PLOT.height));
    const x = (t: number) => round(LEFT + (PLOT.width * t) / until);
    const dashed = `fill="none" stroke="${stroke(line)}" stroke-dasharray="5 4"`;
    return `<path d="M${LEFT} ${at}h${PLOT.width}" ${dashed} opacity="0.6"/>
<path d="M${x(from)} ${at}H${x(to)}" ${dashed} stroke-width="1.75"/>
${words(WIDTH - RIGHT - 4, at - 4, says, ink, 11, 'text-anchor="end"')}`;
  });
  return [
    '<g>',
    words(LEFT, y - 10, title, ink, 13, 'font-weight="600"'),
    ...keys,
    `<path d="M${LEFT} ${y}h${PLOT.width}M${LEFT} ${y + PLOT.height}h${PLOT.width}" stroke="${hairline}" fill="none"/>`,
    words(LEFT - 8, y + 4, formatTop(top, scale), faint, 11, `text-anchor="end" font-family="${MONO}"`),
    words(LEFT - 8, y + PLOT.height + 4, '0', faint, 11, `text-anchor="end" font-family="${MONO}"`),
    `<g transform="translate(${LEFT} ${y}) scale(${PLOT.width / RUN_WIDTH} 1)">`,
    ...inPlot,
    '</g>',
    ...foretold,
    '</g>',
  ].join('\n');
}

function words(x: number, y: number, text: string, fill: string, size: number, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${fill}" font-size="${size}" ${more}>${escaped(text)}</text>`;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Characters that XML allows, with those that mean something to it in other words. */
function escaped(text: string): string {
  const allowed = [...text].filter((c) => c >= ' ' && c !== '\ufffe' && c !== '\uffff').join('');
  return allowed
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The same drawing as a picture, twice as fine as the screen's px. @throws Error when the browser cannot draw it */
export async function pngOf({ svg, width, height }: Drawn, fineness = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * fineness;
  canvas.height = height * fineness;
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('This browser has no canvas to draw the picture on.');
  ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((tell) => canvas.toBlob(tell, 'image/png'));
  if (!blob) throw new Error('This browser made no picture of the charts.');
  return blob;
}
