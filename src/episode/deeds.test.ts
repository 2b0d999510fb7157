import { expect, it } from 'vitest';
import { sample } from '../../tests/episode/sample.ts';
import { EMPTY } from '../player/state.ts';
import type { Recording } from '../recording/types.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Change } from '../table/state.ts';
import { deedsAtTable, deedsInTime, type PlayerGlance, type TableGlance } from './deeds.ts';

const scenario = sample();
const table: TableGlance = {
  scenario,
  design: 'start',
  selection: { parts: [], wires: [] },
  panel: null,
  asked: null,
  past: [],
  forks: [],
  theory: false,
  explored: new Map(),
  stepped: 0,
};
const player: PlayerGlance = { ...EMPTY, recording: {} as Recording, t: 10, end: 100 };

const edited = (after: Scenario): TableGlance => {
  const snapshot = (now: Scenario) => ({
    scenario: now,
    design: 'start',
    forks: [],
    fork: '',
    base: scenario,
    written: null,
  });
  const change: Change = { says: '', before: snapshot(scenario), after: snapshot(after), typedAt: null };
  return { ...table, scenario: after, past: [change] };
};

it('tells what was done at the table', () => {
  const looked = { ...table, selection: { parts: ['shop'], wires: [] } };
  expect(deedsAtTable(looked, table)).toEqual(['look']);
  expect(deedsAtTable(table, looked)).toEqual([]);
  expect(deedsAtTable({ ...table, asked: 12 }, table)).toEqual(['why']);
  expect(deedsAtTable({ ...table, theory: true }, table)).toEqual(['theory']);
  expect(deedsAtTable({ ...table, stepped: 1 }, table)).toEqual(['schedule']);
  expect(deedsAtTable({ ...table, explored: new Map([['24 x', 'clean']]) }, table)).toEqual(['explore']);
  const fork = { id: 'b', from: 'a', at: 1, title: 'B', version: table };
  expect(deedsAtTable({ ...table, forks: [fork] }, table)).toEqual(['fork']);
});

it('tells an act from a change of the design, and that from tidying up', () => {
  const [act] = scenario.acts!;
  expect(deedsAtTable(edited({ ...scenario, acts: [act!, { ...act!, id: 'again' }] }), table)).toEqual([
    'hurt',
  ]);
  expect(deedsAtTable(edited({ ...scenario, wires: [] }), table)).toEqual(['edit']);
  const shop = scenario.parts.shop!;
  const moved = {
    ...scenario,
    parts: { ...scenario.parts, shop: { ...shop, at: [9, 9] as [number, number] } },
  };
  expect(deedsAtTable(edited(moved), table)).toEqual([]);
  // Undoing is nothing new.
  expect(deedsAtTable(table, edited({ ...scenario, wires: [] }))).toEqual([]);
});

it('tells what was done with time', () => {
  expect(deedsInTime({ ...player, t: 5 }, player)).toEqual(['rewind']);
  expect(deedsInTime({ ...player, t: 15 }, player)).toEqual([]);
  expect(deedsInTime({ ...player, t: 0, playing: true }, { ...player, t: 100 })).toEqual([]);
  expect(deedsInTime({ ...player, t: 5, recording: {} as Recording }, player)).toEqual([]);
  expect(deedsInTime({ ...player, speed: 0.5 }, player)).toEqual(['slower']);
  expect(deedsInTime({ ...player, speed: 2 }, player)).toEqual([]);
});
