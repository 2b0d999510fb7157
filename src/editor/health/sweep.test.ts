import { describe, expect, it, vi } from 'vitest';
import { settled } from '../../../tests/atTable.ts';
import { sample } from '../../../tests/episode/sample.ts';
import type { Lab } from '../../lab/client.ts';
import { healthOf } from '../../lab/health.ts';
import type { Measurement } from '../../lab/judge.ts';
import { asksOf, lessonOf } from '../../lab/lessonAsks.ts';
import { checkedRuns, lessonFound, truthsOf } from '../../lab/lessonTruths.ts';
import type { MeasureAsked, RunAsked } from '../../lab/protocol.ts';
import { catalog } from '../../parts/catalog.ts';
import { applyEdit } from '../../scenario/edit.ts';
import type { Scenario } from '../../scenario/types.ts';
import { ROBUST_SEEDS } from './robust.ts';
import { CALM_MS, type Clock, createSweep, seedsUpTo } from './sweep.ts';

/** Time that passes when the test says so. */
function clockOf(): Clock & { pass(ms: number): void } {
  let now = 0;
  let waiting: { readonly at: number; readonly then: () => void }[] = [];
  return {
    now: () => now,
    wait(ms, then) {
      const one = { at: now + ms, then };
      waiting.push(one);
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
    pass(ms) {
      now += ms;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { then } of due) then();
    },
  };
}

type Says = (that: string, run: RunAsked) => boolean | 'undecided';

/** Labs that answer at once, or when they are let. */
function labsOf(says: Says) {
  const runs: RunAsked[] = [];
  const started: { closed: boolean }[] = [];
  let gate: Promise<void> | null = null;
  let open = () => {};
  const start = async (): Promise<Lab> => {
    const own = { closed: false };
    started.push(own);
    const measure = async (run: RunAsked, { that }: MeasureAsked): Promise<Measurement> => {
      runs.push(run);
      await gate;
      const verdicts = that.map((one) => ({ verdict: says(one, run), text: '', knownAt: null }));
      return { verdicts, figures: [], digest: `${run.design} ${JSON.stringify(run.edits)}` };
    };
    const close = () => {
      own.closed = true;
    };
    return { measure, close } as unknown as Lab;
  };
  return {
    start,
    runs,
    started,
    hold() {
      gate = new Promise((done) => {
        open = done;
      });
    },
    release() {
      gate = null;
      open();
    },
  };
}

const { check } = sample().health!;
/** As it should be: the check holds in the fix alone, everything else everywhere. */
const SOUND: Says = (that, { design }) => (that === check ? design === 'fix' : true);

function sweeping(says: Says = SOUND, { labs = 2, isBusy = (): boolean => false } = {}) {
  const lab = labsOf(says);
  const clock = clockOf();
  const sweep = createSweep({ startLab: lab.start, labs, clock, catalog, isBusy });
  const state = sweep.store.getState;
  const calm = async () => {
    clock.pass(CALM_MS);
    await vi.waitFor(() => expect(state().phase).toBe('idle'));
  };
  return { lab, clock, sweep, state, calm };
}

const worded = (scenario: Scenario): Scenario => ({
  ...scenario,
  summary: 'Other words.',
  steps: scenario.steps!.map((step) => ({ ...step, text: 'Other words.' })),
});
function edited(scenario: Scenario, design: string, set: string, to: number): Scenario {
  const done = applyEdit(scenario, design, { do: 'set', part: set, setting: 'slots', value: to }, catalog);
  if (!done.ok) throw new Error(done.says);
  return done.scenario;
}

