import { readFileSync } from 'node:fs';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../lab/client.ts';
import type { Plate, Station } from '../lab/protocol.ts';
import { metricOf } from '../recording/query.ts';
import type { Recording } from '../recording/types.ts';
import { csvOf, requestsCsv, runCsv } from './csv.ts';
import { chartsSvg } from './exports.ts';
import { TheoryTable } from './TheoryTable.tsx';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

interface Run {
  readonly plate: Plate;
  readonly recording: Recording;
}
let start: Run;
let fix: Run;

beforeAll(async () => {
  const lab = await startLab('texts', 'main thread');
  const runOf = async (design: string) => {
    const opened = await lab.run({ source: BUFFER, design, edits: {} });
    if (opened.answer !== 'run') throw new Error(JSON.stringify(opened.problems));
    return opened;
  };
  start = await runOf('start');
  fix = await runOf('fix');
});
afterEach(cleanup);

/** As a spreadsheet reads it: quotes, doubled quotes, line breaks within them. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [whole, quoted, plain, mark] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (whole === '') break;
    rows.at(-1)!.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (mark === '\r\n') rows.push([]);
  }
  if (rows.at(-1)!.length === 0) rows.pop();
  return rows;
}

describe('tables', () => {
  it('every row has a cell for every column, and the figures are those of the recording', () => {
    const { recording } = start;
    const [head, ...rows] = parseCsv(runCsv(recording));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head!.length]));
    expect(rows).toHaveLength(recording.edges.length);
    expect(head![0]).toBe('time [s]');
    expect(rows.at(-1)![0]).toBe('300');
    const busy = head!.indexOf('checkout.busy [slots]');
    const at = rows.findIndex(([time]) => time === '40');
    expect(Number(rows[at]![busy])).toBe(50);
    const latency = head!.indexOf('shoppers.latency mean [s]');
    expect(Number(rows[10]![latency])).toBeGreaterThan(0.01);
    expect(Number(rows[10]![latency])).toBeLessThan(0.5);
    for (const cell of rows.flat()) expect(cell === '' || Number.isFinite(Number(cell))).toBe(true);
  });

  it('every request is a row, and its latency is from arrival to end', () => {
    const { recording } = start;
    const [head, ...rows] = parseCsv(requestsCsv(recording));
    expect(rows).toHaveLength(recording.requests.count);
    const column = (name: string) => head!.indexOf(name);
    for (const row of rows) {
      if (row[column('outcome')] === 'open') expect(row[column('end [s]')]).toBe('');
      else {
        const [from, to, took] = ['arrival [s]', 'end [s]', 'latency [s]'].map((name) =>
          Number(row[column(name)]),
        );
        expect(to! - from!).toBeCloseTo(took!, 9);
      }
    }
    expect(rows.some((row) => row[column('outcome')] === 'rejected')).toBe(true);
    expect(new Set(rows.map((row) => row[column('first part')]))).toEqual(new Set(['checkout']));
  });

  it('texts with commas, quotes and line breaks stay one cell, and none is taken for a formula', () => {
    const rows = [
      ['a,b', 'say "so"', 'two\r\nlines'],
      ['=1+1', '-2', ''],
    ];
    expect(parseCsv(csvOf(rows))).toEqual([rows[0], ["'=1+1", "'-2", '']]);
    expect(csvOf([[Number.NaN, Number.POSITIVE_INFINITY, null, -1.5]])).toBe(',,,-1.5\r\n');
  });
});

const colour = (token: string) => ({ '--ink': 'black', '--paper': 'white' })[token] ?? 'gray';
const axis = [0, 60_000_000].map((at) => ({ at, label: `${at / 1e6} s` }));
const parse = (svg: string) => {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document.querySelector('parsererror')).toBeNull();
  return document;
};

describe('a drawing of the charts', () => {
  it('is whole: title, every line with its name, the axis, the acts, what decides the run', () => {
    const { svg, width, height } = chartsSvg({ ...start, ghost: null, stations: null, colour, axis });
    const drawn = parse(svg);
    const root = drawn.documentElement;
    expect([root.getAttribute('width'), root.getAttribute('height')]).toEqual([`${width}`, `${height}`]);
    const texts = [...drawn.querySelectorAll('text')].map(({ textContent }) => textContent);
    for (const text of [
      'The Buffer',
      'availability',
      'slots busy (slots)',
      'Checkout',
      'Inventory',
      'orders accepted',
      '60 s',
      'database locked',
    ])
      expect(texts).toContain(text);
    expect(texts.at(-1)).toMatch(/^A direct call, seed 7, run [\da-f]{8} · Secret Life Lab$/);
    expect(drawn.querySelectorAll('g > g > path')).toHaveLength(3);
    expect(svg).not.toMatch(/var\(|NaN|undefined/);
  });

  it('has the other run behind each line that it has too, and says whose it is', () => {
    const ghost = { name: 'A <queue> & "more"', ...fix };
    const drawn = parse(chartsSvg({ ...start, ghost, stations: null, colour, axis }).svg);
    expect(drawn.querySelectorAll('path[opacity]')).toHaveLength(3);
    expect([...drawn.querySelectorAll('text')].at(-1)!.textContent).toContain(
      'thin line: A <queue> & "more"',
    );
    const behind = parse(
      chartsSvg({ ...fix, ghost: { name: 'direct', ...start }, stations: null, colour, axis }).svg,
    );
    expect(behind.querySelectorAll('path[opacity]')).toHaveLength(3);
    expect(behind.querySelectorAll('g > g > path')).toHaveLength(5 + 3);
  });

  it('carries what theory predicts', () => {
    const drawn = parse(chartsSvg({ ...start, ghost: null, stations: [station()], colour, axis }).svg);
    const texts = [...drawn.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts).toContain('M/M/18 predicts 3.2');
  });
});

const station = (): Station => ({
  part: start.plate.parts.findIndex(({ id }) => id === 'inventory'),
  little: { l: 3.1, lambda: 50, w: 0.062 },
  model: 'M/M/18',
  window: { from: 2_000_000, to: 20_000_000 },
  predicted: [
    {
      metric: metricOf(start.recording, 'inventory', 'busy'),
      name: 'busy slots',
      value: 3.2,
      measured: 3.15,
    },
    { metric: metricOf(start.recording, 'inventory', 'wait'), name: 'wait', value: 1200, measured: 1500 },
  ],
  says: 'Arrivals by chance, exponential service.',
});

describe('the table of theory', () => {
  it('puts what is predicted beside what was measured, in the unit of each', () => {
    render(<TheoryTable {...start} stations={[station()]} />);
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
      ['Inventory M/M/18Arrivals by chance, exponential service.'],
      ['number there, by Little’s lawλ × W = 50/s × 62 ms', '3.1', '3.1'],
      ['busy slots, by M/M/18', '3.2', '3.15'],
      ['wait, by M/M/18', '1.2 ms', '1.5 ms'],
    ]);
  });

  it('says so when no model fits, and when there is nothing to speak of', () => {
    const { rerender } = render(
      <TheoryTable
        {...start}
        stations={[{ ...station(), little: null, predicted: [], model: 'no steady state' }]}
      />,
    );
    expect(screen.getAllByRole('row')[1]).toHaveTextContent('Inventory no steady state');
    expect(screen.getAllByRole('row')).toHaveLength(2);
    rerender(<TheoryTable {...start} stations={[]} />);
    expect(screen.getByText(/No part of this design/)).toBeVisible();
  });
});
