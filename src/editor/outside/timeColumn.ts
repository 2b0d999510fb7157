/** Which column of a table holds the moments, and how they are written. */
import { type ReadTime, TIME_FORMATS, type TimeFormat } from './readTime.ts';

export type Row = readonly string[];

export interface TimeColumn {
  readonly index: number;
  /** Two where the day stands in one column and the time in the next, or the zone does. */
  readonly width: 1 | 2;
  readonly format: TimeFormat;
  /** As the first line names it; null where it has no names. */
  readonly name: string | null;
  readonly hasHeader: boolean;
}

const COLUMNS_MAX = 200;

export const cellOf = (row: Row, { index, width }: Pick<TimeColumn, 'index' | 'width'>): string =>
  width === 1 ? (row[index] ?? '').trim() : `${row[index]?.trim()} ${row[index + 1]?.trim()}`;

/** Columns that may be the one, the likeliest first. @param rows the first of the table */
export function timeColumns(rows: readonly Row[]): readonly TimeColumn[] {
  const columns = Math.min(COLUMNS_MAX, Math.max(0, ...rows.map((row) => row.length)));
  const found: (TimeColumn & { readonly rank: readonly number[] })[] = [];
  for (let index = 0; index < columns; index++) {
    for (const width of [2, 1] as const) {
      const one = columnAt(rows, index, width, columns);
      if (one) found.push(one);
    }
  }
  return found
    .toSorted((a, b) => compared(a.rank, b.rank))
    .filter(isFirstAt)
    .map(({ rank: _rank, ...column }) => column);
}

const isFirstAt = ({ index }: TimeColumn, at: number, all: readonly TimeColumn[]): boolean =>
  all.findIndex((one) => one.index === index) === at;

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

function columnAt(rows: readonly Row[], index: number, width: 1 | 2, columns: number) {
  if (index + width > columns) return null;
  const cells = rows.map((row) => cellOf(row, { index, width }));
  let best: { readonly format: TimeFormat; readonly reads: readonly (ReadTime | null)[] } | null = null;
  let most = 0;
  for (const format of TIME_FORMATS) {
    const reads = cells.map(format.read);
    const count = reads.filter(Boolean).length;
    if (count > most) {
      best = { format, reads };
      most = count;
    }
  }
  if (!best) return null;
  const { format, reads } = best;
  const hasHeader = rows.length > 1 && reads[0] === null;
  const lines = rows.length - (hasHeader ? 1 : 0);
  // Fewer than half: that is some other column.
  if (most * 2 < lines) return null;
  const name = hasHeader ? (rows[0]![index] ?? '').trim() : '';
  const naming = nameRank(name);
  // Sizes and durations are numbers, too; but only moments go up from line to line.
  if (format.since === 'start' && naming > 1 && columns > 1 && !rises(reads)) return null;
  const rank = [classOf(format, naming), naming, -most, -width, index];
  return { index, width, format, hasHeader, name: name === '' ? null : name, rank };
}

function classOf({ id, since }: TimeFormat, naming: number): number {
  if (id === 'iso' || id === 'log') return 0;
  const isNamed = naming < 2;
  if (since === '1970') return isNamed ? 0 : 2;
  // A number of ten digits may count something else; what is called a time is one.
  return isNamed ? 1 : since === 'midnight' ? 2 : 3;
}

const MOMENT = /^@?(?:date|time|time-?_?stamp|date[ _-]?time|ts|at|when)$/i;
const PERHAPS = /time|date|arriv|start|begin|(?:^|_)(?:at|ts|t)$/i;
const LENGTH = /elapsed|duration|latency|taken|took|processing|response|timeout|length|zone/i;

function nameRank(name: string): number {
  if (MOMENT.test(name)) return 0;
  if (LENGTH.test(name)) return 3;
  return PERHAPS.test(name) ? 1 : 2;
}

function rises(reads: readonly (ReadTime | null)[]): boolean {
  const values = reads.flatMap((one) => (one ? [one.us] : []));
  return values.at(-1)! > values[0]! && values.every((value, i) => i === 0 || value >= values[i - 1]!);
}
