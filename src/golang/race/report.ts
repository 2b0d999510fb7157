/**
 * Race reports in the words of `go run -race`. Two things differ: addresses are invented (the same for the same memory,
 * the same in every run), and the `+0x2c` after a line is left out, as are the runtime's own frames.
 */
import type { Program } from '../code/program.ts';
import { lineAt } from '../syntax/positions.ts';
import type { RaceAccess, RaceReport } from './detector.ts';

/** With which a program ends that had a race and would have ended with 0. */
export const RACE_EXIT_CODE = 66;

const RULE = '==================';

/** All that the detector writes to stderr; empty without races. */
export function reportText(program: Program, reports: readonly RaceReport[]): string {
  if (reports.length === 0) return '';
  const objects = [...new Set(reports.map(({ object }) => object))];
  const texts = reports.map((report) => {
    const { current, previous, object, slot } = report;
    const address = `0x00${(0xc000010000 + objects.indexOf(object) * 0x100000 + slot * 8).toString(16)}`;
    return [
      RULE,
      'WARNING: DATA RACE',
      ...access(program, current, current.write ? 'Write' : 'Read', address),
      '',
      ...access(program, previous, previous.write ? 'Previous write' : 'Previous read', address),
      ...creation(program, current),
      ...creation(program, previous),
      RULE,
      '',
    ].join('\n');
  });
  return `${texts.join('')}Found ${reports.length} data race(s)\n`;
}

function access(
  program: Program,
  { goroutine, stack }: RaceAccess,
  what: string,
  address: string,
): readonly string[] {
  const who = goroutine === 1 ? 'main goroutine' : `goroutine ${goroutine}`;
  return [`${what} at ${address} by ${who}:`, ...stack.flatMap((place) => frame(program, place))];
}

function creation(program: Program, { goroutine, startedAt, finished }: RaceAccess): readonly string[] {
  if (startedAt === null) return [];
  const how = finished ? 'finished' : 'running';
  return ['', `Goroutine ${goroutine} (${how}) created at:`, ...frame(program, startedAt)];
}

function frame(program: Program, { code, at }: RaceAccess['stack'][number]): readonly string[] {
  const one = program.functions[code];
  const file = program.files[one?.file ?? -1];
  const line = lineAt(file?.lineStarts ?? [], at);
  return [`  ${one?.name ?? '?'}()`, `      ${file?.name ?? '?'}:${line}`];
}
