/** A run as tables that any spreadsheet reads: RFC 4180, a decimal point, one header row with units. */
import { OUTCOMES } from '../engine/outcome.ts';
import { bucketAt, seriesOf } from '../recording/query.ts';
import { type RecordedMetric, type Recording, SERIES_SPAN } from '../recording/types.ts';

const TICKS = 1_000_000;

type Cell = string | number | null;

/**
 * One row an edge of a bucket, one column a metric: levels and ages as they stood then, counters' totals since the start,
 * timings' means over the bucket. Times are in seconds; empty where there was nothing to measure.
 */
export function runCsv(recording: Recording): string {
  const { metrics, edges, ending } = recording;
  const count = bucketAt(recording, ending.at) + 1;
  const columns = metrics.map((metric, i) => columnOf(recording, metric, i));
  const rows: Cell[][] = [['time [s]', ...columns.map(({ title }) => title)]];
  for (let b = 0; b < count; b++) {
    rows.push([Math.min(edges[b]!, ending.at) / TICKS, ...columns.map(({ at }) => at(b))]);
  }
  return csvOf(rows);
}

interface Column {
  readonly title: string;
  readonly at: (bucket: number) => number;
}

function columnOf(recording: Recording, { part, name, type, unit }: RecordedMetric, index: number): Column {
  const { series, metrics } = recording;
  const title = `${part}.${name}`;
  const value = (b: number) => series[(b * metrics.length + index) * SERIES_SPAN]!;
  if (type === 'timing') {
    const { mean } = seriesOf(recording, index);
    return { title: `${title} mean [s]`, at: (b) => mean[b]! / TICKS };
  }
  if (type === 'age') return { title: `${title} [s]`, at: (b) => value(b) / TICKS };
  return { title: `${title}${type === 'counter' ? ' total' : ''} [${unit}]`, at: value };
}

const NO_DOOR = 0xffff;

/** One row a user's request, in order of arrival. One that had no end when the run ended is open. */
export function requestsCsv(recording: Recording): string {
  const { requests, partIds } = recording;
  const rows: Cell[][] = [
    ['request', 'source', 'first part', 'arrival [s]', 'end [s]', 'latency [s]', 'outcome'],
  ];
  for (let i = 0; i < requests.count; i++) {
    const [arrived, ended] = [requests.arrived[i]!, requests.ended[i]!];
    const isOpen = ended < 0;
    const door = requests.door[i]!;
    rows.push([
      i + 1,
      partIds[requests.source[i]!] ?? null,
      door === NO_DOOR ? null : (partIds[door] ?? null),
      arrived / TICKS,
      isOpen ? null : ended / TICKS,
      isOpen ? null : (ended - arrived) / TICKS,
      isOpen ? 'open' : OUTCOMES[requests.outcome[i]!]!.name,
    ]);
  }
  return csvOf(rows);
}

/** What is no number stays empty. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  // A spreadsheet would take a text that begins so for a formula.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
