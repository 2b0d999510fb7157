import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../parts/catalog.ts';
import { checkScenario } from '../../../scenario/check.ts';
import { parseScenario } from '../../../scenario/parse.ts';
import { choicesIn, scopesOf } from '../../checks/scopes.ts';
import { lineChoices, withChart, withChartTitle, withLine, withoutChart } from './chartChanges.ts';

const read = (id: string) => {
  const text = readFileSync(new URL(`../../../../scenarios/${id}/scenario.yaml`, import.meta.url), 'utf8');
  return parseScenario(text, catalog).scenario!;
};
const faults = (scenario: unknown) =>
  checkScenario(scenario, catalog).problems.filter(({ path }) => path.startsWith('charts'));

describe('the lines that are offered', () => {
  it('can all be drawn, in any scenario', () => {
    for (const id of ['buffer', 'fanout', 'rekognition-limit']) {
      const scenario = read(id);
      const groups = lineChoices(choicesIn(scenario, scopesOf(scenario, catalog), undefined, 'start').parts);
      const options = groups.flatMap((group) => group.options);
      expect(options.length).toBeGreaterThan(20);
      const lines = options.map(({ value }) => value);
      const charts = Array.from({ length: Math.ceil(lines.length / 12) }, (_, i) => ({
        title: `chart ${i}`,
        lines: lines.slice(i * 12, i * 12 + 12),
      }));
      expect(faults({ ...scenario, charts, steps: undefined })).toEqual([]);
      expect(new Set(lines).size).toBe(lines.length);
    }
  });
});

describe('a chart', () => {
  it('gets a title of its own', () => {
    const line = { value: 'checkout.busy', label: 'Checkout: busy (slots)', unit: 'slots' };
    const once = withChart(read('buffer'), line);
    const twice = withChart(once, line);
    expect(twice.charts!.slice(-2).map(({ title }) => title)).toEqual(['Checkout: busy', 'Checkout: busy 2']);
    expect(twice.charts!.at(-1)).toEqual({
      title: 'Checkout: busy 2',
      lines: ['checkout.busy'],
      unit: 'slots',
    });
    expect(faults(twice)).toEqual([]);
  });

  it('of a twin’s title leaves the steps to the twin', () => {
    const scenario = read('buffer');
    const steps = scenario.steps!.map((step, i) => (i === 0 ? { ...step, chart: 'backlog' } : step));
    const one = { ...scenario, steps };
    expect(withChartTitle(one, 2, 'queue').steps![0]!.chart).toBe('queue');
    expect(withoutChart(one, 2).steps![0]).not.toHaveProperty('chart');
    const twins = { ...one, charts: [...one.charts!, one.charts![2]!] };
    expect(withChartTitle(twins, 4, 'queue').steps![0]!.chart).toBe('backlog');
    expect(withoutChart(twins, 4).steps![0]!.chart).toBe('backlog');
  });

  it('has lines with a name or without', () => {
    expect(withLine('a.b', { name: 'B' })).toEqual({ of: 'a.b', name: 'B' });
    expect(withLine('a.b', { of: 'a.c' })).toBe('a.c');
    expect(withLine({ of: 'a.b', name: 'B' }, { of: 'a.c' })).toEqual({ of: 'a.c', name: 'B' });
    expect(withLine({ of: 'a.b', name: 'B' }, { name: '' })).toEqual({ of: 'a.b' });
  });
});
