import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/client.ts';
import type { FramesWanted } from '../lab/frames.ts';
import type { EventStep, LogLine } from '../lab/protocol.ts';
import { keyEvents } from './keyEvents.ts';
import { createPlayer, type Player, type Ticker } from './player.ts';
import { frameStep } from './strips.ts';

const BUFFER = readFileSync(new URL('../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');

/** Animation frames that come when the test says so. */
function handTicker() {
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
  return {
    ticker,
    isWaiting: () => waiting !== null,
    pass(wall: number) {
      ms += wall;
      const draw = waiting;
      waiting = null;
      draw?.(ms);
    },
  };
}

let player: Player | null = null;
afterEach(() => player?.close());

async function opened(change: (lab: Lab) => Lab = (lab) => lab) {
  const hand = handTicker();
  const lab = await startLab('texts', 'main thread');
  player = createPlayer(change(lab), hand.ticker);
  await player.open(BUFFER, 'start', {});
  return { player, ...hand };
}

/** Until the lab has answered everything that was asked. */
const answered = async (one: Player) => {
  const isExact = () => {
    const { moment, t } = one.store.getState();
    return moment?.exact && moment.at === t;
  };
  for (let i = 0; i < 200 && !isExact(); i++) await new Promise((tell) => setTimeout(tell, 5));
};

describe('a player', () => {
  it('shows the first moment and stands still', async () => {
    const { player, isWaiting } = await opened();
    await answered(player);
    const { moment, t, end, plate } = player.store.getState();
    expect(plate?.parts.map(({ id }) => id)).toContain('checkout');
    expect(moment).toMatchObject({ at: 0, exact: true });
    expect([t, end]).toEqual([0, 300_000_000]);
    expect(isWaiting()).toBe(false);
  });

  it('plays by the wall clock at its speed, stops at the end, and asks for no frame when it stands', async () => {
    const { player, pass, isWaiting } = await opened();
    player.play();
    pass(0);
    pass(20);
    expect(player.store.getState().t).toBe(20_000);
    player.setSpeed(10);
    pass(20);
    expect(player.store.getState().t).toBe(220_000);
    player.pause();
    expect(isWaiting()).toBe(false);
    player.setSpeed(1000);
    player.play();
    for (let i = 0; i < 10; i++) pass(50);
    expect(player.store.getState()).toMatchObject({ t: 300_000_000, playing: false });
    expect(isWaiting()).toBe(false);
    player.play();
    expect(player.store.getState()).toMatchObject({ t: 0, playing: true });
  });

  it('does not leap when the tab has stalled, and stops when nobody looks', async () => {
    const { player, pass, isWaiting } = await opened();
    player.play();
    pass(0);
    pass(60_000);
    expect(player.store.getState().t).toBe(100_000);
    player.setVisible(false);
    expect(isWaiting()).toBe(false);
    player.setVisible(true);
    expect(isWaiting()).toBe(true);
  });

  it('shows the nearest bucket at once and the exact figures as soon as they are there', async () => {
    const { player } = await opened();
    await answered(player);
    player.seek(40_123_457);
    expect(player.store.getState().moment).toMatchObject({ at: 40_123_457, exact: false });
    const busyNear = player.store.getState().moment!.parts[1]!.view.metrics.busy!;
    expect(busyNear).toBeGreaterThan(25);
    await answered(player);
    const { moment } = player.store.getState();
    expect(moment).toMatchObject({ at: 40_123_457, exact: true });
    expect(moment!.parts[1]!.status.mood).toBe('failing');
  });

  it('steps one frame on and back', async () => {
    const { player } = await opened();
    player.seek(1_000_000);
    player.step(1);
    expect(player.store.getState().t).toBe(1_000_000 + frameStep(1));
    player.step(-1);
    expect(player.store.getState().t).toBe(1_000_000);
    player.seek(-5);
    expect(player.store.getState().t).toBe(0);
  });

  it('asks for one strip at a time, and only for what is wanted by then', async () => {
    const asked: FramesWanted[] = [];
    let underWay = 0;
    const { player } = await opened((lab) => ({
      ...lab,
      async frames(wanted) {
        asked.push(wanted);
        expect(++underWay).toBe(1);
        const frames = await lab.frames(wanted);
        underWay--;
        return frames;
      },
    }));
    await answered(player);
    asked.length = 0;
    for (let t = 1; t <= 50; t++) player.seek(t * 1_000_000);
    await answered(player);
    expect(asked.map(({ from }) => from)).toEqual([1_000_000, 50_000_000]);
    expect(asked.every(({ count }) => count === 1)).toBe(true);
  });

  it('keeps the moment when the design or the seed changes, and the last run when a file is broken', async () => {
    const { player } = await opened();
    const direct = player.store.getState().recording!.digest;
    player.seek(40_000_000);
    await player.chooseDesign('fix');
    expect(player.store.getState()).toMatchObject({ t: 40_000_000, design: 'fix' });
    expect(player.store.getState().recording!.digest).not.toBe(direct);
    await player.chooseDesign('start');
    expect(player.store.getState().recording!.digest).toBe(direct);
    await player.setSeed(8);
    expect(player.store.getState().plate!.seed).toBe(8);
    await player.chooseDesign('nowhere');
    expect(player.store.getState().problems).not.toHaveLength(0);
    expect(player.store.getState().plate!.seed).toBe(8);
  });

  it('shows the last of several runs that were asked for', async () => {
    const { player } = await opened();
    await Promise.all([player.setSeed(1), player.setSeed(2), player.setSeed(3)]);
    expect(player.store.getState().plate!.seed).toBe(3);
  });
});

describe('backwards', () => {
  it('time runs back by the wall clock, to the beginning, and stops there', async () => {
    const { player, pass, isWaiting } = await opened();
    player.seek(1_000_000);
    player.playBackwards();
    pass(0);
    pass(100);
    expect(player.store.getState()).toMatchObject({ t: 900_000, playing: true, direction: -1 });
    player.play();
    pass(0);
    pass(100);
    expect(player.store.getState()).toMatchObject({ t: 1_000_000, direction: 1 });
    player.playBackwards();
    pass(0);
    for (let i = 0; i < 11; i++) pass(100);
    expect(player.store.getState()).toMatchObject({ t: 0, playing: false });
    expect(isWaiting()).toBe(false);
    player.playBackwards();
    expect(player.store.getState()).toMatchObject({ t: 0, playing: false });
  });

  it('the strips that are asked for lie before the playhead, and meet', async () => {
    const asked: FramesWanted[] = [];
    let onItsWay: Promise<unknown> = Promise.resolve();
    const { player, pass } = await opened((lab) => ({
      ...lab,
      frames(wanted) {
        asked.push(wanted);
        const frames = lab.frames(wanted);
        onItsWay = frames;
        return frames;
      },
    }));
    player.seek(5_000_000);
    await answered(player);
    asked.length = 0;
    player.playBackwards();
    pass(0);
    const lastOf = ({ from, step, count }: FramesWanted) => from + step * (count - 1);
    for (let i = 0; i < 48; i++) {
      await onItsWay;
      await new Promise((tell) => setTimeout(tell));
      pass(100);
      const { t, moment } = player.store.getState();
      expect(moment, `at ${t}`).toMatchObject({ exact: true });
      expect(t - moment!.at).toBeGreaterThanOrEqual(0);
      expect(t - moment!.at).toBeLessThan(frameStep(1));
    }
    expect(lastOf(asked[0]!)).toBe(5_000_000);
    expect(asked.length).toBeLessThanOrEqual(4);
    for (const [i, strip] of asked.entries()) {
      expect(strip.from).toBeGreaterThanOrEqual(0);
      if (i > 0) expect(lastOf(strip) - asked[i - 1]!.from).toBeGreaterThanOrEqual(0);
      if (i > 0) expect(strip.from).toBeLessThan(asked[i - 1]!.from);
    }
  });
});

describe('from event to event', () => {
  /** A lab that counts the events of a short run by its log. */
  function stepping(asked: number[]) {
    return (lab: Lab): Lab => ({
      ...lab,
      async step(from, by) {
        asked.push(by);
        const lines = await lab.log(2_000_000, 100_000);
        const before = 'events' in from ? from.events : lines.filter(({ at }) => at <= from.at).length;
        const events = Math.max(0, Math.min(lines.length, before + by));
        const line = lines[events - 1] ?? null;
        const at = line?.at ?? 0;
        const frames = await lab.frames({ from: at, step: 1, count: 1, linger: 0 });
        return { events, total: lines.length, at, line, frames } satisfies EventStep;
      },
    });
  }
  const short = async (asked: number[] = []) => {
    const all = await opened(stepping(asked));
    await all.player.open(BUFFER, 'start', { until: 2_000_000 });
    const lines: readonly LogLine[] = await all.player.lab.log(2_000_000, 100_000);
    return { ...all, lines };
  };

  it('stands right after the next event, and after the one before', async () => {
    const { player, lines } = await short();
    player.play();
    await player.stepEvent(1);
    const { event, t, playing, moment } = player.store.getState();
    expect(playing).toBe(false);
    expect(event?.events).toBe(lines.filter(({ at }) => at === 0).length + 1);
    expect(event?.line).toEqual(lines[event!.events - 1]);
    expect(t).toBe(event!.at);
    expect(moment).toMatchObject({ at: t, exact: true });
    await player.stepEvent(-1);
    expect(player.store.getState().event?.events).toBe(event!.events - 1);
  });

  it('quick presses are added up, and none is lost', async () => {
    const asked: number[] = [];
    const { player } = await short(asked);
    await player.stepEvent(1);
    const begun = player.store.getState().event!.events;
    asked.length = 0;
    const presses = [1, 1, 1, -1, 1, 1, 1, 1, -1, 1] as const;
    await Promise.all(presses.map((direction) => player.stepEvent(direction)));
    expect(player.store.getState().event!.events).toBe(begun + 6);
    expect(asked).toEqual([6]);
  });

  it('stops at the first and at the last event', async () => {
    const asked: number[] = [];
    const { player, lines } = await short(asked);
    await player.stepEvent(-1);
    for (let i = 0; i < 5; i++) await player.stepEvent(-1);
    expect(player.store.getState()).toMatchObject({ t: 0, event: { events: 0, line: null } });
    player.seek(2_000_000);
    for (let i = 0; i < 3; i++) await player.stepEvent(1);
    expect(player.store.getState().event?.events).toBe(lines.length);
  });

  it('any other movement leaves the event, and one that comes late does not take the playhead back', async () => {
    const { player, pass } = await short();
    await player.stepEvent(1);
    player.seek(player.store.getState().t);
    expect(player.store.getState().event).toBeNull();
    const late = player.stepEvent(1);
    player.seek(1_500_000);
    await late;
    expect(player.store.getState()).toMatchObject({ t: 1_500_000, event: null });
    await player.stepEvent(1);
    expect(player.store.getState().event).not.toBeNull();
    player.play();
    pass(0);
    expect(player.store.getState().event).toBeNull();
  });

  it('what else arrives does not blur the moment between two events', async () => {
    const { player } = await short();
    player.seek(1_000_000);
    await player.stepEvent(1);
    const { event, moment } = player.store.getState();
    player.setSpeed(0.5);
    await new Promise((tell) => setTimeout(tell, 50));
    expect(player.store.getState().event).toBe(event);
    expect(player.store.getState().moment).toBe(moment);
  });
});

it('another player is followed to where it is', async () => {
  const { player } = await opened();
  player.follow({ t: 40_000_000, speed: 2, playing: true, direction: 1 });
  await answered(player);
  expect(player.store.getState()).toMatchObject({ t: 40_000_000, speed: 2, playing: true });
  expect(player.store.getState().moment).toMatchObject({ at: 40_000_000, exact: true });
});

it('the key events of a run: what was done, the first failure, peaks and their ends', async () => {
  const { player } = await opened();
  await player.chooseDesign('fix');
  const { plate, recording } = player.store.getState();
  const says = keyEvents(plate!, recording!).map((event) => event.says);
  expect(says[0]).toBe('Database locked');
  expect(says).toContain('Over: database locked');
  expect(says.find((text) => text.startsWith('Peak of Orders'))).toMatch(/: [23],\d{3} messages$/);
  expect(says.at(-1)).toMatch(/^Orders back to its usual \d+ messages?$/);
});
