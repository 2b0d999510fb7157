/** Steps at a program: what its schedules come to is a task like any other. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type FakeTable, fakeTable } from '../../tests/episode/fakeTable.ts';
import { catalog } from '../parts/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import { createEpisode, type Episode } from './episode.ts';
import { openKeeper } from './keeper.ts';
import { openingOf } from './presets.ts';
import { primaryOf } from './primary.ts';
import { tickOf } from './progress.ts';

const TEXT = `
format: 1
id: drawer
title: The drawer
series: go
summary: Two hands in one drawer.
duration: 10s
seed: 1
parts:
  users: { kind: traffic-source, at: [0, 0] }
  cache: { kind: go-program, at: [300, 0] }
wires: [users.out -> cache.requests]
steps:
  - { id: look, bone: before, title: Look, text: Look., tasks: [{ id: see, says: Select a part., did: look }] }
  - id: break
    bone: break
    title: Break it
    text: Break it.
    desk: cache
    tasks:
      - { id: hand, says: Take a step., did: schedule }
      - { id: all, says: Try every schedule., schedules: { part: cache, verdict: map-fatal } }
  - id: ask
    bone: predict
    title: Ask
    text: Ask.
    desk: cache
    prediction:
      id: what
      question: What happens?
      options: [{ id: a, text: This., right: "cache.requests >= 0" }, { id: b, text: That. }]
    tasks: [{ id: race, says: Look for races., schedules: { part: cache, verdict: race } }]
  - id: mend
    bone: mend
    title: Mend it
    text: Mend it.
    desk: cache
    tasks: [{ id: clean, says: None fails., design: mine, schedules: { part: cache, verdict: clean } }]
`;

const { scenario, problems } = parseScenario(TEXT, catalog);
if (!scenario) throw new Error(problems.map(({ says }) => says).join('\n'));

let table: FakeTable;
let episode: Episode;
const state = () => episode.store.getState();
const label = () => primaryOf(state()).label;
const isDone = (step: string, task: string) => tickOf(state().progress, step, task) !== null;

async function goTo(id: string): Promise<void> {
  episode.goTo(scenario!.steps!.findIndex((step) => step.id === id));
  await new Promise((resolve) => setTimeout(resolve, 0));
}

beforeEach(() => {
  const keeper = openKeeper('drawer', 'look');
  keeper.reset();
  const opening = openingOf(scenario, { step: null, design: null, seed: null, at: 0 }, null);
  const judge = () => ({ verdict: 'undecided', text: '', knownAt: null }) as const;
  table = fakeTable(scenario, opening.wish, judge);
  episode = createEpisode(table, scenario, keeper, {
    opening,
    today: () => '2026-11-21',
    restart: () => {},
  });
});

it('opens on the code where the step says so, and on the system elsewhere', async () => {
  expect(table.look().desk).toBeNull();
  await goTo('break');
  expect(table.look().desk).toBe('cache');
  await goTo('look');
  expect(table.look().desk).toBeNull();
});

describe('the one button', () => {
  it('tries every schedule, and opens the code again', async () => {
    await goTo('break');
    expect(label()).toBe('Try every schedule');
    episode.press();
    expect(table.tried).toEqual(['cache']);
    table.openDesk(null);
    expect(label()).toBe('Open the code');
    episode.press();
    expect(table.look().desk).toBe('cache');
  });

  it('says what is left to do', async () => {
    await goTo('break');
    table.schedule('cache', 'map-fatal');
    expect(label()).toBe('Let a goroutine take a step');
    table.do('schedule');
    expect(label()).toBe('Next: Predict');
  });

  it('asks for other code when the schedules come to something else', async () => {
    await goTo('break');
    table.schedule('cache', 'race');
    expect(label()).toBe('Change the code, then try again');
    table.schedule('cache', null);
    expect(label()).toBe('Try every schedule');
  });
});

describe('a task about all schedules', () => {
  it('is done when they come to that, and says so', async () => {
    await goTo('break');
    table.schedule('cache', 'clean-to-bound');
    expect(isDone('break', 'all')).toBe(false);
    expect(state().schedules[1]).toMatchObject({
      verdict: false,
      text: 'Of all schedules, none was found that fails, but not all could be tried',
    });
    table.schedule('cache', 'map-fatal');
    expect(tickOf(state().progress, 'break', 'all')?.measured).toBe(
      'Of all schedules, some end in the fatal error of a map',
    );
    expect(state().said.text).toBe('Done: Try every schedule.');
    // Once done it stays done.
    table.schedule('cache', 'clean');
    expect(isDone('break', 'all')).toBe(true);
  });

  it('that asks for the own design is done there only', async () => {
    await goTo('mend');
    table.schedule('cache', 'clean');
    expect(isDone('mend', 'clean')).toBe(false);
    table.edit({ title: 'Mine' });
    expect(isDone('mend', 'clean')).toBe(true);
  });

  it('waits while a question is open', async () => {
    await goTo('ask');
    table.schedule('cache', 'race');
    expect(isDone('ask', 'race')).toBe(false);
    episode.choose('a');
    episode.press();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(isDone('ask', 'race')).toBe(true);
  });
});

it('deeds at a program tick tasks as others do', async () => {
  await goTo('break');
  table.do('explore');
  expect(isDone('break', 'hand')).toBe(false);
  table.do('schedule');
  expect(isDone('break', 'hand')).toBe(true);
});
