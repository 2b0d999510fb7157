/** Parts whose wires are still missing: the rest runs, and they are drawn. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../src/lab/run.ts';
import { catalog } from '../../src/parts/catalog.ts';
import { BLANK_TEXT, blankScenario } from '../../src/scenario/blank.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const head = 'format: 1\nid: x\ntitle: X\nseries: none\nsummary: ""\nduration: 20s\nseed: 1\n';
const PARTS = `
parts:
  users: { kind: traffic-source, at: [0, 0], settings: { rate: 5/s } }
  router: { kind: router, at: [100, 0] }
  gate: { kind: router, at: [100, 100] }
  shop: { kind: service, at: [200, 0], settings: { slots: 3 } }
  workers: { kind: consumer-fleet, at: [300, 0] }
`;

function opened(wires: readonly string[], more = '') {
  const list = wires.length > 0 ? `wires:\n${wires.map((wire) => `  - ${wire}\n`).join('')}` : 'wires: []\n';
  const run = openRun(`${head}${PARTS}${list}${more}`, 'start', {});
  if (run.take === null) throw new Error(run.problems[0]?.says);
  return run;
}

describe('a part without a wire that it needs', () => {
  it('is a warning with its place, and takes no part in the run', () => {
    const { plate, problems, take } = opened(['users.out -> shop.in']);
    expect(problems.map(({ severity, path, line }) => [severity, path, line])).toEqual([
      ['warning', 'parts.router', 11],
      ['warning', 'parts.gate', 12],
      ['warning', 'parts.workers', 14],
    ]);
    expect(problems[2]!.says).toBe(
      'workers.in has no wire, and workers cannot work without one: the queue it receives from. Until it has one, workers takes no part in the run.',
    );
    expect(take.recording.ending.kind).toBe('finished');
    expect(take.recording.requests.count).toBeGreaterThan(50);
    expect(take.compiled.parts.map(({ id }) => id)).toEqual(['shop', 'users']);
    expect(plate.parts.map(({ id, unfinished }) => [id, unfinished])).toEqual([
      ['shop', null],
      ['users', null],
      ['router', 'no wire from router.out'],
      ['gate', 'no wire from gate.out'],
      ['workers', 'no wire to workers.in'],
    ]);
  });

  it('makes unfinished what only leads to it, and says so', () => {
    const { plate, problems, take } = opened(['users.out -> router.in', 'router.out -> gate.in']);
    expect(plate.parts.map(({ id, unfinished }) => [id, unfinished])).toEqual([
      ['shop', null],
      ['users', 'users.out is wired only to unfinished parts'],
      ['router', 'router.out is wired only to unfinished parts'],
      ['gate', 'no wire from gate.out'],
      ['workers', 'no wire to workers.in'],
    ]);
    expect(problems[0]!.says).toBe(
      'users.out is wired to nothing but what cannot work yet (router), so users takes no part in the run either.',
    );
    expect(take.recording.requests.count).toBe(0);
    expect(
      plate.wires.map(({ label, from, to }) => [label, plate.parts[from]!.id, plate.parts[to]!.id]),
    ).toEqual([
      ['users.out -> router.in', 'users', 'router'],
      ['router.out -> gate.in', 'router', 'gate'],
    ]);
  });

  it('leaves those alone that have another way', () => {
    const { plate, take } = opened([
      'users.out -> router.in',
      'router.out -> gate.in',
      'router.out -> shop.in',
    ]);
    expect(plate.parts.map(({ id }) => id)).toEqual(['router', 'shop', 'users', 'gate', 'workers']);
    // The wires of the run come first, so that they are those of the recording.
    expect(plate.wires.map(({ label }) => label)).toEqual([
      'users.out -> router.in',
      'router.out -> shop.in',
      'router.out -> gate.in',
    ]);
    expect(take.compiled.wires).toHaveLength(2);
    expect(take.recording.requests.count).toBeGreaterThan(50);
  });

  it('has its settings, ports and what is free of them on the plate', () => {
    const { plate } = opened(['users.out -> gate.in']);
    const port = (part: string, name: string) =>
      plate.parts.find(({ id }) => id === part)!.ports.find((one) => one.name === name)!;
    expect(port('users', 'out').isFree).toBe(false);
    expect(port('gate', 'out').isFree).toBe(true);
    expect(port('gate', 'in')).toMatchObject({ isFree: true, side: 'in', protocol: 'request' });
    expect(plate.parts.find(({ id }) => id === 'users')).toMatchObject({
      kind: 'traffic-source',
      title: catalog.get('traffic-source')!.title,
      at: [0, 0],
      settings: { rate: 5 },
      written: { rate: '5/s' },
    });
  });

  it('takes its acts along, with their windows; another act keeps its name', () => {
    const acts = `acts:
  - { id: gone, at: 1s, for: 5s, part: workers, act: crash }
  - { at: 2s, part: shop, act: crash, for: 1s }
`;
    const { plate, take } = opened(['users.out -> shop.in'], acts);
    expect(plate.acts.map(({ id, part }) => [id, plate.parts[part]!.id])).toEqual([['act-2', 'shop']]);
    expect(take.compiled.windows.map(({ name }) => name)).toEqual(['run']);
  });

  it('may be named by charts and claims, which then measure nothing', () => {
    const lesson = `charts:
  - { title: busy, lines: [shop.busy, workers.busy] }
claims:
  - { id: a, says: x, that: workers.busy < 9 }
  - { id: b, says: x, that: shop.busy < 9 }
`;
    const { plate, judged, problems } = opened(['users.out -> shop.in'], lesson);
    expect(plate.charts[0]!.lines.map(({ name }) => name)).toEqual(['shop.busy']);
    expect(judged.map(({ id }) => id)).toEqual(['b']);
    expect(
      problems.filter(({ path }) => path.startsWith('c')).map(({ path, severity }) => [path, severity]),
    ).toEqual([
      ['charts.0.lines.1', 'warning'],
      ['claims.0.that', 'warning'],
    ]);
    const wrong = parseScenario(
      `${head}${PARTS}wires: []\ncharts:\n  - { title: a, lines: [worker.busy] }\n`,
      catalog,
    );
    expect(wrong.problems.at(-1)).toMatchObject({ severity: 'error', didYouMean: 'workers' });
  });

  it('does not hide a ring of parts that take no time', () => {
    const text = `${head}${PARTS}wires: [router.out -> gate.in, gate.out -> router.in]\n`;
    const { scenario, problems } = parseScenario(text, catalog);
    expect(scenario).toBeNull();
    expect(problems.find(({ severity }) => severity === 'error')!.says).toContain(
      'hand a request round for ever',
    );
  });

  it('is left out of one design and not of another', () => {
    const text = readFileSync(new URL('./styles/house.yaml', import.meta.url), 'utf8');
    const cut = text.replace(
      'designs:\n',
      'designs:\n  cut:\n    title: Cut\n    unwire: [gateway.out -> inventory.in]\n',
    );
    expect(parseScenario(cut, catalog).problems.map(({ says }) => says)).toEqual([
      'In the design cut: gateway.out has no wire, and gateway cannot work without one: the other side. Until it has one, gateway takes no part in the run.',
    ]);
    const run = openRun(cut, 'cut', { until: 5_000_000 });
    expect(run.take === null ? [] : run.plate.parts.map(({ id }) => id)).toEqual([
      'checkout',
      'database',
      'inventory',
      'shoppers',
      'gateway',
    ]);
    expect(openRun(cut, 'start', {}).take!.recording.digest).toBe(
      openRun(text, 'start', {}).take!.recording.digest,
    );
  });
});

describe('an empty table', () => {
  it('is a scenario as text and as value', () => {
    expect(parseScenario(BLANK_TEXT, catalog)).toEqual({ scenario: blankScenario(), problems: [], catalog });
  });

  it('runs to its end, and nothing happens', () => {
    const run = openRun(BLANK_TEXT, 'start', {});
    if (run.take === null) throw new Error(run.problems[0]?.says);
    expect(run.take.recording.ending).toEqual({ kind: 'finished', at: 120_000_000 });
    expect(run.plate).toMatchObject({ title: 'Sandbox', parts: [], wires: [], acts: [], charts: [] });
    const frames = run.take.frames({ from: 60_000_000, step: 1000, count: 5, linger: 0 });
    expect(frames.flights).toHaveLength(0);
    expect(run.take.log(120_000_000, 10)).toEqual([]);
  });
});
