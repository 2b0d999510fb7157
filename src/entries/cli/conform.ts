import { parseArgs } from 'node:util';
import type { Json } from '../../rules/quantity.ts';
import { checkRow } from '../../theory/check.ts';
import type { Row } from '../../theory/row.ts';
import { goTraces } from './conformGo.ts';
import { sasCases } from './conformSas.ts';
import { snsFilter, snsPolicy } from './conformSns.ts';
import { type Command, progressBar, readBytes, UsageError, wholeNumber } from './terminal.ts';

interface ConformSet {
  /** Prints every mismatch and the count. @param document a file's JSON @returns mismatches */
  readonly run: (document: Json, effort: number) => number;
  /** The cases of this lab itself, taken where no file is named. */
  readonly own?: string;
}

const SETS: Readonly<Record<string, ConformSet>> = {
  theory: { run: theory },
  'sns-filter': { run: snsFilter, own: 'tests/conformance/sns-filter.json' },
  'go-traces': { run: goTraces, own: 'tests/conformance/go-traces.json' },
  sas: { run: sasCases, own: 'tests/conformance/sas.json' },
  'sns-policy': { run: snsPolicy, own: 'tests/conformance/sns-policy.json' },
};

export const conform: Command = {
  usage: `conform SET [FILE.json...] [--jobs 50000]   (sets: ${Object.keys(SETS).join(', ')})`,
  says: 'Runs files of cases that were written elsewhere; exit 1 on any mismatch.',
  run(args) {
    const options = { jobs: { type: 'string', default: '50000' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name = '', ...named] = positionals;
    if (!Object.hasOwn(SETS, name))
      throw new UsageError(`There is no set "${name}"; expected one of ${Object.keys(SETS).join(', ')}.`);
    const { run, own } = SETS[name]!;
    const files = named.length === 0 && own !== undefined ? [own] : named;
    if (files.length === 0) throw new UsageError('Expected a file of cases in JSON.');
    const effort = wholeNumber('--jobs', values.jobs, 100);
    let mismatches = 0;
    for (const file of files) {
      if (files.length > 1) console.log(file);
      mismatches += run(readDocument(file), effort);
    }
    return mismatches > 0 ? 1 : 0;
  },
};

function readDocument(file: string): Json {
  try {
    return JSON.parse(new TextDecoder().decode(readBytes(file))) as Json;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

function theory(document: Json, jobs: number): number {
  if (!Array.isArray(document)) throw new UsageError('Expected a list of cases.');
  const cases = document as readonly unknown[];
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
