import { readFileSync } from 'node:fs';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Lab, startLab } from '../../lab/client.ts';
import { pairedDifference } from '../../lab/paired.ts';
import { PlayerContext } from '../../player/hooks.ts';
import { createPlayer, type Player } from '../../player/player.ts';
import { wayFor } from './Beside.tsx';
import { ComparePanel } from './ComparePanel.tsx';
import { comparedFigures, type Figure, formatApart, formatChange, formatWorth, type Run } from './figures.ts';
import { scaleAround } from './Interval.tsx';
import { createOther, type Other } from './other.ts';
import { sayPaired, surenessOf } from './words.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
const UNTIL = 100_000_000;

let player: Player;
let other: Other;
const labs: Lab[] = [];

/** A lab whose measurements are made from what was asked: the other functions are those of a real one. */
const start = async (change: Partial<Lab> = {}): Promise<Lab> => {
  const lab = { ...(await startLab('texts', 'main thread')), ...change };
  labs.push(lab);
  return lab;
};

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  player = createPlayer(await start(), { next: () => () => {} });
  await player.open(BUFFER, 'start', { until: UNTIL });
  other = createOther(player, start);
});
afterEach(() => {
  cleanup();
  other.close();
  player.close();
  vi.unstubAllGlobals();
});

const FIX = { id: 'fix', title: 'With a queue', run: null };
const ghostly = () => waitFor(() => expect(player.store.getState().ghost).not.toBeNull());

describe('the other run', () => {
  it('becomes the ghost, with the shoppers of the run on the screen', async () => {
    await player.setSeed(11);
    other.choose(FIX);
    await ghostly();
    const { ghost, plate } = player.store.getState();
    expect(ghost).toMatchObject({ name: 'With a queue', plate: { design: 'fix', seed: 11, until: UNTIL } });
    expect(plate!.design).toBe('start');
    expect([...ghost!.recording.requests.arrived.slice(0, 50)]).toEqual([
      ...player.store.getState().recording!.requests.arrived.slice(0, 50),
    ]);
    other.choose(null);
    expect(player.store.getState().ghost).toBeNull();
  });

  it('is run again when the seed of the first changes, and not when nothing does', async () => {
    other.choose(FIX);
    await ghostly();
    const before = player.store.getState().ghost;
    await player.show({ source: BUFFER, design: 'more-retries', edits: { until: UNTIL } });
    await new Promise((tell) => setTimeout(tell, 30));
    expect(player.store.getState().ghost).toBe(before);
    await player.setSeed(12);
    await waitFor(() => expect(player.store.getState().ghost!.plate.seed).toBe(12));
  });

  it('follows the playhead while it stands beside the first', async () => {
    other.choose(FIX);
    await ghostly();
    const second = () => other.store.getState().player!.store.getState();
    player.seek(30_000_000);
    expect(second().t).toBe(0);
    other.setBeside(true);
    expect(second().t).toBe(30_000_000);
    player.seek(40_000_000);
    await waitFor(() => expect(second().moment).toMatchObject({ at: 40_000_000, exact: true }));
    expect(second().playing).toBe(false);
  });

  it('that cannot run says why, and the first stays', async () => {
    other.choose({ id: 'x', title: 'Broken', run: { source: 'format: 1', design: 'start', edits: {} } });
    await waitFor(() => expect(other.store.getState().failure).toBeTruthy());
    expect(player.store.getState().ghost).toBeNull();
    expect(player.store.getState().plate).not.toBeNull();
  });

  it('a choice that is taken back while its lab starts leaves no lab behind', async () => {
    const close = vi.fn();
    const slow = createOther(player, async () => {
      await new Promise((tell) => setTimeout(tell, 20));
      return start({ close });
    });
    slow.choose(FIX);
    slow.choose(null);
    await waitFor(() => expect(close).toHaveBeenCalledOnce());
    expect(slow.store.getState().player).toBeNull();
    slow.close();
  });
});

const runsOf = async (): Promise<[Run, Run]> => {
  other.choose(FIX);
  await ghostly();
  const { plate, recording, ghost } = player.store.getState();
  return [{ plate: plate!, recording: recording! }, ghost!];
};

