import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalog } from '../../src/parts/catalog.ts';
import { checkScenario } from '../../src/scenario/check.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const text = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

test('a scenario that went through JSON is the scenario of its text', () => {
  const { scenario } = parseScenario(text, catalog);
  expect(checkScenario(JSON.parse(JSON.stringify(scenario)), catalog)).toEqual({
    scenario,
    problems: [],
    catalog,
  });
});

test('a value that is none says what is wrong with it, and is not run', () => {
  const { scenario } = parseScenario(text, catalog);
  const broken = { ...scenario, duration: 'soon' };
  expect(checkScenario(broken, catalog)).toMatchObject({
    scenario: null,
    problems: [{ path: 'duration', line: 0, expected: expect.stringContaining('a duration') }],
  });
  for (const value of [null, 7, 'text', [], {}, { format: 99 }, JSON.parse('{"__proto__": {"format": 1}}')]) {
    const checked = checkScenario(value, catalog);
    expect(checked.scenario).toBeNull();
    expect(checked.problems.length).toBeGreaterThan(0);
  }
});
