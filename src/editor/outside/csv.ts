/** Lines with the moments of requests -> recorded traffic. */
import Papa from 'papaparse';
import { DAY_US, type ReadTime } from './readTime.ts';
import type { Recording } from './recording.ts';
import { cellOf, type Row, type TimeColumn, timeColumns } from './timeColumn.ts';

export type ReadTimes =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly says: string };

/** What may stand between two columns; of two that do equally well the first is it. */
const DELIMITERS = [',', ';', '\t', '|', ' '] as const;
const SAMPLE = 200;

interface Layout {
  readonly delimiter: string;
  /** A quotation mark that is never closed would swallow the rest of the file. */
  readonly quoted: boolean;
  readonly columns: readonly TimeColumn[];
}

/** @param wanted the column, by its index, where somebody has chosen one */
export function readTimes(text: string, wanted: number | null = null): ReadTimes {
  const plain = text.replace(/^\ufeff/, '');
  const layout = layoutOf(plain);
  const column = layout?.columns.find(({ index }) => index === wanted) ?? layout?.columns[0];
  if (!layout || !column) return { ok: false, says: NO_COLUMN };
  return read(plain, layout, column);
}

const NO_COLUMN =
  'No column of these lines holds moments. Expected, in more than half of the lines, a date and time (2026-05-14T09:00:00.250Z), a time of day (09:00:00.250), seconds, milliseconds or microseconds since 1970, or seconds since the start in rising order.';

function layoutOf(text: string): Layout | null {
  const layouts = DELIMITERS.flatMap((delimiter): Layout[] => {
    const { rows, quoted } = sampleOf(text, delimiter);
    // What does not occur divides nothing, and a comma is no decimal one then.
    if (delimiter !== ',' && rows.every((row) => row.length === 1)) return [];
    const columns = timeColumns(rows);
    return columns.length > 0 ? [{ delimiter, quoted, columns }] : [];
  });
  const certain = layouts.find(({ columns }) => columns[0]!.format.since !== 'start');
  return certain ?? layouts[0] ?? null;
}

function options(delimiter: string, quoted: boolean) {
  return {
    delimiter,
    // No text holds it: then quotation marks are characters like others.
    ...(quoted ? {} : { quoteChar: '\0' }),
    comments: '#',
    skipEmptyLines: 'greedy',
  } as const;
}

function sampleOf(text: string, delimiter: string): { readonly rows: Row[]; readonly quoted: boolean } {
  const first = Papa.parse<string[]>(text, { ...options(delimiter, true), preview: SAMPLE });
  const isBroken = first.errors.some(({ type }) => type === 'Quotes');
  if (!isBroken) return { rows: first.data, quoted: true };
  const plain = Papa.parse<string[]>(text, { ...options(delimiter, false), preview: SAMPLE });
  return { rows: plain.data, quoted: false };
}

function read(text: string, { delimiter, quoted, columns }: Layout, column: TimeColumn): ReadTimes {
  const times: number[] = [];
  let unzoned = 0;
  let unreadable = 0;
  let firstUnreadable = 0;
  let rows = 0;
  let days = 0;
  let before: number | null = null;
  Papa.parse<string[]>(text, {
    ...options(delimiter, quoted),
    step({ data, meta }) {
      const found: ReadTime | null = column.format.read(cellOf(data, column));
      if (rows++ === 0 && column.hasHeader) return;
      if (!found) {
        if (unreadable++ === 0) firstUnreadable = meta.cursor;
        return;
      }
      if (found.zoned === false) unzoned++;
      if (column.format.since === 'midnight') {
        // Somebody recorded beyond midnight.
        if (before !== null && before - found.us > DAY_US / 2) days++;
        before = found.us;
      }
      times.push(found.us + days * DAY_US);
    },
  });
  if (times.length === 0) return { ok: false, says: NO_COLUMN };
  const unsorted = times.filter((at, i) => i > 0 && at < times[i - 1]!).length;
  const rising = unsorted > 0 ? times.toSorted((a, b) => a - b) : times;
  const begins = rising[0]!;
  return {
    ok: true,
    recording: {
      moments: rising.map((at) => at - begins),
      begins: column.format.since === '1970' ? begins : null,
      column,
      columns,
      unsorted,
      unzoned,
      unreadable: {
        count: unreadable,
        firstLine: unreadable > 0 ? lineOf(text, firstUnreadable) : 0,
      },
    },
  };
}

/** The line that ends here. */
function lineOf(text: string, end: number): number {
  const until = text.slice(0, end).trimEnd();
  return until.split(/\r\n|\r|\n/).length;
}
