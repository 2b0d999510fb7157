/** A whole episode with a real table, a real player and a real lab: what the runs say is what happened. */
import { afterEach, expect, it, vi } from 'vitest';
import { sample } from '../../tests/episode/sample.ts';
import { startLab } from '../lab/client.ts';
import { createPlayer, type Player } from '../player/player.ts';
import { createTable, type Table } from '../table/table.ts';
import { createEpisode, type Episode } from './episode.ts';
import { openKeeper } from './keeper.ts';
import { type OnTableEpisode, onTable } from './onTable.ts';
import { openingOf } from './presets.ts';
import { primaryOf } from './primary.ts';
import { predictionOf, tickOf } from './progress.ts';
import { stepOf } from './state.ts';

const scenario = sample();
const STILL = { next: () => () => {} };

let player: Player;
let table: Table;
let port: OnTableEpisode;
let episode: Episode;
afterEach(() => {
  episode.close();
  table.close();
  player.close();
});

async function open(step: string): Promise<void> {
  const opening = openingOf(scenario, { step, design: null, seed: null, at: 0 }, null);
  player = createPlayer(await startLab('texts', 'main thread'), STILL);
  table = createTable(player, scenario, { owns: false, design: opening.wish.design });
  port = onTable(table);
  const { design, keepActs, seed, at } = opening.wish;
  await player.open(scenario, design, { seed, ...(keepActs && { keepActs }) }, at);
  const keeper = openKeeper('till', 'look');
  episode = createEpisode(port, scenario, keeper, { opening, today: () => '2026-11-21', restart: () => {} });
}

const state = () => episode.store.getState();
const label = () => primaryOf(state()).label;
const end = () => player.seek(player.store.getState().end);
const soon = (test: () => void) => vi.waitFor(test, { timeout: 10_000 });
const isAt = (id: string) =>
  soon(() => {
    expect(stepOf(state()).id).toBe(id);
    expect(port.look().digest).not.toBeNull();
  });

it('is led through by the one button, judged by its runs', { timeout: 60_000 }, async () => {
  await open('look');
  table.select({ parts: ['shop'], wires: [] });
  expect(label()).toBe('Next: Predict');

  episode.press();
  await isAt('guess');
  expect(port.lights.getState()).toEqual({ spotlight: null, chart: 'slots busy', isConcealed: true });
  player.seek(30_000_000);
  expect(player.store.getState().t).toBe(0);
  episode.choose('nothing');
  episode.press();
  await soon(() => expect(player.store.getState()).toMatchObject({ t: 15_000_000, playing: true }));
  await soon(() => expect(state().decidedAt).not.toBeNull());
  end();
  expect(predictionOf(state().progress, 'what')).toMatchObject({
    option: 'nothing',
    outcome: { right: ['full'] },
  });

  episode.press();
  await isAt('break');
  const calm = port.look().digest;
  expect(label()).toBe('Slow the till for 10 s');
  episode.press();
  await soon(() => expect(port.look()).toMatchObject({ playing: true }));
  expect(port.look().digest).not.toBe(calm);
  end();
  await soon(() => expect(tickOf(state().progress, 'break', 'full')).not.toBeNull());
  table.askWhy(3);
  expect(tickOf(state().progress, 'break', 'why')).not.toBeNull();

  episode.press();
  await isAt('tempt');
  episode.choose('no');
  episode.press();
  await soon(() => expect(state().decidedAt).not.toBeNull());
  expect(port.look().design).toBe('more-slots');
  end();
  expect(predictionOf(state().progress, 'slots')?.outcome).toMatchObject({
    right: ['no'],
    design: 'more-slots',
  });

  episode.press();
  await isAt('mend');
  end();
  await soon(() => expect(state().tasks[0]).toMatchObject({ verdict: false, isSeen: true }));
  expect(table.edit({ do: 'removeWires', labels: ['shop.calls -> till.in'] }, 'The wire is cut')).toBe(true);
  await soon(() =>
    expect(tickOf(state().progress, 'mend', 'fine')).toMatchObject({ run: { design: 'mine' } }),
  );
  await soon(() => expect(state().progress.mended).not.toBeNull());
  expect(state().progress.mended).toMatchObject({ before: { holds: false }, after: { holds: true } });
  expect(state().progress.mine).not.toBeNull();

  episode.press();
  await isAt('goal');
  expect(port.look()).toMatchObject({ design: 'mine', isOwn: true, t: 0 });
  end();
  await soon(() => expect(state().progress.won).not.toBeNull());
  expect(state().progress.won?.digest).toBe(player.store.getState().recording?.digest);
  expect(label()).toBe('Finish');
  expect(table.store.getState().past).toHaveLength(1);
});

it('keeps what the learner did to their own design when a step leaves acts out', {
  timeout: 60_000,
}, async () => {
  await open('look');
  const act = { at: '5s', for: '5s', part: 'till', act: 'slow', with: { factor: 2 } };
  expect(table.edit({ do: 'addAct', act }, 'The till is slow')).toBe(true);
  await soon(() => expect(port.look().digest).not.toBeNull());
  await port.show({ design: 'mine', keepActs: [], acts: [], seed: 3, at: 0 });
  const { acts, parts } = player.store.getState().plate!;
  expect(acts.map(({ part, from }) => [parts[part]?.id, from])).toEqual([['till', 5_000_000]]);
});

it('takes no move of its own for a deed of the learner', { timeout: 60_000 }, async () => {
  await open('look');
  const deeds: string[] = [];
  const stop = port.onDeed((deed) => deeds.push(deed));
  player.seek(10_000_000);
  await port.show({ design: 'start', keepActs: null, acts: [], seed: 3, at: 5_000_000 });
  port.seek(0);
  expect(deeds).toEqual([]);
  player.seek(9_000_000);
  player.seek(1_000_000);
  expect(deeds).toEqual(['rewind']);
  stop();
});
