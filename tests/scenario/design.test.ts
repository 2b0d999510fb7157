import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { World } from '../../src/engine/world.ts';
import { readActText, readPlain } from '../../src/scenario/actText.ts';
import { compile } from '../../src/scenario/compile.ts';
import { applyDesign } from '../../src/scenario/design.ts';
import type { Edits } from '../../src/scenario/draft.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { testCatalog } from './parts.ts';

const S = 1_000_000;
const text = readFileSync(new URL('../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');

function scenarioOf(yaml: string) {
  const { scenario, problems } = parseScenario(yaml, testCatalog);
  expect(problems).toEqual([]);
  return scenario!;
}
const buffer = scenarioOf(text);

function designOf(name: string, edits: Edits = {}, scenario = buffer) {
  const { design, problems } = applyDesign(scenario, name, edits, testCatalog);
  expect(problems).toEqual([]);
  return design!;
}
const compiled = (name: string, edits: Edits = {}, scenario = buffer) =>
  compile(designOf(name, edits, scenario), testCatalog);
const act = (typed: string) => {
  const read = readActText(typed);
  if (!read.ok) throw new Error(read.expected);
  return read.value;
};

describe('a design is the base with a patch', () => {
  it('start is the base', () => {
    const { wires, parts, windows, claims } = designOf('start');
    expect(parts.map(({ id }) => id)).toEqual(['shoppers', 'checkout', 'gateway', 'inventory', 'database']);
    expect(wires).toHaveLength(4);
    expect(windows).toEqual([
      { name: 'run', from: 0, to: 300 * S, act: null },
      { name: 'calm', from: 0, to: 20 * S, act: null },
      { name: 'deadline', from: 180 * S, to: 300 * S, act: null },
      { name: 'outage', from: 20 * S, to: 80 * S, act: 0 },
    ]);
    expect(claims.map(({ id }) => id)).toEqual([
      'calm-before',
      'slots-fill',
      'nobody-can-order',
      'little-calm',
      'slots-over-rate',
      'retries-multiply',
    ]);
  });

  it('fix takes a wire away and brings parts, wires and claims', () => {
    const { wires, charts, claims, title } = designOf('fix');
    expect(title).toBe('With a queue');
    expect(wires.map(({ label }) => label)).toEqual([
      'shoppers.out -> checkout.in',
      'gateway.out -> inventory.in',
      'inventory.calls -> database.in',
      'checkout.calls -> orders.send',
      'orders.messages -> workers.in',
      'workers.work -> gateway.in',
    ]);
    expect(charts.map((c) => c.title)).toEqual(['availability', 'slots busy', 'backlog', 'oldest order']);
    expect(claims.map(({ id }) => id)).toContain('no-duplicates');
    expect(claims.map(({ id }) => id)).not.toContain('slots-fill');
  });

  it('a removed part takes its wires and the acts on it along; the window of time stays where the file names one', () => {
    const less = scenarioOf(
      text.replace('designs:\n', 'designs:\n  bare: { title: Bare, remove: [database] }\n'),
    );
    const { wires, acts } = designOf('bare', {}, less);
    expect(wires.map(({ label }) => label)).not.toContain('inventory.calls -> database.in');
    expect(acts).toEqual([]);
  });
});

describe('edits of the command line and of the table', () => {
  it('set settings, add acts, change length and seed', () => {
    const edits = {
      set: { 'inventory.slots': 20 },
      acts: [act('90s inventory slow 10s factor=3')],
      until: 200 * S,
      seed: 8,
    };
    const design = designOf('fix', edits);
    expect(design.parts.find(({ id }) => id === 'inventory')!.settings.slots).toBe(20);
    expect(design.acts[1]).toMatchObject({
      part: 'inventory',
      at: 90 * S,
      end: 100 * S,
      settings: { factor: 3 },
    });
    expect(design).toMatchObject({ until: 200 * S, seed: 8 });
  });

  it('keep only some acts of the file', () => {
    expect(designOf('start', { keepActs: [] }).acts).toEqual([]);
    expect(designOf('start', { keepActs: ['outage'] }).acts).toHaveLength(1);
  });

  it('a shorter run cuts its windows; acts behind its end are not played', () => {
    const { model, windows } = compiled('start', { until: 50 * S });
    expect(windows.find(({ name }) => name === 'outage')).toMatchObject({ from: 20 * S, to: 50 * S });
    expect(model.acts.map(({ phase }) => phase)).toEqual(['begin']);
    expect(compiled('start', { until: 10 * S }).model.acts).toEqual([]);
  });

  it('say what is wrong, and in which design', () => {
    const edits = {
      set: { 'inventory.slotz': 20, 'ship.slots': 1, 'checkout.retries': -1 },
      acts: [act('400s database lock 60s'), act('9s database lok')],
    };
    const { design, problems } = applyDesign(buffer, 'fix', edits, testCatalog);
    expect(design).toBeNull();
    expect(problems.map((p) => [p.path, p.line])).toEqual([
      ['edits.set.ship.slots', 0],
      ['edits.set.checkout.retries', 0],
      ['edits.set.inventory.slotz', 0],
      ['edits.acts.0.at', 0],
      ['edits.acts.1.act', 0],
    ]);
    expect(problems[2]!.says).toBe(
      'In the design fix: There is no setting of service "slotz". Did you mean slots?',
    );
    expect(applyDesign(buffer, 'fixx', {}, testCatalog).problems[0]).toMatchObject({
      path: 'designs.fixx',
      didYouMean: 'fix',
    });
    expect(applyDesign(buffer, 'constructor', {}, testCatalog).design).toBeNull();
  });
});

describe('acts as typed', () => {
  it.each([
    ['20s database lock 60s', { at: '20s', part: 'database', act: 'lock', for: '60s' }],
    [
      '20s inventory slow 60s factor=3',
      { at: '20s', part: 'inventory', act: 'slow', for: '60s', with: { factor: 3 } },
    ],
    [
      '0 gateway delay extra="exp 5ms" deep=true',
      { at: '0', part: 'gateway', act: 'delay', with: { extra: 'exp 5ms', deep: true } },
    ],
  ])('%s', (typed, value) => {
    expect(readActText(typed)).toEqual({ ok: true, value });
  });

  it.each([
    '',
    '20s database',
    'soon database lock',
    '20s database lock soon',
    '20s a b 5s c',
    '20s a b =3',
    '20s a b x=1 x=2',
    '1s a b __proto__=1',
  ])('%j is none', (typed) => {
    expect(readActText(typed)).toMatchObject({
      ok: false,
      expected: expect.stringContaining('20s database lock 60s'),
    });
  });

  it('values are as in YAML', () => {
    expect(['20', '-1.5', 'true', 'none', '3s', '"20"', ''].map(readPlain)).toEqual([
      20,
      -1.5,
      true,
      'none',
      '3s',
      '20',
      null,
    ]);
  });
});

describe('what the engine gets', () => {
  it('has parts in the order of their ids, wires and acts in that of the file', () => {
    const { model, parts, wires } = compiled('fix');
    expect(model.parts.map(({ id }) => id)).toEqual([
      'checkout',
      'database',
      'gateway',
      'inventory',
      'orders',
      'shoppers',
      'workers',
    ]);
    expect(parts.map(({ id }) => id)).toEqual(model.parts.map(({ id }) => id));
    expect(wires.map(({ from, to }) => ({ from, to }))).toEqual(
      model.wires.map(({ from, to }) => ({ from, to })),
    );
    expect(wires[4]).toMatchObject({
      label: 'orders.messages -> workers.in',
      protocol: 'poll',
      initiator: 'to',
    });
    expect(model.wires[3]!.latency).toEqual({ law: 'uniform', from: 2000, to: 6000 });
    expect(model.parts[0]!.settings).toMatchObject({
      slots: 50,
      timeout: 3 * S,
      serviceTime: { law: 'exponential', mean: 5000 },
    });
  });

  it('at one moment ends come before beginnings', () => {
    const acts = [act('80s inventory crash 5s'), act('70s inventory slow 10s'), act('70s checkout slow 10s')];
    expect(compiled('start', { acts }).model.acts.map((a) => [a.at / S, a.phase, a.act])).toEqual([
      [20, 'begin', 'lock'],
      [70, 'begin', 'slow'],
      [70, 'begin', 'slow'],
      [80, 'end', 'lock'],
      [80, 'end', 'slow'],
      [80, 'end', 'slow'],
      [80, 'begin', 'crash'],
      [85, 'end', 'crash'],
    ]);
  });

  it('knows nothing of names, places, story and the order of parts', () => {
    const blocks = text.match(/^parts:\n[\s\S]*?\n(?=\nwires:)/m)![0];
    const [head, ...parts] = blocks.split(/^(?= {2}\w+:$)/m);
    const other = text
      .replace(
        blocks,
        head +
          parts
            .toReversed()
            .map((p) => `${p.trimEnd()}\n`)
            .join(''),
      )
      .replaceAll(/at: \[\d+, \d+\]/g, 'at: [1, 2]')
      .replaceAll(/^( +)name: .*\n/gm, '')
      .replace('title: The Buffer', 'title: Another');
    expect(other).not.toBe(text);
    const { model } = compiled('start', {}, scenarioOf(other));
    expect(model).toEqual(compiled('start').model);
  });

  it('runs', () => {
    const { model, seed } = compiled('fix', { until: 30 * S });
    const world = new World(model, { seed });
    world.run();
    expect(world.dispatched).toBeGreaterThan(1000);
  });
});

it('a file of format 0 is read with its problems in place', () => {
  const old = text.replace('format: 1', 'format: 0').replace('duration: 5m', 'length: 5m');
  expect(scenarioOf(old)).toEqual(buffer);
  const { problems } = parseScenario(old.replace('length: 5m', 'length: 5 minutes'), testCatalog);
  expect(problems[0]).toMatchObject({
    path: 'duration',
    line: text.split('\n').findIndex((l) => l.startsWith('duration')) + 1,
    column: 9,
  });
});

it('claims are pointed into, wherever YAML puts their text', () => {
  const claim = (yaml: string) =>
    parseScenario(`${text}\n`.replace('that: workers.duplicates = 0', `that: ${yaml}`), testCatalog)
      .problems[0]!;
  const line = text.split('\n').findIndex((l) => l.includes('workers.duplicates = 0')) + 1;
  expect(claim('workers.dup = 0')).toMatchObject({ line, column: 19 });
  expect(claim('"workers.dup = 0"')).toMatchObject({ line, column: 20 });
  expect(claim('>-\n      workers.duplicates = 0\n      and workers.dup = 0')).toMatchObject({
    line: line + 2,
    column: 19,
  });
  expect(claim('|\n      workers.duplicates = 0\n\n      and workers.dup = 0')).toMatchObject({
    line: line + 3,
    column: 19,
  });
  expect(claim('workers.duplicates =\n      workers.dup')).toMatchObject({ line: line + 1, column: 15 });
});
