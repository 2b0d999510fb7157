import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atTable } from '../../../tests/atTable.ts';
import { fakeGoLab } from '../../../tests/goLab.ts';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { designOf } from '../design.ts';
import { createPrograms, programOn } from './programs.ts';

const [FIRST, OTHER, MINE] = ['first', 'other', 'mine'].map(
  (name) => `package main\n\n// ${name}\nfunc main() {}\n`,
) as [string, string, string];

const TEXT = JSON.stringify({
  format: 1,
  id: 'cache',
  title: 'The cache',
  series: 'go',
  summary: 'A program.',
  duration: '10s',
  seed: 1,
  parts: {
    users: { kind: 'traffic-source', at: [0, 0] },
    cache: { kind: 'go-program', name: 'Cache', at: [300, 0], settings: { code: FIRST, entry: 'main' } },
  },
  wires: ['users.out -> cache.requests'],
  designs: { other: { title: 'Another', set: { 'cache.code': OTHER } } },
});

function setUp(owns = false) {
  const { scenario, problems } = parseScenario(TEXT, catalog);
  if (!scenario) throw new Error(problems.map(({ says }) => says).join('\n'));
  const at = atTable({ scenario, owns });
  const lab = fakeGoLab();
  const starts = vi.fn(async () => lab);
  const programs = createPrograms(at, starts);
  const desk = () => programs.deskOf('cache')!;
  return {
    ...at,
    lab,
    starts,
    programs,
    desk,
    type(source: string) {
      desk().edit(source);
      programs.typed('cache');
    },
    onTable: () => programOn(at.state(), at, 'cache')!.source,
    onDesk: () => desk().store.getState().program.sources[0]!.source,
    settled: () => vi.advanceTimersByTimeAsync(0),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what is typed', () => {
  it('goes to the table when typing pauses, as one step of the history', async () => {
    const { type, onTable, state } = setUp();
    type(`${FIRST}a`);
    await vi.advanceTimersByTimeAsync(500);
    type(`${FIRST}ab`);
    await vi.advanceTimersByTimeAsync(500);
    expect(onTable()).toBe(FIRST);
    await vi.advanceTimersByTimeAsync(100);
    expect(onTable()).toBe(`${FIRST}ab`);
    expect(state().past.map(({ says }) => says)).toEqual(['Cache: code changed']);
    type(MINE);
    await vi.advanceTimersByTimeAsync(600);
    expect(state().past).toHaveLength(2);
  });

  it('begins a design of the learner, as any edit does', async () => {
    const { type, programs, state } = setUp();
    type(MINE);
    programs.flush();
    expect(state().design).toBe('mine');
    expect(state().said.text).toContain('This is your own design now');
    expect(designOf({ ...state(), design: 'start' }).parts.get('cache')!.settings.code).toBe(FIRST);
  });

  it('is no edit when it is what lies there', () => {
    const { type, programs, state } = setUp();
    type(MINE);
    type(FIRST);
    programs.flush();
    expect(state().past).toEqual([]);
  });

  it('stays on the desk when the table does not take it', () => {
    const { type, programs, state, onTable, onDesk } = setUp();
    const huge = `${FIRST}// ${'a'.repeat(200_000)}`;
    type(huge);
    programs.flush();
    expect(state().refused).toMatch(/Go source of at most 100000 characters/);
    expect(onTable()).toBe(FIRST);
    expect(onDesk().length).toBe(huge.length);
  });
});

describe('what the table shows', () => {
  it('is on the desk: undone, done again, of another design', () => {
    const { type, programs, table, onDesk } = setUp();
    type(MINE);
    programs.flush();
    table.undo();
    expect(onDesk()).toBe(FIRST);
    table.redo();
    expect(onDesk()).toBe(MINE);
    table.chooseDesign('other');
    expect(onDesk()).toBe(OTHER);
  });

  it('leaves alone what is being typed while something else changes', () => {
    const { type, table, onDesk } = setUp(true);
    type(MINE);
    table.edit({ do: 'rename', id: 'users', name: 'Readers' }, 'Renamed');
    expect(onDesk()).toBe(MINE);
  });

  it('is, in a fork, what holds from its moment on', () => {
    const { type, programs, table, onTable, state, onDesk } = setUp(true);
    table.player.store.setState({ recording: {} as never });
    table.fork(5_000_000);
    type(MINE);
    programs.flush();
    expect(state().scenario.acts?.at(-1)).toMatchObject({ at: '5s', part: 'cache', act: 'set' });
    expect([onTable(), onDesk()]).toEqual([MINE, MINE]);
    table.goTo('first');
    expect([onTable(), onDesk()]).toEqual([FIRST, FIRST]);
  });
});

describe('all schedules', () => {
  it('are known by the source: another one is unknown, and the old one is known when it comes back', async () => {
    const { type, programs, table, settled, state, desk, lab } = setUp();
    programs.explore('cache');
    await settled();
    expect(programs.verdictOn('cache')).toBe('deadlock');
    expect(desk().store.getState().exploration?.verdict).toBe('deadlock');
    type(MINE);
    programs.flush();
    expect(programs.verdictOn('cache')).toBeNull();
    expect(desk().store.getState().exploration).toBeNull();
    lab.verdict = 'clean';
    programs.explore('cache');
    await settled();
    expect(programs.verdictOn('cache')).toBe('clean');
    table.undo();
    expect(programs.verdictOn('cache')).toBe('deadlock');
    expect(desk().store.getState().exploration?.verdict).toBe('deadlock');
    expect(state().explored.size).toBe(2);
  });

  it('are those of what is typed, before it pauses', async () => {
    const { type, programs, settled, lab } = setUp();
    type(MINE);
    programs.explore('cache');
    await settled();
    expect(lab.asked).toContain(`explore ${MINE}`);
    expect(programs.verdictOn('cache')).toBe('deadlock');
  });

  it('of a search that was called off are not known', async () => {
    const { programs, settled, desk, lab } = setUp();
    lab.holds = true;
    programs.explore('cache');
    await settled();
    expect(desk().store.getState().busy).toMatchObject({ what: 'explore', progress: { states: 7 } });
    desk().callOff();
    await settled();
    expect(desk().store.getState()).toMatchObject({
      busy: null,
      exploration: { bound: 'Called off after 7 states.' },
    });
    expect(programs.verdictOn('cache')).toBeNull();
  });
});

it('the machine starts when a program is looked at, once, and goes with the table', async () => {
  const { starts, programs, desk, settled, lab } = setUp();
  expect(starts).not.toHaveBeenCalled();
  void desk().begin();
  programs.explore('cache');
  await settled();
  expect(starts).toHaveBeenCalledTimes(1);
  programs.close();
  await settled();
  expect(lab.closed).toBeGreaterThan(0);
});

it('a part without a program has no desk', () => {
  const { programs } = setUp();
  expect(programs.deskOf('users')).toBeNull();
  expect(programs.deskOf('nobody')).toBeNull();
  expect(programs.verdictOn('users')).toBeNull();
});
