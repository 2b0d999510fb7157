import { parseArgs } from 'node:util';
import { type Proved, prove as proveOne } from '../../lab/go/prove.ts';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { scenarioFiles } from './scenarioFiles.ts';
import { type Command, printJson, problemLine, readScenario, wholeNumber } from './terminal.ts';

const OPTIONS = {
  states: { type: 'string', default: '300000' },
  json: { type: 'boolean', default: false },
} as const;

interface Report {
  readonly id: string;
  readonly proofs: readonly Proved[];
}

export const prove: Command = {
  usage: 'prove SCENARIO|FOLDER... [--states 300000] [--json]',
  says: 'Tries every schedule of the programs that the proofs of scenarios speak of; exit 1 when one does not hold.',
  run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const statesMax = wholeNumber('--states', values.states, 1);
    const reports: Report[] = [];
    let refused = false;
    for (const { file } of scenarioFiles(positionals).files) {
      const { source, placed } = readScenario(file);
      const { scenario, problems } = parseScenario(source, catalog);
      if (!scenario) {
        for (const problem of problems) console.error(problemLine(file, placed(problem)));
        refused = true;
        continue;
      }
      const { id, proofs = [] } = scenario;
      if (proofs.length === 0 && !values.json) console.log(`${id}: there is nothing to prove.`);
      const proved = proofs.map((proof) => {
        const one = proveOne(scenario, proof, catalog, statesMax);
        if (!values.json) print(id, one);
        return one;
      });
      reports.push({ id, proofs: proved });
    }
    if (values.json) printJson(reports);
    return refused || reports.some(({ proofs }) => proofs.some(({ holds }) => !holds)) ? 1 : 0;
  },
};

function print(scenario: string, { id, design, wanted, found, holds, states, bound }: Proved): void {
  const what = holds ? found : `${found}, expected ${wanted}`;
  console.log(`${holds ? '✓' : '✗'} ${scenario}, ${id}, design ${design}: ${what}; ${states} states.`);
  if (bound !== null) console.log(`    ${bound.replaceAll('\n', '\n    ')}`);
}
