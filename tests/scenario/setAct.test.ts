/** The act `set` in a file: what it says, what is refused, and what the engine is told. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundariesOf } from '../../src/scenario/actOrder.ts';
import { compile } from '../../src/scenario/compile.ts';
import { applyDesign } from '../../src/scenario/design.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { testCatalog } from './parts.ts';

const S = 1_000_000;
const text = readFileSync(new URL('../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');
const MARK = '    name: database locked\n';

/** The Buffer with further acts, and with a bell that nobody rings. */
const withActs = (acts: string): string =>
  text
    .replace(MARK, `${MARK}${acts.replaceAll(/^/gm, '  ')}\n`)
    .replace('\nwires:\n', '  bell: { kind: bell, at: [0, 0], settings: { most: 3 } }\n\nwires:\n');

function compiled(acts: string) {
  const { scenario, problems } = parseScenario(withActs(acts), testCatalog);
  expect(problems).toEqual([]);
  return compile(applyDesign(scenario!, 'start', {}, testCatalog).design!, testCatalog);
}

const problemsOf = (acts: string) =>
  parseScenario(withActs(acts), testCatalog).problems.map(({ path, says }) => [path, says]);

/** Of one part, what the engine is told: when, and the settings named. */
function told(acts: string, part: string, ...names: string[]) {
  const { model } = compiled(acts);
  return model.acts
    .filter((act) => act.act === 'set' && model.parts[act.part]!.id === part)
    .map(({ at, settings }) => [at / S, ...names.map((name) => (settings as Record<string, unknown>)[name])]);
}

