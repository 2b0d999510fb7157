import { parseArgs } from 'node:util';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Problem } from '../../scenario/problem.ts';
import { type Case, JUNIT_OPTION, type Suite, writeJunit } from './junit.ts';
import { scenarioFiles } from './scenarioFiles.ts';
import { type Command, printJson, problemLine, readScenario } from './terminal.ts';

const OPTIONS = { ...JUNIT_OPTION, json: { type: 'boolean', default: false } } as const;

export interface Linted {
  readonly file: string;
  readonly problems: readonly Problem[];
}

export const lint: Command = {
  usage: 'lint SCENARIO|FOLDER... [--junit FILE.xml] [--json]',
  says: 'Names every problem of scenario files, with line and column; exit 1 when there is an error.',
  run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const results = scenarioFiles(positionals).files.map(({ file }) => lintOne(file));
    if (values.json) printJson(results);
    for (const { file, problems } of values.json ? [] : results) {
      for (const problem of problems) console.log(problemLine(file, problem));
      if (problems.length === 0) console.log(`${file}: no problems`);
    }
    writeJunit(values.junit, 'lint', results.map(suiteOf));
    return results.some(hasErrors) ? 1 : 0;
  },
};

export function lintOne(file: string): Linted {
  const { source, placed } = readScenario(file);
  return { file, problems: parseScenario(source, catalog).problems.map(placed) };
}

export const hasErrors = ({ problems }: Linted): boolean =>
  problems.some(({ severity }) => severity === 'error');

function suiteOf({ file, problems }: Linted): Suite {
  const cases = problems.map((problem): Case => {
    const { severity, line, column, path, says, expected } = problem;
    return {
      name: `${line}:${column} ${path || 'the file'}`,
      // A warning is for the reader: it fails no build. What is wrong with no place in it could not be read at all.
      outcome: severity === 'warning' ? 'passed' : path === '' ? 'error' : 'failed',
      says,
      details: `${problemLine(file, problem)}\nexpected: ${expected}`,
    };
  });
  return { name: file, file, cases: cases.length > 0 ? cases : [{ name: 'no problems', outcome: 'passed' }] };
}