describe('figures', () => {
  it('come from the scenario, each once, and a run that has none of it says nothing', async () => {
    const [a, b] = await runsOf();
    const figures = comparedFigures(a, b);
    const ids = figures.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 4)).toEqual([
      'requests.availability',
      'shoppers.latency.p50',
      'shoppers.latency.p95',
      'shoppers.latency.p99',
    ]);
    expect(ids).toContain('checkout.busy.mean');
    const depth = figures.find(({ id }) => id === 'orders.depth.mean')!;
    expect(depth.of(a)).toBeNaN();
    expect(depth.of(b)).toBeGreaterThan(100);
    const accepted = figures[0]!;
    expect(accepted.of(b) - accepted.of(a)).toBeGreaterThan(0.5);
  });

  it('are what the language of claims measures', async () => {
    const lab = await start();
    const [a, b] = await runsOf();
    const figures = comparedFigures(a, b).filter(({ of }) => !Number.isNaN(of(a)));
    const run = { source: BUFFER, design: 'start', edits: { until: UNTIL } };
    const measured = await lab.measure(run, { that: [], figures: figures.map(({ id }) => id) });
    expect(measured.figures.map(({ value }) => value)).toEqual(figures.map(({ of }) => of(a)));
  });

  it('are written with their unit, and a difference with its sign', () => {
    expect(formatWorth(0.9997, 'share')).toBe('99.9 %');
    expect(formatWorth(3_200_000, 'time')).toBe('3.2 s');
    expect(formatWorth(0.0123, 'money')).toBe('$0.0123');
    expect(formatWorth(Number.POSITIVE_INFINITY, 'time')).toBe('never');
    expect(formatChange(0.982, 'share')).toBe('+98.2 points');
    expect(formatChange(-1_200_000, 'time')).toBe('−1.2 s');
    expect(formatChange(0, 'number')).toBe('0');
    expect(formatApart(Number.NaN, 'number')).toBe('–');
  });
});

describe('in words', () => {
  const share: Figure = { id: 'x', says: 'x', kind: 'share', verb: 'accepts', of: () => 0 };
  const time: Figure = { ...share, kind: 'time', verb: 'takes' };
  const seeds = (n: number) => Array.from({ length: n }, (_, i) => i);

  it('a clear difference, with its interval and in how many seeds', () => {
    const a = seeds(30).map((i) => 0.01 + 0.001 * (i % 3));
    const b = seeds(30).map((i) => 0.99 + 0.002 * (i % 2));
    expect(sayPaired(share, pairedDifference(a, b))).toBe(
      'B accepts 98 points more (95 % between 97.95 and 98.05 points), in 30 of 30 seeds.',
    );
    expect(surenessOf(pairedDifference(b, a))).toBe('less');
    const slow = seeds(30).map((i) => 1e6 + 1e5 * (i % 3));
    const slower = slow.map((ticks, i) => ticks + 5e5 + (i % 3 === 0 ? 1e5 : 0));
    expect(sayPaired(time, pairedDifference(slow, slower))).toMatch(
      /^B takes 533 ms longer \(95 % between 515 and 551 ms\), in 30 of 30 seeds\.$/,
    );
    expect(
      sayPaired({ ...time, kind: 'money', verb: 'costs' }, pairedDifference([0.05, 0.06], [0.04, 0.04])),
    ).toBe(
      'Too close to tell from chance: B costs $0.02 less (95 % between −$0.05 and $0.08), in 2 of 2 seeds.',
    );
  });

  it('one that chance can make', () => {
    const close = pairedDifference([0, 1, 0, 1, 0], [1, 0, 0, 1, 1]);
    expect(surenessOf(close)).toBe('unsure');
    expect(sayPaired(share, close)).toMatch(
      /^Too close to tell from chance: B accepts 20 points more \(95 % between −\d+(\.\d)? and \d+(\.\d)? points\), in 2 of 5 seeds\.$/,
    );
  });

  it('none, one seed, and seeds in which there was nothing to measure', () => {
    expect(sayPaired(share, pairedDifference([1, 1, 1], [1, 1, 1]))).toBe('No difference, in 3 of 3 seeds.');
    expect(sayPaired(share, pairedDifference([1], [0]))).toBe('One seed says nothing of chance.');
    expect(sayPaired(share, pairedDifference([Number.NaN], [0]))).toBe(
      'In no seed was there anything to measure in both.',
    );
    expect(sayPaired(share, pairedDifference([1, 1, Number.NaN], [1, 1, 1]))).toContain(
      'Without one seed in which there was nothing to measure.',
    );
  });

  it('zero is always in the picture of an interval', () => {
    for (const [low, high] of [
      [2, 3],
      [-3, -2],
      [-1, 4],
      [0, 0],
    ] as const) {
      const x = scaleAround(low, high);
      for (const value of [0, low, high]) {
        expect(x(value)).toBeGreaterThanOrEqual(6);
        expect(x(value)).toBeLessThanOrEqual(114);
      }
    }
  });
});