describe('set', () => {
  const one = '- { at: 30s, for: 60s, part: inventory, act: set, with: { slots: 40, timeout: 5s } }';

  it('gives the engine whole settings: those of the part, and what changes', () => {
    const { model, parts } = compiled(one);
    const inventory = model.parts.findIndex(({ id }) => id === 'inventory');
    const base = model.parts[inventory]!.settings as object;
    const changed = { ...base, slots: 40, timeout: 5 * S };
    const acts = model.acts.filter(({ act }) => act === 'set');
    expect(acts).toEqual([
      { at: 30 * S, part: inventory, act: 'set', phase: 'begin', settings: changed },
      { at: 90 * S, part: inventory, act: 'set', phase: 'end', settings: base },
    ]);
    expect(parts[inventory]!.changes).toEqual([
      { from: 30 * S, settings: changed },
      { from: 90 * S, settings: base },
    ]);
  });

  it('is an act like others: it has a name, keeps what was written and lasts to the end when nothing is said', () => {
    const [, act, named, many] = compiled(
      [
        '- { at: 30s, part: inventory, act: set, with: { slots: 40, timeout: none } }',
        '- { at: 31s, part: inventory, act: set, with: { slots: 41 }, name: A better pool, id: pool }',
        '- { at: 32s, part: checkout, act: set, with: { slots: 4, queue: 1, retries: 0 } }',
      ].join('\n'),
    ).acts;
    expect(act).toMatchObject({
      name: 'Set slots to 40 and timeout to none: Inventory',
      written: { slots: 40, timeout: 'none' },
      settings: { slots: 40, timeout: null },
      end: 300 * S,
    });
    expect(named!.name).toBe('A better pool');
    expect(many!.name).toBe('Set 3 settings: Checkout');
  });

  it('upon another: each changes what the earlier ones have made, and takes only its own back', () => {
    const acts = [
      '- { at: 10s, for: 40s, part: inventory, act: set, with: { slots: 20, queue: 7 } }',
      '- { at: 20s, for: 10s, part: inventory, act: set, with: { slots: 30 } }',
      '- { at: 25s, for: 40s, part: inventory, act: set, with: { retries: 1, queue: 8 } }',
    ].join('\n');
    expect(told(acts, 'inventory', 'slots', 'queue', 'retries')).toEqual([
      [10, 20, 7, 0],
      [20, 30, 7, 0],
      [25, 30, 8, 1],
      [30, 20, 8, 1],
      [50, 18, 8, 1],
      [65, 18, 5000, 0],
    ]);
  });

  it('that ends where another begins: first the end', () => {
    const acts = [
      '- { at: 20s, part: inventory, act: set, with: { queue: 9 } }',
      '- { at: 10s, for: 10s, part: inventory, act: set, with: { slots: 20 } }',
    ].join('\n');
    expect(told(acts, 'inventory', 'slots', 'queue')).toEqual([
      [10, 20, 5000],
      [20, 18, 5000],
      [20, 18, 9],
    ]);
  });

  it.each([
    [
      '{ at: 1s, part: inventory, act: set }',
      'acts.1',
      'set changes nothing: write what it changes, as with: { slots:',
    ],
    ['{ at: 1s, part: inventory, act: set, with: { slotz: 1 } }', 'acts.1.with.slotz', 'Did you mean slots?'],
    [
      '{ at: 1s, part: inventory, act: set, with: { slots: 0 } }',
      'acts.1.with.slots',
      'slots: expected 1 to 1000000',
    ],
    [
      '{ at: 1s, part: shoppers, act: set, with: { arrivals: burst } }',
      'acts.1.with.arrivals',
      'arrivals cannot change while a run goes on. How people come is settled before the first of them.',
    ],
    [
      '{ at: 1s, part: bell, act: set, with: { least: 4 } }',
      'acts.1.with.least',
      'bell.least: expected at most 3',
    ],
    ['{ at: 1s, part: bell, act: sett, with: { least: 1 } }', 'acts.1.act', 'Did you mean set?'],
    ['{ at: 1s, for: 0s, part: bell, act: set, with: { least: 1 } }', 'acts.1.for', 'more than 0s'],
  ])('%s is refused in its place', (act, path, says) => {
    expect(problemsOf(`- ${act}`)).toEqual([[path, expect.stringContaining(says)]]);
  });

  it('is refused where it contradicts another one that is open, and only there', () => {
    const pair = (forFirst: string) =>
      [
        `- { at: 1s, for: ${forFirst}, part: bell, act: set, with: { most: 1 } }`,
        '- { at: 5s, for: 5s, part: bell, act: set, with: { least: 2 } }',
      ].join('\n');
    expect(problemsOf(pair('3s'))).toEqual([]);
    expect(problemsOf(pair('60s'))).toEqual([
      ['acts.2.with.least', 'bell.least: expected at most 1, as most says.'],
    ]);
    // It is the end of an act that makes the two others contradict each other.
    const three = [
      '- { at: 1s, part: bell, act: set, with: { most: 1 } }',
      '- { at: 2s, for: 5s, part: bell, act: set, with: { most: 9 } }',
      '- { at: 3s, part: bell, act: set, with: { least: 4 } }',
    ].join('\n');
    expect(problemsOf(three)).toEqual([['acts.2', 'bell.least: expected at most 1, as most says.']]);
  });
});

it('where other acts of one kind overlap, an end says which of them rules from then on', () => {
  const acts = [
    '- { at: 10s, for: 50s, part: inventory, act: slow, with: { factor: 2 } }',
    '- { at: 20s, for: 10s, part: inventory, act: slow, with: { factor: 5 } }',
    '- { at: 25s, for: 10s, part: inventory, act: slow, with: { factor: 7 } }',
    '- { at: 26s, for: 60s, part: checkout, act: slow, with: { factor: 9 } }',
  ].join('\n');
  const { model } = compiled(acts);
  const slow = model.acts.filter(({ act, part }) => act === 'slow' && model.parts[part]!.id === 'inventory');
  expect(slow.map(({ at, phase, still }) => [at / S, phase, still])).toEqual([
    [10, 'begin', undefined],
    [20, 'begin', undefined],
    [25, 'begin', undefined],
    [30, 'end', { factor: 7 }],
    [35, 'end', { factor: 2 }],
    [60, 'end', undefined],
  ]);
});

it('what happens at once is never open', () => {
  const act = { part: 'it', act: 'kill', end: null };
  expect(
    boundariesOf([
      { ...act, at: 5 },
      { ...act, at: 3 },
    ]).map(({ at, open }) => [at, open]),
  ).toEqual([
    [3, []],
    [5, []],
  ]);
});
