import { createStore, type StoreApi } from 'zustand/vanilla';
import { MINE } from '../scenario/designNames.ts';
import type { Deed } from '../scenario/lesson.ts';
import type { Scenario } from '../scenario/types.ts';
import { stepDecision } from './decision.ts';
import { deskAt, firstState, glanceOf, isSameGlance, runOf } from './glance.ts';
import type { Keeper } from './keeper.ts';
import { stepMeasures } from './measures.ts';
import type { EpisodeTable, OnTable, RunWish } from './port.ts';
import { firstActAt, hasOwnDesign, momentOf, type Opening, wishOf } from './presets.ts';
import { primaryOf, programAsked } from './primary.ts';
import {
  exportProgress,
  hintsOf,
  type Progress,
  predictionOf,
  readProgress,
  tickOf,
  withHint,
  withPrediction,
  withStep,
  withTick,
} from './progress.ts';
import { isSameHeld, schedulesHeld } from './schedules.ts';
import { BONE_WORDS, type EpisodeState, stepOf } from './state.ts';

export interface EpisodeOptions {
  /** Its run lies on the table already, or is on its way there. */
  readonly opening: Opening;
  /** Today as `2026-11-21`. */
  readonly today: () => string;
  /** The keeper holds other progress now (imported, reset): whoever made this episode makes another. */
  readonly restart: () => void;
}

/** One visit to an episode: a store, and what the learner can do. */
export interface Episode {
  readonly store: StoreApi<EpisodeState>;
  goTo(index: number): void;
  next(): void;
  back(): void;
  choose(option: string): void;
  /** @param confidence per cent, 50 to 100 */
  beSure(confidence: number): void;
  /** What the one button below the story does now. */
  press(): void;
  openHint(): void;
  /** Puts the learner's own design on the table. */
  showOwn(): void;
  closeFinish(): void;
  exported(): string;
  /** @returns why the file is not taken; null when it was */
  take(text: string): string | null;
  reset(): void;
  discard(aside: string): void;
  close(): void;
}