it('two systems stand so that both are drawn as large as can be', () => {
  const chain = [0, 300, 600, 900, 1200].map((x) => [x, 0] as const);
  expect(wayFor(chain, { width: 1000, height: 600 })).toBe('below');
  expect(
    wayFor(
      chain.map(([x]) => [0, x] as const),
      { width: 1000, height: 600 },
    ),
  ).toBe('beside');
  expect(wayFor([], { width: 1000, height: 600 })).toBe('beside');
});

describe('the panel', () => {
  const show = (startOne: () => Promise<Lab> = start) =>
    render(
      <PlayerContext value={player}>
        <ComparePanel other={other} others={[]} startLab={startOne} />
      </PlayerContext>,
    );

  it('puts the two side by side once B is chosen', async () => {
    show();
    expect(screen.getByText(/^Choose B\./)).toBeVisible();
    const choice = screen.getByRole('combobox', { name: 'B: the run to compare with' });
    expect(
      within(choice)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'None',
      ...player.store
        .getState()
        .plate!.designs.filter(({ id }) => id !== 'start')
        .map(({ title }) => title),
    ]);
    await userEvent.setup().selectOptions(choice, 'With a queue');
    const table = await screen.findByRole('table', { name: 'With the shoppers of this seed' });
    const row = within(table).getByRole('row', { name: /ended well/ });
    expect(row).toHaveTextContent(/well\d\d\.\d %(9\d\.\d|100) %\+\d\d(\.\d)? points$/);
    const backlog = within(table).getByRole('row', { name: /^backlog/ });
    expect(backlog).toHaveTextContent(/mean–\d[\d.,]*–$/);
  });

  /** Seeds as fast as one likes: B is better by a half, give or take. */
  const measuring =
    (wait: () => Promise<void> = async () => {}, close = () => {}) =>
    () =>
      start({
        close,
        async measure({ design, edits }, { figures }) {
          await wait();
          const value = (design === 'fix' ? 0.9 : 0.4) + (edits.seed! % 3) / 100;
          return {
            verdicts: [],
            digest: '',
            figures: figures.map(() => ({ value, dimension: 'share' as const })),
          };
        },
      });

  it('repeats over many seeds and says what is left of the difference', async () => {
    await runsOf();
    const close = vi.fn();
    show(measuring(undefined, close));
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Repeat over 30 seeds' }));
    const results = await screen.findByRole('table', { name: /^B against A over 30 seeds/ });
    expect(within(results).getByRole('row', { name: /ended well/ })).toHaveTextContent(
      'B accepts 50 points more',
    );
    expect(within(results).getByRole('row', { name: /ended well/ })).toHaveTextContent('in 30 of 30 seeds.');
    // What B alone has cannot be paired.
    expect(within(results).queryByRole('row', { name: /backlog/ })).toBeNull();
    await waitFor(() => expect(close).toHaveBeenCalled());
  });

  it('can be called off: what is done by then is shown, and the labs are closed', async () => {
    await runsOf();
    const close = vi.fn();
    let left = 11;
    const never = new Promise<void>(() => {});
    show(measuring(async () => (left-- > 0 ? undefined : never), close));
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Repeat over 30 seeds' }));
    await waitFor(() => expect(screen.getByRole('progressbar')).toHaveAttribute('value', '5'));
    await user.click(screen.getByRole('button', { name: 'Call it off' }));
    expect(await screen.findByRole('table', { name: /over 5 seeds/ })).toBeVisible();
    expect(screen.getByText('Called off after 5 of 30 seeds.')).toBeVisible();
    await waitFor(() => expect(close).toHaveBeenCalled());
  });

  it('what was measured is forgotten when one of the two is another run', async () => {
    await runsOf();
    show(measuring());
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Repeat over 30 seeds' }));
    await screen.findByRole('table', { name: /over 30 seeds/ });
    await act(() => player.setSeed(3));
    await waitFor(() => expect(screen.queryByRole('table', { name: /over 30 seeds/ })).toBeNull());
  });
});
