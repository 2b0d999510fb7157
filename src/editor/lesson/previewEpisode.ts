/** An episode that is only looked at: one step as the student finds it, of which nothing is kept. */
import { createStore } from 'zustand/vanilla';
import type { Episode } from '../../episode/episode.ts';
import { primaryOf } from '../../episode/primary.ts';
import { hintsOf, newProgress, predictionOf, withHint, withPrediction } from '../../episode/progress.ts';
import { type EpisodeState, stepOf } from '../../episode/state.ts';
import type { DeskAbout } from '../../scenario/desks.ts';
import type { Scenario } from '../../scenario/types.ts';

export interface PreviewOf {
  readonly scenario: Scenario;
  readonly index: number;
  readonly deskIs: DeskAbout | null;
  /** Puts the step on the table; `isActed`: with its button pressed. */
  readonly onShow: (isActed: boolean) => void;
  readonly onGo: (step: number) => void;
}

export function previewEpisode({ scenario, index, deskIs, onShow, onGo }: PreviewOf): Episode {
  const steps = scenario.steps!;
  const step = steps[index]!;
  const first: EpisodeState = {
    scenario,
    steps,
    index,
    visits: 0,
    isActed: false,
    isConcealed: false,
    isPeeked: false,
    draft: { option: null, confidence: 70 },
    decidedAt: null,
    tasks: [],
    schedules: [],
    goals: [],
    // Of the run nothing is shown here: the table has it.
    run: {
      hasRun: true,
      computed: null,
      playing: false,
      isOver: false,
      isAtStart: true,
      hasMoved: false,
      decides: false,
      isAtDesk: false,
      deskIs,
    },
    progress: newProgress(scenario.id, step.id),
    offersOwn: false,
    isOwn: true,
    asides: [],
    isUnkept: false,
    failure: null,
    isFinished: false,
    said: { text: '', n: 0 },
  };
  const store = createStore<EpisodeState>()(() => first);
  const { getState: get, setState: set } = store;
  const go = (to: number) => onGo(Math.max(0, Math.min(steps.length - 1, to)));
  const nothing = () => {};

  function press(): void {
    const { draft, progress, isActed } = get();
    const { does } = primaryOf(get());
    const asked = stepOf(get()).prediction;
    if (does === 'commit' && asked && draft.option !== null) {
      const { option, confidence } = draft;
      const made = { id: asked.id, option, confidence, counts: true, outcome: null };
      set({ progress: withPrediction(progress, made) });
      onShow(isActed);
    } else if (does === 'act') {
      set({ isActed: true });
      onShow(true);
    } else if (does === 'next') go(index + 1);
    else if (does !== 'wait' && does !== 'choose' && does !== 'finish') onShow(isActed);
  }

  return {
    store,
    goTo: go,
    next: () => go(index + 1),
    back: () => go(index - 1),
    choose(option) {
      if (!predictionOf(get().progress, step.prediction?.id)) set({ draft: { ...get().draft, option } });
    },
    beSure: (confidence) => set({ draft: { ...get().draft, confidence } }),
    press,
    openHint() {
      const { progress } = get();
      const opened = hintsOf(progress, step.id);
      if (opened < (step.hints?.length ?? 0)) set({ progress: withHint(progress, step.id) });
    },
    showOwn: nothing,
    closeFinish: nothing,
    exported: () => '',
    take: () => null,
    reset: nothing,
    discard: nothing,
    close: nothing,
  };
}
