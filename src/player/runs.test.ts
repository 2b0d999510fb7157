import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/client.ts';
import type { RunAsked } from '../lab/protocol.ts';
import { createPlayer, type Player, type Ticker } from './player.ts';

const BUFFER = readFileSync(new URL('../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');

let player: Player | null = null;
afterEach(() => player?.close());

async function opened(change: (lab: Lab) => Lab = (lab) => lab) {
  let waiting: ((ms: number) => void) | null = null;
  let ms = 0;
  const ticker: Ticker = {
    next(draw) {
      waiting = draw;
      return () => {
        waiting = null;
      };
    },
  };
  const pass = (wall: number) => {
    ms += wall;
    const draw = waiting;
    waiting = null;
    draw?.(ms);
  };
  player = createPlayer(change(await startLab('texts', 'main thread')), ticker);
  await player.open(BUFFER, 'start', {});
  return { player, pass };
}

/** Until the lab has drawn the moment at the playhead. */
async function answered({ store }: Player): Promise<void> {
  const isExact = () => store.getState().moment?.exact && store.getState().moment?.at === store.getState().t;
  for (let i = 0; i < 200 && !isExact(); i++) await new Promise((tell) => setTimeout(tell, 5));
}

describe('another run of what is edited', () => {
  const asRun = (design: string, edits: RunAsked['edits'] = {}): RunAsked => ({
    source: BUFFER,
    design,
    edits,
  });

  it('keeps the playhead, also while it plays, and the last good run until it is there', async () => {
    const { player, pass } = await opened();
    const before = player.store.getState().recording!.digest;
    player.seek(40_000_000);
    player.play();
    pass(0);
    const shown = player.show(asRun('fix'));
    pass(100);
    expect(player.store.getState().recording!.digest).toBe(before);
    expect(player.store.getState().progress).not.toBeNull();
    await shown;
    expect(player.store.getState()).toMatchObject({ t: 40_100_000, playing: true, design: 'fix' });
    expect(player.store.getState().recording!.digest).not.toBe(before);
  });

  it('of several only the last is shown, and those in between are not even run', async () => {
    const ran: unknown[] = [];
    const { player } = await opened((lab) => ({
      ...lab,
      run: (asked, progress) => {
        ran.push(asked.edits.seed);
        return lab.run(asked, progress);
      },
    }));
    const seen = new Set<number>();
    player.store.subscribe(({ plate }) => seen.add(plate!.seed));
    await Promise.all([1, 2, 3, 4, 5].map((seed) => player.show(asRun('start', { seed }))));
    expect(player.store.getState()).toMatchObject({ progress: null, plate: { seed: 5 } });
    expect([...seen]).toEqual([7, 5]);
    expect(ran).toEqual([undefined, 1, 5]);
  });

  it('problems leave the last good run on the screen, and the lab can still draw it', async () => {
    const { player } = await opened();
    const { plate } = player.store.getState();
    await player.show(asRun('nowhere'));
    expect(player.store.getState().plate).toBe(plate);
    expect(player.store.getState().problems).not.toHaveLength(0);
    player.seek(30_000_000);
    await answered(player);
    expect(player.store.getState().moment).toMatchObject({ at: 30_000_000, exact: true });
  });

  it('a run that was overtaken by a broken one is what the lab holds, so it is what is shown', async () => {
    const { player } = await opened();
    await Promise.all([player.show(asRun('fix')), player.show(asRun('nowhere'))]);
    const { plate, problems } = player.store.getState();
    expect(problems).not.toHaveLength(0);
    expect(plate!.design).toBe('fix');
    player.seek(30_000_000);
    await answered(player);
    expect(player.store.getState().moment!.parts).toHaveLength(plate!.parts.length);
  });

  it('parts that stay keep their state until the exact one is there', async () => {
    const { player } = await opened();
    player.seek(40_000_000);
    await answered(player);
    const before = player.store.getState().moment!.parts[1]!.status;
    expect(before.mood).toBe('failing');
    await player.show(asRun('start', { seed: 8 }));
    expect(player.store.getState().moment).toMatchObject({ exact: false, plate: { seed: 8 } });
    expect(player.store.getState().moment!.parts[1]!.status).toEqual(before);
  });
});
