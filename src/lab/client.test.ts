/** A lab for values carries the basic parts, and fetches the others when a scenario has one. */
import { afterEach, expect, test, vi } from 'vitest';
import { basics } from '../parts/basics.ts';
import { catalog } from '../parts/catalog.ts';
import { blankScenario } from '../scenario/blank.ts';
import type { Scenario } from '../scenario/types.ts';
import { type Lab, startLab } from './client.ts';
import * as places from './places.ts';

const at: [number, number] = [0, 0];
const basic: Scenario = {
  ...blankScenario(),
  duration: '20s',
  parts: {
    users: { kind: 'traffic-source', at },
    shop: { kind: 'service', at },
  },
  wires: ['users.out -> shop.in'],
};
const beyond = [...catalog.keys()].find((kind) => !basics.has(kind))!;
const more: Scenario = { ...basic, parts: { ...basic.parts, more: { kind: beyond, at } } };
/** The part comes with a design, and is not in the base. */
const later: Scenario = {
  ...basic,
  designs: { more: { title: 'More', add: { more: { kind: beyond, at } } } },
};

const started = vi.spyOn(places, 'startScript');
let lab: Lab;
const scripts = () => started.mock.calls.map(([script]) => script);
const asked = (source: Scenario, edits = {}) => ({ source, design: 'start', edits });
const ran = async (source: Scenario, edits = {}) => {
  const opened = await lab.run(asked(source, edits));
  if (opened.answer !== 'run') throw new Error(opened.problems[0]!.says);
  return opened.plate.parts.map(({ id }) => id);
};

afterEach(() => {
  lab.close();
  started.mockClear();
});

test('basic parts need nothing more', async () => {
  lab = await startLab('values', 'main thread');
  expect(await ran(basic)).toEqual(['shop', 'users']);
  await lab.measure(asked(basic, { seed: 3 }), { that: [], figures: [] });
  expect(scripts()).toEqual(['core']);
});

test.each([
  ['a part', more],
  ['a part of another design', later],
])('%s from beyond them is fetched once, and everything else goes on there', async (_name, source) => {
  lab = await startLab('values', 'main thread');
  await ran(basic);
  const before = await lab.frames({ from: 0, step: 1, count: 1, linger: 0 });
  await ran(source);
  expect(scripts()).toEqual(['core', 'aws']);
  const after = await lab.frames({ from: 0, step: 1, count: 1, linger: 0 });
  expect(after.values.length).toBeGreaterThanOrEqual(before.values.length);
  expect(await ran(basic)).toEqual(['shop', 'users']);
  expect(scripts()).toEqual(['core', 'aws']);
  expect((await lab.causes()).length).toBe(0);
});

test('what cannot run leaves the run that is there, where it is', async () => {
  lab = await startLab('values', 'main thread');
  await ran(basic);
  const opened = await lab.run(asked({ ...more, wires: ['users.out -> nobody.in'] }));
  expect(opened.answer).toBe('problems');
  expect((await lab.log(1_000_000, 5)).length).toBe(5);
  expect((await lab.judge(['users.made >= 1']))[0]!.verdict).toBe(true);
});

test('what is asked while more is fetched is answered by the run that is there', async () => {
  lab = await startLab('values', 'main thread');
  await ran(basic);
  const opening = ran(more);
  const lines = await lab.log(1_000_000, 5);
  expect(lines).toHaveLength(5);
  expect(await opening).toContain('more');
  expect(await lab.log(1_000_000, 5)).toEqual(lines);
});

test('a lab that is told so begins with all parts; another that cannot fetch them says so, and tries again', async () => {
  lab = await startLab('values', 'main thread', 'aws');
  expect(await ran(more)).toContain('more');
  expect(scripts()).toEqual(['aws']);
  lab.close();
  lab = await startLab('values', 'main thread');
  started.mockResolvedValueOnce(null);
  await expect(lab.run(asked(more))).rejects.toThrow('cannot fetch the parts');
  expect(await ran(more)).toContain('more');
});

test('a Go program takes the machine that runs it, for the questions too, and from whatever was there', async () => {
  const program: Scenario = {
    ...basic,
    parts: { ...basic.parts, api: { kind: 'go-program', at } },
    wires: ['users.out -> api.requests'],
  };
  lab = await startLab('values', 'main thread');
  await ran(more);
  expect(await ran(program)).toContain('api');
  expect((await lab.judge(['api.answered > 100']))[0]!.verdict).toBe(true);
  await lab.causes();
  expect(await ran(basic)).toEqual(['shop', 'users']);
  expect(scripts()).toEqual(['core', 'aws', 'withGo', 'withGo']);
});
