import { parseArgs } from 'node:util';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { type Command, printJson, problemLine, readScenario, scenarioFile, UsageError } from './terminal.ts';

export const lint: Command = {
  usage: 'lint SCENARIO... [--json]',
  says: 'Names every problem of scenario files, with line and column; exit 1 when there is an error.',
  run(args) {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length === 0) throw new UsageError('Expected one scenario or more.');
    const results = positionals.map((path) => {
      const { file, source, placed } = readScenario(scenarioFile(path));
      return { file, problems: parseScenario(source, catalog).problems.map(placed) };
    });
    if (values.json) printJson(results);
    for (const { file, problems } of values.json ? [] : results) {
      for (const problem of problems) console.log(problemLine(file, problem));
      if (problems.length === 0) console.log(`${file}: no problems`);
    }
    return results.some(({ problems }) => problems.some(({ severity }) => severity === 'error')) ? 1 : 0;
  },
};
