import { expect, test, vi } from 'vitest';
import { END, fakeTable } from '../../tests/episode/fakeTable.ts';
import { sample } from '../../tests/episode/sample.ts';
import type { Verdict } from '../lab/protocol.ts';
import { createEpisode } from './episode.ts';
import { openKeeper } from './keeper.ts';
import { openingOf } from './presets.ts';

const scenario = sample();
const said = (verdict: boolean, text: string): Verdict => ({ verdict, text, knownAt: 30_000_000 });
/** Whatever was asked of the lab has been answered. */
const answered = () => new Promise((resolve) => setTimeout(resolve, 0));

test('the challenge is judged anew when an edit changes the price and not one event', async () => {
  let cost = said(false, '$0.50 <= $0.40: false');
  const opening = openingOf(scenario, { step: 'goal', design: null, seed: null, at: 0 }, null);
  const good = said(true, '100 % >= 99 %: true');
  const table = fakeTable(scenario, opening.wish, (that) => (that.startsWith('cost') ? cost : good));
  const more = { opening, today: () => '', restart: vi.fn() };
  const { store } = createEpisode(table, scenario, openKeeper('till', 'look'), more);
  table.edit({ title: 'Mine' });
  await answered();
  table.reach(END);
  expect(store.getState().goals.map(({ verdict }) => verdict)).toEqual([true, false]);
  const { digest } = table.look();
  cost = said(true, '$0.30 <= $0.40: true');
  table.reprice({ title: 'Cheaper' });
  await answered();
  expect(table.look().digest).toBe(digest);
  // It has been watched already: every event of it.
  expect(store.getState().progress.won).toMatchObject({
    design: 'mine',
    measured: ['100 % ≥ 99 %', '$0.30 ≤ $0.40'],
  });
});
