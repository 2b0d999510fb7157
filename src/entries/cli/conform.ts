import { parseArgs } from 'node:util';
import { checkRow } from '../../theory/check.ts';
import type { Row } from '../../theory/row.ts';
import { type Command, progressBar, readBytes, UsageError, wholeNumber } from './terminal.ts';

/** A set of cases written elsewhere: reads the file's JSON, prints every mismatch and the count. @returns mismatches */
type ConformSet = (cases: readonly unknown[], effort: number) => number;

const SETS: Readonly<Record<string, ConformSet>> = { theory };

export const conform: Command = {
  usage: `conform SET FILE.json [--jobs 50000]   (sets: ${Object.keys(SETS).join(', ')})`,
  says: 'Runs a file of cases that were written elsewhere; exit 1 on any mismatch.',
  run(args) {
    const options = { jobs: { type: 'string', default: '50000' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name = '', file] = positionals;
    if (!Object.hasOwn(SETS, name))
      throw new UsageError(`There is no set "${name}"; expected one of ${Object.keys(SETS).join(', ')}.`);
    if (file === undefined) throw new UsageError('Expected a file of cases in JSON.');
    const cases = readCases(file);
    return SETS[name]!(cases, wholeNumber('--jobs', values.jobs, 100)) > 0 ? 1 : 0;
  },
};

function readCases(file: string): readonly unknown[] {
  let cases: unknown;
  try {
    cases = JSON.parse(new TextDecoder().decode(readBytes(file)));
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(cases)) throw new UsageError(`${file}: expected a list of cases.`);
  return cases;
}

function theory(cases: readonly unknown[], jobs: number): number {
  let rows = 0;
  let checks = 0;
  let mismatches = 0;
  const leftOut: string[] = [];
  const progress = progressBar('theory');
  cases.forEach((one, i) => {
    const row = one as Row;
    if (typeof row?.model !== 'string' || typeof row.params !== 'object' || typeof row.values !== 'object') {
      throw new UsageError(`Case ${i + 1}: expected { id, model, params, values }.`);
    }
    const result = checkRow(row, { replications: 10, jobs });
    progress((i + 1) / cases.length);
    if ('leftOut' in result) {
      leftOut.push(`${row.id} (${result.leftOut})`);
      return;
    }
    rows++;
    checks += result.checks.length;
    for (const check of result.checks.filter(({ holds }) => !holds)) {
      mismatches++;
      console.log(
        `MISMATCH ${check.row} ${check.value}: theory ${check.expected}, measured ${check.measured} +- ${check.within} (${check.kind})`,
      );
    }
  });
  console.log(`${rows} rows, ${checks} figures, ${mismatches} mismatches`);
  if (leftOut.length > 0) console.log(`left out: ${leftOut.join('; ')}`);
  return mismatches;
}
