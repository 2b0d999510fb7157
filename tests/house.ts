/** The scenarios of the house as values, for tests in Node. */
import { readdirSync, readFileSync } from 'node:fs';
import { catalog } from '../src/parts/catalog.ts';
import { inlineCode } from '../src/scenario/inlineCode.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import type { Scenario } from '../src/scenario/types.ts';

const folder = new URL('../scenarios/', import.meta.url);

export const houseIds = (): readonly string[] => readdirSync(folder);

/** @throws Error with every problem */
export function scenarioOf(id: string): Scenario {
  const own = new URL(`${id}/`, folder);
  const { text } = inlineCode(readFileSync(new URL('scenario.yaml', own), 'utf8'), (path) =>
    readFileSync(new URL(path, own), 'utf8'),
  );
  const { scenario, problems } = parseScenario(text, catalog);
  if (!scenario) throw new Error(problems.map(({ says }) => says).join('\n'));
  return scenario;
}
