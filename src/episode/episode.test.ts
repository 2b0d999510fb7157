import { beforeEach, describe, expect, it, vi } from 'vitest';
import { END, type FakeTable, fakeTable, type Judge } from '../../tests/episode/fakeTable.ts';
import { MEANINGS, sample } from '../../tests/episode/sample.ts';
import type { Verdict } from '../lab/protocol.ts';
import type { StepText } from '../scenario/types.ts';
import { createEpisode, type Episode } from './episode.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { type Link, openingOf } from './presets.ts';
import { isPassed, primaryOf } from './primary.ts';
import { predictionOf, tickOf } from './progress.ts';
import { stepOf } from './state.ts';

const NOTHING: Link = { step: null, design: null, seed: null, at: 0 };
const KNOWN_AT = 30_000_000;
const MINE = { title: 'Mine' };

const scenario = sample();
const said = (verdict: Verdict['verdict'], text = '100 % >= 99 %: true'): Verdict => ({
  verdict,
  text,
  knownAt: verdict === 'undecided' ? null : KNOWN_AT,
});

/** The till breaks every design but the learner's own; without the outage nothing is known of it. */
const judge: Judge = (that, { design, keepActs }) => {
  if (that.startsWith('cost')) return said(true, '$0.10 <= $0.40: true');
  if (keepActs !== null && !keepActs.includes('outage')) return said('undecided', 'no outage');
  if (that === MEANINGS['slots-full'] || that === MEANINGS['more-fails']) return said(design !== 'mine');
  return design === 'mine' ? said(true) : said(false, '3 % >= 99 %: false');
};

let keeper: Keeper;
let table: FakeTable;
let episode: Episode;
const restart = vi.fn();

function open(link: Partial<Link> = {}): void {
  const opening = openingOf(scenario, { ...NOTHING, ...link }, keeper.progress());
  table = fakeTable(scenario, opening.wish, judge);
  episode = createEpisode(table, scenario, keeper, { opening, today: () => '2026-11-21', restart });
}
const state = () => episode.store.getState();
const label = () => primaryOf(state()).label;
const settle = () => vi.waitFor(() => expect(primaryOf(state()).does).not.toBe('wait'));
/** Whatever was asked of the lab has been answered. */
const answered = () => new Promise((resolve) => setTimeout(resolve, 0));

async function goTo(id: string): Promise<void> {
  episode.goTo(scenario.steps!.findIndex((step) => step.id === id));
  await answered();
}

beforeEach(() => {
  restart.mockReset();
  keeper = openKeeper('till', 'look');
  open();
});

describe('a step', () => {
  it('puts its preset on the table', async () => {
    expect(table.furniture.parts).toEqual([]);
    await goTo('break');
    expect(table.furniture).toEqual({ parts: null, spotlight: 'till', chart: null, isConcealed: false });
    expect(table.wishes.at(-1)).toEqual({ design: 'start', keepActs: [], acts: [], seed: 3, at: 0 });
    await goTo('guess');
    expect(table.furniture.chart).toBe('slots busy');
    expect(table.furniture.spotlight).toBeNull();
  });

  it('is the last one that was gone to, whatever arrives later', async () => {
    table.hold();
    episode.goTo(3);
    episode.goTo(4);
    await table.arrive();
    await answered();
    expect(stepOf(state()).id).toBe('mend');
    expect(table.look().design).toBe('start');
    expect(keeper.progress().step).toBe('mend');
  });

  it('keeps the seed that the learner chose', async () => {
    open({ seed: 9 });
    await goTo('tempt');
    expect(table.wishes.at(-1)?.seed).toBe(9);
  });
});

describe('the one button', () => {
  it('leads through the episode', async () => {
    expect(label()).toBe('Play');
    table.do('look');
    expect(label()).toBe('Next: Predict');
    episode.press();
    await answered();
    expect(label()).toBe('Choose an answer first');
    episode.choose('full');
    expect(label()).toBe('Commit, then see');
    episode.press();
    await answered();
    expect(label()).toBe('Pause');
    episode.press();
    expect(label()).toBe('Go on');
    table.reach(KNOWN_AT);
    await answered();
    expect(label()).toBe('Next: Break it');
    episode.press();
    await answered();
    expect(label()).toBe('Slow the till for 10 s');
    episode.press();
    await answered();
    expect(label()).toBe('Pause');
    table.reach(END);
    expect(label()).toBe('Play it again');
    table.do('why');
    await answered();
    expect(label()).toBe('Next: The tempting fix');
  });

  it('waits while a run is computed', async () => {
    table.hold();
    episode.goTo(2);
    expect(label()).toBe('Computing the run, 50 %');
    await table.arrive();
    await settle();
    expect(label()).toBe('Slow the till for 10 s');
  });
});

