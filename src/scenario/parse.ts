/** Text of a scenario -> the scenario, or every problem with its line and column. */
import type { Catalog } from './catalog.ts';
import { checkMeaning, type Parsed, unknownFormat } from './check.ts';
import { migrate } from './migrations.ts';
import { problemOf, tidy } from './problem.ts';
import { repaired } from './repair.ts';
import { misfits } from './shape.ts';
import { type Scenario, scenarioSchema } from './types.ts';
import { readYaml, textOf } from './yamlText.ts';

/** Never throws, whatever the bytes. */
export function parseScenario(source: Uint8Array | string, catalog: Catalog): Parsed {
  const text = textOf(source);
  if (typeof text !== 'string') return { scenario: null, problems: [text], catalog };
  const yaml = readYaml(text, migrate);
  const problems = [...yaml.problems];
  if (yaml.value !== null) {
    const otherFormat = unknownFormat(yaml.value);
    const findings = (otherFormat ?? misfits(scenarioSchema, yaml.value)).filter((f) => !yaml.faulty(f.path));
    // What a file lost on the way cannot be told from what it never had.
    const lost = problems.some(({ path }) => /^(?:parts|designs|acts)\b/.test(path));
    const sound = findings.length + problems.length === 0;
    const readable = sound
      ? (yaml.value as Scenario)
      : otherFormat || lost
        ? null
        : repaired(yaml.value, findings);
    const more = readable ? checkMeaning(readable, catalog).filter((f) => !yaml.faulty(f.path)) : [];
    problems.push(...[...findings, ...more].map((f) => problemOf(f, yaml.place(f))));
  }
  const failed = problems.some(({ severity }) => severity === 'error');
  return {
    scenario: failed || yaml.value === null ? null : (yaml.value as Scenario),
    problems: tidy(problems),
    catalog,
  };
}