describe('a sweep', () => {
  it('begins a moment after the last change, and asks every run once a seed', async () => {
    const { lab, clock, sweep, state, calm } = sweeping();
    sweep.look(sample());
    clock.pass(CALM_MS - 1);
    expect(state().phase).toBe('waiting');
    sweep.look(worded(sample()));
    clock.pass(CALM_MS - 1);
    await settled();
    expect(lab.runs).toEqual([]);
    await calm();
    const asked = lab.runs.map((run) => JSON.stringify([run.design, run.edits]));
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBe(state().total);
    expect(state().done).toBe(state().total);
    // The learners' own seed before all others.
    expect(lab.runs[0]!.edits.seed).toBe(sample().seed);
    const { lesson } = state().of!;
    const truths = truthsOf(state().answers);
    expect(lessonFound(lesson, truths, seedsUpTo(10), 3).health).toMatchObject({
      verdict: 'load-bearing',
      fix: { passed: 10, of: 10 },
    });
    const runs = checkedRuns(lesson, truths, seedsUpTo(10));
    expect(healthOf(lesson.health!.plan, runs).verdict).toBe('load-bearing');
  });

  it('asks what the verdict waits for before the rest, after everything for the learners’ own seed', async () => {
    const { lab, sweep, calm } = sweeping(SOUND, { labs: 1 });
    const { claims, ...base } = sample();
    const scenario: Scenario = {
      ...base,
      designs: { ...base.designs, aside: { title: 'Of no part in the check' } },
      claims: [
        ...(claims ?? []),
        { id: 'aside', says: 'In that one.', that: 'checkout.busy >= 0', design: 'aside' },
      ],
    };
    const lesson = lessonOf(scenario, catalog);
    const decisive = new Set(lesson.health!.runs.map(({ design }) => design));
    const first = asksOf(lesson).length;
    expect(first).toBeGreaterThan(decisive.size);
    sweep.look(scenario);
    await calm();
    const isDecisive = ({ design, edits }: RunAsked) =>
      decisive.has(design) && edits.keepActs === undefined && edits.acts === undefined;
    const seeds = new Set([scenario.seed, ...seedsUpTo(10)]).size;
    const rest = lab.runs.slice(first);
    expect(lab.runs.slice(0, first).every(({ edits }) => edits.seed === scenario.seed)).toBe(true);
    expect(rest.map(isDecisive)).toEqual(rest.map((_, i) => i < decisive.size * (seeds - 1)));
  });

  it('waits while somebody waits for something else', async () => {
    let isBusy = true;
    const { lab, clock, sweep, state, calm } = sweeping(SOUND, { isBusy: () => isBusy });
    sweep.look(sample());
    clock.pass(CALM_MS);
    clock.pass(CALM_MS);
    await settled();
    expect([state().phase, lab.runs.length]).toEqual(['waiting', 0]);
    isBusy = false;
    await calm();
    expect(lab.runs.length).toBeGreaterThan(0);
  });

  it('runs nothing again when only words change, and of an edit only the designs that it changes', async () => {
    const { lab, sweep, state, calm } = sweeping();
    sweep.look(sample());
    await calm();
    const first = lab.runs.length;
    sweep.look(worded(sample()));
    await calm();
    expect(lab.runs.length).toBe(first);
    expect(state().done).toBe(state().total);
    sweep.look(edited(sample(), 'more-slots', 'shop', 20));
    await calm();
    const again = lab.runs.slice(first);
    expect(again.length).toBeGreaterThan(0);
    expect(new Set(again.map(({ design }) => design))).toEqual(new Set(['more-slots']));
  });

  it('asks only for the seeds that are new, and keeps its labs', async () => {
    const { lab, clock, sweep, state } = sweeping();
    sweep.look(sample());
    clock.pass(CALM_MS);
    await vi.waitFor(() => expect(state().phase).toBe('idle'));
    const first = lab.runs.length;
    sweep.setSeeds(30);
    clock.pass(0);
    await vi.waitFor(() => expect(state()).toMatchObject({ phase: 'idle', seeds: 30 }));
    expect(lab.runs.length).toBe(3 * first);
    expect(lab.runs.slice(first).every(({ edits }) => edits.seed! > 10)).toBe(true);
    expect(lab.started).toHaveLength(2);
  });

  it('can be called off and goes on where it was', async () => {
    const { lab, clock, sweep, state } = sweeping();
    lab.hold();
    sweep.look(sample());
    clock.pass(CALM_MS);
    await vi.waitFor(() => expect(lab.runs).toHaveLength(2));
    sweep.callOff();
    expect(state()).toMatchObject({ phase: 'idle', wasCalledOff: true, done: 0 });
    lab.release();
    await settled();
    expect(lab.runs).toHaveLength(2);
    sweep.goOn();
    clock.pass(0);
    await vi.waitFor(() => expect(state().done).toBe(state().total));
    // What was in hand then was finished and is not run again.
    expect(lab.runs).toHaveLength(state().total);
    expect(state().wasCalledOff).toBe(false);
  });

  it('says why a run cannot be made, and takes other labs the next time', async () => {
    let isBroken = true;
    const { lab, clock, sweep, state, calm } = sweeping((that, run) => {
      if (isBroken) throw new Error('The lab stopped answering.');
      return SOUND(that, run);
    });
    sweep.look(sample());
    await calm();
    expect(state().failure).toBe('The lab stopped answering.');
    await settled();
    expect(lab.started.every(({ closed }) => closed)).toBe(true);
    isBroken = false;
    sweep.goOn();
    clock.pass(0);
    await vi.waitFor(() => expect(state()).toMatchObject({ phase: 'idle', failure: null }));
    expect(state().done).toBe(state().total);
    expect(lab.started.length).toBeGreaterThan(2);
  });

  it('closes its labs when nobody looks, and knows what it knew when somebody comes back', async () => {
    const { lab, sweep, calm } = sweeping();
    sweep.look(sample());
    await calm();
    const before = lab.runs.length;
    sweep.rest();
    await settled();
    expect(lab.started.every(({ closed }) => closed)).toBe(true);
    sweep.look(sample());
    await calm();
    expect(lab.runs.length).toBe(before);
  });
});

describe('moved settings', () => {
  const start = async (says: Says) => {
    const made = sweeping(says);
    made.sweep.look(sample());
    await made.calm();
    const { of, answers } = made.state();
    const before = checkedRuns(of!.lesson, truthsOf(answers), ROBUST_SEEDS);
    made.sweep.robust.start(of!.scenario, of!.lesson.health!.plan, before);
    await vi.waitFor(() => expect(made.sweep.robust.store.getState().isRunning).toBe(false));
    return made;
  };

  it('that break the lesson are told, each with a run that shows it', async () => {
    const { sweep } = await start((that, run) => {
      const rate = run.edits.set?.['users.rate'];
      return that === check && rate === '22/s' ? false : SOUND(that, run);
    });
    const { found } = sweep.robust.store.getState();
    expect(found!.broken).toHaveLength(1);
    expect(found!.broken[0]).toMatchObject({
      part: 'users',
      setting: 'rate',
      factor: 1.1,
      verdict: 'unwinnable',
      run: { design: 'fix', edits: { seed: 1, set: { 'users.rate': '22/s' } } },
    });
  });

  it('are forgotten with the runs that they belong to, and only then', async () => {
    const { sweep, calm } = await start(SOUND);
    const found = () => sweep.robust.store.getState().found;
    expect(found()!.broken).toEqual([]);
    expect(found()!.all.moved.length).toBeGreaterThan(5);
    sweep.look(worded(sample()));
    await calm();
    expect(found()).not.toBeNull();
    sweep.look(edited(sample(), 'fix', 'shop', 20));
    await calm();
    expect(found()).toBeNull();
  });
});