/** @param scenario with at least one step, as it lies on the table */
export function createEpisode(
  table: EpisodeTable,
  scenario: Scenario,
  keeper: Keeper,
  options: EpisodeOptions,
): Episode {
  const { opening } = options;
  const steps = scenario.steps ?? [];
  const store = createStore<EpisodeState>()(() => firstState(scenario, keeper, opening, table.look()));
  const { getState: get, setState: set } = store;
  let shows = 0;
  /** The step's own run is on its way: what lies on the table until then is none of its business. */
  let isShowing = false;
  let isClosed = false;
  let hasMoved = false;
  /** Where the playhead stood when the step's run came; null before that. */
  let rest: number | null = null;
  let own = hasOwnDesign(scenario) ? scenario.designs![MINE]! : null;

  const say = (text: string): void => set({ said: { text, n: get().said.n + 1 } });

  function save(progress: Progress): void {
    if (progress === get().progress) return;
    const isUnkept = keeper.save(progress) === 'not kept';
    set({ progress, isUnkept, asides: keeper.asides() });
  }

  const measures = stepMeasures(table, {
    state: get,
    decides: () => decision.isOnTable(),
    found({ tasks, goals, failure }) {
      set({ tasks, goals, failure });
    },
    seen: (done) => {
      const { progress } = get();
      let next = progress;
      for (const { task, run, measured } of done.ticks)
        next = withTick(next, { step: stepOf(get()).id, task: task.id, run, measured });
      if (done.won) next = { ...next, won: done.won };
      if (done.mended) next = { ...next, mended: done.mended };
      save(next);
      const said = [
        ...done.ticks.map(({ task }) => `Done: ${task.says}`),
        ...(done.won && !progress.won ? ['The challenge is passed.'] : []),
      ];
      if (said.length > 0) say(said.join(' '));
    },
    options: (held, reached) => decision.judged(held, reached),
  });

  const decision = stepDecision(table, {
    state: get,
    known: (decidedAt) => set({ decidedAt }),
    decided(prediction) {
      save(withPrediction(get().progress, prediction));
      const right = prediction.outcome?.right ?? [];
      say(
        right.length === 0
          ? 'The run leaves the question open.'
          : right.includes(prediction.option)
            ? 'The run is there: you were right.'
            : 'The run is there: it went another way than you said.',
      );
    },
  });

  function hear(): void {
    if (isClosed) return;
    const on = table.look();
    if (get().isConcealed && (on.playing || on.t !== 0)) {
      // Each of these is heard again: once it stands still at the beginning, it stays so.
      if (on.playing) table.pause();
      else table.seek(0);
      return;
    }
    mirrorOwn(on);
    if (!isShowing) {
      if (on.digest !== null) {
        rest ??= on.t;
        hasMoved ||= on.playing || on.t !== rest;
      }
      measures.follow(on);
      if (!get().isConcealed) hearSchedules(on);
    }
    const run = glanceOf(on, deskAt(table, stepOf(get()).desk), hasMoved, decision.isOnTable());
    if (!isSameGlance(run, get().run)) set({ run });
    const { offersOwn, isOwn, scenario: before } = get();
    const offers = hasOwnDesign(on.scenario) && !on.isOwn;
    if (offers !== offersOwn || on.isOwn !== isOwn || on.scenario !== before)
      set({ offersOwn: offers, isOwn: on.isOwn, scenario: on.scenario });
  }

  /** What all schedules of a program come to is told whatever the run on the table does. */
  function hearSchedules(on: OnTable): void {
    const step = stepOf(get());
    const schedules = schedulesHeld(step, table.verdictOn);
    if (isSameHeld(schedules, get().schedules) && on.isOwn === get().isOwn) return;
    set({ schedules, isOwn: on.isOwn });
    const done = (step.tasks ?? []).flatMap((task, i) => {
      const held = schedules[i];
      const isHere = task.design !== 'mine' || on.isOwn;
      return held?.verdict === true && isHere ? [{ task, measured: held.text }] : [];
    });
    tick(done);
  }

  function tick(
    done: readonly {
      readonly task: { readonly id: string; readonly says: string };
      readonly measured: string;
    }[],
  ): void {
    const step = stepOf(get());
    const fresh = done.filter(({ task }) => tickOf(get().progress, step.id, task.id) === null);
    if (fresh.length === 0) return;
    const run = runOf(table.look());
    save(
      fresh.reduce(
        (next, { task, measured }) => withTick(next, { step: step.id, task: task.id, run, measured }),
        get().progress,
      ),
    );
    say(`Done: ${fresh.map(({ task }) => task.says).join(' ')}`);
  }

  /** What the learner builds is kept as it is built. */
  function mirrorOwn({ scenario: now }: OnTable): void {
    const mine = hasOwnDesign(now) ? now.designs![MINE]! : null;
    if (mine === own) return;
    own = mine;
    save({ ...get().progress, mine });
  }

  async function show(wish: RunWish): Promise<boolean> {
    const mine = ++shows;
    isShowing = true;
    rest = null;
    table.pause();
    measures.forget();
    try {
      await table.show(wish);
    } catch (error) {
      if (mine === shows) set({ failure: error instanceof Error ? error.message : String(error) });
    }
    if (mine !== shows || isClosed) return false;
    isShowing = false;
    return true;
  }

  /** Puts on the table what the step shows now. */
  function present(): Promise<boolean> {
    const state = get();
    const wish = wishOf(table.look().scenario, stepOf(state), state.isActed, table.look().seed);
    const at = state.isConcealed ? 0 : wish.at;
    return show({ ...wish, design: decision.designFor(wish.design), at });
  }

  function furnish(): void {
    const { palette, spotlight, chart, desk } = stepOf(get());
    table.allowParts(palette ?? null);
    table.setSpotlight(spotlight ?? null);
    table.setChart(chart ?? null);
    table.openDesk(desk ?? null);
    table.conceal(get().isConcealed);
  }

  async function enter(index: number): Promise<void> {
    const step = steps[index]!;
    const { progress, visits } = get();
    const isConcealed = step.prediction !== undefined && !predictionOf(progress, step.prediction.id);
    hasMoved = false;
    measures.forget();
    decision.forget();
    set({
      index,
      visits: visits + 1,
      isActed: false,
      isConcealed,
      isPeeked: false,
      draft: { option: null, confidence: 70 },
      decidedAt: null,
      tasks: [],
      schedules: [],
      goals: [],
      isFinished: false,
    });
    save(withStep(progress, step.id));
    say(`Step ${index + 1} of ${steps.length}, ${BONE_WORDS[step.bone]}`);
    // What lies on the table is still the run of the step before.
    isShowing = true;
    furnish();
    if (!(await present())) return;
    if (!step.act) decision.expect();
    hear();
  }

  async function commit(): Promise<void> {
    const state = get();
    const { prediction, act } = stepOf(state);
    const { option, confidence } = state.draft;
    if (!prediction || option === null || predictionOf(state.progress, prediction.id)) return;
    const made = { id: prediction.id, option, confidence, counts: !state.isPeeked, outcome: null };
    set({ isConcealed: false });
    save(withPrediction(state.progress, made));
    table.conceal(false);
    say('Your answer is committed.');
    if (!act || state.isActed) await playDeciding();
    else if (await present()) hear();
  }

  async function playDeciding(): Promise<void> {
    if (!(await present())) return;
    decision.expect();
    hear();
    table.play();
  }

  async function act(): Promise<void> {
    const step = stepOf(get());
    const { t, scenario: now } = table.look();
    const first = firstActAt(now, step) ?? 0;
    const wish = wishOf(now, step, true, table.look().seed);
    set({ isActed: true });
    // Whoever is watching goes on from there; after the moment of the act it begins anew.
    const at = t <= first && t > wish.at ? t : momentOf(step);
    say(`${step.act?.label ?? ''}: the run plays.`);
    if (!(await show({ ...wish, design: decision.designFor(wish.design), at }))) return;
    decision.expect();
    hear();
    table.play();
  }

  function finish(): void {
    const { progress } = get();
    save({ ...progress, finishedAt: progress.finishedAt ?? options.today() });
    set({ isFinished: true });
  }

  const goTo = (index: number): void => {
    if (index >= 0 && index < steps.length) void enter(index);
  };

  const unhear = table.subscribe(hear);
  const undo = table.onDeed((deed: Deed) => {
    const step = stepOf(get());
    if (isClosed || get().isConcealed) return;
    tick((step.tasks ?? []).flatMap((task) => (task.did === deed ? [{ task, measured: '' }] : [])));
  });

  if (!stepOf(get()).act || opening.isActed) decision.expect();
  furnish();
  // Whoever opens a link for a look has not yet done anything that is to be kept.
  set({ progress: withStep(get().progress, stepOf(get()).id) });
  hear();

  return {
    store,
    goTo,
    next: () => (get().index === steps.length - 1 ? finish() : goTo(get().index + 1)),
    back: () => goTo(get().index - 1),
    choose(option) {
      if (stepOf(get()).prediction?.options.some(({ id }) => id === option))
        set({ draft: { ...get().draft, option } });
    },
    beSure(confidence) {
      const whole = Math.round(Math.min(100, Math.max(50, confidence)));
      if (Number.isFinite(whole)) set({ draft: { ...get().draft, confidence: whole } });
    },
    press() {
      const { does } = primaryOf(get());
      if (does === 'commit') void commit();
      else if (does === 'act') void act();
      else if (does === 'decide') void playDeciding();
      else if (does === 'desk') table.openDesk(stepOf(get()).desk ?? null);
      else if (does === 'explore') table.explore(programAsked(get())!);
      else if (does === 'play') table.play();
      else if (does === 'pause') table.pause();
      else if (does === 'next') goTo(get().index + 1);
      else if (does === 'finish') finish();
    },
    openHint() {
      const { id, hints } = stepOf(get());
      const opened = hintsOf(get().progress, id);
      if (opened < (hints?.length ?? 0)) save(withHint(get().progress, id));
    },
    showOwn() {
      const now = table.look();
      if (!hasOwnDesign(now.scenario) || now.isOwn) return;
      const wish = wishOf(now.scenario, stepOf(get()), get().isActed, now.seed);
      void show({ ...wish, design: MINE, at: get().isConcealed ? 0 : now.t }).then((isThere) => {
        if (isThere) hear();
      });
    },
    closeFinish: () => set({ isFinished: false }),
    exported: () => exportProgress(get().progress),
    take(text) {
      const read = readProgress(text, scenario.id);
      if (!read.ok) return read.says;
      keeper.save(read.progress);
      options.restart();
      return null;
    },
    reset() {
      keeper.reset();
      options.restart();
    },
    discard(aside) {
      keeper.discard(aside);
      set({ asides: keeper.asides() });
    },
    close() {
      isClosed = true;
      unhear();
      undo();
    },
  };
}