describe('a prediction', () => {
  beforeEach(() => goTo('guess'));

  it('shows nothing of the run before it is committed', () => {
    expect(table.furniture.isConcealed).toBe(true);
    expect(table.look().t).toBe(0);
    table.play();
    expect(table.look().playing).toBe(false);
    table.seek(25_000_000);
    expect(table.look().t).toBe(0);
  });

  it('is judged by the run, once the run has been seen so far', async () => {
    episode.choose('nothing');
    episode.beSure(85);
    episode.press();
    await answered();
    expect(table.furniture.isConcealed).toBe(false);
    expect(table.look()).toMatchObject({ t: 15_000_000, playing: true });
    table.reach(KNOWN_AT - 1);
    expect(predictionOf(state().progress, 'what')).toMatchObject({
      option: 'nothing',
      confidence: 85,
      counts: true,
      outcome: null,
    });
    expect(state().decidedAt).toBe(KNOWN_AT);
    table.seek(KNOWN_AT);
    expect(predictionOf(state().progress, 'what')?.outcome).toMatchObject({
      right: ['full'],
      design: 'start',
    });
    expect(state().said.text).toContain('another way');
  });

  it('cannot be committed twice, nor changed', async () => {
    episode.choose('full');
    episode.press();
    await answered();
    episode.choose('nothing');
    episode.press();
    expect(predictionOf(state().progress, 'what')?.option).toBe('full');
  });

  it('is not judged by a run that the learner has changed', async () => {
    episode.choose('full');
    episode.press();
    await answered();
    table.edit(MINE);
    await answered();
    table.reach(END);
    await answered();
    expect(predictionOf(state().progress, 'what')?.outcome).toBeNull();
    expect(label()).toBe('Play the run that decides');
    episode.press();
    await answered();
    table.seek(KNOWN_AT);
    expect(predictionOf(state().progress, 'what')?.outcome?.right).toEqual(['full']);
  });

  it('is decided later when the page was left before', async () => {
    episode.choose('full');
    episode.press();
    await answered();
    episode.close();
    open();
    expect(stepOf(state()).id).toBe('guess');
    await answered();
    expect(state().isConcealed).toBe(false);
    table.seek(END);
    expect(predictionOf(state().progress, 'what')?.outcome?.right).toEqual(['full']);
  });

  it('does not count when a link had shown the run', async () => {
    open({ step: 2, at: 25_000_000 });
    expect(table.furniture.isConcealed).toBe(false);
    expect(table.look().t).toBe(25_000_000);
    episode.choose('full');
    episode.press();
    await answered();
    expect(predictionOf(state().progress, 'what')?.counts).toBe(false);
  });

  it('is left open when the run says nothing of it', async () => {
    keeper = openKeeper('till', 'look');
    const opening = openingOf(scenario, { ...NOTHING, step: 'guess' }, null);
    table = fakeTable(scenario, opening.wish, () => said('undecided', 'nothing was measured'));
    episode = createEpisode(table, scenario, keeper, { opening, today: () => '', restart });
    episode.choose('rain');
    episode.press();
    await answered();
    expect(predictionOf(state().progress, 'what')?.outcome?.right).toEqual([]);
    expect(state().said.text).toBe('The run leaves the question open.');
  });
});

describe('the button of a step', () => {
  beforeEach(() => goTo('break'));

  it('plays the acts that were left out until then', async () => {
    expect(table.look()).toMatchObject({ playing: false, digest: 'start::0:3' });
    episode.press();
    await answered();
    expect(table.wishes.at(-1)).toMatchObject({ keepActs: null });
    expect(table.look()).toMatchObject({ playing: true, t: 0 });
  });

  it('goes on from where the learner watches, unless that is behind the act', async () => {
    table.reach(12_000_000);
    episode.press();
    await answered();
    expect(table.look().t).toBe(12_000_000);
    await goTo('break');
    table.reach(50_000_000);
    episode.press();
    await answered();
    expect(table.look().t).toBe(0);
  });

  it('is pressed in a link to a later moment', () => {
    open({ step: 'break', at: 39_000_000 });
    expect(table.look().digest).toBe('start:all:0:3');
    open({ step: 'break', at: 19_000_000 });
    expect(table.look().digest).toBe('start::0:3');
  });
});

