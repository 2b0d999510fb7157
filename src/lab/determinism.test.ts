/** What decides a run, and what does not: held on a whole scenario, from its text to its digest. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { Timeline } from '../engine/timeline.ts';
import { World } from '../engine/world.ts';
import { hopsOf } from './hops.ts';
import type { Edits } from './protocol.ts';
import { openRun, readDesign } from './run.ts';
import { Take } from './take.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
const DESIGNS = ['start', 'fix'];

function digestOf(design: string, edits: Edits = {}, text = BUFFER): string {
  const { take, problems } = openRun(text, design, { until: 100_000_000, ...edits });
  if (take === null) throw new Error(JSON.stringify(problems));
  expect(take.recording.ending.kind).toBe('finished');
  return take.recording.digest;
}

/** The same scenario, written differently. */
function rewritten(change: (value: Written) => void): string {
  const value = parseDocument(BUFFER).toJS() as Written;
  change(value);
  return JSON.stringify(value);
}

interface Written {
  id: string;
  title: string;
  summary: string;
  seed: number;
  parts: Record<string, { name?: string; at?: number[]; kind: string; settings: Record<string, unknown> }>;
  wires: unknown[];
  acts: { name?: string }[];
  designs: Record<string, Record<string, unknown>>;
  charts: unknown[];
  claims: unknown;
  [more: string]: unknown;
}

describe.each(DESIGNS)('design %s', (design) => {
  const digest = digestOf(design);

  test('again, the same', () => {
    expect(digestOf(design)).toBe(digest);
    expect(
      digestOf(
        design,
        {},
        rewritten(() => {}),
      ),
    ).toBe(digest);
  });

  test.each<[string, Edits]>([
    ['another seed', { seed: 8 }],
    ['another setting', { set: { 'checkout.serviceTime': 'exp 6ms' } }],
    ['a setting that shows only in the outage', { set: { 'database.connections': 3 } }],
    ['another rate', { set: { 'shoppers.rate': '51/s' } }],
    ['another length', { until: 100_000_001 }],
    ['one act more', { acts: ['90s database lock 1s'] }],
  ])('%s: another digest', (_, edits) => {
    expect(digestOf(design, edits)).not.toBe(digest);
  });

  test.each<[string, (value: Written) => void]>([
    [
      'the order of the parts in the file',
      (value) => {
        value.parts = Object.fromEntries(Object.entries(value.parts).reverse());
      },
    ],
    [
      'names',
      (value) => {
        Object.values(value.parts).forEach((part, i) => {
          part.name = `Somebody ${i}`;
        });
        for (const act of value.acts) act.name = 'Something';
        value.title = 'Another title';
        value.summary = 'Another story.';
      },
    ],
    [
      'positions',
      (value) => {
        Object.values(value.parts).forEach((part, i) => {
          part.at = [13 * i, 500 - i];
        });
      },
    ],
    [
      'charts',
      (value) => {
        value.charts = [];
      },
    ],
    [
      'claims',
      (value) => {
        delete value.claims;
      },
    ],
    [
      'article and series',
      (value) => {
        delete value.article;
        value.series = 'none';
      },
    ],
    [
      'what the designs say of themselves',
      (value) => {
        for (const one of Object.values(value.designs)) Object.assign(one, { title: 'T', says: 'S' });
      },
    ],
    [
      'defaults written out',
      (value) => {
        value.parts.shoppers!.settings.retries = 0;
      },
    ],
  ])('%s: the same digest', (_, change) => {
    const text = rewritten(change);
    expect(text).not.toBe(rewritten(() => {}));
    expect(digestOf(design, {}, text)).toBe(digest);
  });

  test('watched or not, in one go or with keyframes and going back: the same digest', () => {
    const { compiled } = readDesign(BUFFER, design, { until: 100_000_000 });
    if (compiled === null) throw new Error('The scenario has problems.');
    const { model, seed } = compiled;
    const plain = new World(model, { seed });
    plain.run();
    expect(plain.readDigest()).toBe(digest);

    const world = new World(model, { seed });
    const timeline = new Timeline(5000);
    timeline.play(world);
    const probe = new World(model, { seed });
    for (const tick of [99e6, 20e6, 50e6, 0]) timeline.seek(probe, tick);
    probe.run();
    expect(probe.readDigest()).toBe(digest);

    const take = new Take(compiled);
    take.frames({ from: 30e6, step: 1000, count: 10, linger: 0 });
    hopsOf(take, 1000);
    expect(take.recording.digest).toBe(digest);
  });

  test('one event that is swallowed, early or late: another digest', () => {
    const { compiled } = readDesign(BUFFER, design, { until: 100_000_000 });
    if (compiled === null) throw new Error('The scenario has problems.');
    const { model, seed } = compiled;
    const at = model.parts.findIndex(({ id }) => id === 'checkout');
    const swallowing = (which: number): { digest: string; seen: number } => {
      let seen = 0;
      const { kind } = model.parts[at]!;
      const receive = {
        in(self: unknown, row: number) {
          if (++seen !== which) kind.behaviour.receive!.in!(self, row);
        },
      };
      const tampered = { ...kind, behaviour: { ...kind.behaviour, receive } };
      const parts = model.parts.map((part, i) => (i === at ? { ...part, kind: tampered } : part));
      const world = new World({ ...model, parts }, { seed });
      world.run();
      return { digest: world.readDigest(), seen };
    };
    const none = swallowing(0);
    expect(none.digest).toBe(digest);
    for (const which of [1, 1000, none.seen - 20]) expect(swallowing(which).digest).not.toBe(digest);
  });
});

test('the two designs meet the same shoppers', () => {
  const arrivals = DESIGNS.map((design) => {
    const { take } = openRun(BUFFER, design, { until: 100_000_000 });
    return [...take!.recording.requests.arrived];
  });
  expect(arrivals[0]!.length).toBeGreaterThan(4000);
  expect(arrivals[0]).toEqual(arrivals[1]);
});
