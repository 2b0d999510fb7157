import { describe, expect, it } from 'vitest';
import { houseIds, scenarioOf } from '../../../tests/house.ts';
import { catalog } from '../../parts/catalog.ts';
import type { DesignText } from '../../scenario/types.ts';
import { labelOf, readEnds } from '../../scenario/wireText.ts';
import { toldPatch } from './toldPatch.ts';

const designs = houseIds().flatMap((id) => {
  const scenario = scenarioOf(id);
  return Object.keys(scenario.designs ?? {}).map((design) => [id, design, scenario] as const);
});

/** How many lines there must be of each sort, counted in the patch itself. */
function countedIn(patch: DesignText): Readonly<Record<string, number>> {
  const labels = (wires: readonly Parameters<typeof readEnds>[0][] = []) =>
    wires.map((text) => labelOf(readEnds(text)!));
  const [gone, come] = [labels(patch.unwire), labels(patch.wire)];
  const again = come.filter((label) => gone.includes(label)).length;
  return {
    begins: patch.from === undefined || patch.from === 'start' ? 0 : 1,
    removes: patch.remove?.length ?? 0,
    parts: Object.keys(patch.add ?? {}).length,
    calls: Object.keys(patch.rename ?? {}).length,
    'takes away': gone.length - again,
    again,
    wires: come.length - again,
    set: Object.keys(patch.set ?? {}).length,
    'leaves out': patch.skip?.length ?? 0,
    acts: patch.acts?.length ?? 0,
  };
}

const SORTS: readonly (readonly [string, RegExp])[] = [
  ['begins', /^begins as “/],
  ['removes', /^removes /],
  ['acts', /^adds the act “/],
  ['parts', /^adds /],
  ['calls', /^calls /],
  ['takes away', /^takes away the wire from /],
  ['again', /^(?:changes|puts) the wire from /],
  ['wires', /^wires /],
  ['set', /^(?:sets \w+ of |gives .+ another program$|changes \w+ of )/],
  ['leaves out', /^leaves out the act “/],
];

function sorted(lines: readonly string[]): Readonly<Record<string, number>> {
  const count = Object.fromEntries(SORTS.map(([sort]) => [sort, 0]));
  for (const line of lines) {
    const sort = SORTS.find(([, begins]) => begins.test(line))?.[0];
    if (sort === undefined) throw new Error(`No sort of line: ${line}`);
    count[sort]!++;
  }
  return count;
}

describe('a patch in words', () => {
  it('finds the designs of all seven', () => {
    expect(new Set(designs.map(([id]) => id)).size).toBe(7);
    expect(designs.length).toBeGreaterThan(60);
  });

  it.each(designs)('%s, %s: every change has one line, and no two lines say the same', (_, id, scenario) => {
    const lines = toldPatch(scenario, id, catalog);
    expect(sorted(lines)).toEqual(countedIn(scenario.designs![id]!));
    expect(new Set(lines).size).toBe(lines.length);
    for (const line of lines) expect(line).not.toMatch(/undefined|\[object|\n|NaN/);
  });

  it('names parts by their names, and values beside what they were', () => {
    const told = (design: string) => toldPatch(scenarioOf('buffer'), design, catalog);
    expect(told('fix')).toEqual([
      'adds Orders (SQS queue), with VisibilityTimeout 30s and ReceiveMessageWaitTimeSeconds 20s',
      'adds Order workers (Consumer fleet), with workers 4 and processingTime exp 20ms',
      'takes away the wire from Checkout to Transit Gateway',
      'wires Checkout to Orders, latency uniform 2ms..6ms',
      'wires Orders to Order workers',
      'wires Order workers to Transit Gateway',
    ]);
    expect(told('more-patience')).toEqual(['sets timeout of Checkout to 30s, from 3s']);
    expect(told('hasty').slice(0, 3)).toEqual([
      'begins as “With a queue”',
      'sets workers of Order workers to 150, from 4',
      'sets processingTime of Order workers to uniform 1s..3s, from exp 20ms',
    ]);
  });

  it('says what of a wire changes, or that it comes last', () => {
    const lines = toldPatch(scenarioOf('rekognition-limit'), 'crash', catalog);
    expect(lines.filter((line) => line.includes('the wire'))).toEqual([
      'changes the wire from Submitter to Video table (work to acquire): again refuse',
      'puts the wire from Submitter to Rekognition last',
    ]);
  });

  it('tells two parts of one name apart, and says nothing of the base', () => {
    const scenario = scenarioOf('buffer');
    const fix = scenario.designs!.fix!;
    const twins = {
      ...scenario,
      designs: {
        ...scenario.designs,
        fix: {
          ...fix,
          add: { ...fix.add, more: { ...fix.add!.orders!, at: [490, 800] as [number, number] } },
        },
      },
    };
    const lines = toldPatch(twins, 'fix', catalog);
    expect(lines.some((line) => line.startsWith('adds Orders (more) (SQS queue)'))).toBe(true);
    expect(lines).toContain('wires Orders (orders) to Order workers');
    expect(toldPatch(scenario, 'start', catalog)).toEqual([]);
  });
});