describe('a task', () => {
  it('is done when it is true and was seen, and stays done', async () => {
    await goTo('break');
    episode.press();
    await answered();
    expect(state().tasks[0]).toMatchObject({ verdict: true, isSeen: false });
    expect(tickOf(state().progress, 'break', 'full')).toBeNull();
    table.reach(KNOWN_AT);
    expect(tickOf(state().progress, 'break', 'full')).toMatchObject({
      run: { design: 'start', digest: 'start:all:0:3', seed: 3 },
      measured: '100 % ≥ 99 %',
    });
    await goTo('look');
    await goTo('break');
    expect(tickOf(state().progress, 'break', 'full')).not.toBeNull();
  });

  it('of doing something is done by that alone', async () => {
    await goTo('break');
    table.do('look');
    expect(tickOf(state().progress, 'break', 'why')).toBeNull();
    table.do('why');
    expect(tickOf(state().progress, 'break', 'why')).toMatchObject({ run: { design: 'start' } });
  });

  it('of mending asks for a design of the learner', async () => {
    await goTo('mend');
    table.reach(END);
    await answered();
    expect(state().tasks[0]?.verdict).toBe(false);
    table.edit(MINE);
    await answered();
    expect(tickOf(state().progress, 'mend', 'fine')).toMatchObject({ run: { design: 'mine' } });
  });

  it('puts before and after side by side', async () => {
    await goTo('mend');
    table.edit(MINE);
    table.reach(END);
    await answered();
    await answered();
    expect(state().progress.mended).toMatchObject({
      seed: 3,
      before: { holds: false, measured: '3 % ≥ 99 %' },
      after: { holds: true, measured: '100 % ≥ 99 %' },
    });
  });
});

describe('the challenge', () => {
  it('is passed by a design of the learner that was watched to the end', async () => {
    await goTo('goal');
    expect(state().goals.map(({ text }) => text)).toEqual(['3 % ≥ 99 %', '$0.10 ≤ $0.40']);
    table.edit(MINE);
    await answered();
    expect(state().progress.won).toBeNull();
    expect(label()).toBe('Play');
    table.reach(END);
    expect(state().progress.won).toMatchObject({ design: 'mine', seed: 3 });
    expect(label()).toBe('Finish');
    episode.press();
    expect(state()).toMatchObject({ isFinished: true, progress: { finishedAt: '2026-11-21' } });
  });

  it('is no way past for a design of the scenario', async () => {
    const opening = openingOf(scenario, { ...NOTHING, step: 'goal', design: 'fix' }, null);
    table = fakeTable(scenario, opening.wish, () => said(true));
    episode = createEpisode(table, scenario, openKeeper('till', 'look'), {
      opening,
      today: () => '',
      restart,
    });
    await answered();
    table.reach(END);
    expect(state().goals.every(({ isSeen, verdict }) => isSeen && verdict === true)).toBe(true);
    expect(state().progress.won).toBeNull();
  });
});

describe('the own design', () => {
  it('is kept as it is built, and lies on the table in the steps that are for it', async () => {
    await goTo('mend');
    table.edit(MINE);
    expect(keeper.progress().mine).toEqual(MINE);
    await goTo('tempt');
    expect(table.look().design).toBe('more-slots');
    expect(state().offersOwn).toBe(true);
    await goTo('mend');
    expect(table.look().design).toBe('mine');
  });

  it('can be put on the table anywhere', async () => {
    table.edit(MINE);
    await goTo('break');
    expect(table.look().design).toBe('start');
    episode.showOwn();
    await answered();
    expect(table.look()).toMatchObject({ design: 'mine', isOwn: true });
    expect(state().offersOwn).toBe(false);
  });
});

it('hints open one at a time', async () => {
  await goTo('mend');
  const opened = () => keeper.progress().hints;
  episode.openHint();
  expect(opened()).toEqual([{ step: 'mend', opened: 1 }]);
  episode.openHint();
  episode.openHint();
  expect(opened()).toEqual([{ step: 'mend', opened: 2 }]);
});

it('a step is passed when what it asks is done, and one that asks for nothing by going on', async () => {
  const [first] = scenario.steps!;
  const isDone = (step: StepText) => isPassed(scenario, state().progress, step);
  expect(isDone(first!)).toBe(false);
  table.do('look');
  expect(isDone(first!)).toBe(true);
  const { tasks: _tasks, ...restful } = first!;
  expect(isDone(restful)).toBe(false);
  await goTo('tempt');
  expect(isDone(restful)).toBe(true);
  expect(isDone({ ...restful, id: 'skipped' })).toBe(false);
});

it('a lab that gives no answer is no reason to stand still', async () => {
  await goTo('break');
  table.judge = () => Promise.reject(new Error('The lab stopped answering.'));
  episode.press();
  await answered();
  expect(state().failure).toBe('The lab stopped answering.');
  table.reach(END);
  expect(label()).toBe('Play it again');
});

it('after it is closed it hears nothing', async () => {
  episode.close();
  const before = state();
  table.do('look');
  table.edit(MINE);
  expect(state()).toBe(before);
});
